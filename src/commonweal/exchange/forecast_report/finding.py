"""The finding of a forecast in a few sentences: what it is worth, why, and how far from sure that is."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.forecast_report.words import number_of, say_about, say_share, surely_above
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.policies import PolicyValues
from commonweal.forecast.result import Forecast
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import StageKind
from commonweal.record.text import inside_sentence

MAINLY = Decimal("0.5")  # of the whole worth, from which on a part is called the main reason


def tell_finding(forecast: Forecast, procurement: Procurement, inputs: ForecastInputs) -> tuple[str, ...]:
    """What it is worth and why, first; then how unsure that is, and what hangs on a later procurement.

    Where what is bought itself has no effect with a price, costs are not weighed against the little that has one.
    """
    subject = say_subject(procurement)
    if not can_weigh(inputs):
        return _unweighed(forecast, inputs, subject)
    said = [_worth(forecast.policies, subject), _unsure(forecast)]
    if forecast.branch is not None:
        said.append(_branch(forecast))
    return tuple(said)


def say_subject(procurement: Procurement) -> str:
    pilots = [stage for stage in procurement.contract_stages if stage.kind is StageKind.PILOT]
    return "The pilot" if len(pilots) == 1 else "This procurement"


def can_weigh(inputs: ForecastInputs) -> bool:
    """Whether an effect of what is bought itself, and not only of a criterion of the scheme, has a price."""
    return any(effect.value and not effect.criterion for effect in inputs.effects)


def _unweighed(forecast: Forecast, inputs: ForecastInputs, subject: str) -> tuple[str, ...]:
    cost = say_about(number_of(forecast.contract.public_cost.mean))
    priced = [effect for effect in inputs.effects if effect.value]
    next_step = (
        "To see what it is worth, and what the right to stop and the learning are worth, state the effects of what is "
        "bought itself, with a price where there is one."
    )
    if not inputs.effects:
        return (f"{subject} is expected to cost about {cost}, and nobody has stated yet what it brings.", next_step)
    if not priced:
        return (
            f"{subject} is expected to cost about {cost}. None of its effects has a price: they are counted below in "
            f"their own units, and whether they are worth that is for people to say.",
            next_step,
        )
    value = forecast.together.social_value
    low, high = _signed(number_of(value.p5)), _signed(number_of(value.p95))
    return (
        f"Beside what it is bought for, which is not in this forecast, {inside_sentence(subject)} brings about "
        f"{say_about(number_of(value.mean))} of social value that has a price, and costs about {cost}.",
        f"That value lies between {low} and {high} in nine cases of ten. {next_step}",
    )


def worth_with_evidence(policies: PolicyValues) -> Decimal:
    """The value of deciding on evidence, less what the studies cost beyond the stages' funding."""
    return number_of(policies.with_evidence) - number_of(policies.study_cost)


def _worth(policies: PolicyValues, subject: str) -> str:
    best = worth_with_evidence(policies)
    now, fixed = number_of(policies.decided_now), number_of(policies.staged)
    if best <= 0 or (now <= 0 and not surely_above(policies.with_evidence, number_of(policies.study_cost))):
        return _not_worth(policies, subject)
    stopping = max(best - fixed, Decimal(0))
    about = say_about(best)
    if fixed <= 0:
        return (
            f"{subject} is worth about {about}, and only because it can tell you to stop: gone through with whatever "
            f"it shows, it would lose about {say_about(fixed)} on average."
        )
    if stopping > MAINLY * best:
        return f"{subject} is worth about {about}, mainly because it can tell you to stop ({say_about(stopping)})."
    if surely_above(policies.learning) and stopping >= best / 20:
        return f"{subject} is worth about {about}; {say_about(stopping)} of that is that it can tell you to stop."
    return (
        f"{subject} is worth about {about}, and what it finds out would hardly change what you do: on these beliefs "
        f"you would go on whatever it shows."
    )


def _not_worth(policies: PolicyValues, subject: str) -> str:
    loses = f"gone through with, it would lose about {say_about(number_of(policies.staged))} on average"
    if number_of(policies.perfect_information) > 0 and surely_above(policies.perfect_information):
        return (
            f"{subject} is not worth starting on these beliefs: {loses}, and what it is designed to find out does not "
            f"repay that. Better evidence beforehand could be worth up to "
            f"{say_about(number_of(policies.perfect_information))}."
        )
    return f"{subject} is not worth starting on these beliefs: {loses}, and nothing that it can show would change that."


def _unsure(forecast: Forecast) -> str:
    net = forecast.together.net
    low, high = number_of(net.p5), number_of(net.p95)
    return (
        f"That is an average over what is far from sure. Stopping only where a stage fails, net value lies between "
        f"{_signed(low)} and {_signed(high)} in nine cases of ten, and above nothing in "
        f"{say_share(net.positive_share)}."
    )


def _branch(forecast: Forecast) -> str:
    assert forecast.branch is not None
    return (
        f"The contract alone nets {_signed(number_of(forecast.contract.net.mean))}. The rest hangs on what may follow "
        f"outside it, which is reached in {say_share(forecast.branch.chance)} and is nobody's commitment."
    )


def _signed(amount: Decimal) -> str:
    return f"−{say_about(amount)}" if amount <= Decimal("-0.5") else say_about(amount)
