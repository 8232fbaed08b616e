"""The finding of a challenge in a few sentences: what the scheme would reward, against what, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.challenge import AwardChallenge, ChallengeReport, MendEffect, Verdict
from commonweal.challenge.challenging import HARDLY
from commonweal.exchange.challenge_report.reading import NamedLeak, NamedMend, taken_of, worst_award
from commonweal.exchange.challenge_report.words import say_fared, say_part, say_points
from commonweal.record.text import inside_sentence, say_list


def tell_finding(report: ChallengeReport) -> tuple[str, ...]:
    """The verdict of the scheme first, which stands alone; then what it rests on, at the award decision it is of."""
    award = worst_award(report)
    first, *more = tell_award(award)
    if len(report.awards) > 1:
        first = f"At ‘{award.target.title}’ {inside_sentence(first)}"
    return (first, *more)


def tell_award(award: AwardChallenge) -> tuple[str, ...]:
    """The same of one award decision."""
    if award.standing is None:
        return ("Nothing of social value is scored, so no bidder can play for it.",)
    return (_verdict(award), *_against_counts(award), *_under_threshold(award), *_tournament(award))


def _verdict(award: AwardChallenge) -> str:
    taken, total = taken_of(award), award.target.total
    at = _where(award)
    if award.verdict is Verdict.MISLEADS and award.against_twin is not None and taken < total / 2:
        return (
            "It would do no better than the usual counts: at the same weight they are aligned as well or better in "
            f"{say_part(1 - award.against_twin.share)} of draws."
        )
    takes = f"{say_points(taken)} of its {say_points(total)} points of social value{at}"
    if award.verdict is Verdict.MISLEADS:
        return f"It would reward the wrong bid: leaks take {takes.removesuffix(',')}."
    if award.verdict is Verdict.LEAKS and taken < Decimal(str(HARDLY)):
        return "It leaks in price alone: a bid that cannot win could decide who does."
    if award.verdict is Verdict.LEAKS:
        return f"It leaks: {takes} would go to the wrong bid."
    if award.verdict is Verdict.NARROW:
        return "It is narrow: no attack pays, and the marks see little of what is worth most here."
    if taken:
        return f"It holds: no more than {takes} would go to the wrong bid."
    return "It holds: no attack finds a criterion that would pay the wrong bid."


def _where(award: AwardChallenge) -> str:
    titles = {each.code: each.title for each in award.target.criteria}
    codes = tuple(dict.fromkeys(found.leak.criterion for found in award.leaks if not found.leak.of_price))
    named = [f"‘{titles[code]}’" for code in codes if code in titles]
    if not named:
        return ""
    return f", all at {named[0]}," if len(codes) == 1 else f", most at {named[0]},"


def _against_counts(award: AwardChallenge) -> Iterator[str]:
    standing, twin = award.standing, award.twin
    if standing is None or twin is None or award.against_twin is None:
        return
    shaky = not award.against_twin.holds and standing.alignment > twin.alignment
    fares = f" {say_fared(award.against_twin)}" if shaky else ""
    yield (
        f"Bidders who play to win would reach {say_part(standing.alignment)} of the value that the same effort could "
        f"bring; with the usual counts at the same weight, {say_part(twin.alignment)}.{fares}"
    )


def _under_threshold(award: AwardChallenge) -> Iterator[str]:
    standing = award.standing
    if standing is None or standing.alignment >= standing.threshold:
        return
    said = f"That is under the {say_part(standing.threshold)} that we would ask of a scheme"
    yield f"{said}; {_what_would_help(award)}."


def _what_would_help(award: AwardChallenge) -> str:
    standing = award.standing
    if standing is None or standing.audit is None:
        return "no checking of claims alone brings it over: change what is asked for"
    if standing.best_alignment >= standing.threshold:
        return f"other weightings of the same criteria would reach {say_part(standing.best_alignment)}"
    titles = {(each.code, each.stage): each.title for each in standing.criteria}
    checks = [f"{say_part(each.rate)} of claims under ‘{titles[each.code, each.stage]}’" for each in standing.audit]
    return f"checking {say_list(checks)} would bring it over"


def _tournament(award: AwardChallenge) -> Iterator[str]:
    found, counts = award.tournament, award.twin_tournament
    if found is None:
        return
    against = f"; with the usual counts, {say_part(counts.level)}" if counts else ""
    than = "more" if found.level > found.by_luck else "less"
    yield (
        f"Where quality and price are level, the most valuable bid wins {say_part(found.level)} of the time, {than} "
        f"often than by lot ({say_part(found.by_luck)}){against}."
    )
    more = say_points(found.ambition.a_doubling)
    yield (
        f"Ambition pays: twice the contribution earns about {more} marks more."
        if found.ambition.pays
        else f"Ambition is hardly paid: twice the contribution earns about {more} marks more."
    )


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
        instead = "as before" if after == before else f"instead of {before}"
        parts.append(f"the most valuable bid wins {after} of the time {instead}")
    said = say_list(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _moved(effect: MendEffect) -> str:
    before, after = say_part(effect.alignment_before), say_part(effect.alignment_after)
    return f"alignment stays at {after}" if before == after else f"alignment goes from {before} to {after}"


def _taken(effect: MendEffect) -> str:
    before, after = say_points(effect.points_before), say_points(effect.points_after)
    points = "point" if after == "1" else "points"
    return f"leaks take {after} {points} {'as before' if before == after else f'instead of {before}'}"
