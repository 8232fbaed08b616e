"""What a review shows, gathered once for every format: the sentence, the facts, the remarks, the two sides."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.exchange.report.cards import SourceView, source_views
from commonweal.exchange.report.review_bids import BidsView, lay_bids
from commonweal.exchange.report.review_sides import MOST_LOTS, SideView, fits_lot, lay_sides, other_options, say_kpi
from commonweal.exchange.report.ribbon import Ribbon, make_ribbon
from commonweal.exchange.report.summary import summarise_option
from commonweal.frameworks.pack import Packs
from commonweal.record.finding import Finding
from commonweal.review.asking import review_pack
from commonweal.review.facts import Fact, Origin
from commonweal.review.reviewing import Review
from commonweal.review.scrubbing import scrub
from commonweal.review.wording import shorten

# Titles of notices are longer only by mistake: a text pasted into the wrong field.
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A remark, with whether it asks for a person or only informs."""

    finding: Finding
    title: str
    asks: bool
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    fact: Fact
    how: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """Everything a review shows. `sides` is empty where the notice lists nothing and nothing is proposed.

    `bids` is None where no challenge was asked for, or nothing is to be bid for. `fits_head` stands over what would
    fit: for which lot, where lots differ.
    """

    review: Review
    title: str
    authority: str
    sentence: str
    fits: str
    ribbon: Ribbon | None
    facts: tuple[FactView, ...]
    findings: tuple[FindingView, ...]
    bids: BidsView | None
    sides: tuple[SideView, ...]
    fits_head: str
    more_lots: int
    other_options: tuple[tuple[str, str], ...]
    kpis: tuple[tuple[str, str, str], ...]
    any_size: tuple[str, ...]
    no_proposal: str
    warnings: tuple[str, ...]
    attributions: tuple[str, ...]
    packs: tuple[tuple[str, str], ...]


def make_review_view(review: Review, *, packs: Packs) -> ReviewView:
    """Gather a review; the remarks' titles are the pack's."""
    proposals, notice = review.proposals, review.notice
    titles = {code: remark.title for code, remark in review_pack(packs).remarks.items()}
    balanced = proposals.option("balanced") if proposals else None
    return ReviewView(
        review=review,
        title=scrub(shorten(notice.title, LONGEST_TITLE)) or "A notice without a title",
        authority=scrub(shorten(notice.authority_name, LONGEST_TITLE)),
        sentence=review.sentence,
        fits=summarise_option(balanced, proposals) if balanced and proposals else "",
        ribbon=make_ribbon(review.case.procurement) if review.case else None,
        facts=tuple(FactView(fact=each, how=_how(each), sources=source_views(each.sources)) for each in review.facts),
        findings=tuple(_finding(each, titles) for each in review.findings),
        bids=lay_bids(review),
        sides=lay_sides(review),
        fits_head=f"What would fit lot {lot}" if (lot := fits_lot(review)) else "What would fit",
        more_lots=max(0, len(review.lots) - MOST_LOTS),
        other_options=other_options(proposals) if proposals else (),
        kpis=tuple(say_kpi(each) for each in notice.kpis),
        any_size=review.any_size,
        no_proposal=review.no_proposal,
        warnings=tuple(scrub(each) for each in notice.warnings),
        attributions=_attributions(review),
        packs=tuple(balanced.scheme.packs.items()) if balanced else (),
    )


def _how(fact: Fact) -> str:
    """How a fact is known, in a few words, with its place and the words that told it."""
    place = f" at {fact.where}" if fact.where else ""
    return {
        Origin.READ: f"read{place}",
        Origin.INFERRED: f"inferred from ‘{fact.words}’{place}",
        Origin.ASSUMED: "assumed",
        Origin.COMPUTED: "follows from the facts",
        Origin.NOT_TOLD: "not told",
    }[fact.origin]


def _finding(finding: Finding, titles: dict[str, str]) -> FindingView:
    return FindingView(
        finding=finding,
        title=titles.get(finding.code, finding.code),
        asks=finding.severity.value != "information",
        sources=source_views(finding.sources),
    )


def _attributions(review: Review) -> tuple[str, ...]:
    proposals = review.proposals
    used = {each.pack.head.attribution for each in proposals.candidates} if proposals else set()
    return tuple(sorted(line for line in used | {review.attribution} if line))
