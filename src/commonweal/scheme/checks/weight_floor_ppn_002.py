"""PPN 002: social value has at least a tenth of the marks, unless market engagement supports an exception."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict
from commonweal.scheme.checks.floor import check_floor


def check(context: Context) -> Verdict:
    """The edition's floor on its base, at every award decision."""
    return check_floor(context, pack="ppn-002")
