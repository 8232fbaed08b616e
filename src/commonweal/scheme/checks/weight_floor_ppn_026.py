"""PPN 026: social value has at least a tenth of the marks from £1m, and a fifth from £5m."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict
from commonweal.scheme.checks.floor import check_floor


def check(context: Context) -> Verdict:
    """The edition's floor for the value on its base, at every award decision."""
    return check_floor(context, pack="ppn-026")
