"""Every criterion of the menu: where it stands in an option, or why it does not."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design import Explained, ForcedCost, Proposals, WhyNot
from commonweal.exchange.report.words import say_lost, say_more_hours
from commonweal.record.source import Source
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.placement import Place
from commonweal_web.design.translate.bars import factors_of
from commonweal_web.layout.components import Factor


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
    titles = proposals.case.procurement.stage_titles
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
            edition=each.pack.head.label,
            places=tuple(placed.get(code, ())),
            because=rejected[code].because if code in rejected else "",
            ruling=rejected[code].ruling.value if code in rejected else "",
        )
        for code, each in menu.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.places, row.edition, row.title)))


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
