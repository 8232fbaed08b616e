"""What a report shows, gathered once for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design.proposal import Proposals, SchemeProposal, field_cost_share
from commonweal.design.sensitivity import Sensitivity
from commonweal.design.survival import Survival
from commonweal.exchange.report.cards import CardView, make_card, say_survival
from commonweal.exchange.report.contract import (
    ContractRow,
    KpiRow,
    Prescribed,
    contract_rows,
    kpi_rows,
    prescribed_reporting,
)
from commonweal.exchange.report.decided import DecidedRow, decided_rows
from commonweal.exchange.report.prompts import Annex, make_annex
from commonweal.exchange.report.resting import RestsView, make_rests
from commonweal.exchange.report.ribbon import Ribbon, make_ribbon
from commonweal.exchange.report.rulings import (
    CheckGroup,
    WhyNotGroup,
    count_states,
    counts_sentence,
    due_checks,
    idle_checks,
    later_checks,
    later_sentence,
    waiting_sentence,
    why_not_rows,
)
from commonweal.exchange.report.summary import summarise_option
from commonweal.exchange.report.words import (
    KIND_COLOURS,
    say_hours,
    say_percent,
    say_small_share,
)
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Packs
from commonweal.procurement.stage import Stage
from commonweal.quantities.period import describe_months
from commonweal.record.finding import Finding
from commonweal.record.text import say_list
from commonweal.scheme.checks import CheckAnswer, State
from commonweal.scheme.criterion import AdoptedCriterion, Deferral
from commonweal.scheme.placement import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    stage: Stage
    facts: str
    cards: tuple[CardView, ...]
    ghosts: tuple[Deferral, ...]
    hours: str
    hours_of_limit: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShare:
    kind: str
    colour: str
    percent: float
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    proposal: SchemeProposal
    title: str
    sentence: str
    worth: str
    stages: tuple[StageView, ...]
    kinds: tuple[KindShare, ...]
    field_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Everything a report shows. `chosen` is the option shown in full.

    `checks` are open and due before the notice, `later` wait for moments after it; `idle` are those that do not
    apply, by the reason they share. `act_applies` is false where the Act's rules on award criteria are known not to
    apply.
    """

    proposals: Proposals
    title: str
    authority: str
    sentence: str
    ribbon: Ribbon
    options: tuple[OptionView, ...]
    chosen: OptionView
    decisions: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    checks: tuple[CheckGroup, ...]
    later: tuple[CheckGroup, ...]
    later_sentence: str
    waiting_sentence: str
    met: tuple[CheckAnswer, ...]
    idle: tuple[tuple[str, tuple[CheckAnswer, ...]], ...]
    counts_sentence: str
    decided: tuple[DecidedRow, ...]
    contract: tuple[ContractRow, ...]
    kpis: tuple[KpiRow, ...]
    prescribed: Prescribed | None
    act_applies: bool
    why_not: tuple[WhyNotGroup, ...]
    stage_titles: Mapping[str, str]
    outcome_titles: Mapping[str, str]
    attributions: tuple[str, ...]
    drawn_from: str
    annex: Annex
    adopted: str = ""
    rests: RestsView | None = None


def make_view(
    proposals: Proposals,
    *,
    option: str = "balanced",
    sensitivity: Sensitivity | None = None,
    packs: Packs | None = None,
    of_case: tuple[Finding, ...] = (),
    adopted: str = "",
    published: bool = False,
) -> ReportView:
    """Gather a report of three options, one of them in full; with what it rests on, if found (`packs` then names it).

    `adopted` says in a sentence what a person has adopted, and `published` that it is published. `of_case` are findings
    of the case as a whole, beside the design's own: they come first.
    """
    options = tuple(
        _option(each, proposals, sensitivity.survival if sensitivity and sensitivity.option == each.option else None)
        for each in proposals.options
    )
    chosen = next(view for view in options if view.proposal.option == proposals.option(option).option)
    findings = chosen.proposal.findings
    asks = {
        "additionality-unsaid",
        "link-unknown",
        "outcomes-near-tie",
        "edition-unknown",
        "floor-conflict",
        "split-assumed",
        "assumption-in-doubt",
        "framework-criteria-unsaid",
        "weighting-not-kept",
        "insisted-has-no-place",
        "edition-kpis-short",
    }
    procurement = proposals.case.procurement
    titles = procurement.stage_titles
    bought = {stage.id: stage.title for stage in procurement.contract_stages}
    return ReportView(
        proposals=proposals,
        title=procurement.title,
        authority=procurement.authority.name,
        sentence=chosen.sentence,
        ribbon=make_ribbon(procurement),
        options=options,
        chosen=chosen,
        decisions=(*of_case, *(each for each in findings if each.code in asks or each.severity.rank == 0)),
        notes=tuple(each for each in findings if each.code not in asks and each.severity.rank > 0),
        checks=due_checks(chosen.proposal.answers),
        later=later_checks(chosen.proposal.answers),
        later_sentence=later_sentence(later_checks(chosen.proposal.answers)),
        waiting_sentence=waiting_sentence(chosen.proposal.answers, published=published),
        met=tuple(each for each in chosen.proposal.answers if each.verdict.state is State.MET),
        idle=idle_checks(chosen.proposal.answers),
        counts_sentence=counts_sentence(count_states(chosen.proposal.answers)),
        decided=decided_rows(proposals),
        contract=contract_rows(chosen.proposal.scheme.contract, titles),
        kpis=kpi_rows(chosen.proposal.scheme, titles),
        prescribed=prescribed_reporting(chosen.proposal.scheme, proposals.applicability.pack, titles),
        act_applies=procurement.regime.under_the_act is not False,
        why_not=why_not_rows(chosen.proposal.rejected, bought),
        stage_titles=titles,
        outcome_titles=_outcomes(proposals),
        attributions=_attributions(chosen.proposal, proposals),
        drawn_from=_say_whose_criteria(proposals),
        annex=make_annex(proposals.case, chosen.proposal.scheme, chosen.proposal.prompts, chosen.proposal.answers),
        adopted=adopted,
        rests=make_rests(sensitivity, proposals, packs) if sensitivity and packs else None,
    )


def _option(proposal: SchemeProposal, proposals: Proposals, survival: Survival | None) -> OptionView:
    procurement = proposals.case.procurement
    scheme = proposal.scheme
    fits = {(each.code, each.stage.id): each for each in proposals.candidates}
    burdens = {burden.where: burden for burden in proposal.winner}
    stages = []
    for stage in procurement.contract_stages:
        placed = [each for each in (*scheme.scored, *scheme.contract) if each.stage == stage.id]
        cards = []
        for each in placed:
            candidate = fits[(each.code, stage.id)]
            fit = candidate.scored if each.place is Place.SCORED else candidate.condition
            cards.append(make_card(each, fit, say_survival(each, survival)))
        burden = burdens[stage.id]
        stages.append(
            StageView(
                stage=stage,
                facts=_facts(stage),
                cards=tuple(
                    sorted(cards, key=lambda card: (card.criterion.place is not Place.SCORED, card.criterion.title))
                ),
                ghosts=tuple(each for each in scheme.deferrals if each.from_stage == stage.id),
                hours=f"{say_hours(burden.hours)} for the winner (our limit is {round(burden.cap):,})",
                hours_of_limit=f"{burden.hours:.0f}/{burden.cap:.0f}",
                over=burden.hours > burden.cap,
            )
        )
    return OptionView(
        proposal=proposal,
        title=proposal.option.capitalize(),
        sentence=summarise_option(proposal, proposals),
        worth=f"{proposal.worth_share:.0%} of the worth of the fullest scheme",
        stages=tuple(stages),
        kinds=_kinds(scheme.scored),
        field_words=tuple(
            f"{_award_title(burden.where, proposal)}: {say_hours(burden.hours)} for all bidders and evaluators, "
            f"{say_small_share(field_cost_share(burden, proposals))} of the sum awarded"
            for burden in proposal.field
        ),
    )


def _facts(stage: Stage) -> str:
    parts = [stage.kind.words, describe_months(stage.months)]
    if stage.funding:
        parts.append(f"{stage.funding}{' each' if stage.contracts > 1 else ''}")
    if stage.contracts > 1:
        parts.append(f"{stage.contracts} contracts")
    return ", ".join(parts)


def _kinds(scored: tuple[AdoptedCriterion, ...]) -> tuple[KindShare, ...]:
    """Scored weighting by kind, over every award decision."""
    totals: dict[MeasureKind, Decimal] = {}
    for each in scored:
        totals[each.measure_kind] = totals.get(each.measure_kind, Decimal(0)) + (each.weighting or Decimal(0))
    whole = sum(totals.values(), Decimal(0))
    return tuple(
        KindShare(
            kind=kind.value,
            colour=KIND_COLOURS[kind],
            percent=float(100 * totals[kind] / whole),
            points=say_percent(totals[kind]),
        )
        for kind in MeasureKind
        if kind in totals and whole
    )


def _award_title(award: str, proposal: SchemeProposal) -> str:
    return next(each.title for each in proposal.scheme.awards if each.id == award)


def _outcomes(proposals: Proposals) -> dict[str, str]:
    pack = proposals.applicability.pack
    return {code: outcome.title for code, outcome in pack.outcomes.items()} if pack else {}


def _say_whose_criteria(proposals: Proposals) -> str:
    """Where no edition is taken, whose criteria the schemes draw on all the same; empty where one is."""
    titles = list(dict.fromkeys(each.pack.head.title for each in proposals.candidates))
    if proposals.applicability.pack is not None or not titles:
        return ""
    named = say_list([pack.head.code_label for pack in proposals.applicability.named], last="or")
    none_of = f" They are not the criteria of {named}." if named else ""
    return f"These schemes draw on {say_list(titles)}, by choice: no edition asks for them here.{none_of}"


def _attributions(proposal: SchemeProposal, proposals: Proposals) -> tuple[str, ...]:
    """The licence lines of every pack that the report draws on."""
    used = {candidate.pack.head.attribution for candidate in proposals.candidates}
    used |= {answer.attribution for answer in proposal.answers}
    edition, named = proposals.applicability.pack, proposals.applicability.named
    used |= {pack.head.attribution for pack in (edition, *named) if pack is not None}
    return tuple(sorted(line for line in used if line))
