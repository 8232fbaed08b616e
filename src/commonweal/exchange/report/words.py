"""How values are said to people."""

from __future__ import annotations

from decimal import Decimal

from commonweal.design.fit import Factor
from commonweal.design.kpi_making import SHARE_OF_TARGET
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.record.source import Confidence, Source, SourceKind
from commonweal.record.text import inside_sentence

FACTOR_WORDS = {
    Factor.RELEVANCE: "relates to what is bought",
    Factor.OBSERVABILITY: "can be seen in time",
    Factor.INFLUENCE: "is in the supplier's hands",
    Factor.SIGNAL: "tells good from poor",
    Factor.MEANING: "more of it means more value",
}

# The same, where room is short.
FACTOR_LABELS = {
    Factor.RELEVANCE: "relates",
    Factor.OBSERVABILITY: "in time",
    Factor.INFLUENCE: "in its hands",
    Factor.SIGNAL: "good from poor",
    Factor.MEANING: "means value",
}

KIND_COLOURS = {
    MeasureKind.EFFORT: "#d3d9dc",
    MeasureKind.OUTPUT: "#a3afb6",
    MeasureKind.LEARNING: "#6f9a3c",
    MeasureKind.OUTCOME: "#4a86b8",
    MeasureKind.CAPABILITY: "#7a4d8c",
    MeasureKind.IMPACT: "#1d3557",
}

SOURCE_MARKS = {SourceKind.LAW: "law", SourceKind.GUIDANCE: "guidance", SourceKind.JUDGEMENT: "our judgement"}

CONFIDENCE_WORDS = {
    Confidence.PRIMARY: "read in the official text",
    Confidence.SECONDARY: "reported by others, not read in the official text",
    Confidence.RECALLED: "from general knowledge, to be verified",
    Confidence.JUDGEMENT: "our judgement, replaceable",
}

LEAST_SHARE = 0.005  # less than this rounds to nothing


def say_structure(procurement: Procurement) -> str:
    """How awards are made; of one contract, whether it has gates."""
    words = procurement.award_structure.words
    gates = sum(stage.gate is not None for stage in procurement.contract_stages)
    if procurement.award_structure is not AwardStructure.ONE_CONTRACT or not gates:
        return words
    return f"{words} with {'gates' if gates > 1 else 'a gate'}"


def say_percent(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def say_band(value: Decimal, unit: str) -> str:
    """The lowest value of a band: '90% of the target', 'level 3 of the scale'."""
    return f"{say_percent(value * 100)} of the target" if unit == SHARE_OF_TARGET else f"level {value:f} of the scale"


def say_small_share(share: Decimal) -> str:
    """To a tenth of a percent, and 'under 0.1%' for little; nothing is 0%."""
    if share == 0:
        return "0%"
    return "under 0.1%" if share < Decimal("0.001") else f"{share:.1%}"


def say_worth_change(share: float) -> str:
    """How much more or less a scheme is worth; empty where it makes no difference."""
    if abs(share) < LEAST_SHARE:
        return ""
    if share <= -1:
        return "nothing left of its worth"
    return f"worth {abs(share):.0%} {'more' if share > 0 else 'less'}"


def say_lost(share: float) -> str:
    """A share of something that is lost, before 'of it': a scheme cannot be worth less than nothing."""
    return "all" if share >= 1 else "hardly any" if share < LEAST_SHARE else f"{share:.0%}"


def say_more_hours(hours: float) -> str:
    """A change of hours in whole ones, without a sign."""
    whole = abs(round(hours))
    if not whole:
        return "about as many hours"
    return f"{whole:,} hour{'s' * (whole > 1)} {'more' if hours > 0 else 'fewer'}"


def say_hours(hours: Decimal) -> str:
    """Whole hours, and 'under an hour' for little."""
    if hours == 0:
        return "no hours"
    if hours < 1:
        return "under an hour"
    whole = round(hours)
    return f"about {whole:,} hour{'' if whole == 1 else 's'}"


def say_due(title: str, what: str) -> str:
    """What evidence is due, of what; once where both have the same words."""
    return title if title.casefold() == what.casefold() else f"{title}: {inside_sentence(what)}"


def say_source(source: Source) -> str:
    """Title, place, and the confidence where it is below primary."""
    text = f"{source.title}, {source.where}" if source.where else source.title
    return (
        text
        if source.confidence in {Confidence.PRIMARY, Confidence.JUDGEMENT}
        else f"{text} ({CONFIDENCE_WORDS[source.confidence]})"
    )
