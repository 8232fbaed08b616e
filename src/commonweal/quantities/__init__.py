"""Money, months, dated schedules, beliefs, and the quantities of appraisal: discounting, ranges, additionality."""

from commonweal.quantities.additionality import SocialTerm, TermGuide, additionality_factor, distributional_weight
from commonweal.quantities.belief import Belief, Expert
from commonweal.quantities.discounting import (
    DiscountSchedule,
    RateBand,
    VintageUse,
    discount_factor,
    discount_factors,
)
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.quantities.experience import BaseRate, Cohort, EvidenceGrade
from commonweal.quantities.family import Family
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Money, Vat, add_money, gross_range
from commonweal.quantities.optimism import OptimismBias, optimism_multiplier
from commonweal.quantities.period import MONTHS_A_YEAR, describe_months
from commonweal.quantities.proxy_value import ProxyValue
from commonweal.quantities.schedule import Dated, Schedule
from commonweal.quantities.series import YearSeries, YearValue, change_price_base
from commonweal.quantities.span import Span

__all__ = [
    "MONTHS_A_YEAR",
    "PUBLIC_VAT_SHARE",
    "BaseRate",
    "Belief",
    "Cohort",
    "Dated",
    "DiscountSchedule",
    "Distribution",
    "EvidenceGrade",
    "Expert",
    "Family",
    "Money",
    "OptimismBias",
    "ProxyValue",
    "RateBand",
    "Schedule",
    "SocialTerm",
    "Span",
    "TermGuide",
    "Vat",
    "VintageUse",
    "YearSeries",
    "YearValue",
    "add_money",
    "additionality_factor",
    "change_price_base",
    "describe_months",
    "discount_factor",
    "discount_factors",
    "distribution_of",
    "distributional_weight",
    "gross_range",
    "optimism_multiplier",
]
