"""From a file to a classification of each of its notices: the same answers as reading each whole, only sooner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from commonweal.exchange.ocds.authorities import devolved_code, find_party, read_identifier, read_name
from commonweal.exchange.ocds.criteria import read_criteria
from commonweal.exchange.ocds.days import read_day
from commonweal.exchange.ocds.decoding import Piece
from commonweal.exchange.ocds.notices import (
    codes_of,
    days_of,
    framework_text_of,
    has_dynamic_market,
    kind_of,
    nature_of,
    procedure_of,
    read_regime_code,
    region_of,
    terms_of,
    value_of,
)
from commonweal.exchange.ocds.reading import UnreadLine, read_pieces
from commonweal.exchange.ocds.releases import AwardCriteria, Lot, Metric, Outcome, Party, Release, Tender, Text
from commonweal.exchange.ocds.sources import read_source
from commonweal.exchange.ocds.wording import read_code, read_flat, read_line
from commonweal.frameworks.pack import Packs
from commonweal.procurement.notice import PublishedCriterion
from commonweal.review.classification import DYNAMIC_MARKET_NOTICE, Classification, Stated, Wording, classify_from


def scan_notices(path: Path, *, packs: Packs) -> Iterator[Classification | UnreadLine]:
    """The classification of every notice in a file, in its order; a line that cannot be read as an UnreadLine.

    For whole files: a classification holds what a table shows, and its `line` tells which notice it is of. The same
    as `classify` of each notice that `read_notices` gives, many times sooner; it raises UnreadableInput where that
    does.
    """
    for line, piece in read_pieces(path):
        yield piece if isinstance(piece, UnreadLine) else scan_piece(piece, line=line, packs=packs)


def scan_piece(piece: Piece, *, line: int, packs: Packs) -> Classification:
    """The classification of one release."""
    release = piece.release
    assert release is not None  # what is no release is an UnreadLine
    tender = release.tender or _NO_TENDER
    index, party = find_party(release)
    criteria = read_criteria(tender, [])
    procedure = procedure_of(tender)
    ocid, kind = read_code(release.ocid), kind_of(release)
    source = read_source(ocid)
    said = read_regime_code(release, tender, devolved_code(party, index))
    value = value_of(release, tender, source, []).said
    stated = Stated(
        line=line,
        source=source,
        ocid=ocid,
        id=read_code(release.id),
        kind=kind,
        published=read_day(release.date, "date", []),
        authority_name=read_name(release, party),
        title=read_line(tender.title),
        regime=said.value if said else None,
        value=value.value if value else None,
        criteria=criteria,
        kpis=sum(len(_kpis(each)) for each in (release.contracts or ())),
        no_kpis_reason=any(read_line(each.no_agreed_metrics_rationale) for each in release.contracts or ()),
        procedure=procedure,
        sets_up=_sets_up(tender, kind),
    )
    wording = Wording(
        title=read_flat(tender.title, as_line=True),
        body=_body(release, tender, criteria, procedure),
        beside=_beside(release, tender, criteria, party),
        legal=_legal(release, tender, party),
    )
    return classify_from(stated, wording, packs)


_NO_TENDER = Tender()


def _sets_up(tender: Tender, kind: str) -> bool:
    framework = bool(tender.techniques and tender.techniques.has_framework_agreement)
    return framework or (kind == DYNAMIC_MARKET_NOTICE and has_dynamic_market(tender))


def _kpis(contract: Outcome) -> list[Metric]:
    return [each for each in contract.agreed_metrics or () if each.title or each.description]


def _body(release: Release, tender: Tender, criteria: tuple[PublishedCriterion, ...], procedure: str) -> Iterator[str]:
    """Every passage but the title, as `passages_of` a notice gives them."""
    for lot in tender.lots or ():
        if lot.title is not None:
            yield read_flat(lot.title, as_line=True)
    for text in _texts(release, tender):
        if text is not None:
            yield read_flat(text)
    for each in criteria:
        yield " ".join(each.name.split())
    for code in tender.procurement_method_rationale_classifications or ():
        yield f"justification {read_code(code.id)}"
    yield from (f"CPV {code}" for code in codes_of(release, tender, []))
    if procedure:
        yield f"procedure {procedure}"
    nature = nature_of(release, tender)
    if nature is not None:
        yield f"nature {nature.value.value}"


def _texts(release: Release, tender: Tender) -> Iterator[Text]:
    """The prose of a release, as it stands."""
    yield tender.description
    seen: set[str] = set()
    for index, lot in enumerate(tender.lots or ()):
        name = read_code(lot.id) or str(index + 1)
        yield days_of(lot.contract_period)
        if lot.award_criteria is not None:
            yield from _prose(lot.award_criteria)
        if name not in seen:
            seen.add(name)
            yield from _of_lot(lot)
    if tender.lot_details is not None:
        yield tender.lot_details.award_criteria_details
        if tender.lot_details.award_criteria is not None:
            yield from _prose(tender.lot_details.award_criteria)
    yield tender.award_criteria_details
    yield tender.procedure.features if tender.procedure else None
    yield tender.procurement_method_rationale
    yield terms_of(tender)
    yield framework_text_of(tender)
    yield tender.risk_details
    for each in release.planning.milestones or () if release.planning else ():
        yield each.description


def _of_lot(lot: Lot) -> Iterable[Text]:
    yield lot.description
    if lot.options is not None:
        yield lot.options.description
    if lot.renewal is not None:
        yield lot.renewal.description


def _prose(criteria: AwardCriteria) -> Iterable[Text]:
    return criteria.description, criteria.weighting_description


def _beside(
    release: Release, tender: Tender, criteria: tuple[PublishedCriterion, ...], party: Party | None
) -> Iterator[str]:
    """Where social value may be spoken of too: what criteria and KPIs ask, and additional information."""
    for criterion in criteria:
        yield " ".join(criterion.description.split())
    for contract in release.contracts or ():
        for each in _kpis(contract):
            yield " ".join(f"{read_line(each.title)} {read_flat(each.description)}".split())
    yield from _legal_text(release, tender, party)


def _legal(release: Release, tender: Tender, party: Party | None) -> Iterator[str]:
    """What may tell the law too: who buys, from where, and additional information."""
    yield f"authority {read_name(release, party)}"
    yield f"identifier {read_identifier(release, party)}".strip()
    yield from _legal_text(release, tender, party)
    region = region_of(tender)
    if region:
        yield f"delivered {region}"


def _legal_text(release: Release, tender: Tender, party: Party | None) -> Iterator[str]:
    yield read_flat(release.description)
    yield read_flat(tender.submission_method_details)
    for each in tender.amendments or ():
        yield read_flat(each.description)
    region = read_code(party.address.region) if party and party.address else ""
    if region:
        yield f"region {region}"
