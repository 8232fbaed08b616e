"""Why something is so, and who says: sources, reasons, findings, digests, errors."""

from commonweal.record.digest import canonical_json, digest
from commonweal.record.errors import (
    AlteredEdition,
    CommonwealError,
    MisuseError,
    MixedMoney,
    RefusedError,
    UnreadableInput,
)
from commonweal.record.finding import Finding, Severity
from commonweal.record.reason import Reason
from commonweal.record.source import Confidence, Source, SourceKind

__all__ = [
    "AlteredEdition",
    "CommonwealError",
    "Confidence",
    "Finding",
    "MisuseError",
    "MixedMoney",
    "Reason",
    "RefusedError",
    "Severity",
    "Source",
    "SourceKind",
    "UnreadableInput",
    "canonical_json",
    "digest",
]
