"""Which law a remark may cite: only what reaches the procurement of the notice."""

from __future__ import annotations

from commonweal.procurement.procurement import Nature
from commonweal.procurement.regime import UNDER_THE_ACT, RegimeKind
from commonweal.record.source import Source, SourceKind, judged
from commonweal.review.remarks.context import Context

_ACT = ("Procurement Act 2023", "Procurement Regulations 2024")
_SOCIAL_VALUE_ACT = "Public Services (Social Value) Act 2012"
# The section by which a value is told at all, above the threshold or below it.
_VALUATION = "s.4 "
# Services of authorities in England and Wales, above the threshold.
_SOCIAL_VALUE_REGIMES = frozenset(
    {RegimeKind.COVERED, RegimeKind.LIGHT_TOUCH, RegimeKind.DEFENCE, RegimeKind.WALES, RegimeKind.LEGACY}
)


def sources_that_reach(sources: tuple[Source, ...], context: Context) -> tuple[Source, ...]:
    """The sources without law of another regime; our judgement where nothing else is left."""
    left = tuple(each for each in sources if each.kind is not SourceKind.LAW or _reaches(each, context))
    return left or (judged("Commonweal's judgement"),)


def _reaches(law: Source, context: Context) -> bool:
    kind = context.regime.kind
    if law.title == _SOCIAL_VALUE_ACT:
        return kind in _SOCIAL_VALUE_REGIMES and _is_of_services(context)
    if law.title not in _ACT:
        return True
    if kind is RegimeKind.BELOW_THRESHOLD:
        return law.where.startswith(_VALUATION)
    if kind is RegimeKind.UNKNOWN:  # the forms of the Act are used under it
        return context.notice.kind.startswith("UK")
    return kind in UNDER_THE_ACT


def _is_of_services(context: Context) -> bool:
    nature = context.notice.nature
    return nature is None or nature.value in {Nature.SERVICES, Nature.UNKNOWN}
