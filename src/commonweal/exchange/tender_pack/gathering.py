"""Gathering a tender pack: everything that its documents say, once, in plain words."""

from __future__ import annotations

from commonweal.exchange.published_scheme import DIGEST_SHOWN
from commonweal.exchange.report.contract import contract_rows, prescribed_reporting
from commonweal.exchange.report.ribbon import make_ribbon
from commonweal.exchange.report.words import say_percent, say_structure
from commonweal.exchange.tender_pack.answering import NOT_HERE, say_answering, say_open_points
from commonweal.exchange.tender_pack.assessing import make_awards
from commonweal.exchange.tender_pack.clean_text import clean_view
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.exchange.tender_pack.pack_view import (
    PackBranch,
    PackCondition,
    PackDeferral,
    PackEdition,
    PackList,
    TenderPack,
)
from commonweal.exchange.tender_pack.references import drawn_on, made_with, make_prompts, make_sources, scheme_edition
from commonweal.exchange.tender_pack.staging import (
    BANDS_NOTE,
    make_kpi_scales,
    make_later_stages,
    make_rounds,
    make_stages,
)
from commonweal.procurement.procurement import Procurement
from commonweal.record.text import inside_sentence, say_list
from commonweal.scheme.scheme import AwardScheme, Scheme

DRAFT_MARK = "DRAFT: nobody has adopted this scheme"
DRAFT_REASON = "Why it is asked (a draft, not yet the authority's reason)"
OUTDATED_MARK = "NOT CURRENT: the case has changed since this scheme was adopted"


def make_tender_pack(source: PackSource) -> TenderPack:
    """The pack of a scheme. No text in it can steer a screen or break a document."""
    scheme, procurement = source.scheme, source.case.procurement
    titles = procurement.stage_titles
    known = {**{stage: stage for stage in _stages_named(scheme)}, **titles}
    edition = scheme_edition(source)
    prescribed = prescribed_reporting(scheme, edition, known)
    annex, groups, prompts_say = make_prompts(source)
    pack = TenderPack(
        title=procurement.title,
        authority=procurement.authority.name,
        lead=say_assessed(scheme),
        status=_status(source),
        mark=source.mark or (DRAFT_MARK if source.version is None else OUTDATED_MARK if source.outdated else ""),
        version=_version(source),
        dated=_dated(source),
        digest=_digest(source),
        foot=_foot(source),
        description=procurement.description,
        structure=_structure(procurement),
        ribbon_words=make_ribbon(procurement).sentence,
        stages=make_stages(procurement, scheme, edition),
        later_stages=make_later_stages(procurement),
        rounds=make_rounds(procurement),
        lots=tuple(lot.title for lot in procurement.lots),
        awards=make_awards(scheme, known, source.packs),
        why_heading="Why it is asked"
        if source.version
        else "Why it is asked (a draft, not yet the authority's reason)",
        answering=say_answering(procurement, scheme),
        bands_note=BANDS_NOTE,
        kpi_scales=make_kpi_scales(scheme),
        prescribed=f"{prescribed.title}. {prescribed.sentence}" if prescribed else "",
        conditions=_conditions(scheme, known),
        deferrals=_deferrals(scheme, known),
        branches=tuple(
            PackBranch(title=each.title, says=" ".join(reason.text for reason in each.reasons[:1]))
            for each in scheme.branches
        ),
        not_here=NOT_HERE,
        open_points=say_open_points(source),
        sources=make_sources(source),
        editions=tuple(PackEdition(name=pack.name, digest=pack.digest) for pack in made_with(source)),
        attributions=tuple(sorted({pack.head.attribution for pack in drawn_on(source)} - {""})),
        prompts_say=prompts_say,
        prompt_groups=groups,
        prompt_lists=tuple(PackList(title=title, lines=lines) for title, lines in annex.lists),
        told_where=annex.told,
    )
    return clean_view(pack)


def say_assessed(scheme: Scheme) -> str:
    """What is assessed, in a sentence; where there are several award decisions, which they are."""
    if len(scheme.awards) == 1:
        return _assessed(scheme.awards[0])
    titles = say_list([inside_sentence(each.title) for each in scheme.awards])
    return f"There are {len(scheme.awards)} award decisions: {titles}. Each is made on its own criteria and weightings."


def _assessed(award: AwardScheme) -> str:
    quality = sum(part.weighting for part in award.quality)
    price = award.split.price
    parts = [f"price ({say_percent(price)})"] if price else []
    parts += [f"quality ({say_percent(quality)})"] if quality else []
    if award.social_value:
        asked = say_list([f"‘{each.title}’" for each in award.social_value])
        parts.append(f"social value ({say_percent(award.social_value_total)}): {asked}")
    return f"Bids are assessed on {say_list(parts)}."


def _status(source: PackSource) -> str:
    if source.standing:
        return source.standing
    if source.version is None:
        return (
            f"This is a draft of the {source.scheme.option} scheme. Nobody has adopted it, and its reasons are "
            "Commonweal's drafts."
        )
    adopted = f"Scheme {source.version.version} was adopted by {source.version.adopted_by} on {_dated(source)}."
    return f"{adopted} The case has changed since." if source.outdated else adopted


def _version(source: PackSource) -> str:
    if source.published:
        return f"Version {source.published.number}"
    return f"Scheme {source.version.version}" if source.version else "Draft"


def _digest(source: PackSource) -> str:
    """Of what is published, as anybody can count it; before that, the scheme's own."""
    return source.published.digest if source.published else source.scheme.digest()


def _dated(source: PackSource) -> str:
    if source.published:
        return source.published.day
    if source.version is None:
        return ""
    on = source.version.adopted_on
    return f"{on.day} {on:%B %Y}"


def _foot(source: PackSource) -> str:
    version = f"Scheme {source.version.version}, adopted {_dated(source)}" if source.version else "Draft, not adopted"
    return f"{source.published.words if source.published else version}. Digest {_digest(source)[:DIGEST_SHOWN]}"


def _structure(procurement: Procurement) -> str:
    """How it is bought; of one contract, whether it has gates."""
    words = say_structure(procurement)
    return f"It is bought as {words}. Legal regime: {procurement.regime.kind.words}."


def _stages_named(scheme: Scheme) -> set[str]:
    """Every stage that the scheme names: an outdated one may know stages that the case no longer has."""
    adopted = scheme.everything
    named = {each.stage for each in adopted} | {kpi.stage for kpi in scheme.kpis}
    named |= {stage for each in scheme.deferrals for stage in (each.from_stage, each.to_stage)}
    return named | {stage for award in scheme.awards for stage in award.stages}


def _conditions(scheme: Scheme, titles: dict[str, str]) -> tuple[PackCondition, ...]:
    return tuple(
        PackCondition(title=row.title, places="; ".join(row.places), text=row.condition)
        for row in contract_rows(scheme.contract, titles)
    )


def _deferrals(scheme: Scheme, titles: dict[str, str]) -> tuple[PackDeferral, ...]:
    return tuple(
        PackDeferral(
            title=each.title,
            where=(
                f"Not at ‘{titles[each.from_stage]}’; at ‘{titles[each.to_stage]}’, {inside_sentence(each.place.words)}"
            ),
            because=each.because,
            early_sign=inside_sentence(each.early_sign).removesuffix("."),
        )
        for each in scheme.deferrals
    )
