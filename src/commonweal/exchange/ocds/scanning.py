"""From a file to a classification of each of its notices: the same answers as reading each whole, only sooner."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.exchange.ocds.authorities import devolved_code, find_party, read_identifier, read_name
from commonweal.exchange.ocds.criteria import read_criteria
from commonweal.exchange.ocds.days import read_day
from commonweal.exchange.ocds.decoding import Piece
from commonweal.exchange.ocds.kpis import metrics_of
from commonweal.exchange.ocds.notices import (
    codes_of,
    days_of,
    framework_text_of,
    has_dynamic_market,
    kind_of,
    nature_of,
    region_of,
    terms_of,
    value_of,
)
from commonweal.exchange.ocds.reading import UnreadLine, pieces_of_line, read_blocks, read_pieces
from commonweal.exchange.ocds.regimes import law_of, procedure_of, read_regime_code
from commonweal.exchange.ocds.releases import AwardCriteria, Lot, Metric, Outcome, Party, Release, Tender, Text
from commonweal.exchange.ocds.sources import read_source
from commonweal.exchange.ocds.wording import read_code, read_joined, read_line, read_text
from commonweal.frameworks.pack import Packs
from commonweal.procurement.notice import PublishedCriterion
from commonweal.procurement.procurement import Nature
from commonweal.review.classification import (
    DYNAMIC_MARKET_NOTICE,
    Classification,
    Stated,
    Wording,
    classify_from,
    join_texts,
)
from commonweal.review.word_reading import SEPARATOR

if TYPE_CHECKING:
    from concurrent.futures import Future


def scan_notices(path: Path, *, packs: Packs, workers: int = 1) -> Iterator[Classification | UnreadLine]:
    """The classification of every notice in a file, in its order; a line that cannot be read as an UnreadLine.

    For whole files: a classification holds what a table shows, and its `line` tells which notice it is of. The same
    as `classify` of each notice that `read_notices` gives, and sooner; it raises UnreadableInput where that does.
    More workers share a file of lines between processes: the answers and their order stay the same.
    """
    blocks = read_blocks(path) if workers > 1 else None
    if blocks is not None:
        yield from _scan_blocks(blocks, packs, workers)
        return
    for line, piece in read_pieces(path):
        yield piece if isinstance(piece, UnreadLine) else scan_piece(piece, line=line, packs=packs)


def _scan_blocks(
    blocks: Iterable[tuple[tuple[int, bytes | None], ...]], packs: Packs, workers: int
) -> Iterator[Classification | UnreadLine]:
    """Blocks scanned by several processes, a few ahead of what is taken, in their order."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_take_packs, initargs=(packs,)) as pool:
        waiting: deque[Future[list[Classification | UnreadLine]]] = deque()
        for block in blocks:
            waiting.append(pool.submit(_scan_block, block))
            if len(waiting) > workers * BLOCKS_AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


# The packs of a worker process: handed over once, when it starts.
_PACKS: list[Packs] = []
BLOCKS_AHEAD = 2


def _take_packs(packs: Packs) -> None:
    _PACKS[:] = [packs]


def _scan_block(block: tuple[tuple[int, bytes | None], ...]) -> list[Classification | UnreadLine]:
    (packs,) = _PACKS
    return [
        piece if isinstance(piece, UnreadLine) else scan_piece(piece, line=number, packs=packs)
        for line, text in block
        for number, piece in pieces_of_line(line, text)
    ]


def scan_piece(piece: Piece, *, line: int, packs: Packs) -> Classification:
    """The classification of one release."""
    release = piece.release
    assert release is not None  # what is no release is an UnreadLine
    tender = release.tender or _NO_TENDER
    index, party = find_party(release)
    criteria = read_criteria(tender, [])
    title = read_line(tender.title)
    procedure = procedure_of(tender)
    ocid, kind = read_code(release.ocid), kind_of(release)
    source = read_source(ocid)
    said = read_regime_code(release, tender, devolved_code(party, index))
    value = value_of(release, tender, source, []).said
    nature = nature_of(release, tender)
    stated = Stated(
        line=line,
        source=source,
        ocid=ocid,
        id=read_code(release.id),
        kind=kind,
        published=read_day(release.date, "date", []),
        authority_name=read_name(release, party),
        title=title,
        regime=said.value if said else None,
        law=law_of(tender),
        nature=nature.value if nature else Nature.UNKNOWN,
        value=value.value if value else None,
        criteria=criteria,
        kpis=sum(len(_kpis(each)) for each in (release.contracts or ())),
        no_kpis_reason=any(read_line(each.no_agreed_metrics_rationale) for each in release.contracts or ()),
        procedure=procedure,
        sets_up=_sets_up(tender, kind),
    )
    wording = Wording(
        title=title,
        body=_joined(_texts(release, tender), (each.name for each in criteria)),
        codes=_codes(release, tender, procedure),
        beside=lambda: _joined(_legal_text(release, tender), _asked(release, criteria, party)),
        legal=lambda: _joined(_legal_text(release, tender), _legal(release, tender, party)),
    )
    return classify_from(stated, wording, packs)


_NO_TENDER = Tender()


def _sets_up(tender: Tender, kind: str) -> bool:
    framework = bool(tender.techniques and tender.techniques.has_framework_agreement)
    return framework or (kind == DYNAMIC_MARKET_NOTICE and has_dynamic_market(tender))


def _kpis(contract: Outcome) -> list[Metric]:
    return [each for each in metrics_of(contract)[1] if each.title or each.description]


def _joined(raw: Iterable[Text], read: Iterable[str]) -> str:
    """Texts as they stand in a release, and texts that are read already, as a wording takes them."""
    texts = list(dict.fromkeys(str(each) for each in raw if each))  # lots repeat each other
    joined = read_joined(texts) if texts else ""
    others = join_texts(read)
    return f"{joined}{SEPARATOR}{others}" if joined and others else joined or others


def _codes(release: Release, tender: Tender, procedure: str) -> tuple[str, ...]:
    """Codes as words, as `passages_of` a notice gives them."""
    found = [f"CPV {code}" for code in codes_of(release, tender, [])]
    found += [
        f"justification {read_code(each.id)}" for each in tender.procurement_method_rationale_classifications or ()
    ]
    found += [f"procedure {procedure}"] if procedure else []
    nature = nature_of(release, tender)
    return (*found, f"nature {nature.value.value}") if nature is not None else tuple(found)


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
    yield read_line(lot.title)
    yield lot.description
    if lot.options is not None:
        yield lot.options.description
    if lot.renewal is not None:
        yield lot.renewal.description


def _prose(criteria: AwardCriteria) -> Iterable[Text]:
    return criteria.description, criteria.weighting_description


def _asked(release: Release, criteria: tuple[PublishedCriterion, ...], party: Party | None) -> Iterator[str]:
    """What criteria and KPIs ask in full, and where the authority sits."""
    for criterion in criteria:
        if criterion.description:
            yield criterion.description
    for contract in release.contracts or ():
        for each in _kpis(contract):
            yield f"{read_line(each.title)}\n{read_text(each.description)}"
    yield _sits(party)


def _legal(release: Release, tender: Tender, party: Party | None) -> Iterator[str]:
    """Who buys, where it sits, and where is delivered: what may tell the law too."""
    yield f"authority {read_name(release, party)}"
    yield f"identifier {read_identifier(release, party)}"
    yield _sits(party)
    region = region_of(tender)
    yield f"delivered {region}" if region else ""


def _sits(party: Party | None) -> str:
    region = read_code(party.address.region) if party and party.address else ""
    return f"region {region}" if region else ""


def _legal_text(release: Release, tender: Tender) -> Iterator[Text]:
    """Additional information, as it stands."""
    yield release.description
    yield tender.submission_method_details
    for each in tender.amendments or ():
        yield each.description
