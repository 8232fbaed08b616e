"""Which predicate answers which check. A test shows that packs and predicates match."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.scheme.checks import market_engagement_notice, weight_floor_ppn_002, weightings_total
from commonweal.scheme.checks.context import Predicate

PREDICATES: Mapping[str, Predicate] = {
    "market-engagement-notice": market_engagement_notice.check,
    "weight-floor-ppn-002": weight_floor_ppn_002.check,
    "weightings-total": weightings_total.check,
}
