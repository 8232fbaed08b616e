"""A file of notices at a glance: one row a notice, and what they come to together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from commonweal.frameworks.applicability import Standing
from commonweal.procurement.notice import Notice
from commonweal.quantities.money import gross_range
from commonweal.record.finding import Severity
from commonweal.review.asking import AskedLot
from commonweal.review.criteria_reading import Share
from commonweal.review.notice_kinds import NoticeMoment, moment_of, sort_of_kind
from commonweal.review.remarks import Context, remark_on

if TYPE_CHECKING:  # what challenges loads numpy and SciPy
    from commonweal.review.challenging import NoticeChallenge

# Bands of value including VAT, by their upper edge, which they do not hold.
_BANDS = (
    (Decimal(100_000), "under £100k"),
    (Decimal(1_000_000), "£100k to £1m"),
    (Decimal(5_000_000), "£1m to £5m"),
)
TOP_BAND = "£5m and over"
NOT_TOLD = "not told"
MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice in a table. `social_value` is the percentage of the first lot's criteria, 0 where all are weighted and
    none is of it; None where it cannot be told. `problem` says what went wrong inside our own code.

    Where it was challenged, `bid_for` is the verdict on the lot that would reward the wrong bid most, or why there is
    none; `aligned_least` and `aligned_most` (0 to 1) are the alignments that the notice leaves room for there,
    `aligned_counts` that of the usual counts of the same weight, and `leaks` the attacks that find something.
    `point_least` and `point_most` say what one point is worth at the first lot that tells, as shares of the price.
    """

    line: int
    id: str
    ocid: str
    kind: str
    moment: NoticeMoment
    regime: str = ""
    stage: str = NOT_TOLD
    delivery: str = NOT_TOLD
    experimental: bool = False
    value: str = NOT_TOLD
    criteria: int = 0
    weighted: bool = False
    names_social_value: bool = False
    merged: bool = False
    social_value: Decimal | None = None
    kpis: int = 0
    no_kpis_reason: bool = False
    remarks: tuple[str, ...] = ()
    warnings: int = 0
    edition: str = NOT_TOLD
    fits: str = ""
    bid_for: str = ""
    aligned_least: Decimal | None = None
    aligned_most: Decimal | None = None
    aligned_counts: Decimal | None = None
    point_least: Decimal | None = None
    point_most: Decimal | None = None
    leaks: tuple[str, ...] = ()
    problem: str = ""

    @property
    def worst(self) -> str:
        return self.remarks[0] if self.remarks else ""

    @property
    def social_value_words(self) -> str:
        """A percentage, 'merged', 'named', or nothing."""
        if self.social_value is not None and self.names_social_value:
            return f"{self.social_value.normalize():f}%"
        return MERGED if self.merged else "named" if self.names_social_value else "none" if self.weighted else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the notices of a file come to. Counts are of notices, not of procurements.

    `weightings` counts, by stage kind, tender notices by their social value weighting. `at_usual` is how many of those
    that name one have exactly the usual tenth; an edition is known to bind `at_usual_bound` of them.
    `bid_for` counts the verdicts of those that were challenged.
    """

    notices: int
    failed: int
    unread: int
    kinds: Mapping[str, int]
    tenders: int
    with_criteria: int
    weighted: int
    name_social_value: int
    merged: int
    with_weighting: int
    at_usual: int
    at_usual_bound: int
    weightings: Mapping[str, Mapping[str, int]]
    experimental: int
    contracts: int
    large_contracts: int
    large_with_kpis: int
    with_kpis: int
    kpis: int
    with_no_kpis_reason: int
    rounds_in_prose: int
    remarks: Mapping[str, int]
    bid_for: Mapping[str, int]


def make_row(context: Context, *, fits: str = "", challenge: NoticeChallenge | None = None) -> NoticeRow:
    """The row of one notice, from what was read and remarked; neither a scheme nor a challenge is needed for it."""
    notice, findings = context.notice, remark_on(context)
    kind, model = context.stage_kind, context.delivery_model
    return NoticeRow(
        line=notice.line,
        id=notice.id,
        ocid=notice.ocid,
        kind=notice.kind,
        moment=context.moment,
        regime=context.regime.kind.value,
        stage=kind.value if kind else NOT_TOLD,
        delivery=model.value if model else NOT_TOLD,
        experimental=bool(model and model.is_experimental),
        value=_band(context),
        criteria=sum(len(lot.criteria) for lot in context.lots),
        weighted=bool(context.lots) and all(lot.all_weighted and lot.total == 100 for lot in context.lots),
        names_social_value=any(lot.names_social_value for lot in context.lots),
        merged=any(each.share is Share.MERGED for lot in context.lots for each in lot.criteria),
        social_value=_social_value(context.lots),
        kpis=len(notice.kpis),
        no_kpis_reason=notice.no_kpis_reason is not None,
        remarks=tuple(each.code for each in findings),
        warnings=sum(each.severity is not Severity.INFORMATION for each in findings),
        edition=context.applicability.standing.value if context.applicability else NOT_TOLD,
        fits=fits,
        **(_bid_for(challenge) if challenge else {}),
    )


def _bid_for(challenge: NoticeChallenge) -> dict[str, Any]:
    """The columns of a challenge."""
    lot, priced = challenge.foremost, challenge.prices[:1]
    points = {f"point_{name}": _share(getattr(each, name)) for each in priced for name in ("least", "most")}
    if lot is None:
        return points | {"bid_for": challenge.unchallenged.value if challenge.unchallenged else ""}
    least, most = lot.aligned
    return points | {
        "bid_for": lot.verdict.value,
        "aligned_least": least,
        "aligned_most": most,
        "aligned_counts": lot.best.twin.alignment if lot.best.twin else None,
        "leaks": tuple(dict.fromkeys(found.leak.attack for found in lot.best.leaks)),
    }


def _share(exact: Fraction) -> Decimal:
    """A share to six places, as the challenge states them."""
    return Decimal(f"{float(exact):.6f}")


def failed_row(notice: Notice, problem: str) -> NoticeRow:
    """The row of a notice on which our own code failed: it says so, and is counted."""
    return NoticeRow(
        line=notice.line,
        id=notice.id,
        ocid=notice.ocid,
        kind=notice.kind,
        moment=moment_of(notice),
        problem=problem,
    )


def make_overview(rows: Iterable[NoticeRow], *, unread: int, usual: Decimal) -> Overview:
    """What the rows come to. `usual` is the weighting that is given from habit."""
    every = tuple(rows)
    tenders = [row for row in every if row.moment is NoticeMoment.TENDER]
    told = [row for row in tenders if row.names_social_value and row.social_value is not None]
    contracts = [row for row in every if row.kind == "UK7"]
    kinds = Counter(row.kind or "unknown" for row in every)
    return Overview(
        notices=len(every),
        failed=sum(bool(row.problem) for row in every),
        unread=unread,
        kinds={kind: kinds[kind] for kind in sorted(kinds, key=sort_of_kind)},
        tenders=len(tenders),
        with_criteria=sum(bool(row.criteria) for row in tenders),
        weighted=sum(row.weighted for row in tenders),
        name_social_value=sum(row.names_social_value for row in tenders),
        merged=sum(row.merged for row in tenders),
        with_weighting=len(told),
        at_usual=sum(row.social_value == usual for row in told),
        at_usual_bound=sum(row.social_value == usual and row.edition == Standing.BINDS for row in told),
        weightings=_by_stage(tenders, usual),
        experimental=sum(row.experimental for row in every),
        contracts=len(contracts),
        large_contracts=sum(row.value == TOP_BAND for row in contracts),
        large_with_kpis=sum(row.value == TOP_BAND and row.kpis > 0 for row in contracts),
        with_kpis=sum(bool(row.kpis) for row in contracts),
        kpis=sum(row.kpis for row in contracts),
        with_no_kpis_reason=sum(row.no_kpis_reason for row in contracts),
        rounds_in_prose=sum("rounds-in-prose" in row.remarks for row in every),
        remarks=_remark_counts(every),
        bid_for=_bid_counts(every),
    )


def _remark_counts(rows: tuple[NoticeRow, ...]) -> dict[str, int]:
    """In how many notices each remark is made, most often first."""
    counts = Counter(code for row in rows for code in dict.fromkeys(row.remarks))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _bid_counts(rows: tuple[NoticeRow, ...]) -> dict[str, int]:
    """Of the notices that were challenged, how many have each verdict."""
    counts = Counter(row.bid_for for row in rows if row.aligned_most is not None)
    return dict(sorted(counts.items()))


def _by_stage(tenders: list[NoticeRow], usual: Decimal) -> dict[str, dict[str, int]]:
    """Tender notices whose weightings make up the whole, by stage kind and by social value's part."""
    table: dict[str, dict[str, int]] = {}
    for row in tenders:
        if not row.criteria:
            continue
        counts = table.setdefault(row.stage, dict.fromkeys(weighting_bands(usual), 0))
        counts[_weighting_band(row, usual)] += 1
    return table


def weighting_bands(usual: Decimal) -> tuple[str, ...]:
    """The columns of the table of weightings."""
    tenth = f"{usual.normalize():f}%"
    return ("none named", f"under {tenth}", f"exactly {tenth}", f"over {tenth}", "cannot be told")


def _weighting_band(row: NoticeRow, usual: Decimal) -> str:
    none, under, exactly, over, untold = weighting_bands(usual)
    if not row.names_social_value:
        return none if row.weighted else untold
    if row.social_value is None:
        return untold
    return under if row.social_value < usual else exactly if row.social_value == usual else over


def _social_value(lots: tuple[AskedLot, ...]) -> Decimal | None:
    """Of the first lot that names it, else of the first."""
    named = [lot for lot in lots if lot.names_social_value] or list(lots)
    return named[0].social_value if named else None


def _band(context: Context) -> str:
    """By the highest amount including VAT that the value can mean."""
    highest = context.valuation.highest if context.valuation and context.sized else None
    if highest is None and context.case is None and context.notice.value is not None:
        bounds = gross_range(context.notice.value.value)
        highest = bounds[1] if bounds else None
    if not highest:
        return NOT_TOLD
    return next((words for edge, words in _BANDS if highest < edge), TOP_BAND)
