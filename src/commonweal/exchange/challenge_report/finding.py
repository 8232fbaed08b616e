"""The finding of a challenge in a few sentences: what the scheme would reward, against what, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge import AwardChallenge, ChallengeReport, MendEffect, Verdict
from commonweal.challenge.challenging import HARDLY
from commonweal.challenge.standing import Standing
from commonweal.exchange.challenge_report.reading import NamedLeak, NamedMend, taken_of, worst_award
from commonweal.exchange.challenge_report.words import say_fared, say_part, say_points
from commonweal.record.text import first_upper, inside_sentence, say_list

STOPS = "This stops the leak. "
CLEARLY = Decimal("0.05")  # of alignment: a proposal that is hardly better aligned is no next step


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """How another proposal of the same case is aligned, at one award decision."""

    option: str
    award: str
    alignment: Decimal


def tell_finding(report: ChallengeReport, beside: tuple[Beside, ...] = ()) -> tuple[str, ...]:
    """The verdict of the scheme first, which stands alone; then what it rests on, at the award decision it is of.

    `beside` tells how the other proposals stand, where they are at hand: the next step where this one is narrow.
    """
    award = worst_award(report)
    first, *more = tell_award(award, tuple(each for each in beside if each.award == award.target.id))
    return (f"{_place(report, award)}{inside_sentence(first)}" if len(report.awards) > 1 else first, *more)


def _place(report: ChallengeReport, award: AwardChallenge) -> str:
    """Of which award decision a verdict is, and whether it is that of the others too."""
    others = [each.verdict for each in report.awards if each is not award]
    alike = all(verdict is award.verdict for verdict in others)
    too = f", as at {'every' if len(others) > 1 else 'the'} other award decision," if alike else ""
    return f"At ‘{award.target.title}’{too} "


def tell_award(award: AwardChallenge, beside: tuple[Beside, ...] = ()) -> tuple[str, ...]:
    """The same of one award decision."""
    if award.standing is None:
        return ("Nothing of social value is scored, so no bidder can play for it.",)
    return (_verdict(award), *_aligned(award, beside), *_tournament(award))


def _verdict(award: AwardChallenge) -> str:
    taken, total = taken_of(award), award.target.total
    at = _where(award)
    if award.verdict is Verdict.MISLEADS and award.against_twin is not None and taken < total / 2:
        return (
            "It would do no better than the usual counts: at the same weight they do as well or better in "
            f"{say_part(1 - award.against_twin.share)} of {award.against_twin.draws:,} draws of our judgements."
        )
    takes = f"{say_points(taken)} of its {say_points(total)} points of social value{at}"
    if award.verdict is Verdict.MISLEADS:
        return f"It would reward the wrong bid: leaks take {takes.removesuffix(',')}."
    if award.verdict is Verdict.LEAKS and taken < Decimal(str(HARDLY)):
        return f"It leaks in price: a bid that cannot win could decide who does. {_besides(award)}"
    if award.verdict is Verdict.LEAKS:
        return f"It leaks: {takes} would go to the wrong bid."
    if award.verdict is Verdict.NARROW:
        return "It is narrow: no attack pays, but the marks see little of what is worth most here."
    if taken:
        return f"It holds: no more than {takes} would go to the wrong bid."
    return "It holds: no attack finds a criterion that would pay the wrong bid."


def _besides(award: AwardChallenge) -> str:
    """What the marks of social value do where no more than price leaks."""
    if award.below is not None and award.below.holds:
        return "No attack takes half a point of social value, but its marks see little of what is worth most."
    return "No attack takes half a point of social value."


def _where(award: AwardChallenge) -> str:
    titles = {each.code: each.title for each in award.target.criteria}
    codes = tuple(dict.fromkeys(found.leak.criterion for found in award.leaks if not found.leak.of_price))
    named = [f"‘{titles[code]}’" for code in codes if code in titles]
    if not named:
        return ""
    return f", all at {named[0]}," if len(codes) == 1 else f", most at {named[0]},"


def _aligned(award: AwardChallenge, beside: tuple[Beside, ...]) -> Iterator[str]:
    """One paragraph: against the usual counts, against the least that we would ask, and what to do about it."""
    if said := " ".join((*_against_counts(award), *_under_threshold(award, beside))):
        yield said


def _against_counts(award: AwardChallenge) -> Iterator[str]:
    standing, twin = award.standing, award.twin
    if standing is None or twin is None or award.against_twin is None:
        return
    shaky = not award.against_twin.holds and standing.alignment > twin.alignment
    fares = f" {say_fared(award.against_twin)}" if shaky else ""
    yield (
        f"Bidders who play to win would reach {say_part(standing.alignment)} of the value that the same effort could "
        f"bring (its alignment); with jobs, apprenticeships and hours at the same weight (the usual counts), "
        f"{say_part(twin.alignment)}.{fares}"
    )


def _under_threshold(award: AwardChallenge, beside: tuple[Beside, ...]) -> Iterator[str]:
    standing = award.standing
    if standing is None or standing.alignment >= standing.threshold:
        return
    said = f"That is under the {say_part(standing.threshold)} that we would ask of a scheme"
    yield f"{said}; {_what_would_help(award)}."
    yield from _next_step(award, standing, beside)


def _next_step(award: AwardChallenge, standing: Standing, beside: tuple[Beside, ...]) -> Iterator[str]:
    """The proposal that is aligned best, else what kind of criterion is missing."""
    best = max(beside, key=lambda each: each.alignment, default=None)
    if best is not None and best.alignment >= standing.alignment + CLEARLY:
        yield (
            f"The {best.option} proposal is better aligned, at {say_part(best.alignment)}: try it with "
            f"--option {best.option}."
        )
        return
    first = standing.certificates[0] if standing.certificates else None
    helped = standing.audit is not None or standing.best_alignment >= standing.threshold or _raised(award)
    if first is not None and not first.possible and not helped:
        yield (
            f"What is missing is a criterion that asks for ‘{inside_sentence(first.title)}’: that is worth most here, "
            "and no weighting of these criteria makes it pay."
        )


def _raised(award: AwardChallenge) -> bool:
    """Whether some mend at hand would raise alignment."""
    effects = (effect for found in award.leaks for effect in found.effects if effect is not None)
    return any(effect.alignment_after > effect.alignment_before for effect in effects)


def _what_would_help(award: AwardChallenge) -> str:
    standing = award.standing
    if standing is None:
        return ""
    if standing.best_alignment >= standing.threshold and len(standing.criteria) > 1:
        return f"other weightings of the same criteria would reach {say_part(standing.best_alignment)}"
    if standing.audit is None:
        neither = "neither other weightings nor checking" if len(standing.criteria) > 1 else "no checking"
        return f"{neither} of claims would bring it over"
    titles = {(each.code, each.stage): each.title for each in standing.criteria}
    checks = [f"{say_part(each.rate)} of claims under ‘{titles[each.code, each.stage]}’" for each in standing.audit]
    return f"checking {say_list(checks)} would bring it over"


def _tournament(award: AwardChallenge) -> Iterator[str]:
    found, counts = award.tournament, award.twin_tournament
    if found is None:
        return
    against = f"; with the usual counts, {say_part(counts.level)}" if counts else ""
    level = (
        f"Where quality and price are level, the most valuable bid wins {say_part(found.level)} of the time, "
        f"{_than(found.level, found.by_luck)} by lot ({say_part(found.by_luck)}){against}."
    )
    more = say_points(found.ambition.a_doubling)
    ambition = (
        f"Ambition pays: twice the contribution earns about {more} marks more."
        if found.ambition.pays
        else f"Ambition is hardly paid: twice the contribution earns about {more} marks more."
    )
    yield f"{level} {ambition}"


def _than(level: Decimal, luck: Decimal) -> str:
    """How one share compares with another as both are told: what is told alike is no difference."""
    if say_part(level) == say_part(luck):
        return "as often as"
    return "more often than" if level > luck else "less often than"


def say_harm(leak: NamedLeak) -> str:
    """What a leak takes: '3.2 of the 4 points at stake'; what lies in price takes none."""
    found = leak.found.leak
    if found.of_price:
        return "no marks of social value, and may change who wins"
    return f"{say_points(found.harm)} of the {say_points(found.points)} points at stake"


def say_effect(mend: NamedMend) -> str:
    """What a mend would bring about, computed; empty where people do it by hand."""
    effect = mend.effect
    if effect is None:
        return ""
    parts = [_moved(effect), _taken(effect)]
    if effect.picks_before is not None and effect.picks_after is not None:
        after, before = say_part(effect.picks_after), say_part(effect.picks_before)
        if after != before:
            parts.append(f"the most valuable bid wins {after} of the time instead of {before}")
    return f"{STOPS if effect.stops else ''}{first_upper(say_list(parts))}."


def say_briefly(mend: NamedMend) -> str:
    """The same where a table beside tells the rest: whether the leak is gone, and where alignment goes."""
    if mend.effect is None:
        return ""
    return f"{STOPS if mend.effect.stops else ''}{first_upper(_moved(mend.effect))}."


def _moved(effect: MendEffect) -> str:
    before, after = say_part(effect.alignment_before), say_part(effect.alignment_after)
    return f"alignment stays at {after}" if before == after else f"alignment goes from {before} to {after}"


def _taken(effect: MendEffect) -> str:
    before, after = say_points(effect.points_before), say_points(effect.points_after)
    points = "point" if after == "1" else "points"
    return f"all leaks together take {after} {points} {'as before' if before == after else f'instead of {before}'}"
