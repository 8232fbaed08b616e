"""Money, months, dated schedules and beliefs."""

from commonweal.quantities.belief import Belief, Family, belief_cdf, belief_quantile
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Money, Vat, add_money, gross_range
from commonweal.quantities.period import MONTHS_A_YEAR, describe_months
from commonweal.quantities.schedule import Dated, Schedule

__all__ = [
    "MONTHS_A_YEAR",
    "PUBLIC_VAT_SHARE",
    "Belief",
    "Dated",
    "Family",
    "Money",
    "Schedule",
    "Vat",
    "add_money",
    "belief_cdf",
    "belief_quantile",
    "describe_months",
    "gross_range",
]
