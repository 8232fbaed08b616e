"""What the parts of a forecast's inputs are called, and what their plain values say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commonweal.exchange.case_file.forecast_layout import FOLLOW_ON
from commonweal_web.layout.components import KINDS
from commonweal_web.layout.numbers import say_money, say_percent
from commonweal_web.procurements.translate.saying import say_scalar

Text = str | Promise

ITEMS: Mapping[str, Text] = {
    "beliefs": gettext_lazy("Forecast: belief “%(title)s”"),
    "gates": gettext_lazy("Forecast: chance that “%(title)s” succeeds"),
    "effects": gettext_lazy("Forecast: effect “%(title)s”"),
    "studies": gettext_lazy("Forecast: study “%(title)s”"),
    "capabilities": gettext_lazy("Forecast: capability “%(title)s”"),
    "correlations": gettext_lazy("Forecast: what goes together, %(title)s"),
    "hopefulness": gettext_lazy("Forecast: optimism bias of “%(title)s”"),
    "adaptations": gettext_lazy("Forecast: another way on, “%(title)s”"),
    "scenarios": gettext_lazy("Forecast: scenario “%(title)s”"),
}
SINGLE: Mapping[str, Text] = {
    "price_base": gettext_lazy("Forecast: year of prices"),
    "horizon_months": gettext_lazy("Forecast: months looked ahead"),
    "vintage": gettext_lazy("Forecast: schedule of discounting"),
}
FIELDS: Mapping[str, Text] = {
    "title": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "stage": gettext_lazy("Stage"),
    "trigger": gettext_lazy("Begins"),
    "quantity": gettext_lazy("How much"),
    "unit": gettext_lazy("Unit"),
    "yearly": gettext_lazy("Every year"),
    "value": gettext_lazy("Worth of one"),
    "lag": gettext_lazy("Months until it shows"),
    "persistence_months": gettext_lazy("Months that it lasts"),
    "drop_off_share": gettext_lazy("Share lost each year"),
    "additionality": gettext_lazy("Not brought about by the contract"),
    "evidence": gettext_lazy("Evidence"),
    "missions": gettext_lazy("Missions served"),
    "vintage": gettext_lazy("Schedule of discounting"),
    "criterion": gettext_lazy("Criterion"),
    "because": gettext_lazy("Reason"),
    "about": gettext_lazy("What it is about"),
    "likelihood": gettext_lazy("What is observed"),
    "size": gettext_lazy("Size"),
    "sd": gettext_lazy("Error of one observation"),
    "cost": gettext_lazy("Cost"),
    "cost_each": gettext_lazy("Cost of each more"),
    "sizes": gettext_lazy("Sizes compared"),
    "before": gettext_lazy("Level before"),
    "after": gettext_lazy("Level after"),
    "held_by": gettext_lazy("Held by"),
    "survives": gettext_lazy("Outlasts the contract"),
    "raises": gettext_lazy("Raises the odds of"),
    "shortens": gettext_lazy("Saves months of"),
    "follow_on": gettext_lazy("Projects elsewhere"),
    "after_months": gettext_lazy("Months until they begin"),
    "rank": gettext_lazy("Rank correlation"),
    "work": gettext_lazy("Kind of work"),
    "mitigated_share": gettext_lazy("Share that is mitigated"),
    "gate": gettext_lazy("Gate after"),
    "funding_factor": gettext_lazy("Funding of the next stage, times"),
    "effect_factors": gettext_lazy("Effects, times"),
    "beliefs": gettext_lazy("Believed instead"),
    "funding": gettext_lazy("Funding"),
    "without": gettext_lazy("Effects left out"),
}
VALUES: Mapping[str, Mapping[str, Text]] = {
    "kind": KINDS,
    "trigger": {
        "reached": gettext_lazy("when the stage is reached"),
        "passed": gettext_lazy("when its gate is passed"),
    },
    "likelihood": {
        "binomial": gettext_lazy("how many of its size do"),
        "poisson": gettext_lazy("a count over its size"),
        "normal": gettext_lazy("the mean of its size"),
    },
}
STAGES = frozenset({"stage", "gate", "raises", "shortens", "funding"})  # what names stages by their ids
EFFECTS = frozenset({"effect_factors", "without"})
NAMING = frozenset({"quantity", "value", "lag", "about", "additionality", "raises", "shortens", *FOLLOW_ON})
MONEY = frozenset({"cost", "cost_each", "funding"})
SHARES = frozenset({"missions", "drop_off_share", "mitigated_share"})


def say_field(field: str, value: Any) -> str:
    """What a field says that names no belief, stage or effect."""
    if field in VALUES:
        return str(VALUES[field].get(str(value), value))
    if field in MONEY:
        return say_money(value)
    if field in SHARES:
        return say_percent(value * 100)
    if isinstance(value, tuple):
        return ", ".join(say_scalar(each) for each in value)
    return value.replace("-", " ") if field == "evidence" else say_scalar(value)
