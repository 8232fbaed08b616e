"""The award decision as a whole: most of what bidders would do for its marks is padding."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import MOST_CHECKED, checking, percent_up
from commonweal.challenge.best_response import alignment, cheapest_audit
from commonweal.challenge.leak import Change, Mend
from commonweal.challenge.standing import best_shares, least_shares, respond, whole_weightings
from commonweal.procurement.case import DecisionKind
from commonweal.quantities.arrays import Numbers
from commonweal.record.text import say_list

# A gain in alignment below this is hardly worth new weightings.
WORTH_IT = 0.01


def attack(context: AttackContext) -> Iterator[Found]:
    """Where the honest part of the response lies below the least alignment."""
    least, honest = float(context.judgements.least_alignment), honest_share(context, context.modelled.weights)
    if honest >= least:
        return
    yield Found(
        severity=(least - honest) / least,
        points=context.target.total,
        finding="Bidders who go where the marks are would put more into padding than into the work.",
        because=f"Of what the social value marks call forth, {honest:.0%} is real; {least:.0%} is the least that we "
        "hold to be worth marks.",
        mends=(*_weighed_anew(context, least), *_checked(context, honest, least), *_checked_to_align(context, least)),
    )


def honest_share(context: AttackContext, weights: Numbers) -> float:
    """The part (0 to 1) of a bidder's response to the weights (criteria,) that is no padding."""
    padding, _reach, _shares = respond(context.modelled.model, weights)
    return 1 - padding


def _weighed_anew(context: AttackContext, least: float) -> Iterator[Mend]:
    """The weightings that align best within the floors, where they alone bring padding down far enough."""
    target, model = context.target, context.modelled.model
    if len({each.code for each in target.criteria}) < max(2, len(target.criteria)):
        return
    points = whole_weightings(target, best_shares(context.modelled, least_shares(context.modelled)))
    weights = np.array([float(each / target.total) for each in points])
    gain = alignment(model, weights) - alignment(model, context.modelled.weights)
    if honest_share(context, weights) < least or gain < WORTH_IT:
        return
    said = say_list([f"{share:f} to ‘{each.title}’" for each, share in zip(target.criteria, points, strict=True)])
    yield Mend(
        title=f"Weigh anew: give {said}.",
        because="The marks go where an hour of work earns more than an hour of padding.",
        changes=tuple(
            Change(kind=DecisionKind.WEIGHTING, subject=each.code, value=f"{share:f}", stage=target.id)
            for each, share in zip(target.criteria, points, strict=True)
        ),
        costs="Nobody has more to do; what was given weight on purpose may have less.",
    )


def _checked(context: AttackContext, honest: float, least: float) -> Iterator[Mend]:
    """One rate of checking for every criterion: padding's part P of the response falls to P(1 - a)²."""
    share = 1 - (honest * (1 - least) / (least * (1 - honest))) ** 0.5
    if share > MOST_CHECKED:
        return
    percent = percent_up(share)
    yield Mend(
        title=f"Check {percent}% of all claims of social value against records, and say so to bidders.",
        because=f"With {percent}% of claims checked, {least:.0%} or more of the response is real.",
        changes=tuple(change for each in context.target.criteria for change in checking(each, percent)),
        costs=f"Somebody of the authority checks {percent}% of the claims at every report; the supplier keeps records.",
    )


def _checked_to_align(context: AttackContext, least: float) -> Iterator[Mend]:
    """The cheapest checking, criterion by criterion, that brings the alignment of the whole over the threshold."""
    model, weights, criteria = context.modelled.model, context.modelled.weights, context.target.criteria
    rates = cheapest_audit(model, weights, threshold=least)
    if rates is None or float(rates.max()) > MOST_CHECKED:
        return
    wanted = [(each, percent_up(float(rate))) for each, rate in zip(criteria, rates, strict=True) if rate > 1e-6]
    said = say_list([f"{percent}% under ‘{each.title}’" for each, percent in wanted])
    yield Mend(
        title=f"Check claims against records, {said}, and say so to bidders.",
        because=f"It is the least checking that brings alignment over {least:.0%}.",
        changes=tuple(change for each, percent in wanted for change in checking(each, percent)),
        costs="Somebody of the authority checks these claims at every report; the supplier keeps records.",
    )
