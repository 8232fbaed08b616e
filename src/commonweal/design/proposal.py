"""Three proportionate schemes for a case, each choice with its reason (method, section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.burden import sum_awarded
from commonweal.design.candidates import Candidate
from commonweal.design.composition import compose_scheme, reported_outcomes
from commonweal.design.groundwork import (
    Groundwork,
    insisted_codes,
    lay_ground,
    make_problem,
    prescribed_minutes,
)
from commonweal.design.outcomes import OutcomeChoice, choose_outcomes
from commonweal.design.problem import Problem
from commonweal.design.rationale import (
    WhyNot,
    explain_all,
    make_standing,
)
from commonweal.design.remarks import composition_findings
from commonweal.design.selection import choose_best, choose_fewest_hours
from commonweal.design.settings import Settings
from commonweal.design.solution import Choice
from commonweal.design.strain import prescribed_finding, relaxed_finding, short_of_kpis
from commonweal.design.wishes import wish_findings
from commonweal.design.wording import wording_findings
from commonweal.design.workload import Burden, Workload, field_burden, winner_burden, workload_of
from commonweal.frameworks.applicability import Applicability
from commonweal.frameworks.pack import Packs
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.case import Case, DecisionKind
from commonweal.procurement.valuation import Valuation
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.checks import CheckAnswer, Context, ask_checks
from commonweal.scheme.prompts import CalledPrompt, call_prompts
from commonweal.scheme.scheme import Scheme

OPTIONS = ("lighter", "balanced", "fuller")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeProposal:
    """One option: the scheme, what it costs in hours, what was found, and why everything else is not in it.

    `worth_share` is its part of the best worth found. `same_as` names an earlier option with the same choices.
    """

    option: str
    scheme: Scheme
    findings: tuple[Finding, ...]
    rejected: tuple[WhyNot, ...]
    worth_share: float
    winner: tuple[Burden, ...]
    field: tuple[Burden, ...]
    workload: Workload
    answers: tuple[CheckAnswer, ...]
    prompts: tuple[CalledPrompt, ...] = ()
    same_as: str = ""

    @property
    def blocking(self) -> tuple[str, ...]:
        """One sentence for each thing that stops this option from being adopted."""
        found = [finding.message for finding in self.findings if finding.severity is Severity.BLOCKING]
        return (*found, *(answer.verdict.message for answer in self.answers if answer.blocks_design))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Everything the design found: the edition, the value, every fit, three options; `best_worth` in millionths."""

    case: Case
    applicability: Applicability
    valuation: Valuation
    decisions: tuple[AwardDecision, ...]
    candidates: tuple[Candidate, ...]
    outcomes: tuple[OutcomeChoice, ...]
    options: tuple[SchemeProposal, ...]
    settings: Settings
    best_worth: int

    def option(self, name: str) -> SchemeProposal:
        for proposal in self.options:
            if proposal.option == name:
                return proposal
        raise MisuseError(f"There is no option '{name}'.", remedy=f"Options are {', '.join(OPTIONS)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Proposals with what they were made on: enough to compose them again where nothing is chosen anew.

    `choices` are by option, one a program; `outcomes` by award decision.
    """

    ground: Groundwork
    outcomes: tuple[OutcomeChoice, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    proposals: Proposals


def propose_schemes(case: Case, *, packs: Packs) -> Proposals:
    """The lighter, balanced and fuller scheme for a case.

    They are the fewest hours that reach 60%, 85% and 100% of the best worth. Raises MisuseError when a stage has no
    funding: nothing can be weighed against a contract of unknown size.
    """
    return design_case(case, packs=packs).proposals


def design_case(case: Case, *, packs: Packs) -> Design:
    """The same three schemes, with what they were made on."""
    return design_on(lay_ground(case, packs=packs))


def propose_on(ground: Groundwork) -> Proposals:
    """The three schemes that stand on a groundwork."""
    return design_on(ground).proposals


def design_on(ground: Groundwork) -> Design:
    """The three schemes that stand on a groundwork, with what was chosen for each."""
    chosen_outcomes = choose_outcomes(ground)
    best = solve_best(ground, chosen_outcomes)
    choices = {
        option: tuple(found if share >= 1 else choose_fewest_hours(found, share) for found in best)
        for option in OPTIONS
        for share in [option_share(option, ground.settings)]
    }
    return Design(
        ground=ground,
        outcomes=chosen_outcomes,
        choices=choices,
        proposals=compose_proposals(ground, chosen_outcomes, choices, options=OPTIONS),
    )


def compose_proposals(
    ground: Groundwork,
    outcomes: tuple[OutcomeChoice, ...],
    choices: Mapping[str, tuple[Choice, ...]],
    *,
    options: tuple[str, ...],
) -> Proposals:
    """The proposals of some options, from what was chosen for all of them."""
    proposed: list[SchemeProposal] = []
    for option in options:
        proposed.append(_propose(option, choices, ground=ground, outcomes=outcomes, earlier=proposed))
    return Proposals(
        case=ground.case,
        applicability=ground.applicability,
        valuation=ground.valuation,
        decisions=ground.decisions,
        candidates=ground.candidates,
        outcomes=outcomes,
        options=tuple(proposed),
        settings=ground.settings,
        best_worth=sum(choice.worth for choice in choices[OPTIONS[-1]]),
    )


def solve_best(ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]) -> tuple[Choice, ...]:
    """The greatest worth of every program. Raises MisuseError, naming the culprit, where forces cannot be kept."""
    problems = problems_of(ground, outcomes)
    known = [choice.worths.get(choice.outcome) for choice in outcomes]
    alone = len(problems) == len(known)
    found = [
        choose_best(problem, worth=worth if alone else None)
        for problem, worth in zip(problems, known if alone else [None], strict=True)
    ]
    if any(choice is None for choice in found):
        raise MisuseError(**_clash(ground))
    return tuple(choice for choice in found if choice is not None)


def _clash(ground: Groundwork) -> dict[str, str]:
    """Which forced decision stands against the rules: the one without which they can be kept."""
    forces = ground.case.decided(DecisionKind.FORCE)
    for force in forces:
        without = tuple(each for each in ground.case.decisions if each is not force)
        again = lay_ground(replace(ground.case, decisions=without), packs=ground.packs)
        if all(choose_best(problem) for problem in problems_of(again, choose_outcomes(again))):
            return {
                "message": f"Forcing ‘{force.subject}’ as {force.value} cannot be kept together with the other rules.",
                "where": "decisions",
                "remedy": "Withdraw that decision, or those that stand against it.",
            }
    return {
        "message": "No scheme keeps the rules together with what is forced.",
        "where": "decisions",
        "remedy": "Withdraw some of the decisions of kind force, or give social value more in the split.",
    }


def option_share(option: str, settings: Settings) -> float:
    """The part of the best worth that an option reaches."""
    return {"lighter": float(settings.lighter_share), "balanced": float(settings.balanced_share)}.get(option, 1.0)


def problems_of(ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]) -> list[Problem]:
    """One program an award decision; one for all where something insisted on may go to any of them."""
    chosen = {choice.decision: choice.outcome for choice in outcomes}
    closed = frozenset(choice.decision for choice in outcomes if choice.conflict)
    names = tuple(decision.id for decision in ground.decisions)
    parts = [names] if insisted_codes(ground) else [(name,) for name in names]
    return [make_problem(ground, part, outcomes=chosen, closed=closed) for part in parts]


def _propose(
    option: str,
    every: Mapping[str, tuple[Choice, ...]],
    *,
    ground: Groundwork,
    outcomes: tuple[OutcomeChoice, ...],
    earlier: list[SchemeProposal],
) -> SchemeProposal:
    choices, best = every[option], every[OPTIONS[-1]]
    placements = tuple(placement for choice in choices for placement in choice.placements)
    scheme = compose_scheme(option, placements, ground, outcomes)
    worth, full = sum(choice.worth for choice in choices), sum(choice.worth for choice in best)
    same = next((each.option for each in earlier if replace(each.scheme, option="") == replace(scheme, option="")), "")
    chosen = {choice.decision: choice.outcome for choice in outcomes}
    fuller = {name: every[name] for name in OPTIONS[OPTIONS.index(option) + 1 :]}
    standing = make_standing(ground, choices, best, chosen, fuller=fuller)
    winner = winner_burden(placements, ground, outcomes)
    findings = [finding for room in ground.rooms.values() for finding in room.findings]
    findings += [finding for choice in outcomes for finding in choice.findings]
    findings += ground.applicability.findings
    findings += ground.findings
    findings += wish_findings(ground, placements, outcomes, scheme)
    findings += [relaxed_finding(what) for choice in choices for what in choice.relaxed]
    findings += short_of_kpis(ground, choices)
    findings += composition_findings(scheme, ground, best)
    findings += wording_findings(scheme)
    if not any(choice.relaxed for choice in choices):
        reported = reported_outcomes(ground, outcomes, placements)
        findings += [
            prescribed_finding(ground, stage)
            for decision in ground.decisions
            for stage in decision.stages
            if prescribed_minutes(ground, reported[decision.id], stage) > ground.caps.winner[stage]
        ]
    return SchemeProposal(
        option=option,
        scheme=scheme,
        findings=tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.severity.rank)),
        rejected=explain_all(standing),
        worth_share=worth / full if full > 0 else 1.0,
        winner=winner,
        field=field_burden(placements, ground),
        workload=workload_of(placements, ground),
        answers=ask_checks(check_context(ground, scheme)),
        prompts=call_prompts(ground.case, scheme, packs=ground.packs),
        same_as=same,
    )


def check_context(ground: Groundwork, scheme: Scheme | None) -> Context:
    """What the checks look at."""
    return Context(
        case=ground.case,
        applicability=ground.applicability,
        valuation=ground.valuation,
        packs=ground.packs,
        scheme=scheme,
    )


def field_cost_share(burden: Burden, proposals: Proposals) -> Decimal:
    """The field's hours, at the hourly rate, as a share of the sum awarded."""
    decision = next(decision for decision in proposals.decisions if decision.id == burden.where)
    awarded = sum_awarded(proposals.case.procurement, decision)
    return burden.hours * proposals.settings.hourly_rate / awarded if awarded else Decimal(0)
