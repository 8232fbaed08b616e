"""The judgements that the design runs on: thresholds, burden rates, prices. All from a pack, all replaceable."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field is the parameter of the same name (hyphens for underscores) in the criteria pack."""

    least_relevance: Decimal
    least_factor: Decimal
    least_factor_scored: Decimal
    least_meaning: Decimal
    borderline_margin: Decimal
    hourly_rate: Decimal
    winner_hours_base: Decimal
    winner_funding_share: Decimal
    field_award_share: Decimal
    condition_reading_hours: Decimal
    default_bidders: Decimal
    default_assessors: Decimal
    condition_worth: Decimal
    overlap_outcome: Decimal
    overlap_kind: Decimal
    entry_share: Decimal
    least_weighting: Decimal
    points_per_criterion: Decimal
    lighter_share: Decimal
    balanced_share: Decimal
    near_tie_margin: Decimal
    fit_exponent: Decimal
    default_importance: Decimal
    core_learning_share: Decimal
    kpi_level_good: Decimal
    kpi_level_approaching: Decimal
    kpi_level_improvement: Decimal
    kpi_share_good: Decimal
    kpi_share_approaching: Decimal
    kpi_share_improvement: Decimal
    default_price: Decimal
    default_quality: Decimal
    default_social_value: Decimal
    move_observability: Decimal
    move_influence: Decimal
    move_signal: Decimal
    move_meaning: Decimal
    move_threshold: Decimal
    move_price: Decimal
    move_limit: Decimal
    move_hours: Decimal
    move_count: Decimal
    move_pass: Decimal
    move_importance: Decimal
    move_split: Decimal


def design_settings(packs: Packs) -> Settings:
    """The settings that the criteria pack at hand carries."""
    parameters = criteria_pack(packs).parameters
    names = {field.name: field.name.replace("_", "-") for field in fields(Settings)}
    return Settings(**{field: parameters[name].values[-1].value for field, name in names.items()})


def criteria_pack(packs: Packs) -> Pack:
    """The pack that carries the design's judgements."""
    carrying = [pack for pack in packs.of_kind(PackKind.CRITERIA) if "least-meaning" in pack.parameters]
    if not carrying:
        raise MisuseError(
            "No pack at hand carries the design's settings.", remedy="Load the shipped innovation pack with your own."
        )
    return carrying[-1]


def setting_source(packs: Packs, name: str) -> Source:
    """Who says so of one setting."""
    return criteria_pack(packs).parameters[name].values[-1].source
