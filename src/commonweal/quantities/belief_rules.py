"""What each family of belief is given by, and what is refused of one: one sentence each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from commonweal.quantities.family import QUANTILES, Family
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.quantities.belief import Belief


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a family is given by: all of `needs`, some of `may`; or quantiles, with `bounds` that may be stated too.

    `unknowns`: how many numbers the quantiles and bounds must at least fix; 0 where quantiles cannot give it.
    """

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    unknowns: int = 0


FORMS: Mapping[Family, Form] = {
    Family.FIXED: Form(needs=("value",)),
    Family.UNIFORM: Form(needs=("low", "high"), unknowns=2),
    Family.TRIANGULAR: Form(needs=("low", "mode", "high"), bounds=("low", "high"), unknowns=3),
    Family.PERT: Form(needs=("low", "mode", "high"), bounds=("low", "high"), unknowns=3),
    Family.NORMAL: Form(needs=("mean", "sd"), unknowns=2),
    Family.LOGNORMAL: Form(needs=("mean", "sd"), may=("low",), bounds=("low",), unknowns=2),
    Family.BETA: Form(needs=("a", "b"), may=("low", "high"), bounds=("low", "high"), unknowns=2),
    Family.GAMMA: Form(needs=("shape", "scale"), may=("low",), bounds=("low",), unknowns=2),
    Family.POISSON: Form(needs=("mean",), unknowns=1),
    Family.NEGATIVE_BINOMIAL: Form(needs=("mean", "dispersion"), unknowns=2),
    Family.BERNOULLI: Form(needs=("share",)),
    Family.DISCRETE: Form(needs=("values", "shares")),
    Family.EMPIRICAL: Form(needs=("data",)),
    Family.POOL: Form(needs=("experts",)),
}
_ABOVE_ZERO = ("sd", "a", "b", "shape", "scale", "dispersion")
# Beyond these the functions behind a family lose their digits, or counts run out of whole numbers.
_WITHIN = {"a": (0.01, 1e9), "b": (0.01, 1e9), "shape": (0.01, 1e9), "dispersion": (1e-9, 1e3)}
_GREATEST_COUNT = 1e9
# Where a family starts or ends unless it says so.
_STARTS_AT_ZERO = {Family.LOGNORMAL, Family.GAMMA, Family.BETA, Family.POISSON, Family.NEGATIVE_BINOMIAL}


def refuse_bad_belief(belief: Belief) -> None:
    """Raise MisuseError, in one sentence, for the first thing that is wrong with a belief."""
    given = _given(belief)
    _refuse_other_form(belief, given)
    _refuse_numbers(belief, given)
    _refuse_order(belief)
    _refuse_quantiles(belief)
    _refuse_lists(belief)


def bounds_of(belief: Belief) -> tuple[float, float]:
    """The ends of the family as stated, or as they are unless stated; infinite where it has none."""
    low = float(belief.low) if belief.low is not None else 0.0 if belief.family in _STARTS_AT_ZERO else -math.inf
    high = float(belief.high) if belief.high is not None else 1.0 if belief.family is Family.BETA else math.inf
    return low, high


def _given(belief: Belief) -> tuple[str, ...]:
    names = [field.name for field in fields(belief) if field.name != "family"]
    return tuple(name for name in names if getattr(belief, name) not in {None, ()})


def _called(belief: Belief) -> str:
    name = belief.family.value
    return f"{'An' if name[0] in 'aeio' else 'A'} {name} belief"


def _refuse_other_form(belief: Belief, given: tuple[str, ...]) -> None:
    form, called = FORMS[belief.family], _called(belief)
    stated = [name for name in given if name in QUANTILES]
    rest = [name for name in given if name not in QUANTILES]
    if not stated and set(form.needs) <= set(rest) <= {*form.needs, *form.may}:
        return
    if stated and form.unknowns and set(rest) <= set(form.bounds):
        fixed = len(stated) + (len(rest) if set(form.bounds) & set(form.needs) else 0)
        if len(stated) >= 2 and fixed >= form.unknowns:
            return
        bounds = " or two with a bound" if form.unknowns > 2 else ""
        raise MisuseError(
            f"{called} needs {'three' if form.unknowns > 2 else 'two'} quantiles{bounds}, such as "
            f"{'p10, p50 and p90' if form.unknowns > 2 else 'p50 and p90'}; it has {_list(given)}."
        )
    optional = f" (and {_list(form.may)} if need be)" if form.may else ""
    ways = f"{_list(form.needs)}{optional}" + (
        f", or by quantiles such as p50 and p90{f' with {_list(form.bounds)}' if form.bounds else ''}"
        if form.unknowns
        else ""
    )
    raise MisuseError(f"{called} is given by {ways}, not by {_list(given) or 'nothing'}.")


def _refuse_numbers(belief: Belief, given: tuple[str, ...]) -> None:
    called = _called(belief)
    if not all(number.is_finite() and math.isfinite(float(number)) for number in _numbers(belief, given)):
        raise MisuseError(f"{called} needs finite numbers.")
    for name in _ABOVE_ZERO:
        stated: Decimal | None = getattr(belief, name)
        if stated is not None and float(stated) <= 0:
            raise MisuseError(f"The {name} of {called.lower()} is above zero, not {stated}.")
    for name, (low, high) in _WITHIN.items():
        stated = getattr(belief, name)
        if stated is not None and not low <= stated <= high:
            raise MisuseError(f"The {name} of {called.lower()} is from {low:g} to {high:,.0f}, not {stated}.")
    counted = (belief.mean, *belief.quantiles().values()) if belief.family.counts else ()
    if any(each is not None and each > _GREATEST_COUNT for each in counted):
        raise MisuseError(f"{called} counts up to a thousand million; for more use gamma or lognormal.")
    if belief.share is not None and not 0 <= belief.share <= 1:
        raise MisuseError(f"The share of {called.lower()} is a probability from 0 to 1, not {belief.share}.")
    least = bounds_of(belief)[0]
    if belief.mean is not None and float(belief.mean) <= least:
        raise MisuseError(f"The mean of {called.lower()} is above {least:g}, where it starts, not {belief.mean}.")


def _numbers(belief: Belief, given: tuple[str, ...]) -> Iterator[Decimal]:
    for name in given:
        stated = getattr(belief, name)
        if isinstance(stated, Decimal):
            yield stated
        elif name != "experts":
            yield from stated


def _refuse_order(belief: Belief) -> None:
    called = _called(belief)
    names = [name for name in ("low", "mode", "high") if getattr(belief, name) is not None]
    for earlier, later in itertools.pairwise(names):
        one, other = belief.number(earlier), belief.number(later)
        if one > other:
            raise MisuseError(f"The {earlier} of {called.lower()} ({one:g}) is above its {later} ({other:g}).")
    low, high = bounds_of(belief)
    if low == high and belief.family is not Family.FIXED:
        raise MisuseError(f"{called} with no width is a fixed one: use family: fixed.")
    if low > high:
        raise MisuseError(f"The low of {called.lower()} ({low:g}) is above where it ends ({high:g}): state its high.")


def _refuse_quantiles(belief: Belief) -> None:
    called, stated = _called(belief), belief.quantiles()
    for (earlier, one), (later, other) in itertools.pairwise(stated.items()):
        if one > other:
            raise MisuseError(
                f"The {earlier} of {called.lower()} ({one}) is above its {later} ({other}).",
                remedy="A higher share never lies at a lower value: swap or mend them.",
            )
        if float(one) == float(other) and not belief.family.counts:
            raise MisuseError(
                f"The {earlier} and the {later} of {called.lower()} are both {one}.",
                remedy="If it has no width at all, use family: fixed; else set them apart.",
            )
    low, high = bounds_of(belief)
    for name, quantile in stated.items():
        inside = low <= quantile if belief.family.counts else low < quantile < high
        if not inside:
            raise MisuseError(
                f"The {name} of {called.lower()} is {quantile}, and it lies between {low:g} and {high:g}.",
                remedy="Mend it, or state the bounds of the quantity.",
            )


def _refuse_lists(belief: Belief) -> None:
    called = _called(belief)
    if belief.family is Family.DISCRETE:
        if len(belief.values) != len(belief.shares):
            raise MisuseError(f"{called} has {len(belief.values)} values and {len(belief.shares)} shares: one each.")
        if any(not 0 <= share <= 1 for share in belief.shares):
            wrong = next(share for share in belief.shares if not 0 <= share <= 1)
            raise MisuseError(f"The shares of {called.lower()} are probabilities from 0 to 1, and one is {wrong}.")
        if sum(belief.shares) != 1:
            raise MisuseError(f"The shares of {called.lower()} add up to {sum(belief.shares)}, not 1.")
    if belief.family is Family.EMPIRICAL and len(set(belief.data)) < 2:
        raise MisuseError(f"{called} needs at least two different numbers as its data.")
    if belief.family is Family.POOL and len(belief.experts) < 2:
        raise MisuseError(f"{called} needs at least two experts.")


def _list(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
