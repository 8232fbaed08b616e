"""One page a pack: what it holds, who says so, what is awaited, and every criterion, measure and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from commonweal.design.fit import meaning
from commonweal.exchange.report.packs_text import PART_WORDS, count_parts
from commonweal.exchange.report.parts import say_part
from commonweal.frameworks.definitions import Criterion, LinkCondition
from commonweal.frameworks.measures import Measure, SignalForm
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import Applies, EditionRules, FloorBase, PackKind, Status
from commonweal.procurement.stage import StageKind
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.schedule import Dated, Schedule
from commonweal.record.text import say_list
from generators.pages import (
    Written,
    marked,
    number,
    packs_in_order,
    page,
    say_day,
    say_source,
    say_source_briefly,
    table,
)

FOLDER = "docs/reference/packs"
KINDS = {
    PackKind.SOCIAL_VALUE_MODEL: "a social value model",
    PackKind.LAW: "law",
    PackKind.CRITERIA: "criteria",
    PackKind.MISSIONS: "tags for missions",
    PackKind.READING: "words for reading notices",
    PackKind.APPRAISAL: "figures for appraisal",
    PackKind.NOTICES: "notices and what they say",
    PackKind.CROSSWALK: "crosswalks between editions",
    PackKind.VALUES: "proxy values",
    PackKind.PROMPTS: "prompts for drafting",
    PackKind.REVIEW: "remarks on published notices",
    PackKind.CHALLENGE: "attacks on schemes",
}
STATUSES = {Status.IN_FORCE: "in force", Status.DRAFT: "a draft", Status.SUPERSEDED: "superseded"}
# Parts that are shown in one table each: what each says, in one line.
FIGURES = (
    *("names", "discounting", "series", "values", "optimism", "additionality", "grades", "base_rates", "formulas"),
    *("notices", "crosswalks", "homes", "statements", "efforts", "usual_counts", "bidders"),
)
BASES = {FloorBase.TOTAL: "the total", FloorBase.NON_PRICE: "the score without price"}


def pack_pages() -> Written:
    pages = dict(page_names())
    texts = {f"{FOLDER}/{name}.md": _page(pack) for name, pack in pages.items()}
    return Written(texts=texts | {f"{FOLDER}/index.md": _index(pages)}, owns=(FOLDER,))


def page_names() -> Iterator[tuple[str, Pack]]:
    """The newest edition of a pack has the pack's name; an older one its own."""
    packs = packs_in_order()
    newest = {pack.id: pack.edition for pack in packs}
    for pack in packs:
        yield (pack.id if newest[pack.id] == pack.edition else f"{pack.id}-{pack.edition}"), pack


def _index(pages: dict[str, Pack]) -> str:
    rows = [
        [f"[{pack.head.title}]({name}.md)", f"`{pack.name}`", KINDS[pack.head.kind], STATUSES[pack.head.status]]
        for name, pack in pages.items()
    ]
    lines = [
        marked("the pack"),
        "",
        "# Packs",
        "",
        "A pack is an edition of a policy, a law or a set of criteria as data, with who says so.",
        "An edition never changes once it is published: a change is a new edition, and a local difference is an "
        "[overlay](../../how-to/write-a-local-pack-or-overlay.md).",
        *table(["Pack", "Name", "What it is", "Status"], rows),
        "The signs are the same everywhere: ■ law, □ guidance, ◌ our judgement.",
        "[Law, guidance, judgement](../../explanation/law-guidance-judgement.md) says what each means.",
    ]
    return page(lines)


def _page(pack: Pack) -> str:
    head = pack.head
    lines = [
        marked("the pack"),
        "",
        f"# {head.title}",
        "",
        f"`{pack.name}` · {KINDS[head.kind]} · {head.issuer} · {say_day(head.published)} · {STATUSES[head.status]}",
        "",
        head.summary,
        "",
        *_awaited(pack),
        *_holds(pack),
        *_applies(pack),
        *_outcomes(pack),
        *_answers(pack),
        *_criteria(pack),
        *_measures(pack),
        *_numbers(pack),
        *_calendars(pack),
        *_templates(pack),
        *_missions(pack),
        *_figures(pack),
        *_patterns(pack),
        *_checks(pack),
        *_prompts(pack),
        *_remarks(pack),
        "",
        "## Sources",
        "",
        *[f"- {say_source(source)}" for source in head.sources.values()],
        "",
        f"Licence: {head.licence}. {head.attribution}".strip(),
        "",
        "## Changes",
        "",
        *_changes(pack),
        "",
        f"Digest of this edition: `{pack.digest}`.",
    ]
    return page(lines)


def _awaited(pack: Pack) -> list[str]:
    if not pack.head.pending:
        return []
    return [
        "## Awaited, or not seen by us",
        "",
        *[f"- {each}" for each in pack.head.pending],
        "",
        "Check what has been published since, before you publish.",
        "",
    ]


def _holds(pack: Pack) -> list[str]:
    return ["## What it holds", "", f"{', '.join(count_parts(pack))}.", ""]


def _applies(pack: Pack) -> list[str]:
    applies, rules = pack.head.applies, pack.head.rules
    if applies is None or rules is None:
        return []
    return [
        "## When it applies",
        *table(["What", "Rule"], _when(applies)),
        f"{say_source_briefly(applies.source)}.",
        "",
        "## What it asks of a scheme",
        *table(["What", "Rule", "Who says so"], _asks(rules)),
    ]


def _when(applies: Applies) -> Iterator[list[str]]:
    until = f" to {say_day(applies.mandatory_until)}" if applies.mandatory_until else ""
    yield ["Procurements that commence", f"from {say_day(applies.mandatory_from)}{until}"]
    if applies.optional_from:
        yield ["Optional from", say_day(applies.optional_from)]
    if applies.early_adoption:
        yield ["Before its first day", "may be adopted early, in place of the edition that binds"]
    yield ["Authorities that it binds", ", ".join(each.words for each in applies.authorities)]
    if applies.unsure_authorities:
        words = ", ".join(each.words for each in applies.unsure_authorities)
        yield ["Authorities of which we cannot tell", words]
    if applies.not_for:
        yield ["Never", ", ".join(each.words for each in applies.not_for)]
    yield ["Regimes", ", ".join(each.words for each in applies.regimes)]
    for each in applies.discretionary:
        whose = f", where it is of the {', '.join(body.words for body in each.authorities)}" if each.authorities else ""
        yield ["Optional under", f"{each.regime.words}{whose}"]
    if applies.unsure_regimes:
        yield ["Regimes of which we cannot tell", ", ".join(each.words for each in applies.unsure_regimes)]
    for left_out in applies.leaves_out:
        yield ["Leaves out", left_out.words]
    if applies.least_pounds is not None:
        yield ["Least value", f"£{number(applies.least_pounds)} including VAT"]


def _asks(rules: EditionRules) -> Iterator[list[str]]:
    for band in rules.floors:
        below = f" and below £{number(band.below_pounds)}" if band.below_pounds else ""
        at = f"from £{number(band.from_pounds)}{below}, including VAT: " if band.from_pounds else ""
        yield ["Least weighting", f"{at}{band.share:.0%}", say_source_briefly(band.source)]
    base = f"{BASES[rules.base]}; {BASES[rules.absolute_base]} where price has no weighting of its own"
    yield ["Of what", base, say_source_briefly(rules.base_source)]
    if rules.recommended_outcomes is not None and rules.outcomes_source:
        yield ["Outcomes", f"{rules.recommended_outcomes} is recommended", say_source_briefly(rules.outcomes_source)]
    if rules.kpis_from_pounds is not None and rules.kpis_source:
        kpis = f"at least {rules.least_kpis} from £{number(rules.kpis_from_pounds)} including VAT"
        yield ["KPIs", kpis, say_source_briefly(rules.kpis_source)]
    if rules.commitments_in_contract and rules.commitments_source:
        yield ["Commitments", "become terms of the contract or KPIs", say_source_briefly(rules.commitments_source)]
    if rules.exception and rules.exception_source:
        yield ["Exception", rules.exception, say_source_briefly(rules.exception_source)]


def _outcomes(pack: Pack) -> list[str]:
    rows = [
        [
            f"`{code}`",
            f"{each.number} {each.title}".strip(),
            each.mission or each.theme,
            say_source_briefly(each.source),
        ]
        for code, each in pack.outcomes.items()
    ]
    grouped = "Theme" if any(each.theme for each in pack.outcomes.values()) else "Mission"
    lines = table(["Code", "Outcome", grouped, "Who says so"], rows)
    return ["## Outcomes", *lines] if lines else []


def _answers(pack: Pack) -> list[str]:
    """The question, the parts and the levels that serve where a criterion has none of its own."""
    scale = pack.scales.get(pack.head.scale)
    if scale is None:
        return []
    lines = ["## How answers are asked for and read", ""]
    if pack.head.question:
        lines += ["Where a criterion has no question of its own, bidders are asked:", "", f"> {pack.head.question}", ""]
    if pack.head.standing:
        lines += ["The parts of an answer, each explained on its own:", ""]
        lines += [f"- {part.title}" for part in pack.head.standing]
    rows = [[number(level.points), level.label, level.descriptor] for level in scale.levels]
    lines += ["", "Where a criterion has no levels of its own, these serve."]
    lines += table(["Score", "Label", "What the bid shows"], rows)
    return [*lines, f"{say_source_briefly(scale.source)}.", ""]


def _criteria(pack: Pack) -> list[str]:
    if not pack.criteria:
        return []
    lines = ["## Criteria", ""]
    for code, each in pack.criteria.items():
        lines += _criterion(code, each, pack)
    return lines


def _say_where(condition: LinkCondition) -> str:
    """At which kinds of stage, by which ways of delivery and under which circumstance a condition holds."""
    stages = f"at {say_list([each.value for each in condition.stages], last='or')} stages" if condition.stages else ""
    ways = f"of {say_list([each.value for each in condition.delivery], last='or')} procurements"
    known = f"where `{condition.circumstance}` is {'true' if condition.is_so else 'false'}"
    parts = (stages, ways if condition.delivery else "", known if condition.circumstance else "")
    return " ".join(filter(None, parts))


def _criterion(code: str, criterion: Criterion, pack: Pack) -> list[str]:
    scale = pack.scales.get(pack.head.scale)
    labels = {str(level.points): level.label for level in scale.levels} if scale else {}
    measures = ", ".join(f"{pack.measures[name].title} (`{name}`)" for name in criterion.measures)
    lines = [f"### `{code}` {criterion.title}", "", criterion.summary, ""]
    if criterion.outside_contract:
        lines += ["It happens after the contract, so no bidder can promise it: it is listed with what may follow.", ""]
    lines += [
        f"- Outcome: {pack.outcomes[criterion.outcome].title}.",
        f"- Measures: {measures}.",
        f"- Link to the subject matter: {criterion.link.statement} It hangs on {criterion.link.limb.words}.",
    ]
    for home in criterion.homes:
        lines += [f"- May refine `{home.pack}/{home.criterion}`: {home.because} {say_source_briefly(home.source)}."]
    for condition in criterion.protects_when:
        lines += [f"- Protects people: asked for wherever it fits {_say_where(condition)}, as {condition.because}."]
    if criterion.additionality:
        split = criterion.additionality
        lines += [f"- Contracted, or beyond? {split.question} {split.deliverable} {split.spillover}"]
    if criterion.early_sign:
        lines += [f"- An early sign: {criterion.early_sign}."]
    lines += [f"- {say_source_briefly(criterion.source)}.", ""]
    if criterion.question:
        lines += [f"Question, at most {criterion.word_limit} words:", "", f"> {criterion.question}", ""]
    lines += table(
        ["Score", "Label", "What the bid shows"],
        [[points, labels.get(points, ""), words] for points, words in criterion.levels.items()],
    )
    lines += table(
        ["Stage", "What convinces there"], [[kind.words, words] for kind, words in criterion.good_evidence.items()]
    )
    return lines


def _measures(pack: Pack) -> list[str]:
    if not pack.measures:
        return []
    rows = [[f"`{code}`", *_measure(each)] for code, each in pack.measures.items()]
    heads = ["Measure", "What", "Kind, unit", "Shows", "In the supplier's hands", "Signal", "Meaning", "Hours"]
    return [
        "## Measures",
        "",
        "Every attribute of the fit in this table is ◌ our judgement, and replaceable by an overlay.",
        "[The fit](../../explanation/the-fit.md) says what each does.",
        "",
        "- Shows: months until half of cases show it, and nine in ten; then the months it must be watched.",
        "- In the supplier's hands: explore / prototype / pilot / demonstrate / scale / operate.",
        "- Signal: at delivery; then as read in bids, in levels apart over the reader's error.",
        "- Meaning: μ, from the pull of padding g.",
        "- Hours: to bid / to report each month / to report once / to assess one bid.",
        *table(heads, rows),
    ]


def _measure(measure: Measure) -> list[str]:
    fit = measure.fit
    shows = f"{distribution_of(fit.lag).quantile(0.5):.3g}, {distribution_of(fit.lag).quantile(0.9):.3g}"
    if fit.window_months:
        shows += f"; watched {number(fit.window_months)}"
    influence = " / ".join(number(fit.influence[kind]) for kind in StageKind)
    signal = fit.signal
    if signal.form is SignalForm.DESCRIBED:
        assert signal.gap is not None and signal.reader_sd is not None
        delivery = f"{number(signal.gap)} over {number(signal.reader_sd)}"
    else:
        assert signal.per_million is not None and signal.dispersion is not None
        delivery = f"{number(signal.per_million)} for each £1m, {signal.deadweight:.0%} would happen anyway"
    hours = fit.hours
    return [
        measure.title,
        f"{measure.kind.value}, {measure.unit}{'; prescribed' if measure.prescribed else ''}",
        shows,
        influence,
        f"{delivery}; bids {number(fit.bids.gap)} over {number(fit.bids.reader_sd)}",
        f"{meaning(fit):.2f} from g {number(fit.pull)}. {fit.pull_because}",
        " / ".join(number(each) for each in (hours.bid, hours.report_monthly, hours.report_once, hours.assess)),
    ]


def _since(schedule: Schedule[Decimal], dated: Dated[Decimal]) -> str:
    last = schedule.applies_until if dated is schedule.values[-1] else None
    return f"{say_day(dated.applies_from)}{f' to {say_day(last)}' if last else ''}"


def _numbers(pack: Pack) -> list[str]:
    rows = [
        [
            f"`{name}`",
            each.label,
            str(dated.value) if each.unit == "year" else number(dated.value),
            each.unit,
            _since(each, dated),
            say_source_briefly(dated.source),
        ]
        for name, each in pack.parameters.items()
        for dated in each.values
    ]
    lines = table(["Name", "What", "Value", "Unit", "From", "Who says so"], rows)
    return ["## Numbers", *lines] if lines else []


def _calendars(pack: Pack) -> list[str]:
    lines = []
    for each in pack.calendars.values():
        lines += ["", f"### {each.label}", "", f"From {say_day(each.known_from)} to {say_day(each.known_until)}."]
        lines += [say_source(each.source)]
        lines += table(
            ["Day", "What", "Where"], [[f"{day.on:%A} {say_day(day.on)}", day.what, day.where] for day in each.days]
        )
    return ["## Days off", *lines] if lines else []


def _templates(pack: Pack) -> list[str]:
    rows = [
        [
            f"`{name}`",
            f"{each.title}. {each.summary}",
            "; ".join(f"{stage.title} ({stage.kind.value}, {number(stage.months)} months)" for stage in each.stages),
            f"{number(each.price)} / {number(each.quality)} / {number(each.social_value)}",
            say_source_briefly(each.source),
        ]
        for name, each in pack.templates.items()
    ]
    lines = table(["Template", "For", "Stages", "Price / quality / social value", "Who says so"], rows)
    return ["## Templates", *lines] if lines else []


def _missions(pack: Pack) -> list[str]:
    rows = [
        [
            f"`{name}`",
            f"{each.title}. {each.what}".strip(),
            ", ".join(f"`{outcome}`" for outcome in each.outcomes),
            "; ".join(say_source_briefly(source) for source in (each.source, each.what_source) if source),
        ]
        for name, each in pack.missions.items()
    ]
    lines = table(["Code", "Mission", "Outcomes that serve it", "Who says so"], rows)
    return ["## Missions", *lines] if lines else []


def _figures(pack: Pack) -> list[str]:
    """A table for each kind of figure, name or notice, with who says so."""
    lines: list[str] = []
    for part in FIGURES:
        said = {code: say_part(each) for code, each in getattr(pack, part).items()}
        rows = [
            [f"`{code}`", each.title, each.line, "; ".join(say_source_briefly(source) for source in each.sources[:2])]
            for code, each in said.items()
        ]
        if rows:
            heading = PART_WORDS[part][1]
            lines += [f"## {heading.capitalize()}", *table(["Code", "What", "Says", "Who says so"], rows)]
        lines += _by_year(pack) if part == "series" else []
    return lines


def _by_year(pack: Pack) -> list[str]:
    """Every year of every series, with its range where one is published."""
    lines: list[str] = []
    for each in pack.series.values():
        spans = {value.year: each.at(value.year) for value in each.values}
        ranged = each.low_factor is not None
        heads = ["Year", "Low", "Central", "High"] if ranged else ["Year", "Value"]
        rows = [
            [str(year), *(number(end) for end in ((span.low, span.central, span.high) if ranged else (span.central,)))]
            for year, span in spans.items()
        ]
        prices = f", {each.price_base} prices" if each.price_base else ""
        lines += [f"### {each.title} ({each.unit}{prices})", *table(heads, rows)]
    return lines


def _patterns(pack: Pack) -> list[str]:
    """How many patterns tell what; the words themselves stand in the pack."""
    counts = Counter((each.subject, each.value) for each in pack.patterns.values())
    rows = [[f"`{subject}`", value, str(count)] for (subject, value), count in sorted(counts.items())]
    lines = table(["Subject", "Value that words tell", "Patterns"], rows)
    return ["## What is read from words", *lines] if lines else []


def _checks(pack: Pack) -> list[str]:
    rows = [
        [f"[{each.title}](../checks/{name}.md)", each.severity.value, each.moment.words]
        for name, each in sorted(pack.checks.items())
    ]
    lines = table(["Check", "Severity", "Asked"], rows)
    return ["## Checks", *lines] if lines else []


def _prompts(pack: Pack) -> list[str]:
    rows = [
        [f"[{each.title}](../contract-prompts.md#{name})", say_list([situation.words for situation in each.when])]
        for name, each in sorted(pack.prompts.items())
    ]
    lines = table(["Prompt", "Called for when"], rows)
    return ["## Prompts", *lines] if lines else []


def _remarks(pack: Pack) -> list[str]:
    rows = [
        [f"[{each.title}](../remarks/{name}.md)", each.severity.value] for name, each in sorted(pack.remarks.items())
    ]
    lines = table(["Remark", "Severity"], rows)
    return ["## Remarks", *lines] if lines else []


def _changes(pack: Pack) -> list[str]:
    """The edition's own change log, its title left out."""
    lines = [line for line in pack.changelog.splitlines() if not line.startswith("# ")]
    return lines if any(lines) else ["First edition here."]
