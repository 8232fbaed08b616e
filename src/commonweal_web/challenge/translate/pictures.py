"""The charts of a challenge as pages draw them: at once, in the page, with the words and tables of the reports' own.

The reports' converter starts slowly and takes memory that a web process should not; bars and points on one scale need
no more than what a page can draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commonweal.challenge import AwardChallenge, ChallengeReport
from commonweal.challenge.standing import Standing
from commonweal.challenge.tournament.result import Ambition
from commonweal.exchange.challenge_report.reading import NamedLeak, scored_awards, worst_leaks
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.exchange.charts.aligned import draw_alignment
from commonweal.exchange.charts.ambition import draw_ambition
from commonweal.exchange.charts.before_after import draw_before_after
from commonweal.exchange.charts.winners import draw_winners
from commonweal_web.forecast.translate.pictures import Picture, picture_of

Text = str | Promise
FULL = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point on the scale, in percent of its length; `look` is how it is drawn: before, after, counts."""

    at: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a scale: what it is of, its numbers in words, a bar or a way between two points, and marks."""

    name: Text
    words: str
    bar: str = ""
    look: str = "scheme"
    start: str = ""
    end: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A chart whose rows share one scale from nothing to the whole, with its threshold and the table behind it."""

    picture: Picture
    note: str
    lines: tuple[Line, ...]
    threshold: str = ""


def before_after_scale(report: ChallengeReport) -> Scale | None:
    """The best mend of each of the worst leaks, and the counts-only twin; None where there is nothing to mend."""
    mends = [line for leak in worst_leaks(report) for line in _mend_line(leak)]
    lines = list(dict.fromkeys(mends))  # one mend may be the best for several leaks
    scored = scored_awards(report)
    if not lines or not scored or scored[0].standing is None:
        return None
    several = len(scored) > 1
    lines += [line for award in scored for line in _twin_line(award, several=several)]
    note = _("Hollow: before. Filled: after the mend. Diamond: the usual counts at the same weight. Dashed: the least.")
    return Scale(
        picture=picture_of(draw_before_after(report)),
        note=note,
        lines=tuple(lines),
        threshold=_at(scored[0].standing.threshold),
    )


def _mend_line(leak: NamedLeak) -> list[Line]:
    best = leak.best
    if best is None or best.effect is None:
        return []
    before, after = best.effect.alignment_before, best.effect.alignment_after
    marks = (Mark(at=_at(before), look="before"), Mark(at=_at(after), look="after"))
    words = _("%(before)s to %(after)s") % {"before": say_part(before), "after": say_part(after)}
    return [Line(name=best.mend.title, words=words, start=_at(before), end=_at(after), marks=marks)]


def _twin_line(award: AwardChallenge, *, several: bool) -> list[Line]:
    if award.twin is None:
        return []
    said = _("The usual counts instead, at ‘%(title)s’") if several else _("The usual counts instead")
    return [
        Line(
            name=said % {"title": award.target.title} if several else said,
            words=say_part(award.twin.alignment),
            marks=(Mark(at=_at(award.twin.alignment), look="counts"),),
        )
    ]


def alignment_scale(award: AwardChallenge) -> Scale | None:
    """Each criterion alone, the scheme, its best weights, and the usual counts."""
    standing, twin = award.standing, award.twin
    if standing is None or twin is None:
        return None
    lines = [
        Line(name=each.title, words=say_part(each.alone), bar=_at(each.alone), look=known.kind.value)
        for each, known in zip(standing.criteria, award.target.criteria, strict=True)
    ]
    lines += _whole_lines(standing, twin)
    note = _("If all the weight lay on it alone. Dashed: the least that we would ask of a scheme.")
    picture = picture_of(draw_alignment(award))
    return Scale(picture=picture, note=note, lines=tuple(lines), threshold=_at(standing.threshold))


def _whole_lines(standing: Standing, twin: Standing) -> list[Line]:
    whole = [(_("The usual counts instead"), twin.alignment, "counts")]
    if len(standing.criteria) > 1:  # of one criterion the whole is the same once more
        best = (_("With the weightings that align best"), standing.best_alignment, "scheme")
        whole = [(_("The whole scheme"), standing.alignment, "scheme"), best, *whole]
    return [Line(name=name, words=say_part(share), bar=_at(share), look=look) for name, share, look in whole]


def compared_scale(before: Standing, after: Standing | None, twin: Standing) -> tuple[Line, ...]:
    """A scheme as it stands and, where that is another, as it would; beside the usual counts."""
    rows = [(_("As it stands"), before.alignment, "was")]
    if after is not None:
        rows.append((_("With what you typed"), after.alignment, "scheme"))
    rows.append((_("The usual counts instead"), twin.alignment, "counts"))
    return tuple(Line(name=name, words=say_part(share), bar=_at(share), look=look) for name, share, look in rows)


def winners_scale(award: AwardChallenge) -> Scale | None:
    """How often each type of bidder wins where it bids; circles where counts were scored. None without a tournament."""
    found, counts = award.tournament, award.twin_tournament
    if found is None:
        return None
    by_counts = {each.type: each.wins for each in counts.types} if counts else {}
    lines = tuple(
        Line(
            name=each.title,
            words=_winning(each.wins, by_counts.get(each.type)),
            bar=_at(each.wins),
            marks=(Mark(at=_at(by_counts[each.type]), look="before"),) if each.type in by_counts else (),
        )
        for each in sorted(found.types, key=lambda each: (-each.wins, each.type))
    )
    note = _("Share of the fields that it wins where it bids. Circle: if the usual counts were scored. Dashed: by lot.")
    return Scale(picture=picture_of(draw_winners(award)), note=note, lines=lines, threshold=_at(found.by_luck))


def _winning(wins: Decimal, counts: Decimal | None) -> str:
    if counts is None:
        return say_part(wins)
    return _("%(wins)s; %(counts)s by counts") % {"wins": say_part(wins), "counts": say_part(counts)}


# --- ambition -------------------------------------------------------------------------------------

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE, APART = 320, 170, 34, 12, 12, 140, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    look: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """Marks by the size of the contribution, drawn as lines; `across` and `up` are the labels of both axes."""

    picture: Picture
    curves: tuple[Curve, ...]
    across: tuple[tuple[str, str], ...]
    up: tuple[tuple[str, str], ...]
    has_counts: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = BASE
    right: int = WIDTH - RIGHT


def ambition_climb(award: AwardChallenge) -> Climb | None:
    """What an honest bidder earns by the size of what it offers; None without a tournament."""
    found, counts = award.tournament, award.twin_tournament
    if found is None:
        return None
    ambition = found.ambition
    held: list[tuple[str, Sequence[Decimal]]] = [("sure", ambition.sure), ("risky", ambition.risky)]
    same = counts is not None and counts.ambition.sizes == ambition.sizes
    if counts is not None and same:
        held.append(("counts", counts.ambition.sure))
    most = max([award.target.total, *(mark for _look, marks in held for mark in marks), Decimal("0.1")])
    return Climb(
        picture=picture_of(draw_ambition(award)),
        curves=tuple(Curve(look=look, points=_points(ambition, marks, most)) for look, marks in held),
        across=tuple(_apart(ambition)),
        up=tuple((f"{_up(most * part / 2, most):.1f}", say_points(most * part / 2)) for part in range(3)),
        has_counts=same,
    )


def _apart(ambition: Ambition) -> Iterator[tuple[str, str]]:
    """Sizes that stand under the axis, from the largest: none so near to another that they would run into one."""
    last = float(WIDTH + APART)
    for size in sorted(ambition.sizes, reverse=True):
        place = _across(size, ambition)
        if last - place >= APART:
            last = place
            yield f"{place:.1f}", f"{size.normalize():f}"


def _points(ambition: Ambition, marks: Sequence[Decimal], most: Decimal) -> str:
    pairs = zip(ambition.sizes, marks, strict=True)
    return " ".join(f"{_across(size, ambition):.1f},{_up(mark, most):.1f}" for size, mark in pairs)


def _across(size: Decimal, ambition: Ambition) -> float:
    least, most = float(min(ambition.sizes)), float(max(ambition.sizes))
    share = (float(size) - least) / (most - least) if most > least else 0.5
    return LEFT + share * (WIDTH - RIGHT - LEFT)


def _up(mark: Decimal, most: Decimal) -> float:
    return BASE - float(mark / most) * (BASE - TOP)


def _at(share: Decimal) -> str:
    """A share as a length of the scale: a point whatever the language."""
    return f"{min(max(share, Decimal(0)), FULL) * 100:.2f}%"
