"""The procedure and the legal regime, as the notice's own codes say them."""

from __future__ import annotations

from commonweal.exchange.ocds.releases import Release, Tender
from commonweal.exchange.ocds.wording import read_code, read_line
from commonweal.procurement.notice import Said
from commonweal.procurement.regime import THE_ACT, RegimeKind

_SPECIAL = {
    "lightTouch": RegimeKind.LIGHT_TOUCH,
    "defenceSecurity": RegimeKind.DEFENCE,
    "defence": RegimeKind.DEFENCE,
    "utilities": RegimeKind.UTILITIES,
    "concession": RegimeKind.CONCESSION,
}
_NATION = {
    "GB-WLS": RegimeKind.WALES,
    "GB-NIR": RegimeKind.NORTHERN_IRELAND,
    "GB-SCT": RegimeKind.SCOTLAND,
}
PROVIDER_SELECTION = "2023/1348"


def read_regime_code(release: Release, tender: Tender, devolved: Said[str] | None) -> Said[RegimeKind] | None:
    """Below threshold first, then the nation, then the special regime; covered only where the notice says so."""
    scheme, law = read_code(tender.legal_basis.scheme) if tender.legal_basis else "", law_of(tender)
    if scheme == "CELEX":
        return Said(value=RegimeKind.LEGACY, where="tender/legalBasis", words=f"{scheme} {law}".strip())
    if law == PROVIDER_SELECTION:
        return Said(value=RegimeKind.PROVIDER_SELECTION, where="tender/legalBasis", words=f"{scheme} {law}")
    threshold, where = _threshold(release, tender)
    below = _below_threshold(tender, threshold, where)
    if below is not None:
        return below
    if devolved is not None:
        return Said(value=_NATION[devolved.value], where=devolved.where, words=devolved.words)
    for index, each in enumerate(tender.special_regime or ()):
        if (kind := _SPECIAL.get(read_code(each))) is not None:
            return Said(value=kind, where=f"tender/specialRegime/{index}", words=read_code(each))
    if threshold and law in {THE_ACT, ""}:
        return Said(value=RegimeKind.COVERED, where=where, words="above threshold")
    return None


def law_of(tender: Tender) -> str:
    """The law that the notice's code names, by its number."""
    return read_code(tender.legal_basis.id) if tender.legal_basis else ""


def _threshold(release: Release, tender: Tender) -> tuple[bool | None, str]:
    """Whether it is above the threshold, as the tender says, else the first contract or award that does; and where."""
    if tender.above_threshold is not None:
        return tender.above_threshold, "tender/aboveThreshold"
    for part, outcomes in (("contracts", release.contracts), ("awards", release.awards)):
        for at, each in enumerate(outcomes or ()):
            if each.above_threshold is not None:
                return each.above_threshold, f"{part}/{at}/aboveThreshold"
    return None, ""


def _below_threshold(tender: Tender, threshold: bool | None, where: str) -> Said[RegimeKind] | None:
    method = procedure_of(tender)
    if "below threshold" in method.lower():
        return Said(value=RegimeKind.BELOW_THRESHOLD, where="tender/procurementMethodDetails", words=method)
    if threshold is False:
        return Said(value=RegimeKind.BELOW_THRESHOLD, where=where, words="below threshold")
    return None


def procedure_of(tender: Tender) -> str:
    """The procedure by name; some sources break it in the middle of a word ("Open procedu    re")."""
    written = read_line(tender.procurement_method_details)
    joined = written.replace(" ", "").lower()
    known = (
        "Open procedure",
        "Competitive flexible procedure",
        "Restricted procedure",
        "Direct award",
        "Dynamic market",
        "Below threshold - open competition",
        "Below threshold - limited competition",
    )
    whole = next((name for name in known if name.replace(" ", "").lower() == joined), None)
    return whole or written or read_line(tender.procurement_method)
