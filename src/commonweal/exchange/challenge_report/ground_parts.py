"""The parts on what the challenge rests on: how sure each claim is, V, M and K with their source, method and limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from commonweal.challenge import AwardChallenge
from commonweal.challenge.forecast_worths import worths_of
from commonweal.challenge.judgements import KINDS, Judgements, challenge_pack, judgements_of
from commonweal.challenge.modelling import value_of_efforts
from commonweal.exchange.business_case.view import LEAD_IN, QUIET, Block, Grid, GridColumn, Points, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.reading import named_leaks
from commonweal.exchange.challenge_report.standing_parts import by_award
from commonweal.exchange.challenge_report.words import say_fared, say_part
from commonweal.exchange.forecast_report.words import say_pounds
from commonweal.exchange.report.words import SOURCE_MARKS
from commonweal.frameworks.measures import MeasureKind

LIMITS = (
    "A bidder type is a way of bidding, never a real firm. Nothing here says that anybody bids in bad faith.",
    "The model is one of incentives: bidders do what marks reward. People also do what is right unasked.",
    "Alignment compares schemes at the same weight; it is no forecast of what will be done and no score of a bid.",
    "What effort is worth (V), raises (M) and costs (K) is judgement: argue with it, or replace it in your own pack.",
    "Short names such as L1.1 are of this scheme as it stands: look again after any change of the case.",
)


def tell_sureness(found: CaseChallenge) -> Iterator[Block]:
    """Each claim with the share of draws in which it holds while V, M and K move; a mend of wording claims nothing."""
    reach = judgements_of(found.packs).moved_share
    yield Words(
        text="Behind every number stand three judgements: what effort of each kind is worth (V), how far it raises "
        f"what is asked for (M), and what it costs (K). Each is drawn anew within {reach:.0%} either way, the same for "
        "both sides of a comparison.",
        style=LEAD_IN,
    )
    yield Grid(
        caption="How each claim fares",
        columns=(
            GridColumn(heading="Claim", width=70),
            GridColumn(heading="Holds in", width=20, number=True),
            GridColumn(heading="What that means", width=80),
        ),
        rows=tuple(_claims(found)),
    )


def _claims(found: CaseChallenge) -> Iterator[tuple[str, ...]]:
    for award, standing, after, _ in by_award(found):
        at = f" (‘{award.target.title}’)" if after else ""
        if award.against_twin is not None:
            fared = award.against_twin
            yield (f"Better aligned than the usual counts{at}", say_part(fared.share), say_fared(fared))
        if award.below is not None:
            least = say_part(standing.threshold)
            yield (f"Alignment under {least}{at}", say_part(award.below.share), say_fared(award.below))
    for leak in named_leaks(found.report):
        for mend in leak.mends:
            if mend.effect is not None and mend.effect.changes_alignment:
                better = mend.effect.better
                yield (f"Better aligned after {mend.name}", say_part(better.share), say_fared(better))


def tell_judgements(found: CaseChallenge) -> Iterator[Block]:
    """V, M and K: what the pack says, what the case's forecast put in its place, and why."""
    judgements = judgements_of(found.packs)
    pack, mark = challenge_pack(found.packs).name, SOURCE_MARKS[judgements.source.kind]
    yield Words(text=f"{_forecast_says(found)} Only ratios count.")
    yield Grid(
        caption="Who says so",
        columns=(
            GridColumn(heading="What", width=46),
            GridColumn(heading="Kind", width=30, mark=True),
            GridColumn(heading="Source", width=94),
        ),
        rows=(("What effort is worth (V), raises (M) and costs (K)", mark, f"{judgements.source.title}, pack {pack}"),),
    )
    for award, _, _, heading in by_award(found):
        yield from heading
        yield _values(award, found, judgements)
    if supposed := dict.fromkeys(line for award in found.report.awards for line in _supposed(award)):
        yield Points(lines=tuple(supposed))
    yield _raises(judgements)
    yield _costs(judgements)


def _supposed(award: AwardChallenge) -> tuple[str, ...]:
    """What the tournament took for granted that the award decision does not tell."""
    return award.tournament.supposed if award.tournament else ()


def _forecast_says(found: CaseChallenge) -> str:
    if found.forecast is None:
        return "No forecast of the case was used: what efforts are worth (V) is the pack's, by the stages they serve."
    if not any(award.from_forecast for award in found.report.awards):
        return "The case's forecast prices fewer than two kinds of effect, so what efforts are worth (V) is the pack's."
    return (
        "For the kinds that it prices, the case's forecast moves worth (V) from the pack's towards its own shares; the "
        "rest is the pack's, by the stages they serve."
    )


def _values(award: AwardChallenge, found: CaseChallenge, judgements: Judgements) -> Grid:
    worths: Mapping[MeasureKind, Decimal] = worths_of(found.forecast, award.target)
    pack, _ = value_of_efforts(award.target, judgements, worths={})
    used, told = value_of_efforts(award.target, judgements, worths=worths)
    rows = []
    for place, kind in enumerate(KINDS):
        forecast = say_pounds(worths[kind]) if kind in told else ""
        effort = judgements.efforts[kind]
        rows.append((effort.title, f"{pack[place]:.2f}", forecast, f"{used[place]:.2f}", effort.because))
    return Grid(
        caption="V: what one more unit of each effort is worth",
        columns=(
            GridColumn(heading="Effort", width=38),
            GridColumn(heading="Pack", width=16, number=True),
            GridColumn(heading="Your forecast", width=24, number=True),
            GridColumn(heading="Used", width=16, number=True),
            GridColumn(heading="Why, by the pack", width=76),
        ),
        rows=tuple(rows),
    )


def _raises(judgements: Judgements) -> Grid:
    return Grid(
        caption="M: how far one unit of each effort raises a criterion of each kind",
        columns=(
            GridColumn(heading="Effort", width=44),
            *(GridColumn(heading=kind.value, width=21, number=True) for kind in KINDS),
        ),
        rows=tuple(
            (
                judgements.efforts[kind].title,
                *(f"{judgements.efforts[kind].raises.get(asked, Decimal(0)):.2f}" for asked in KINDS),
            )
            for kind in KINDS
        ),
    )


def _costs(judgements: Judgements) -> Grid:
    efforts = [judgements.efforts[kind] for kind in KINDS]
    return Grid(
        caption="K: what effort costs, real and padded",
        columns=(
            GridColumn(heading="Effort", width=44),
            GridColumn(heading="Real", width=18, number=True),
            GridColumn(heading="Padded", width=18, number=True),
            GridColumn(heading="How it is padded", width=90),
        ),
        rows=tuple((each.title, f"{each.cost:.2f}", f"{each.padding_cost:.2f}", each.padding) for each in efforts),
    )


def tell_method(found: CaseChallenge) -> Iterator[Block]:
    """Where every number comes from, and what it cannot say."""
    report = found.report
    yield Points(
        lines=(
            "Alignment is the squared cosine between what is worth having and what marks pull, counted by what effort "
            "costs (Holmström and Milgrom 1991; Baker 2002): the share of the best attainable value that bidders' own "
            "interest reaches.",
            "What no weighting mends is a certificate of a linear programme (Kleinberg and Raghavan 2019).",
            "Each attack is one condition with its own page; points are of the whole mark, and of each criterion only "
            "its worst leak counts.",
            "A mend's effect is the same challenge again, on the scheme as it would then be.",
            f"Seed {report.seed}: the same case, packs and seed give the same report.",
            *LIMITS,
        )
    )
    yield Words(text=f"Scheme {report.scheme_digest}, pack {report.pack}.", style=QUIET)
