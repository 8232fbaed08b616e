"""Everything that a forecast is made from, beside the procurement itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commonweal.forecast.capability import CapabilityGain
from commonweal.forecast.effect import Effect
from commonweal.forecast.study import Study
from commonweal.quantities.belief import Belief
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBelief:
    """A belief with its unit, and who says so. Without a source it is a judgement, and says so wherever it is shown."""

    belief: Belief
    unit: str
    title: str = ""
    because: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """The rank correlation of two beliefs, from -1 to 1."""

    one: str
    other: str
    rank: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Hopefulness:
    """Optimism bias of a stage: a kind of work of the appraisal pack, and the share of the bias that is mitigated."""

    work: str
    mitigated_share: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """Another action at a gate beside stop and proceed: the next stage at other funding, its effects scaled."""

    id: str
    title: str
    gate: str
    funding_factor: Decimal = Decimal(1)
    effect_factors: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A named change: beliefs put in others' place, funding by stage in pounds, effects left out."""

    id: str
    title: str
    beliefs: Mapping[str, StatedBelief] = field(default_factory=dict)
    funding: Mapping[str, Decimal] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastInputs:
    """Beliefs by name, and what names them. A name is drawn once a run wherever it stands: x - x is 0.

    `gates` holds the chance that a stage succeeds, by stage; a stage left out has its gate's pass_share, for certain.
    `horizon_months` counts from contract start; none is contract end plus 120. `price_base` is the year of all
    pounds; `vintage` the discount schedule, the standard one unless named.
    """

    beliefs: Mapping[str, StatedBelief]
    effects: tuple[Effect, ...]
    price_base: int
    gates: Mapping[str, str] = field(default_factory=dict)
    studies: tuple[Study, ...] = ()
    capabilities: tuple[CapabilityGain, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    hopefulness: Mapping[str, Hopefulness] = field(default_factory=dict)
    adaptations: tuple[Adaptation, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    horizon_months: Decimal | None = None
    vintage: str = ""

    def __post_init__(self) -> None:
        for what, parts in (
            ("effect", self.effects),
            ("study", self.studies),
            ("capability", self.capabilities),
            ("action", self.adaptations),
            ("scenario", self.scenarios),
        ):
            ids = [each.id for each in parts]
            unnamed = next((each for each in parts if not each.id.strip() or not each.title.strip()), None)
            if unnamed is not None:
                raise MisuseError(
                    f"The {what} '{unnamed.title.strip() or unnamed.id}' needs an id and a title.",
                    remedy="Small words joined by hyphens will do for an id.",
                )
            twice = sorted({one for one in ids if ids.count(one) > 1})
            if twice:
                raise MisuseError(f"Two of the forecast share the id '{twice[0]}' ({what}).")
        unknown = [(where, name) for where, name in self.named() if name not in self.beliefs]
        if unknown:
            where, name = unknown[0]
            said = f"names the belief '{name}', which is not stated." if name else "names no belief."
            raise MisuseError(f"{where} {said}", remedy="State it, or mend it.")

    def named(self) -> list[tuple[str, str]]:
        """Every mention of a belief: where, and its name."""
        said: list[tuple[str, str]] = [(f"The gate of '{stage}'", name) for stage, name in self.gates.items()]
        for effect in self.effects:
            optional = [name for name in (effect.value, effect.lag) if name]
            said += [(f"The effect '{effect.title}'", name) for name in (effect.quantity, *optional)]
            said += [(f"The {term} of '{effect.title}'", name) for term, name in effect.additionality.items()]
        said += [(f"The study '{study.title}'", study.about) for study in self.studies]
        for gain in self.capabilities:
            follow = gain.follow_on
            names = (*gain.raises.values(), *gain.shortens.values())
            names += (follow.number, follow.pass_share, follow.value, follow.beta) if follow else ()
            said += [(f"The capability '{gain.title}'", name) for name in names]
        said += [("A correlation", name) for each in self.correlations for name in (each.one, each.other)]
        return said
