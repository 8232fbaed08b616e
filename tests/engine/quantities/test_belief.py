"""Beliefs are refused where they make no sense, in one sentence each; and read as packs and cases write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from commonweal.frameworks import parse_yaml
from commonweal.frameworks.typed import convert
from commonweal.quantities import Belief, Expert, Family, distribution_of
from commonweal.quantities.eliciting import elicit
from commonweal.record import MisuseError, UnreadableInput
from strategies import belief, pool

BAD = [
    # Given in another way than the family is.
    ("fixed", {}, "A fixed belief is given by value, not by nothing."),
    ("fixed", {"value": 1, "low": 0}, "A fixed belief is given by value, not by value and low."),
    ("uniform", {"low": 1}, "given by low and high, or by quantiles such as p50 and p90, not by low"),
    ("uniform", {"low": 1, "p50": 2, "p90": 3}, "given by low and high"),
    ("triangular", {"p10": 1, "p90": 5}, "needs three quantiles or two with a bound"),
    ("pert", {"low": 1, "high": 5}, "given by low, mode and high"),
    ("normal", {"mean": 1, "sd": 1, "p50": 1}, "given by mean and sd"),
    ("normal", {"p10": 1, "p90": 5, "low": 0}, "given by mean and sd"),
    ("lognormal", {"p50": 4}, "A lognormal belief needs two quantiles, such as p50 and p90; it has p50."),
    ("beta", {"a": 3}, r"given by a and b \(and low and high if need be\)"),
    ("bernoulli", {"p10": 0, "p90": 1}, "given by share"),
    ("discrete", {"low": 1, "high": 2}, "given by values and shares"),
    # Numbers that cannot be.
    ("uniform", {"low": 1, "high": "Infinity"}, "finite"),
    ("normal", {"mean": "NaN", "sd": 1}, "finite"),
    ("normal", {"mean": 1, "sd": 0}, "The sd of a normal belief is above zero, not 0."),
    ("gamma", {"shape": 2, "scale": 0}, "The scale of a gamma belief is above zero, not 0."),
    ("gamma", {"shape": 2, "scale": -1}, "above zero, not -1"),
    ("gamma", {"shape": "0.001", "scale": 1}, "shape of a gamma belief is from 0.01 to 1,000,000,000"),
    ("beta", {"a": -3, "b": 7}, "The a of a beta belief is above zero"),
    ("negative-binomial", {"mean": 3, "dispersion": 0}, "The dispersion of a negative-binomial belief is above zero"),
    ("poisson", {"mean": 0}, "The mean of a poisson belief is above 0, where it starts, not 0."),
    ("poisson", {"mean": "2e9"}, "counts up to a thousand million"),
    ("lognormal", {"mean": 3, "sd": 1, "low": 3}, "above 3, where it starts"),
    ("bernoulli", {"share": "1.2"}, "The share of a bernoulli belief is a probability from 0 to 1, not 1.2."),
    ("bernoulli", {"share": "-0.1"}, "probability from 0 to 1, not -0.1"),
    # Bounds out of order.
    ("uniform", {"low": 4, "high": 4}, "use family: fixed"),
    ("uniform", {"low": 5, "high": 4}, r"The low of a uniform belief \(5\) is above its high \(4\)."),
    ("triangular", {"low": 1, "mode": 9, "high": 4}, r"The mode of a triangular belief \(9\) is above its high \(4\)."),
    ("pert", {"low": 3, "mode": 2, "high": 4}, r"The low of a pert belief \(3\) is above its mode \(2\)."),
    ("beta", {"a": 1, "b": 1, "low": 2}, "state its high"),
    # Quantiles out of order, or out of bounds.
    ("gamma", {"p10": 5, "p90": 2}, r"The p10 of a gamma belief \(5\) is above its p90 \(2\)."),
    ("lognormal", {"p50": 9, "p90": 4}, r"The p50 of a lognormal belief \(9\) is above its p90 \(4\)."),
    ("normal", {"p10": 1, "p50": 4, "p90": 3}, r"The p50 of a normal belief \(4\) is above its p90 \(3\)."),
    ("normal", {"p10": 3, "p90": 3}, "The p10 and the p90 of a normal belief are both 3."),
    ("normal", {"p10": 3, "p90": "3.00000000000000000001"}, "The p10 and the p90 of a normal belief are both 3"),
    ("beta", {"p10": "0.2", "p90": "1.2"}, "The p90 of a beta belief is 1.2, and it lies between 0 and 1."),
    ("lognormal", {"p50": 0, "p90": 4}, "The p50 of a lognormal belief is 0, and it lies between 0 and inf."),
    ("gamma", {"p10": 2, "p90": 4, "low": 3}, "The p10 of a gamma belief is 2, and it lies between 3 and inf."),
    ("poisson", {"p10": -1, "p90": 4}, "it lies between 0 and inf"),
]


@pytest.mark.parametrize(("family", "given", "words"), BAD)
def test_bad_beliefs_are_refused_in_one_sentence(family: str, given: dict[str, Any], words: str) -> None:
    """Each says what is wrong and of which belief; what to do, where it is no plain slip, stands beside it."""
    with pytest.raises(MisuseError, match=words) as caught:
        belief(family, **given)
    message = caught.value.message
    assert message.endswith(".") and not re.search(r"[.?] [A-Z]", message)
    assert family in message


def numbers(*stated: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, stated))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"values": numbers("1", "2"), "shares": numbers("1")}, "has 2 values and 1 shares"),
        ({"values": numbers("1", "2"), "shares": numbers("0.3", "0.8")}, "add up to 1.1, not 1"),
        ({"values": numbers("1", "2"), "shares": numbers("-0.5", "1.5")}, "probabilities from 0 to 1, and one is -0.5"),
        ({"values": numbers("1", "NaN"), "shares": numbers("0.5", "0.5")}, "finite"),
    ],
)
def test_bad_lists_of_values_are_refused(given: dict[str, Any], words: str) -> None:
    """Values with their shares, one each, and the shares total 1."""
    with pytest.raises(MisuseError, match=words):
        Belief(family=Family.DISCRETE, **given)


def test_bad_data_and_bad_pools_are_refused() -> None:
    """One number is no data; one expert is no pool; a weight is above zero."""
    with pytest.raises(MisuseError, match="two different numbers"):
        Belief(family=Family.EMPIRICAL, data=numbers("3", "3"))
    one = belief("fixed", value=3)
    with pytest.raises(MisuseError, match="two experts"):
        pool((one, 1))
    for weight in ("0", "-1", "NaN"):
        with pytest.raises(MisuseError, match="weight of an expert is above zero"):
            Expert(belief=one, weight=Decimal(weight))


def test_a_belief_beyond_all_numbers_is_refused_before_it_is_drawn() -> None:
    """Two quantiles two hundred powers of ten apart make a lognormal whose mean no computer holds."""
    with pytest.raises(MisuseError, match="beyond all numbers"):
        distribution_of(belief("lognormal", p50=1, p90="1e200"))
    with pytest.raises(MisuseError, match="beyond all numbers"):
        elicit(belief("lognormal", p10="1e-100", p50=1, p90="1e100"))


def read(text: str) -> Belief:
    file = parse_yaml(f"lag: {text}", name="measure.yaml")
    return convert(file.data["lag"], Belief, file=file, path=("lag",))


@pytest.mark.parametrize(
    ("text", "mean"),
    [
        ("{family: fixed, value: 0.5}", 0.5),
        ("{family: triangular, low: 1, mode: 2, high: 6}", 3.0),
        ("{family: beta, a: 3, b: 7}", 0.3),
        ("{family: beta, a: 3, b: 7, low: 10, high: 20}", 13.0),
        ("{family: negative-binomial, mean: 4, dispersion: 0.5}", 4.0),
        ("{family: discrete, values: [1, 5], shares: [0.75, 0.25]}", 2.0),
        ("{family: empirical, data: [1, 2, 6]}", 3.0),
        ("{family: uniform, p25: 2, p75: 4}", 3.0),
        ("{family: gamma, p10: 1, p50: 2, p90: 5, low: 0}", 2.602243),
    ],
)
def test_a_belief_is_read_as_it_is_written(text: str, mean: float) -> None:
    """By parameters, by lists, by quantiles with bounds."""
    assert distribution_of(read(text)).mean == pytest.approx(mean)


def test_a_pool_is_read_with_its_experts() -> None:
    """Each has a belief of any family, a weight, and a name if one is given."""
    pooled = read(
        "{family: pool, experts: [{name: Head of service, weight: 3, belief: {family: beta, a: 1, b: 3}},"
        " {weight: 1, belief: {family: fixed, value: 0.45}}]}"
    )
    assert pooled.experts[0].name == "Head of service"
    assert distribution_of(pooled).mean == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{family: gamma, p10: 1, p51: 2}", "The key 'p51' is not known here. Did you mean 'p5'?"),
        ("{family: gama, p10: 1, p50: 2}", "Did you mean 'gamma'?"),
        ("{family: beta, a: 3, b: many}", "'b' should be a number"),
        ("{family: pool, experts: [{belief: {family: fixed, valu: 3}, weight: 2}]}", "Did you mean 'value'?"),
        ("{family: gamma, p10: 5, p90: 2}", r"The p10 of a gamma belief \(5\) is above its p90 \(2\)."),
    ],
)
def test_what_is_no_belief_is_refused_with_its_place(text: str, words: str) -> None:
    """Unknown keys and families, and what the belief itself refuses: with file and line."""
    with pytest.raises(UnreadableInput, match=words) as caught:
        read(text)
    assert caught.value.where == "measure.yaml:1"
