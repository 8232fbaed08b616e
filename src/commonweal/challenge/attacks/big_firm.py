"""Burden that small suppliers cannot bear: hours for the bid, and papers that only large ones hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import hear, says, share_asked, word_anew
from commonweal.challenge.leak import Change, Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.design.adoption import plain_hours
from commonweal.procurement.case import USUAL_WORDS, DecisionKind
from commonweal.record.text import say_list

LIGHTER = "What is done on this contract counts, shown in any form that fits the size of the bidder."


def attack(context: AttackContext) -> Iterator[Found]:
    """Hours of the social value answers against what a small firm has; then the papers that each criterion asks for."""
    yield from _hours(context)
    for each in context.target.criteria:
        heard = hear(context, each, "large-only")
        if not heard or says(context, each, "open-to-small"):
            continue
        severity = share_asked(context, each, heard)
        yield Found(
            criterion=each,
            severity=severity,
            finding=f"‘{each.title}’ asks for what small suppliers rarely hold, however well they do the work.",
            because=f"It asks for ‘{heard[0].words}’. About {severity:.0%} of its marks turn on it.",
            mends=tuple(_ask_lighter(context, each)),
        )


def _hours(context: AttackContext) -> Iterator[Found]:
    asked = [(each, bid_hours(context, each)) for each in context.target.criteria]
    total, small = sum((hours for _, hours in asked), Decimal(0)), context.judgements.small_firm_hours
    if small is None or total <= small:
        return
    yield Found(
        severity=float(1 - small / total),
        points=context.target.total,
        finding="A small firm could not answer all of the social value questions in the time that it has.",
        because=f"They take about {plain_hours(total)}; a small firm has about {plain_hours(small)} for them.",
        mends=tuple(_ask_less(context, asked, small)),
    )


def bid_hours(context: AttackContext, criterion: TargetCriterion) -> Decimal:
    """What one answer takes a bidder: the hours that its measure is known for, more where the answer may be longer than
    usual, since long answers win. Nothing where neither is known."""
    usual = criterion.profile.hours.bid if criterion.profile else Decimal(0)
    over = max(0, (criterion.word_limit or 0) - USUAL_WORDS)
    return usual + over / context.pack.parameter("words-per-hour")


def _ask_less(context: AttackContext, asked: list[tuple[TargetCriterion, Decimal]], small: Decimal) -> Iterator[Mend]:
    """Fewer words first, where these alone would do."""
    usual = [bid_hours(context, replace(each, word_limit=None)) for each, _ in asked]
    shorter, fewer = list(_allow_less(asked)), list(_leave_out(context, asked, small))
    enough = sum(usual, Decimal(0)) <= small
    yield from (*shorter, *fewer) if enough else (*fewer, *shorter)


def _leave_out(context: AttackContext, asked: list[tuple[TargetCriterion, Decimal]], small: Decimal) -> Iterator[Mend]:
    if put_aside := _to_put_aside(context, asked, small):
        yield Mend(
            title=f"Ask for {say_list([f'‘{each.title}’' for each in put_aside])} in the contract, and leave "
            f"{'it' if len(put_aside) == 1 else 'them'} out of the bid.",
            because="Of all answers these take most hours for what their marks are worth; the others fit the time that "
            "a small firm has.",
            changes=tuple(
                Change(kind=DecisionKind.FORCE, subject=each.code, value="condition", stage=each.stage)
                for each in put_aside
            ),
            costs="The winner reports on it; nobody scores it.",
        )


def _allow_less(asked: list[tuple[TargetCriterion, Decimal]]) -> Iterator[Mend]:
    if any((each.word_limit or 0) > USUAL_WORDS for each, _ in asked):
        yield Mend(
            title=f"Allow {USUAL_WORDS} words for an answer.",
            because="Every word allowed is written by somebody, and large firms have people for that.",
            costs="Bidders choose what to say; evaluators read less.",
        )


def _to_put_aside(
    context: AttackContext, asked: list[tuple[TargetCriterion, Decimal]], small: Decimal
) -> list[TargetCriterion]:
    """The fewest, the dearest for their worth first, that bring the hours down to a small firm's; none where only all
    of them would."""
    left = sum((hours for _, hours in asked), Decimal(0))
    put_aside: list[TargetCriterion] = []
    for each, hours in sorted(asked, key=lambda one: -_hours_for_worth(context, *one)):
        if left <= small:
            break
        put_aside.append(each)
        left -= hours
    return put_aside if len(put_aside) < len(asked) else []


def _hours_for_worth(context: AttackContext, criterion: TargetCriterion, hours: Decimal) -> float:
    return float(hours) / max(1e-9, context.alignment_alone(criterion) * float(criterion.weighting))


def _ask_lighter(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    if changes := word_anew(context, criterion, "large-only", instead=LIGHTER):
        yield Mend(
            title=f"Ask under ‘{criterion.title}’ for what is done on this contract, in whatever form shows it.",
            because="The work can be shown without the paper, and a paper can be held without the work.",
            changes=changes,
            costs="Evaluators read evidence of several forms.",
        )
