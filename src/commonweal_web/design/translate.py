"""Proposals as pages show them: three options as columns of one picture, cards, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design import (
    OPTIONS,
    Design,
    Explained,
    Fit,
    ForcedCost,
    OptionDifference,
    Proposals,
    SchemeProposal,
    WhyNot,
)
from commonweal.design.adoption import make_question
from commonweal.design.wording import LONGEST, official_start, official_words, parts_to_word, words_for
from commonweal.exchange.report.difference import difference_lines, summarise_difference
from commonweal.exchange.report.recognised import RecognisedStage
from commonweal.exchange.report.ribbon import Ribbon, make_ribbon
from commonweal.exchange.report.view import OptionView, ReportView, StageView, make_view
from commonweal.exchange.report.words import say_lost, say_more_hours
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.procurement import PriceMethod
from commonweal.record.digest import digest
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import Source
from commonweal.scheme.checks import State
from commonweal.scheme.criterion import AdoptedCriterion, Deferral
from commonweal.scheme.placement import Place
from commonweal_web.layout.components import Factor, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A placed criterion: what it is called, where it stands, why, and how it fits."""

    criterion: AdoptedCriterion
    why: str
    more: tuple[str, ...]
    factors: tuple[Factor, ...]
    sources: tuple[Source, ...]

    @property
    def scored(self) -> bool:
        return self.criterion.place is Place.SCORED

    @property
    def place(self) -> str:
        return self.criterion.place.words

    @property
    def kind(self) -> str:
        return self.criterion.measure_kind.value

    @property
    def pack(self) -> str:
        return self.criterion.code.partition("/")[0]

    @property
    def name(self) -> str:
        return self.criterion.code.partition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One stage in one option."""

    option: str
    title: str
    scored: tuple[Card, ...]
    asked: tuple[Card, ...]
    ghosts: tuple[Deferral, ...]
    hours: int
    limit: int

    @property
    def over(self) -> bool:
        return self.hours > self.limit

    @property
    def width(self) -> str:
        """The bar of hours against their limit, in hundredths; full where the limit is passed."""
        return f"{min(100.0, 100 * self.hours / self.limit if self.limit else 100.0):.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One stage down the ribbon, with a cell for each option shown."""

    stage_id: str
    title: str
    facts: str
    gate: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One option in short."""

    option: str
    title: str
    sentence: str
    worth: str
    weights: tuple[Weight, ...]
    awards: int
    field_words: tuple[str, ...]
    blocking: tuple[str, ...]
    warnings: int
    same_as: str
    scored: int
    asked: int
    hours: int
    bids: int
    all_hours: int
    bidding: int
    assessing: int
    reporting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The proposals drawn: a column an option, a row a stage."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    ribbon: Ribbon
    view: ReportView

    @property
    def only(self) -> Column:
        return self.columns[0]


def draw(proposals: Proposals, options: Sequence[str] = OPTIONS) -> Picture:
    """The picture of some options, the last of which the view shows in full."""
    view = make_view(proposals, option=options[0] if len(options) == 1 else "balanced")
    shown = [each for each in view.options if each.proposal.option in options]
    fits = {(each.code, each.stage.id): each for each in proposals.candidates}

    def card(criterion: AdoptedCriterion) -> Card:
        candidate = fits[criterion.code, criterion.stage]
        return _card(criterion, candidate.scored if criterion.place is Place.SCORED else candidate.condition)

    stages = [[option.stages[place] for option in shown] for place in range(len(shown[0].stages))]
    return Picture(
        columns=tuple(_column(each) for each in shown),
        rows=tuple(_row(views, shown, card) for views in stages),
        ribbon=make_ribbon(proposals.case.procurement),
        view=view,
    )


def _row(views: Sequence[StageView], options: Sequence[OptionView], card: object) -> Row:
    stage = views[0].stage
    gate = (stage.gate.title or "gate") if stage.gate else ""
    cells = tuple(_cell(view, option, card) for view, option in zip(views, options, strict=True))
    return Row(stage_id=stage.id, title=stage.title, facts=views[0].facts, gate=gate, cells=cells)


def _cell(view: StageView, option: OptionView, card: object) -> Cell:
    assert callable(card)
    cards = [card(each.criterion) for each in view.cards]
    burden = next(each for each in option.proposal.winner if each.where == view.stage.id)
    return Cell(
        option=option.proposal.option,
        title=option.title,
        scored=tuple(each for each in cards if each.scored),
        asked=tuple(each for each in cards if not each.scored),
        ghosts=view.ghosts,
        hours=round(burden.hours),
        limit=round(burden.cap),
    )


def _column(view: OptionView) -> Column:
    proposal = view.proposal
    return Column(
        option=proposal.option,
        title=view.title,
        sentence=view.sentence,
        worth=view.worth,
        weights=kind_weights(proposal.scheme.scored, awards=len(proposal.scheme.awards)),
        awards=len(proposal.scheme.awards),
        field_words=view.field_words,
        blocking=proposal.blocking,
        warnings=sum(each.severity is Severity.WARNING for each in proposal.findings),
        same_as=proposal.same_as,
        scored=len(proposal.scheme.scored),
        asked=len(proposal.scheme.contract),
        hours=round(sum((each.hours for each in proposal.winner), Decimal(0))),
        bids=proposal.workload.bids,
        all_hours=round(proposal.workload.total),
        bidding=round(proposal.workload.bidding),
        assessing=round(proposal.workload.assessing),
        reporting=round(proposal.workload.reporting),
    )


def _card(criterion: AdoptedCriterion, fit: Fit) -> Card:
    first, *rest = criterion.reasons
    sources = dict.fromkeys(source for reason in criterion.reasons for source in reason.sources)
    return Card(
        criterion=criterion,
        why=first.text,
        more=tuple(reason.text for reason in rest),
        factors=factors_of(fit),
        sources=tuple(sources),
    )


def factors_of(fit: Fit) -> tuple[Factor, ...]:
    """All five factors, each with the least that is asked of it."""
    return tuple(
        Factor(
            name=reading.factor.value,
            share=reading.value,
            least=reading.least,
            borderline=reading.borderline,
            because=reading.because,
        )
        for reading in fit.readings
    )


def kind_weights(scored: Iterable[AdoptedCriterion], *, awards: int) -> tuple[Weight, ...]:
    """Scored weighting by kind of measure, the mean of every award decision."""
    totals: dict[str, Decimal] = {}
    for each in scored:
        totals[each.measure_kind.value] = totals.get(each.measure_kind.value, Decimal(0)) + (each.weighting or 0)
    order = ("effort", "output", "learning", "outcome", "capability", "impact")
    return tuple(Weight(kind=kind, weighting=round(totals[kind] / awards, 1)) for kind in order if kind in totals)


# --- findings -------------------------------------------------------------------------------------


# The findings that a decision answers: its kind. What a command line would record, a page links to.
ANSWERED_BY = {
    "additionality-unsaid": "additionality",
    "link-unknown": "link",
    "outcomes-near-tie": "outcome",
    "edition-unknown": "edition",
    "weighting-not-kept": "weighting",
    "insisted-has-no-place": "force",
    "force-not-kept": "link",
}
SHOWN_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding as a page shows it: with the decision that answers it, else with what mends it."""

    message: str
    remedy: str
    kind: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an option needs a person for, and what is worth knowing."""

    blocking: tuple[str, ...]
    decisions: tuple[Item, ...]
    notes: tuple[Item, ...]

    @property
    def count(self) -> int:
        return len(self.blocking) + len(self.decisions)

    @property
    def first(self) -> tuple[Item, ...]:
        return self.decisions[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> tuple[Item, ...]:
        return self.decisions[SHOWN_AT_ONCE:]


def found_in(view: ReportView) -> Found:
    blocked = {each.message for each in view.chosen.proposal.findings if each.severity is Severity.BLOCKING}
    return Found(
        blocking=view.chosen.proposal.blocking,
        decisions=tuple(item_of(each) for each in view.decisions if each.message not in blocked),
        notes=tuple(item_of(each) for each in view.notes),
    )


def item_of(finding: Finding) -> Item:
    """A finding with the kind of decision that answers it; what a file would have to say is then left out."""
    kind = ANSWERED_BY.get(finding.code, "")
    subject = "" if finding.where.startswith("award-decisions/") or "/" not in finding.where else finding.where
    return Item(message=finding.message, remedy="" if kind else finding.remedy, kind=kind, subject=subject)


def unmet_checks(proposal: SchemeProposal) -> tuple[str, ...]:
    """What the checks find not met, beside what stops adoption already."""
    found = [each.verdict.message for each in proposal.answers if each.verdict.state is State.NOT_MET]
    return tuple(each for each in found if each not in proposal.blocking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """What of an option would stop publication: parts of the scheme itself, and how many checks wait for answers."""

    method: bool
    disqualifying: bool
    checks: int

    @property
    def in_the_scheme(self) -> bool:
        return self.method or self.disqualifying


def stops_publication(proposal: SchemeProposal, case: Case) -> Stopping:
    """What can be adopted, and not yet published."""
    return Stopping(
        method=any(award.split.method is PriceMethod.UNSTATED for award in proposal.scheme.awards),
        disqualifying=not str(case.answer("methodology-stated", "disqualifying") or "").strip(),
        checks=sum(each.blocks_publication for each in proposal.answers),
    )


# --- totals of weightings -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardTotal:
    """What each award decision's 100% is made of."""

    title: str
    price: Decimal
    quality: Decimal
    social_value: Decimal
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]


def award_totals(proposal: SchemeProposal) -> tuple[AwardTotal, ...]:
    return tuple(
        AwardTotal(
            title=award.title,
            price=award.split.price,
            quality=sum((part.weighting for part in award.quality), Decimal(0)),
            social_value=award.social_value_total,
            total=award.total,
            parts=tuple((each.title, each.weighting or Decimal(0)) for each in award.social_value),
        )
        for award in proposal.scheme.awards
    )


# --- differences ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What would become of one option: in a sentence, and line by line with its sign."""

    title: str
    summary: str
    lines: tuple[tuple[str, str], ...]


def say_changes(options: Sequence[OptionDifference], case: Case) -> tuple[Changed, ...]:
    titles = {stage.id: stage.title for stage in case.procurement.stages}
    return tuple(
        Changed(
            title=each.option.capitalize(),
            summary=summarise_difference(each),
            lines=tuple(difference_lines(each, titles)),
        )
        for each in options
    )


# --- decisions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as the list shows it. `mark` names it, so that none is withdrawn in place of another."""

    index: int
    decision: Decision
    title: str
    mark: str
    withdrawn_by: str = ""
    withdrawn_on: object = None
    withdrawn_reason: str = ""


def list_decisions(case: Case, titles: Mapping[str, str]) -> tuple[Decided, ...]:
    return tuple(
        Decided(index=index, decision=each, title=subject_title(each, titles), mark=decision_mark(each))
        for index, each in enumerate(case.decisions)
    )


def list_withdrawn(case: Case, titles: Mapping[str, str]) -> tuple[Decided, ...]:
    return tuple(
        Decided(
            index=index,
            decision=each.decision,
            title=subject_title(each.decision, titles),
            mark="",
            withdrawn_by=each.by,
            withdrawn_on=each.on,
            withdrawn_reason=each.reason,
        )
        for index, each in enumerate(case.withdrawn)
    )


def decision_mark(decision: Decision) -> str:
    return digest(decision)[:16]


def subject_title(decision: Decision, titles: Mapping[str, str]) -> str:
    """What a decision is about, by the title of its criterion where it has one."""
    subject = decision.subject
    if decision.kind in {DecisionKind.FACTOR, DecisionKind.WORDING}:
        subject, _, part = subject.rpartition(".")
        return f"{titles.get(subject, subject)}: {part.replace('-', ' ')}"
    return titles.get(subject, subject)


def criterion_titles(proposals: Proposals) -> dict[str, str]:
    """Titles by full code, and by its last part where only one has it; of the edition and its outcomes too."""
    full = {each.code: each.criterion.title for each in proposals.candidates}
    ends: dict[str, list[str]] = {}
    for code in full:
        ends.setdefault(code.partition("/")[2], []).append(code)
    edition = proposals.applicability.pack
    outcomes = {code: each.title for code, each in edition.outcomes.items()} if edition else {}
    editions = {edition.id: edition.head.title} if edition else {}
    return outcomes | editions | full | {end: full[codes[0]] for end, codes in ends.items() if len(codes) == 1}


# --- every criterion ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A criterion of the menu: where it stands in one option, or the first reason why it does not."""

    code: str
    pack: str
    name: str
    title: str
    edition: str
    places: tuple[str, ...]
    because: str
    ruling: str


def every_criterion(proposals: Proposals, option: str) -> tuple[Standing, ...]:
    """All criteria on the menu, those that are placed first."""
    proposal = proposals.option(option)
    titles = {stage.id: stage.title for stage in proposals.case.procurement.stages}
    placed: dict[str, list[str]] = {}
    for each in (*proposal.scheme.scored, *proposal.scheme.contract):
        weight = f" {each.weighting:f}%" if each.weighting is not None else ""
        placed.setdefault(each.code, []).append(f"{titles[each.stage]}: {each.place.words}{weight}")
    rejected: dict[str, WhyNot] = {}
    for rejection in proposal.rejected:
        rejected.setdefault(rejection.code, rejection)
    menu = {each.code: each for each in proposals.candidates}
    rows = [
        Standing(
            code=code,
            pack=code.partition("/")[0],
            name=code.partition("/")[2],
            title=each.criterion.title,
            edition=each.pack.head.code_label or each.pack.head.title,
            places=tuple(placed.get(code, ())),
            because=rejected[code].because if code in rejected else "",
            ruling=rejected[code].ruling.value if code in rejected else "",
        )
        for code, each in menu.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.places, row.edition, row.title)))


# --- why not --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWhy:
    """One stage of an explanation: where the criterion stands, or why not; what forcing it there would cost."""

    stage_id: str
    title: str
    placed: str
    ruling: str
    because: str
    mend: str
    factors: tuple[Factor, ...]
    sources: tuple[Source, ...]
    cost: ForcedCost | None

    @property
    def lost(self) -> str:
        return say_lost(self.cost.worth_lost_share) if self.cost else ""

    @property
    def more_hours(self) -> str:
        return say_more_hours(self.cost.hours_added) if self.cost else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """Everything that is said of one criterion in one option."""

    code: str
    title: str
    summary: str
    link: str
    early_sign: str
    sources: tuple[Source, ...]
    stages: tuple[StageWhy, ...]
    placed_anywhere: bool


def explained_page(explained: Explained) -> WhyPage:
    placed = {each.stage: each for each in explained.placed}
    rejected = {each.stage: each for each in explained.rejected}
    costs = {each.stage: each for each in explained.costs}
    stages = []
    for candidate in explained.fits:
        here, why = placed.get(candidate.stage.id), rejected.get(candidate.stage.id)
        fit = candidate.scored if here is not None and here.place is Place.SCORED else candidate.condition
        stages.append(
            StageWhy(
                stage_id=candidate.stage.id,
                title=candidate.stage.title,
                placed=_say_placed(here) if here else "",
                ruling=why.ruling.value if why else "",
                because=why.because if why else "",
                mend=why.mend if why else "",
                factors=factors_of(fit),
                sources=why.sources if why else (),
                cost=costs.get(candidate.stage.id),
            )
        )
    criterion = explained.criterion
    return WhyPage(
        code=explained.code,
        title=criterion.title,
        summary=criterion.summary,
        link=criterion.link.statement,
        early_sign=criterion.early_sign,
        sources=(criterion.source,),
        stages=tuple(stages),
        placed_anywhere=bool(placed),
    )


def _say_placed(each: AdoptedCriterion) -> str:
    return f"{each.place.words} {each.weighting:f}%" if each.weighting is not None else each.place.words


# --- weightings and words -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One weighting that can be changed: of a scored criterion, or of a quality criterion of the authority's own."""

    name: str
    title: str
    hint: str
    weighting: Decimal
    social: bool
    code: str = ""
    award: str = ""
    place: int = 0
    own: str = ""


def weighting_boxes(case: Case, proposal: SchemeProposal) -> tuple[Box, ...]:
    """A box a weighting, by award decision. `own` is the mark of the person's decision that set it, if any."""
    several = len(proposal.scheme.awards) > 1
    boxes = []
    for award in proposal.scheme.awards:
        for at, each in enumerate(award.social_value):
            own = _own_mark(case, each.code, award.id)
            boxes.append(
                Box(
                    name=f"w-{award.id}-{at}",
                    title=f"{each.title} ({award.title})" if several else each.title,
                    hint="",
                    weighting=each.weighting or Decimal(0),
                    social=True,
                    code=each.code,
                    award=award.id,
                    own=own,
                )
            )
    quality = [
        Box(name=f"q-{at}", title=part.title, hint="", weighting=part.weighting, social=False, place=at)
        for at, part in enumerate(case.quality)
    ]
    return (*boxes, *quality)


def _own_mark(case: Case, code: str, award: str) -> str:
    end = code.partition("/")[2]
    found = [
        each
        for each in case.decided(DecisionKind.WEIGHTING)
        if each.subject in {code, end} and each.stage in {"", award}
    ]
    return decision_mark(found[-1]) if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBox:
    """One part of a criterion that the authority may word: as it reads now, and as it would without."""

    name: str
    part: str
    title: str
    hint: str
    text: str
    usual: str
    most: int
    rows: int
    own: str


def word_boxes(design: Design, case: Case, code: str) -> tuple[WordBox, ...]:
    """Every part of a criterion that may be worded; none where there is no such criterion."""
    candidates = [each for each in design.ground.candidates if each.code == code]
    if not candidates:
        return ()
    one = candidates[0]
    words = words_for(design.ground.case, code, "")
    question = make_question(one, {})
    start = official_start(one.criterion, one.pack)
    usual = {
        "title": one.criterion.title,
        "question": question.text.removeprefix(start).strip(),
        "evidence": question.evidence,
        "condition": one.criterion.condition,
        **{f"level-{level.points:f}": level.descriptor for level in question.scale},
    }
    labels = {f"level-{level.points:f}": f"{level.points:f}: {level.label}" for level in question.scale}
    return tuple(
        WordBox(
            name=part,
            part=part,
            title=labels.get(part, part),
            hint=start if part == "question" else "",
            text=words.get(part, usual[part]),
            usual=usual[part],
            most=LONGEST["level" if part in labels else part],
            rows=1 if part == "title" else max(2, 1 + len(words.get(part, usual[part])) // 55),
            own=_own_words(case, code, part),
        )
        for part in parts_to_word(one.criterion, one.pack)
    )


def fixed_words(design: Design, code: str) -> tuple[str, ...]:
    """What of a criterion may not be worded, a sentence each."""
    one = next(each for each in design.ground.candidates if each.code == code)
    found = [official_words(one.pack, part) for part in ("title", "level-0")]
    return tuple(each for each in found if each)


def _own_words(case: Case, code: str, part: str) -> str:
    end = code.partition("/")[2]
    subjects = {f"{code}.{part}", f"{end}.{part}"}
    found = [each for each in case.decided(DecisionKind.WORDING) if each.subject in subjects and not each.stage]
    return decision_mark(found[-1]) if found else ""


def stage_weights(stage: RecognisedStage) -> tuple[Weight, ...]:
    return tuple(Weight(kind=kind.value, weighting=weighting) for kind, weighting in stage.weights)


def stage_titles(case: Case) -> dict[str, str]:
    return {stage.id: stage.title for stage in case.procurement.stages}
