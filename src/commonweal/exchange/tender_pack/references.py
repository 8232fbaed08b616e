"""Who says so, which packs, whose licences, and the drafting prompts, for a tender pack."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.exchange.report.prompts import INTRODUCTION, Annex, PromptView, make_annex
from commonweal.exchange.report.words import CONFIDENCE_WORDS, SOURCE_MARKS, say_source
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.exchange.tender_pack.pack_view import PackPrompt, PackPromptGroup, PackSourceLine
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import PackKind
from commonweal.record.source import Source, SourceKind
from commonweal.scheme.prompts import call_prompts


def scheme_edition(source: PackSource) -> Pack | None:
    """The social value edition that the scheme follows."""
    if not source.scheme.edition:
        return None
    pack_id, _, edition = source.scheme.edition.partition("/")
    return source.packs.get(pack_id, edition)


def drawn_on(source: PackSource) -> tuple[Pack, ...]:
    """The packs whose words stand in the documents: of criteria, of the edition, of prompts."""
    scheme = source.scheme
    adopted = scheme.everything
    ids = {code.partition("/")[0] for each in adopted for code in (each.code, each.fills) if code}
    ids |= {each.code.partition("/")[0] for each in scheme.deferrals}
    prompts = {each.pack for each in call_prompts(source.case, scheme, packs=source.packs)}
    used = {scheme.edition, *prompts}
    return tuple(
        pack
        for pack in sorted(source.packs.editions, key=lambda each: each.name)
        if pack.name in used or (pack.id in ids and pack.name in scheme.packs)
    )


def made_with(source: PackSource) -> tuple[Pack, ...]:
    """Those of them that bidders read anything of: prompts to draft from stay inside."""
    return tuple(pack for pack in drawn_on(source) if pack.head.kind is not PackKind.PROMPTS)


def make_sources(source: PackSource) -> tuple[PackSourceLine, ...]:
    """Every source of what bidders read, once: law, then guidance, then judgement.

    Where in its own reasoning Commonweal judged something is drafting, and stays inside.
    """
    order = list(SourceKind)
    found = sorted(dict.fromkeys(_cited(source)), key=lambda each: (order.index(each.kind), each.title, each.where))
    return tuple(dict.fromkeys(_line(each) for each in found))


def _line(each: Source) -> PackSourceLine:
    if each.kind is SourceKind.JUDGEMENT:
        return PackSourceLine(mark=SOURCE_MARKS[each.kind], text=each.title, confidence="", dated="", url="")
    return PackSourceLine(
        mark=SOURCE_MARKS[each.kind],
        text=f"{each.title}, {each.where}" if each.where else each.title,
        confidence=CONFIDENCE_WORDS[each.confidence],
        dated=f"{each.dated.day} {each.dated:%B %Y}" if each.dated else "",
        url=each.url if each.url.startswith("https://") else "",
    )


def _cited(source: PackSource) -> Iterable[Source]:
    for each in (*source.scheme.scored, *source.scheme.contract, *source.scheme.branches):
        for reason in (*each.reasons, *each.tests.values()):
            yield from reason.sources
    edition = scheme_edition(source)
    if edition is None:
        return
    if edition.head.rules:
        yield edition.head.rules.base_source
        yield from (band.source for band in edition.head.rules.floors)
    titles = {kpi.measure for kpi in source.scheme.reporting} | {kpi.title for kpi in source.scheme.reporting}
    yield from (measure.source for measure in edition.measures.values() if measure.title in titles)


def make_prompts(source: PackSource) -> tuple[Annex, tuple[PackPromptGroup, ...], str]:
    """The annex of the report, its prompts in plain words, and what they are."""
    called = call_prompts(source.case, source.scheme, packs=source.packs)
    annex = make_annex(source.case, source.scheme, called, source.answers)
    groups = tuple(
        PackPromptGroup(subject=subject, prompts=tuple(_prompt(each) for each in prompts))
        for subject, prompts in annex.groups
    )
    says = " ".join(part for part in (INTRODUCTION, annex.line, annex.remark) if part)
    return annex, groups, says if annex.count else "This case calls for no prompt."


def _prompt(view: PromptView) -> PackPrompt:
    prompt = view.called.prompt
    checks = [f"{each.title} ({each.answer})" if each.answer else each.title for each in view.checks]
    said = dict.fromkeys(f"{SOURCE_MARKS[each.kind]}: {say_source(each)}" for each in prompt.sources)
    return PackPrompt(
        title=prompt.title,
        contract=view.called.contract,
        notice=view.called.notice,
        decide=prompt.decide,
        why=prompt.why,
        checks="; ".join(checks),
        sources="; ".join(said),
    )
