"""What a forecast says: values without floats, so that a forecast has a digest and is the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.forecast.capability_value import CapabilityForecast
from commonweal.forecast.estimate import Estimate, Summary
from commonweal.forecast.exact_summary import ExactAnswer
from commonweal.forecast.learning_value import LearningForecast
from commonweal.forecast.policies import PolicyValues
from commonweal.forecast.sensitivity import Sensitivity
from commonweal.record.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Social value, public cost and their difference, at present value in pounds: never one number alone."""

    social_value: Summary
    public_cost: Summary
    net: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What may follow outside the contract, if it is reached and somebody decides for it; never a commitment.

    `chance` is that of reaching it. `adds` counts it with that chance; `if_reached` is its mean net value then.
    """

    chance: Estimate
    adds: Totals
    if_reached: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class StageForecast:
    """One stage: when, how likely, what it costs and what its effects are worth. Months from contract start.

    `funding` is pounds undiscounted, optimism bias in; `cost` and `value` count the chance of reaching it.
    """

    id: str
    title: str
    under_contract: bool
    start: Decimal
    months: Decimal
    funding: Decimal
    reach: Estimate
    success: Estimate
    cost: Estimate
    value: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupForecast:
    """The social value of one mission or kind, contract and branch apart; the rest of shares is the group ''.

    `by_year` is the expected present value in each year, in pounds, contract and branch together.
    """

    name: str
    contract: Summary
    branch: Summary | None
    by_year: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearForecast:
    """Up to the end of one year: cumulative social value at present value, and the cost spent by then."""

    year: int
    mean: Estimate
    p5: Estimate
    p25: Estimate
    p50: Estimate
    p75: Estimate
    p95: Estimate
    spent: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectForecast:
    """One effect in its own units, undiscounted, with the chance of its trigger; and in pounds where it has a price.

    `by_year` are expected units in each year. `lost_share` is the share of it that falls after the horizon.
    """

    id: str
    title: str
    kind: str
    stage: str
    unit: str
    under_contract: bool
    triggered: Estimate
    quantity: Summary
    value: Estimate
    by_year: tuple[Decimal, ...]
    lost_share: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioForecast:
    """A named change on the same draws: its own totals and policies, and net value with it less net value without."""

    id: str
    title: str
    because: str
    totals: Totals
    policies: PolicyValues
    difference: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Workings:
    """What the forecast was made from and how: enough to make it again, to the byte.

    `replicates` are independent scrambles; `draws` is in all of them together.
    """

    procurement_digest: str
    inputs_digest: str
    pack_digests: Mapping[str, str]
    seed: int
    draws: int
    replicates: int
    vintage: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A forecast with its workings. Pounds at the price base, net of VAT, present value at contract start.

    `contract` is what the contract does; `branch` what may follow; `together` both. `policies` run over both, and
    `contract_policies` over the contract alone where there is a branch. What a live forecast leaves out is None.
    `scenario` is the id of the named scenario that it was made under, if any.
    """

    title: str
    scenario: str
    price_base: int
    horizon_months: Decimal
    contract_months: Decimal
    contract: Totals
    branch: Branch | None
    together: Totals
    stages: tuple[StageForecast, ...]
    missions: tuple[GroupForecast, ...]
    kinds: tuple[GroupForecast, ...]
    years: tuple[YearForecast, ...]
    years_with_branch: tuple[YearForecast, ...]
    effects: tuple[EffectForecast, ...]
    lost_share: Estimate
    policies: PolicyValues
    contract_policies: PolicyValues | None
    capabilities: tuple[CapabilityForecast, ...]
    capabilities_together: Estimate | None
    learning: LearningForecast | None
    sensitivity: Sensitivity | None
    scenarios: tuple[ScenarioForecast, ...]
    exact: ExactAnswer | None
    findings: tuple[Finding, ...]
    workings: Workings
