"""The parts on how an award decision stands: by criterion, what no weighting mends, what checking claims would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge import AwardChallenge
from commonweal.challenge.modelling import padding_of
from commonweal.challenge.standing import Certificate, Standing
from commonweal.exchange.business_case.view import Block, Grid, GridColumn, Heading, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.reading import scored_awards
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.record.text import inside_sentence, say_list

WANTED = Decimal("0.5")  # of the worth of the most valuable effort: what is worth less need not pay


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartHere:
    """Where a chart stands, by its name; drawn only where pictures are shown."""

    name: str


def by_award(found: CaseChallenge) -> Iterator[tuple[AwardChallenge, Standing, str, list[Block]]]:
    """Each award decision that scores social value, what its charts' names end with, and its heading if need be."""
    several = len(found.report.awards) > 1
    for award in scored_awards(found.report):
        if award.standing is not None:
            heading: list[Block] = [Heading(text=award.target.title)] if several else []
            yield award, award.standing, f"-{award.target.id}" if several else "", heading


def tell_criteria(found: CaseChallenge) -> Iterator[Block | ChartHere]:
    """Each criterion alone, how it is padded and seen, and the weighting that would be aligned best."""
    for award, standing, after, heading in by_award(found):
        yield from heading
        yield Words(
            text=f"Of a bidder's response to these marks {say_part(standing.honest)} is the real thing and the rest is "
            f"padding; what is real goes {say_part(standing.reach)} of the way of what is worth most. The two together "
            f"are its alignment, {say_part(standing.alignment)}: the share of the value that the same effort could "
            f"bring."
        )
        yield _criteria(award, standing)
        if len(standing.criteria) > 1:
            best = say_part(standing.best_alignment)
            yield Words(text=f"With the best weighting of the same criteria alignment would be {best}.")
        yield ChartHere(name=f"alignment{after}")


def _criteria(award: AwardChallenge, standing: Standing) -> Grid:
    kinds = {(each.code, each.stage): each.kind.value for each in award.target.criteria}
    return Grid(
        caption="Alignment by criterion, if all the weight lay on it",
        columns=(
            GridColumn(heading="Criterion", width=56),
            GridColumn(heading="Points", width=18, number=True),
            GridColumn(heading="Alone", width=18, number=True),
            GridColumn(heading="Padding pays, times", width=26, number=True),
            GridColumn(heading="Seen in time", width=24, number=True),
            GridColumn(heading="Best points", width=28, number=True),
        ),
        rows=tuple(
            (
                f"{each.title}\n{kinds[each.code, each.stage]}",
                say_points(each.weighting),
                say_part(each.alone),
                "only padding" if each.payoff is None else say_points(each.payoff),
                say_part(each.seen),
                say_points(each.best_weighting),
            )
            for each in standing.criteria
        ),
    )


def tell_certificates(found: CaseChallenge) -> Iterator[Block]:
    """Which efforts some weighting makes worth a bidder's while, and which none does."""
    for award, standing, _, heading in by_award(found):
        yield from heading
        yield Words(text=_certified(standing))
        yield Grid(
            caption="Efforts, the most valuable first",
            columns=(
                GridColumn(heading="Effort", width=56),
                GridColumn(heading="Worth (V)", width=22, number=True),
                GridColumn(heading="Can weights make it pay?", width=34),
                GridColumn(heading="What earns more for the same hours", width=58),
            ),
            rows=tuple(_certificate(each, _efforts(award, standing)) for each in standing.certificates),
        )


def _certified(standing: Standing) -> str:
    worth = [each for each in standing.certificates if each.value >= WANTED * standing.certificates[0].value]
    cannot = [f"‘{each.title}’" for each in worth if not each.possible]
    if not cannot:
        return "For every effort that is worth much, some weighting of these criteria makes it pay best."
    return (
        f"No re-weighting will make {say_list(cannot)} worth a bidder's while: whatever the weighting, other effort "
        "earns more for the same hours. Change the criterion or the evidence if that is what you want."
    )


def _certificate(each: Certificate, titles: dict[str, str]) -> tuple[str, ...]:
    mix = {titles.get(name, name): part for name, part in each.mix if round(part, 2)}
    said = [f"{say_part(part)} {title}" if len(mix) > 1 else title for title, part in mix.items()]
    return (each.title, f"{each.value:.2f}", "yes" if each.possible else "no", say_list(said))


def _efforts(award: AwardChallenge, standing: Standing) -> dict[str, str]:
    """What efforts are called inside a sentence, padding by the criterion that it is of."""
    padding = {padding_of(each): f"padding of ‘{each.title}’" for each in reversed(award.target.criteria)}
    return {each.effort: inside_sentence(each.title) for each in standing.certificates} | padding


def tell_audit(found: CaseChallenge) -> Iterator[Block]:
    """The cheapest checking of claims that brings alignment over the threshold."""
    for _, standing, _, heading in by_award(found):
        yield from heading
        yield from _audit(standing)


def _audit(standing: Standing) -> Iterator[Block]:
    least = say_part(standing.threshold)
    if standing.audit is None:
        yield Words(text=f"No checking of claims alone brings alignment to {least}: what is asked for has to change.")
    elif not standing.audit:
        yield Words(text=f"Alignment is {least} or more without any checking.")
    else:
        titles = {(each.code, each.stage): each.title for each in standing.criteria}
        yield Words(text=f"The cheapest checking that brings alignment to {least}:")
        yield Grid(
            caption="Claims to verify against records",
            columns=(
                GridColumn(heading="Criterion", width=120),
                GridColumn(heading="Share of claims", width=50, number=True),
            ),
            rows=tuple((titles[each.code, each.stage], say_part(each.rate)) for each in standing.audit),
        )
