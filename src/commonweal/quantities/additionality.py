"""Additionality: how much of a change is due to what was done, and would not have come anyway or at others' cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


class SocialTerm(StrEnum):
    """The additionality family, as a share each."""

    DEADWEIGHT = "deadweight"
    DISPLACEMENT = "displacement"
    SUBSTITUTION = "substitution"
    LEAKAGE = "leakage"
    ATTRIBUTION = "attribution"
    DROP_OFF = "drop-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGuide:
    """What one term means, and the bands that a guide offers where nothing better is known: a name, a share."""

    title: str
    meaning: str
    source: Source
    bands: Mapping[str, Decimal] = field(default_factory=dict)
    bands_source: Source | None = None

    def __post_init__(self) -> None:
        if any(not 0 <= share <= 1 for share in self.bands.values()):
            raise MisuseError(f"A band of {self.title} is a share from 0 to 1.")
        if bool(self.bands) != (self.bands_source is not None):
            raise MisuseError(f"The bands of {self.title} need a source of their own, and a source its bands.")


def additionality_factor(
    *,
    deadweight: Decimal = Decimal(0),
    displacement: Decimal = Decimal(0),
    substitution: Decimal = Decimal(0),
    leakage: Decimal = Decimal(0),
    attribution: Decimal = Decimal(1),
) -> Decimal:
    """The share that counts: (1 - deadweight)(1 - displacement)(1 - substitution)(1 - leakage) × attribution."""
    terms = {
        SocialTerm.DEADWEIGHT: deadweight,
        SocialTerm.DISPLACEMENT: displacement,
        SocialTerm.SUBSTITUTION: substitution,
        SocialTerm.LEAKAGE: leakage,
        SocialTerm.ATTRIBUTION: attribution,
    }
    for term, share in terms.items():
        if not 0 <= share <= 1:
            raise MisuseError(f"The {term} is a share from 0 to 1, not {share}.")
    return (1 - deadweight) * (1 - displacement) * (1 - substitution) * (1 - leakage) * attribution


def distributional_weight(*, income: Decimal, reference_income: Decimal, eta: Decimal) -> Decimal:
    """What a pound counts for somebody of one income against a reference: (reference / income) to the power of eta."""
    if min(income, reference_income) <= 0:
        raise MisuseError("Incomes are above zero.")
    return (reference_income / income) ** eta
