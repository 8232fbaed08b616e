"""How one award decision stands: what bidders' own interest reaches, criterion by criterion, and what would reach more.

Alignment is the product of two shares, exactly: `honest`, the part of a bidder's response that is no padding, and
`reach`, how far what is left goes the way of value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

import numpy as np

from commonweal.challenge.best_response import (
    BidderModel,
    alignment,
    best_weights,
    cheapest_audit,
    induce,
    padding_payoffs,
)
from commonweal.challenge.judgements import KINDS, Judgements
from commonweal.challenge.modelling import Modelled
from commonweal.challenge.target import Target
from commonweal.quantities.arrays import Numbers
from commonweal.scheme.weighting import share_out

# A claim to a weighting is above zero; one this small gets no hundredth of a point.
SMALLEST = 1e-9
HUNDREDTH = Decimal("0.01")


def share(value: float) -> Decimal:
    """A number as the challenge states it: to six places."""
    return Decimal(f"{value:.6f}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionStanding:
    """One scored criterion: the alignment `alone` (all weight on it), the padding payoff (None where only padding is
    seen), g, how far it is seen in time and controlled, and the weighting that would align best."""

    code: str
    stage: str
    title: str
    weighting: Decimal
    best_weighting: Decimal
    alone: Decimal
    payoff: Decimal | None
    pull: Decimal
    seen: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whether some weighting within the floors makes an effort worth most for its hours; else the `mix` of other
    efforts that earns more whatever the weighting: change the criterion or the evidence then."""

    effort: str
    title: str
    value: Decimal
    possible: bool
    margin: Decimal
    mix: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The share of claims to verify under one criterion."""

    code: str
    stage: str
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Shares of 0 to 1. `audit` is the cheapest checking that brings alignment over the threshold: empty where it is
    over already, None where no checking does or none was looked for. `response` is the share of a bidder's response
    by effort."""

    alignment: Decimal
    honest: Decimal
    reach: Decimal
    best_alignment: Decimal
    threshold: Decimal
    criteria: tuple[CriterionStanding, ...]
    certificates: tuple[Certificate, ...]
    audit: tuple[Checked, ...] | None
    response: tuple[tuple[str, Decimal], ...]


def stand(modelled: Modelled, judgements: Judgements, *, to_mend: bool = True) -> Standing:
    """How a modelled target stands. Where it is not `to_mend`, no certificates, audit or better weightings are sought:
    the best are those that there are."""
    model, weights, target = modelled.model, modelled.weights, modelled.target
    least = least_shares(modelled)
    best = best_shares(modelled, least) if to_mend else weights
    best_weightings = _weightings(best, target)
    payoffs = list(padding_payoffs(model).values())
    padding, reach, response = respond(model, weights)
    criteria = tuple(
        CriterionStanding(
            code=each.code,
            stage=each.stage,
            title=each.title,
            weighting=each.weighting,
            best_weighting=best_weightings[row],
            alone=share(alignment(model, np.eye(len(weights))[row])),
            payoff=share(payoffs[row]) if np.isfinite(payoffs[row]) else None,
            pull=share(each.pull),
            seen=share(float(modelled.seen[row])),
        )
        for row, each in enumerate(target.criteria)
    )
    return Standing(
        alignment=share(alignment(model, weights)),
        honest=share(1 - padding),
        reach=share(reach),
        best_alignment=share(alignment(model, best)),
        threshold=judgements.least_alignment,
        criteria=criteria,
        certificates=tuple(_certificates(modelled, judgements, least)) if to_mend else (),
        audit=_audit(modelled, judgements) if to_mend else None,
        response=response,
    )


def least_shares(modelled: Modelled) -> Numbers:
    """Floors (criteria,) as shares of the social value mark; equal parts where the floors would not fit."""
    target = modelled.target
    count = len(target.criteria)
    floor = float(target.least_weighting / target.total) if target.total else 0.0
    return np.full(count, min(floor, 1 / count))


def whole_weightings(target: Target, shares: Numbers) -> list[Decimal]:
    """Shares of the social value mark (criteria,) as weightings that may be published: each at least the least, or
    equal parts to the hundredth below where these would not fit; the sum exact."""
    parts = (target.total / len(target.criteria)).quantize(HUNDREDTH, ROUND_FLOOR)
    claims = [max(float(each), SMALLEST) for each in shares]
    return share_out(target.total, claims, least=min(target.least_weighting, parts))


def best_shares(modelled: Modelled, least: Numbers) -> Numbers:
    """The best shares (criteria,); those that there are where no weighting moves bidders towards anything of value."""
    model = modelled.model
    if not (model.raises @ model.ease @ model.value > 0).any():
        return modelled.weights
    return best_weights(model, least=least)


def _weightings(shares: Numbers, target: Target) -> list[Decimal]:
    """Shares of the social value mark as percentage points of the whole, to the hundredth, the sum exact."""
    claims = [max(float(each), SMALLEST) for each in shares]
    return share_out(target.total, claims, least=Decimal(0), unit=HUNDREDTH)


def respond(model: BidderModel, weights: Numbers) -> tuple[float, float, tuple[tuple[str, Decimal], ...]]:
    """The padding share of the response, how far the rest goes the way of value, and shares by effort."""
    pull = model.raises.T @ weights
    parts = pull * (model.ease @ pull)
    whole = float(parts.sum())
    if whole <= 0:
        return 0.0, 0.0, ()
    padded = np.array([effort in model.padding for effort in model.efforts])
    real = np.where(padded, 0.0, pull)
    felt, worth = float(real @ model.ease @ real), float(model.value @ model.ease @ model.value)
    reach = float(model.value @ model.ease @ real) ** 2 / (felt * worth) if felt > 0 else 0.0
    shares = tuple((effort, share(float(part / whole))) for effort, part in zip(model.efforts, parts, strict=True))
    return float(parts[padded].sum()) / whole, reach, shares


def _certificates(modelled: Modelled, judgements: Judgements, least: Numbers) -> list[Certificate]:
    """For each real effort that is worth something, the most valuable first."""
    model = modelled.model
    made = []
    for place, kind in enumerate(KINDS):
        value = float(model.value[place])
        if value <= 0:
            continue
        found = induce(model, kind.value, least=least, hours=model.hours)
        made.append(
            Certificate(
                effort=kind.value,
                title=judgements.efforts[kind].title,
                value=share(value),
                possible=found.is_possible,
                margin=share(found.margin),
                mix=tuple((name, share(part)) for name, part in found.mix.items()) if not found.is_possible else (),
            )
        )
    return sorted(made, key=lambda each: -each.value)


def _audit(modelled: Modelled, judgements: Judgements) -> tuple[Checked, ...] | None:
    threshold = float(judgements.least_alignment)
    rates = cheapest_audit(modelled.model, modelled.weights, threshold=threshold)
    if rates is None:
        return None
    return tuple(
        Checked(code=each.code, stage=each.stage, rate=share(float(rate)))
        for each, rate in zip(modelled.target.criteria, rates, strict=True)
        if rate > 1e-6
    )
