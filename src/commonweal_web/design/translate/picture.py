"""Proposals drawn: options as columns of one picture, stages as its rows, criteria as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design import OPTIONS, Fit, Proposals
from commonweal.exchange.report.ribbon import Ribbon, make_ribbon
from commonweal.exchange.report.view import OptionView, ReportView, StageView, make_view
from commonweal.record.finding import Severity
from commonweal.record.source import Source
from commonweal.scheme.criterion import AdoptedCriterion, Deferral
from commonweal.scheme.placement import Place
from commonweal_web.design.translate.bars import factors_of, kind_weights
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
