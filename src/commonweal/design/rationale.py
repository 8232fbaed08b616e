"""Why not X? The threshold or rule that ruled a criterion out, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonweal.design.candidates import Additional, Candidate
from commonweal.design.fit import Factor, Fit, verification_needed
from commonweal.design.groundwork import Groundwork
from commonweal.design.limits import MAKE_WAY, Limit, limit_that_stops
from commonweal.design.placing import exclusion_of
from commonweal.design.problem import Placement, worth_of
from commonweal.design.settings import Settings
from commonweal.design.solution import Choice
from commonweal.record.source import Source
from commonweal.record.text import inside_sentence


class Ruling(StrEnum):
    """What ruled a criterion out at one stage."""

    UNRELATED = "unrelated"
    TOO_EARLY = "too early"
    LITTLE_CONTROL = "little control"
    REQUIREMENT = "a requirement, not a criterion"
    OTHER_EVIDENCE = "needs other evidence"
    EDITION = "the edition"
    OUTCOME = "one outcome"
    DELIVERABLE = "it is what the contract buys"
    OUTSIDE = "outside the contract"
    EXCLUDED = "excluded by a person"
    OUTWEIGHED = "adds less than it asks"
    LATER = "placed at a later stage"
    EARLIER = "asked for at an earlier stage"
    ONCE = "scored once"
    LIMIT = "a limit is reached"
    OPTION = "left to a fuller option"
    FRAMEWORK = "the framework"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a criterion is not scored, or not there at all, at one stage; and what would mend it."""

    code: str
    title: str
    stage: str
    ruling: Ruling
    because: str
    mend: str
    fit: Fit
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an explanation looks at: the groundwork, what is chosen in the option and in the fullest one, the outcomes.

    `fuller` names, by criterion and stage, the first fuller option that holds it.
    """

    ground: Groundwork
    choices: tuple[Choice, ...]
    best: tuple[Choice, ...]
    outcomes: Mapping[str, str]
    open_to: Mapping[tuple[str, str], tuple[Placement, ...]]
    fuller: Mapping[tuple[str, str], str]

    @property
    def placements(self) -> tuple[Placement, ...]:
        return tuple(placement for choice in self.choices for placement in choice.placements)

    @property
    def fullest(self) -> bool:
        return self.choices == self.best

    def title(self, stage: str) -> str:
        return self.ground.case.procurement.stage(stage).title

    def later(self, candidate: Candidate) -> str:
        """The title of the first later stage where the same criterion is placed; empty where there is none."""
        order, here, at = self._stages_of(candidate)
        after = [position for position in at if position > here]
        return self.title(order[min(after)]) if after else ""

    def earlier(self, candidate: Candidate) -> str:
        """The title of the last earlier stage where the same criterion is placed; empty where there is none."""
        order, here, at = self._stages_of(candidate)
        before = [position for position in at if position < here]
        return self.title(order[max(before)]) if before else ""

    def _stages_of(self, candidate: Candidate) -> tuple[list[str], int, list[int]]:
        """The stages, the position of the candidate's among them, and of those where its criterion is placed."""
        order = [stage.id for stage in self.ground.case.procurement.contract_stages]
        at = [order.index(each.stage) for each in self.placements if each.code == candidate.code]
        return order, order.index(candidate.stage.id), at


def make_standing(
    ground: Groundwork,
    choices: tuple[Choice, ...],
    best: tuple[Choice, ...],
    outcomes: Mapping[str, str],
    *,
    fuller: Mapping[str, tuple[Choice, ...]],
) -> Standing:
    """What the explanations of one option look at; `outcomes` by award decision, `fuller` options in their order."""
    open_to: dict[tuple[str, str], tuple[Placement, ...]] = {}
    for choice in choices:
        for each in choice.within.placements:
            open_to[each.code, each.stage] = (*open_to.get((each.code, each.stage), ()), each)
    held: dict[tuple[str, str], str] = {}
    for option, chosen in fuller.items():
        for choice in chosen:
            for each in choice.placements:
                held.setdefault((each.code, each.stage), option)
    return Standing(ground=ground, choices=choices, best=best, outcomes=outcomes, open_to=open_to, fuller=held)


def explain_all(standing: Standing) -> tuple[WhyNot, ...]:
    """Why each criterion that is nowhere at a stage is not there. Criteria placed at the stage are left out."""
    placed = {(placement.code, placement.stage) for placement in standing.placements}
    return tuple(
        explain_rejection(candidate, standing)
        for candidate in standing.ground.candidates
        if (candidate.code, candidate.stage.id) not in placed
    )


def explain_rejection(candidate: Candidate, standing: Standing) -> WhyNot:
    """The first thing that rules a candidate out, in the order in which a person would ask."""
    ruling, because, mend = _rule(candidate, standing)
    measure = candidate.pack.measures[candidate.condition.measure]
    return WhyNot(
        code=candidate.code,
        title=candidate.criterion.title,
        stage=candidate.stage.id,
        ruling=ruling,
        because=because,
        mend=mend,
        fit=candidate.condition,
        sources=(measure.fit.source,),
    )


def _rule(candidate: Candidate, standing: Standing) -> tuple[Ruling, str, str]:
    excluded = exclusion_of(candidate, standing.ground.case)
    if excluded is not None:
        return Ruling.EXCLUDED, f"Excluded by {excluded.by}: {excluded.reason}", "Withdraw the decision."
    relevance = candidate.condition.reading(Factor.RELEVANCE)
    if not relevance.passes:
        mend = (
            "State the link, and the limb of s.23(5) on which it hangs, if there is one. Without a link it stays out."
        )
        return Ruling.UNRELATED, relevance.because, mend
    if candidate.criterion.outside_contract:
        because = "It happens after this contract, usually by another procurement, so no bidder can promise it."
        return Ruling.OUTSIDE, because, "Plan it with whoever will adopt the result; it is no bidder's promise."
    if candidate.additional is Additional.DELIVERABLE:
        because = "It is what the contract buys, so it belongs in quality; only what spills over is social value."
        return Ruling.DELIVERABLE, because, "Say what goes beyond the contract, if anything does."
    if not candidate.condition.passes:
        return _failing(candidate, standing.ground.settings, standing.later(candidate))
    barred = _barred_from_marks(candidate, standing)
    # One of the edition's own asks for marks first; anything else is as well asked for in the contract.
    if barred is not None and candidate.fills == candidate.code:
        return barred
    ruling, because, mend = _left_out(candidate, standing)
    return (
        (ruling, because, mend)
        if barred is None
        else (ruling, f"{because} Not scored: {inside_sentence(barred[1])}", mend)
    )


def _barred_from_marks(candidate: Candidate, standing: Standing) -> tuple[Ruling, str, str] | None:
    """Why it could not be scored whatever else is chosen, or None where it could."""
    ground = standing.ground
    title = ground.edition_title if ground.edition_applies else ""
    if not candidate.scored.passes:
        return _only_as_condition(candidate)
    if ground.framework and not {candidate.code, candidate.fills} & ground.framework:
        because = "It is not among the framework's criteria, which bound what a call-off may score (s.46(8)-(9))."
        return Ruling.FRAMEWORK, because, "Ask for it in the call-off contract, without marks."
    if title and not candidate.fills and not ground.rooms[candidate.decision.id].above:
        because = f"It has no home in {title}, whose criteria alone may fill the least weighting."
        return Ruling.EDITION, because, "Give social value more than the least weighting, or ask for it as a KPI."
    chosen = standing.outcomes.get(candidate.decision.id, "")
    if chosen and candidate.fills and candidate.fills_outcome != chosen:
        because = f"It fits, but belongs to another outcome; {title} steers to one."
        return Ruling.OUTCOME, because, "Choose that outcome instead, or record why more than one is needed."
    return None


def _left_out(candidate: Candidate, standing: Standing) -> tuple[Ruling, str, str]:
    """Why something that could be there is not: the option stops short of it, or the fullest one does without it, as
    it adds too little there or a limit stops it."""
    option = standing.fuller.get((candidate.code, candidate.stage.id), "")
    earlier = standing.earlier(candidate)
    if option and earlier:
        because = f"It is already asked for at {earlier}; this option does not ask again, and the {option} one does."
        return Ruling.EARLIER, because, f"Take the {option} option, or force it here, with the reason."
    if option:
        because = f"It fits and adds something; this option stops before it, and the {option} one holds it."
        return Ruling.OPTION, because, f"Take the {option} option, or insist on it."
    choice = next(each for each in standing.best if candidate.decision.id in each.within.counts)
    mine = standing.open_to.get((candidate.code, candidate.stage.id), ())
    adding = {each: worth_of((*choice.placements, each), choice.within) - choice.worth for each in mine}
    worthy = sorted((each for each in mine if adding[each] > 0), key=lambda each: -adding[each])
    if not worthy:
        if later := standing.later(candidate):
            because = f"It is asked for at {later}; asking here too would add less than it asks."
            return Ruling.LATER, because, "Force it here, with the reason, if it must be asked for at both."
        if earlier:
            because = f"It is already asked for at {earlier}; asking here too would add less than it asks."
            return Ruling.EARLIER, because, "Force it here, with the reason, if it must be asked for at both."
        chosen = "what is chosen" if standing.fullest else "what the fuller option chooses"
        because = f"It fits, but beside {chosen} it would add less than what it asks of bidders and evaluators."
        return Ruling.OUTWEIGHED, because, "Insist on it, or raise its importance."
    stops = [_stop(each, choice, standing) for each in worthy]
    crowded = (Ruling.LIMIT, Limit(words="its hours would crowd out what adds more", mend=MAKE_WAY))
    ruling, limit = next((each for each in stops if each), crowded)
    but = "but" if standing.fullest else "but the fuller option leaves it out too, as there"
    return ruling, f"It fits, {but} {limit.words}.", limit.mend


def _stop(placement: Placement, choice: Choice, standing: Standing) -> tuple[Ruling, Limit] | None:
    """The rule that stops a placement that would add something, or None."""
    same = [each for each in choice.placements if each.code == placement.code and each.decision == placement.decision]
    once = next((each for each in same if each.scored and placement.scored), None)
    if once is not None:
        words = f"it is scored once for this award, for {standing.title(once.stage)}"
        return Ruling.ONCE, Limit(words=words, mend="Ask for it here in the contract, if it must be.")
    limit = limit_that_stops(placement, choice.placements, choice.within)
    return (Ruling.LIMIT, limit) if limit else None


def _failing(candidate: Candidate, settings: Settings, later: str) -> tuple[Ruling, str, str]:
    """Too early or out of reach defers; poor meaning or signal asks for other evidence."""
    fit = candidate.condition
    failing = {reading.factor: reading for reading in fit.failing}
    early = candidate.criterion.early_sign
    meanwhile = f" Meanwhile ask for an early sign: {inside_sentence(early)}." if early else ""
    instead = f"It is asked for at {later} instead." if later else ""
    if Factor.MEANING in failing:
        measure = candidate.pack.measures[fit.measure]
        share = verification_needed(measure.fit, least_meaning=float(settings.least_meaning))
        mend = (
            f"Ask for other evidence, or check at least {share:.0%} of the claims: that would cut the pull of padding "
            "enough."
        )
        return (
            Ruling.OTHER_EVIDENCE,
            f"A higher figure need not mean more value. {failing[Factor.MEANING].because}",
            mend,
        )
    if Factor.OBSERVABILITY in failing:
        mend = f"{instead or 'Ask for it at a later or longer stage.'}{meanwhile}"
        return Ruling.TOO_EARLY, failing[Factor.OBSERVABILITY].because, mend
    if Factor.INFLUENCE in failing:
        mend = f"{instead or 'Ask for it at a later stage.'}{meanwhile}"
        return Ruling.LITTLE_CONTROL, failing[Factor.INFLUENCE].because, mend
    signal = failing[Factor.SIGNAL]
    return (
        Ruling.OTHER_EVIDENCE,
        signal.because,
        "Ask for evidence that tells good from poor at this size, or a larger stage.",
    )


def _only_as_condition(candidate: Candidate) -> tuple[Ruling, str, str]:
    reading = candidate.scored.failing[0]
    if reading.factor is Factor.SIGNAL and candidate.scored.of_bids < candidate.scored.at_delivery:
        because = f"Every competent bidder would say yes, so it is a requirement, not a criterion. {reading.because}"
        return Ruling.REQUIREMENT, because, "Write it into the contract as a condition; the fuller option may hold it."
    because = f"It may be asked for but not scored: {reading.because}"
    return Ruling.REQUIREMENT, because, "Ask for it as a KPI or condition; the fuller option may hold it."
