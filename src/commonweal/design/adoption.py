"""From chosen placements to adopted criteria: question, weighting, KPI, condition, and the draft reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from commonweal.design.candidates import Additional, Candidate
from commonweal.design.fit import Factor, Fit
from commonweal.design.kpi_making import make_kpi
from commonweal.design.problem import Placement
from commonweal.design.settings import Settings
from commonweal.design.wording import Words, official_start, say_words, worded_question, worded_scale
from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.measures import Measure, MeasureKind
from commonweal.frameworks.pack import Pack
from commonweal.procurement.stage import Stage
from commonweal.quantities.period import describe_months
from commonweal.record.reason import Reason
from commonweal.record.text import inside_sentence, say_list
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.placement import Place
from commonweal.scheme.question import Question, ScaleLevel, ScoredPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One chosen placement with the candidate it came from, and the authority's own words for it."""

    placement: Placement
    candidate: Candidate
    words: Words = field(default_factory=dict)

    @property
    def fit(self) -> Fit:
        return self.candidate.scored if self.placement.scored else self.candidate.condition

    @property
    def measure(self) -> Measure:
        return self.candidate.pack.measures[self.fit.measure]


def adopt_criterion(adoption: Adoption, *, weighting: Decimal | None, settings: Settings) -> AdoptedCriterion:
    """The adopted criterion of a placement. Every text is a draft for a person to make their own."""
    candidate, fit, measure, words = adoption.candidate, adoption.fit, adoption.measure, adoption.words
    place = Place.SCORED if adoption.placement.scored else place_of_condition(candidate.stage)
    return AdoptedCriterion(
        code=candidate.code,
        title=words.get("title", candidate.criterion.title),
        outcome=candidate.criterion.outcome,
        place=place,
        stage=candidate.stage.id,
        award_decision=candidate.decision.id,
        measure=fit.measure,
        measure_title=measure.title,
        measure_kind=measure.kind,
        unit=measure.unit,
        reasons=tuple(why_chosen(adoption)),
        limb=candidate.criterion.link.limb,
        link=candidate.criterion.link.statement,
        link_known=fit.reading(Factor.RELEVANCE).value != 0.5,
        tests=draft_tests(adoption),
        weighting=weighting,
        question=make_question(candidate, words) if place is Place.SCORED else None,
        fills=candidate.fills if adoption.placement.scored else "",
        kpi=None if place is Place.CONDITION else _placed_kpi(adoption, place, settings),
        condition=words.get("condition", candidate.criterion.condition),
        # A count of effort is in only because a person wants it there: forced, or its factors set.
        forced=adoption.placement.forced or measure.kind is MeasureKind.EFFORT,
        additionality="" if candidate.additional is Additional.NO_QUESTION else str(candidate.additional),
    )


def _placed_kpi(adoption: Adoption, place: Place, settings: Settings) -> Kpi | None:
    """The KPI of a criterion. Where no question tells bidders its levels, it brings them itself."""
    candidate = adoption.candidate
    scale = () if place is Place.SCORED else worded_scale(_levels(candidate.criterion, candidate.pack), adoption.words)
    return make_kpi(
        candidate.criterion, candidate.code, adoption.measure, candidate.stage, settings=settings, scale=scale
    )


def adopt_branch(candidate: Candidate, stage: Stage, *, why: str) -> AdoptedCriterion:
    """Something that happens outside the contract: a conditional branch, never a commitment."""
    fit = candidate.condition
    measure = candidate.pack.measures[fit.measure]
    return AdoptedCriterion(
        code=candidate.code,
        title=candidate.criterion.title,
        outcome=candidate.criterion.outcome,
        place=Place.BRANCH,
        stage=stage.id,
        award_decision="",
        measure=fit.measure,
        measure_title=measure.title,
        measure_kind=measure.kind,
        unit=measure.unit,
        reasons=(Reason(text=why, sources=(candidate.criterion.source,)),),
        limb=candidate.criterion.link.limb,
        link=candidate.criterion.link.statement,
        link_known=True,
    )


def place_of_condition(stage: Stage) -> Place:
    """An early stage has no target to rate: a condition to report. Later, a KPI with bands."""
    return Place.CONDITION if stage.kind.is_early else Place.KPI


def make_question(candidate: Candidate, words: Words) -> Question:
    """The question as bidders would read it: in the authority's words where it has any; texts that a criterion leaves
    out come from its edition."""
    criterion, pack, stage = candidate.criterion, candidate.pack, candidate.stage
    parts = criterion.sub_criteria or pack.head.standing
    question = Question(
        text=criterion.question or f"{criterion.title}. {pack.head.question}",
        word_limit=criterion.word_limit,
        evidence=criterion.good_evidence.get(stage.kind, ""),
        scale=_levels(criterion, pack),
        sub_criteria=tuple(ScoredPart(id=part.id, title=part.title) for part in parts),
    )
    return worded_question(question, words, start=official_start(criterion, pack)) if words else question


def _levels(criterion: Criterion, pack: Pack) -> tuple[ScaleLevel, ...]:
    """The levels of the pack's scale, as far as the criterion does not describe its own."""
    return tuple(
        ScaleLevel(
            points=level.points,
            label=level.label,
            descriptor=criterion.levels.get(str(level.points), level.descriptor),
        )
        for level in pack.scales[pack.head.scale].levels
    )


def why_chosen(adoption: Adoption) -> list[Reason]:
    """The finding first, in one sentence; then what keeps it from being surer."""
    candidate, fit = adoption.candidate, adoption.fit
    source = adoption.measure.fit.source
    if adoption.placement.forced and not fit.passes:
        text = f"Placed by a person's decision although {say_list([_short(r.factor) for r in fit.failing])} fall short."
        return [Reason(text=text, sources=(source,))]
    weakest = min(fit.readings[1:], key=lambda reading: reading.value)
    reasons = [
        Reason(text=f"{candidate.criterion.summary}", sources=(candidate.criterion.source,)),
        Reason(text=_fits_because(candidate, fit), sources=(source,)),
    ]
    if candidate.fills and candidate.fills != candidate.code and adoption.placement.scored:
        home = next(home for home in candidate.criterion.homes if f"{home.pack}/{home.criterion}" == candidate.fills)
        text = (
            f"Refines ‘{candidate.fills_title}’, official criterion {home.criterion}: {inside_sentence(home.because)}"
        )
        reasons.append(Reason(text=text, sources=(home.source,)))
    if candidate.protects:
        text = f"Asked for however likely this stage is: {candidate.protects}."
        reasons.append(Reason(text=text, sources=(candidate.criterion.source,)))
    if weakest.borderline:
        reasons.append(
            Reason(
                text=f"Borderline on {_short(weakest.factor)}: {inside_sentence(weakest.because)}", sources=(source,)
            )
        )
    if not adoption.placement.scored and candidate.condition.passes and not candidate.scored.passes:
        failing = candidate.scored.failing[0]
        reasons.append(Reason(text=f"Asked for, not scored: {inside_sentence(failing.because)}", sources=(source,)))
    return reasons


def _fits_because(candidate: Candidate, fit: Fit) -> str:
    observed = fit.reading(Factor.OBSERVABILITY)
    stage = candidate.stage
    because = inside_sentence(observed.because)
    if observed.value >= 0.5:
        return f"It can be seen {_by_when(stage)}: {because}"
    share = f"{observed.value:.0%}"
    return f"It can be seen {_by_when(stage)} in about {share} of cases, which is enough to ask for it: {because}"


def _by_when(stage: Stage) -> str:
    """Within the stage, or by the later moment at which evidence still counts."""
    if stage.last_moment > stage.months:
        return f"by {stage.last_moment_words}"
    return f"within this stage of {describe_months(stage.months)}"


def draft_tests(adoption: Adoption) -> dict[str, Reason]:
    """Drafts for the four tests of s.23(2) of which the authority must be satisfied."""
    candidate, measure = adoption.candidate, adoption.measure
    hours = measure.fit.hours
    parts = candidate.criterion.sub_criteria or candidate.pack.head.standing
    scale = candidate.pack.scales[candidate.pack.head.scale]
    stage = candidate.stage
    relevance = adoption.fit.reading(Factor.RELEVANCE).because
    ours = (candidate.criterion.link.source or candidate.criterion.source,)  # the drafts are ours, not the edition's
    return {
        "subject-matter": Reason(text=f"{candidate.criterion.link.statement} {relevance}", sources=ours),
        "clear-and-measurable": Reason(
            text=f"Read against {len(scale.levels)} described levels in {len(parts)} parts, evidenced by "
            f"{inside_sentence(measure.title)} ({measure.unit}).{say_words(adoption.words)}",
            sources=ours,
        ),
        "functional": Reason(
            text="Asks for results and method in performance terms. Confirm that the question names no brand, "
            "scheme or provider.",
            sources=ours,
        ),
        "proportionate": Reason(
            text=f"Can be shown in a stage of {describe_months(stage.months)}, and asks a bidder for about "
            f"{plain_hours(hours.bid)} and the winner for about "
            f"{plain_hours(hours.report_monthly * stage.months + hours.report_once)}.",
            sources=(measure.fit.source,),
        ),
    }


def plain_hours(hours: Decimal) -> str:
    """Hours as people say them."""
    rounded = hours.quantize(Decimal(1)) if hours >= 2 else hours.quantize(Decimal("0.1"))
    text = f"{rounded:f}".removesuffix(".0")
    return f"{text} hour{'' if text == '1' else 's'}"


def _short(factor: Factor) -> str:
    return {
        Factor.RELEVANCE: "the link to the subject matter",
        Factor.OBSERVABILITY: "whether it can be seen in time",
        Factor.INFLUENCE: "how far the supplier controls it",
        Factor.SIGNAL: "whether it tells good from poor",
        Factor.MEANING: "whether more of it means more value",
    }[factor]
