"""What any code means: a criterion, a measure, a check, a setting, a figure of appraisal, a notice, a mission."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from commonweal.design.fit import meaning
from commonweal.exchange.report.parts import say_part
from commonweal.exchange.report.words import say_source
from commonweal.frameworks.challenging import Attack
from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.measures import Measure, SignalForm
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.prompts import FILL_INS, PROMPT_LINE, Prompt, fill_in
from commonweal.frameworks.rules import Remark, Rule
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.period import describe_months
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source

# The parts of a pack that have an explanation; where two share a name, the later one is explained.
EXPLAINED = (
    *("missions", "outcomes", "parameters", "formulas", "additionality", "grades", "optimism", "base_rates", "values"),
    *("calendars", "series", "discounting", "homes", "crosswalks", "notices", "names", "statements"),
    *("efforts", "usual_counts", "bidders", "attacks"),
    *("measures", "checks", "prompts", "remarks", "criteria"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    code: str
    what: str
    title: str
    sections: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    attribution: str = ""

    def data(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "what": self.what,
            "title": self.title,
            "sections": dict(self.sections),
            "sources": [{"kind": each.kind.value, "text": say_source(each)} for each in self.sources],
            "attribution": self.attribution,
        }


def find_explanation(text: str, packs: Packs) -> Explanation:
    """The explanation of a code, in full (PACK/CODE) or its last part. An unclear or unknown code says what is near."""
    known = dict(_codes(packs))
    wanted = text.strip().lower()
    found = [code for code in known if wanted in {code, code.partition("/")[2]}]
    if len(found) > 1 and wanted not in known:
        raise MisuseError(f"'{text}' could be {' or '.join(found)}.", remedy="Write it out.")
    if not found:
        ends = {code.partition("/")[2]: code for code in known}
        near = difflib.get_close_matches(wanted, [*ends, *known], n=3, cutoff=0.5)
        remedy = f"Near it are {', '.join(near)}." if near else "commonweal packs show lists what a pack holds."
        raise MisuseError(f"Nothing is called '{text}'.", remedy=remedy)
    code = wanted if wanted in known else found[0]
    pack, part = known[code]
    return replace(_explain(code, pack, part, packs), attribution=pack.head.attribution)


def _codes(packs: Packs) -> Iterator[tuple[str, tuple[Pack, Any]]]:
    newest = {pack.id: pack for pack in sorted(packs.editions, key=lambda each: each.edition)}
    for pack in newest.values():
        for kind in EXPLAINED:
            for name, part in getattr(pack, kind).items():
                yield f"{pack.id}/{name}".lower(), (pack, part)


def _explain(code: str, pack: Pack, part: Any, packs: Packs) -> Explanation:
    if isinstance(part, Criterion):
        return _criterion(code, pack, part)
    if isinstance(part, Measure):
        return _measure(code, pack, part)
    if isinstance(part, Rule):
        return _rule(code, pack, part, packs)
    if isinstance(part, Prompt):
        return _prompt(code, pack, part)
    if isinstance(part, Remark):
        return _remark(code, pack, part)
    if isinstance(part, Attack):
        return _attack(code, pack, part)
    said = say_part(part, licensed=pack.head.licensed is not None)
    return _explained(said.what, code, pack, title=said.title, sections=said.sections, sources=said.sources)


def _explained(
    what: str, code: str, pack: Pack, *, title: str, sections: Iterable[tuple[str, str]], sources: tuple[Source, ...]
) -> Explanation:
    """An explanation of one part of a pack, without headings under which nothing stands."""
    return Explanation(
        code=code,
        what=f"{what} of {pack.head.title}",
        title=title,
        sections=tuple((heading, body) for heading, body in sections if body),
        sources=sources,
    )


def _criterion(code: str, pack: Pack, part: Criterion) -> Explanation:
    scale = pack.scales.get(pack.head.scale)
    levels = (
        "\n".join(f"{level.points}  {part.levels.get(str(level.points), level.descriptor)}" for level in scale.levels)
        if scale
        else ""
    )
    evidence = "\n".join(f"{kind.words}: {text}" for kind, text in part.good_evidence.items())
    links = "\n".join(f"related when {each.because}" for each in part.link.related_when)
    links += "".join(f"\nunrelated when {each.because}" for each in part.link.unrelated_when)
    links += "".join(f"\nasked for wherever {each.because}" for each in part.protects_when)
    homes = "\n".join(f"{home.pack}/{home.criterion}: {home.because}" for home in part.homes)
    split = part.additionality
    sections = [
        ("In short", part.summary),
        ("Question", part.question or pack.head.question),
        ("What convinces, by stage", evidence),
        ("Levels", levels),
        ("Link to the subject matter", f"{part.link.statement}\nLimb: {part.link.limb.words}\n{links}"),
        ("May refine", homes),
        ("Contracted or beyond", f"{split.question}\n{split.deliverable}\n{split.spillover}" if split else ""),
        ("Measures", "\n".join(f"{each}: {pack.measures[each].title}" for each in part.measures)),
        ("An early sign", part.early_sign),
        ("In the contract", part.condition),
    ]
    return _explained("criterion", code, pack, title=part.title, sections=sections, sources=_sources(part))


def _sources(part: Criterion) -> tuple[Source, ...]:
    """Who says so of the criterion, of its link and bands, and of its homes; each once."""
    own = (part.source, part.link.source, part.kpi.source if part.kpi else None)
    return tuple(dict.fromkeys(each for each in (*own, *(home.source for home in part.homes)) if each is not None))


def _measure(code: str, pack: Pack, part: Measure) -> Explanation:
    fit = part.fit
    median = distribution_of(fit.lag).quantile(0.5)
    shows = f"after about {describe_months(float(round(median)))}" if median >= 0.75 else "at once"
    if fit.window_months:
        shows += f", then watched {describe_months(fit.window_months)}"
    influence = ", ".join(f"{kind.value} {value:.0%}" for kind, value in fit.influence.items())
    hours = fit.hours
    signal = fit.signal
    if signal.form is SignalForm.DESCRIBED:
        expected = f"a described scale: good and poor differ by {signal.gap} levels, readers err by {signal.reader_sd}"
    else:
        expected = f"{signal.per_million} for each £1m, {signal.deadweight:.0%} of it would happen anyway"
    sections = [
        ("Kind and unit", f"{part.kind.value}, {part.unit}"),
        ("Shows", shows),
        ("The supplier's control, by stage", influence),
        ("Signal", expected),
        ("Meaning", f"{meaning(fit):.2f}, from a pull of padding of {fit.pull}. {fit.pull_because}"),
        (
            "Hours",
            f"to bid {hours.bid}, to report {hours.report_monthly} a month and {hours.report_once} once, "
            f"to assess {hours.assess} for each bid and evaluator",
        ),
    ]
    sources = (part.source, fit.source)
    return _explained("measure", code, pack, title=part.title, sections=sections, sources=sources)


def _rule(code: str, pack: Pack, part: Rule, packs: Packs) -> Explanation:
    drafted = packs.prompts_for(code.partition("/")[2])
    asks = "\n".join(f"{name}: {ask.question}" for name, ask in part.asks.items())
    sections = [
        ("Condition", part.condition),
        ("Why", part.why),
        ("Asked", f"{part.moment.words}; severity {part.severity.value}"),
        ("Questions to a person", asks),
        ("What to do", part.remedy),
        ("What to have drafted", "\n".join(f"{name}: {prompt.title}" for name, prompt in drafted)),
        ("Worked example", part.worked_example),
        ("Exclusions", part.exclusions),
        ("Assumptions", part.assumptions),
    ]
    return _explained("check", code, pack, title=part.title, sections=sections, sources=part.sources)


def _prompt(code: str, pack: Pack, part: Prompt) -> Explanation:
    words = {name: f"[{said}]" for name, (said, _) in FILL_INS.items()}
    sections = (
        ("Called for when", "\n".join(each.words for each in part.when)),
        ("In the contract", fill_in(part.contract, words)),
        ("In the notice", fill_in(part.notice, words)),
        ("To decide", "\n".join(part.decide)),
        ("Why", part.why),
        ("Helps to meet", "\n".join(part.checks)),
        ("What this is", f"{PROMPT_LINE} commonweal clauses CASE fills it in."),
    )
    return _explained("prompt", code, pack, title=part.title, sections=sections, sources=part.sources)


def _attack(code: str, pack: Pack, part: Attack) -> Explanation:
    sections = (
        ("When it works", part.condition),
        ("Why it matters", part.why),
        ("How it is found", part.method),
        ("What mends it", part.mend),
        ("A worked example", part.worked_example),
        ("Left out", part.exclusions),
        ("Assumed", part.assumptions),
    )
    return _explained("attack", code, pack, title=part.title, sections=sections, sources=part.sources)


def _remark(code: str, pack: Pack, part: Remark) -> Explanation:
    sections = [
        ("Condition", part.condition),
        ("Why", part.why),
        ("Severity", part.severity.value),
        ("What to do", part.remedy),
        ("Worked example", part.worked_example),
        ("Exclusions", part.exclusions),
        ("Assumptions", part.assumptions),
    ]
    return _explained("remark", code, pack, title=part.title, sections=sections, sources=part.sources)
