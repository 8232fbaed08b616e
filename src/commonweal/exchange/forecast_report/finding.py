"""The finding of a forecast in a few sentences: what it is worth, why, and how far from sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.exchange.forecast_report.words import number_of, say_about, say_share, surely_above
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.policies import PolicyValues
from commonweal.forecast.result import Forecast
from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.procurement.stage import StageKind
from commonweal.record.text import inside_sentence, say_list

MAINLY = Decimal("0.5")  # of the whole worth, from which on a part is called the main reason
NAMED = 3
BELIEVED, PRICED = "on these beliefs", "for what has a price here"


def tell_finding(forecast: Forecast, procurement: Procurement, inputs: ForecastInputs) -> tuple[str, ...]:
    """What it is worth and why, first; then how unsure that is, and what hangs on a later procurement.

    Where what is bought itself has no effect with a price, costs are not weighed against the little that has one.
    """
    subject = say_subject(procurement)
    if not can_weigh(inputs):
        return _unweighed(forecast, inputs, subject)
    left_out = list(_left_out(inputs))
    said = [_worth(forecast.policies, subject, by=PRICED if left_out else BELIEVED), _unsure(forecast), *left_out]
    if forecast.branch is not None:
        said.append(_branch(forecast))
    return tuple(said)


def _left_out(inputs: ForecastInputs) -> Iterator[str]:
    """What it is bought for and has no price, which no sum of money should be read without."""
    titles = [f"‘{effect.title}’" for effect in inputs.effects if not effect.value and not effect.criterion]
    if titles:
        more = [f"{len(titles) - NAMED} more"] if len(titles) > NAMED else []
        has = "has no price and is" if len(titles) == 1 else "have no price and are"
        named = say_list([*titles[:NAMED], *more])
        yield f"{named} {has} in none of these sums: what that is worth is for people to say."


def say_subject(procurement: Procurement) -> str:
    pilots = [stage for stage in procurement.contract_stages if stage.kind is StageKind.PILOT]
    whole = procurement.award_structure is AwardStructure.ONE_CONTRACT
    return "The pilot" if whole and len(pilots) == 1 else "This procurement"


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


def _worth(policies: PolicyValues, subject: str, *, by: str) -> str:
    best, now = worth_with_evidence(policies), number_of(policies.decided_now)
    sure = surely_above(policies.with_evidence, number_of(policies.study_cost))
    if now <= 0 and (best <= 0 or not sure):
        return _not_worth(policies, subject, by=by)
    if now > 0 and best < now:
        return _not_worth_its_studies(policies, subject)
    return _worth_by_stopping(policies, subject, best)


def _worth_by_stopping(policies: PolicyValues, subject: str, best: Decimal) -> str:
    fixed = number_of(policies.staged)
    stopping = max(best - fixed, Decimal(0))
    about = say_about(best)
    if fixed <= 0:
        return (
            f"{subject} is worth about {about}, and only because it can tell you to stop: gone through with whatever "
            f"it shows, it {_would_lose(fixed)}."
        )
    if stopping > MAINLY * best:
        return f"{subject} is worth about {about}, mainly because it can tell you to stop ({say_about(stopping)})."
    if surely_above(policies.learning) and stopping >= best / 20:
        return f"{subject} is worth about {about}; {say_about(stopping)} of that is that it can tell you to stop."
    return f"{subject} is worth about {about}, and what it finds out would hardly change what you do."


def _not_worth_its_studies(policies: PolicyValues, subject: str) -> str:
    """Where starting pays and what is found out does not repay the studies."""
    worth = f"{subject} is worth about {say_about(number_of(policies.decided_now))}"
    if not number_of(policies.study_cost):
        return f"{worth}, and what it finds out would hardly change what you do."
    learning, cost = say_about(number_of(policies.learning)), say_about(number_of(policies.study_cost))
    tells = f"something worth about {learning}" if surely_above(policies.learning) else "hardly anything"
    return f"{worth} without the studies that are planned: they would tell you {tells}, and cost about {cost}."


def _would_lose(fixed: Decimal) -> str:
    return f"would lose about {say_about(fixed)} on average" if fixed <= Decimal("-0.5") else "would gain nothing"


def _not_worth(policies: PolicyValues, subject: str, *, by: str) -> str:
    loses = f"gone through with, it {_would_lose(number_of(policies.staged))}"
    if number_of(policies.perfect_information) > 0 and surely_above(policies.perfect_information):
        return (
            f"{subject} is not worth starting {by}: {loses}, and what it is designed to find out does not repay that. "
            f"Better evidence beforehand could be worth up to "
            f"{say_about(number_of(policies.perfect_information))}."
        )
    return f"{subject} is not worth starting {by}: {loses}, and nothing that it can show would change that."


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
        f"outside it, which is reached in {say_share(forecast.branch.chance)} of cases and is nobody's commitment."
    )


def _signed(amount: Decimal) -> str:
    return f"−{say_about(amount)}" if amount <= Decimal("-0.5") else say_about(amount)
