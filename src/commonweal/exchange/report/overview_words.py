"""The notices of a file in words: their figures in sentences, how one would be bid for, how many of which type."""

from __future__ import annotations

from decimal import Decimal

from commonweal.review.notice_kinds import kind_words
from commonweal.review.overview import NoticeRow, Overview


def say_overview(overview: Overview) -> list[str]:
    """The figures in sentences; what a file has none of is left out."""
    kinds = ", ".join(say_kinds(kind, count) for kind, count in overview.kinds.items())
    said = [f"{overview.notices} notices: {kinds}." if overview.notices else "No notices."]
    if overview.unread or overview.failed:
        said.append(
            f"Lines that could not be read: {overview.unread}. Notices that failed inside Commonweal: "
            f"{overview.failed}. All are listed."
        )
    if overview.tenders:
        said.append(
            f"Tender notices: {overview.tenders}. With award criteria: {overview.with_criteria}. Naming social value "
            f"among them: {overview.name_social_value}, merged with something else: {overview.merged}."
        )
    if overview.with_weighting:
        share = Decimal(overview.at_usual) / overview.with_weighting
        said.append(
            f"With a weighting of social value's own: {overview.with_weighting}; exactly the usual tenth: "
            f"{overview.at_usual} ({share:.0%})."
        )
    if overview.contracts:
        said.append(
            f"Contract details notices: {overview.contracts}. With KPIs: {overview.with_kpis} ({overview.kpis} KPIs). "
            f"With a reason for none: {overview.with_no_kpis_reason}."
        )
    if overview.notices:
        said.append(
            f"Told by their words to be pilots, studies, challenges or staged programmes: {overview.experimental}. "
            f"Rounds only in prose, without numbers: {overview.rounds_in_prose}."
        )
    if overview.bid_for:
        verdicts = ", ".join(f"{verdict} {count}" for verdict, count in overview.bid_for.items())
        said.append(
            f"Challenged, since marks for social value are told: {sum(overview.bid_for.values())} ({verdicts})."
        )
    return said


def say_bid(row: NoticeRow) -> str:
    """How a notice would be bid for, in a few words: 'open: 5% to 51%, counts 15%'."""
    if row.aligned_most is None or row.aligned_least is None or row.aligned_counts is None:
        return row.bid_for.replace("-", " ")
    reach = f"{row.aligned_least:.0%} to " if row.aligned_least != row.aligned_most else ""
    return f"{row.bid_for}: {reach}{row.aligned_most:.0%}, counts {row.aligned_counts:.0%}"


def say_counts(overview: Overview) -> str:
    """'6 notices', with what could not be read or failed where there was any."""
    said = f"{overview.notices:,} notice{'s' * (overview.notices != 1)}"
    if overview.failed:
        said += f", of which {overview.failed} failed inside Commonweal"
    return (
        f"{said}; {overview.unread} line{'s' * (overview.unread != 1)} could not be read" if overview.unread else said
    )


def say_kinds(kind: str, count: int) -> str:
    """How many of one type: '1 tender notice (UK4)', '79 tender notices (UK4)'."""
    words = kind_words(kind if kind != "unknown" else "")
    if count == 1:
        return f"1 {words}"
    single, several = ("change ", "changes ") if words.startswith("change ") else ("notice", "notices")
    return f"{count:,} {words.replace(single, several, 1)}"
