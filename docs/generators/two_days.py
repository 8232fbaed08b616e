"""The page on two days of notices: aggregate figures only. It is written on request, where the notices are at hand."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from commonweal.exchange.ocds import UnreadLine
from commonweal.exchange.report.overview_rows import review_rows
from commonweal.frameworks import load_packs
from commonweal.frameworks.pack import Packs
from commonweal.review.asking import review_pack
from commonweal.review.notice_kinds import NoticeMoment, kind_words
from commonweal.review.overview import NoticeRow, Overview, make_overview, weighting_bands
from generators.pages import Written, marked, page, table

DAYS = ("fts_2026-08-10.jsonl", "fts_2026-08-11.jsonl")
PAGE = "docs/explanation/two-days.md"
FIGURE = "docs/figures/two-days.svg"
EARLY = ("explore", "prototype", "pilot", "demonstrate")
STAGES = {
    "explore": "explore", "prototype": "prototype", "pilot": "pilot", "demonstrate": "demonstrate", "scale": "scale",
    "operate": "operate", "not told": "no words tell it",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The rows of both days and what they come to."""

    rows: tuple[NoticeRow, ...]
    overview: Overview
    usual: Decimal
    packs: Packs


def read_days(folder: Path) -> Days:
    """Review every notice of both days, without proposals."""
    packs = load_packs()
    pieces = [each for name in DAYS for each in review_rows(folder / name, packs=packs)]
    rows = tuple(each for each in pieces if isinstance(each, NoticeRow))
    unread = sum(isinstance(each, UnreadLine) for each in pieces)
    usual = review_pack(packs).parameter("usual-weighting")
    return Days(rows=rows, overview=make_overview(rows, unread=unread, usual=usual), usual=usual, packs=packs)


def two_days_page(days: Days) -> Written:
    """The page and its figure."""
    return Written(texts={PAGE: _page(days), FIGURE: _figure(days)})


def _page(days: Days) -> str:
    seen, usual = days.overview, f"{days.usual.normalize():f}%"
    lines = [
        marked("docs/generators/two_days.py"),
        "",
        "# What two days of notices show",
        "",
        f"On 10 and 11 August 2026 Find a Tender published {seen.notices:,} notices.",
        "We reviewed every one, as `commonweal review` does.",
        "These are counts of notices, with nobody named: two days of summer are no year, and a notice is a summary.",
        "",
        *_answer(days),
        "",
        "## How much social value counts",
        "",
        f"Of {seen.tenders} tender notices {seen.with_criteria} list award criteria that can be read.",
        f"Among those {seen.name_social_value} name social value, under that or a kindred name; {seen.merged} merge it "
        "with something else.",
        "The rest may hold some of it in quality, or in documents that we did not read.",
        "",
        f"![{_alt(days)}](../figures/two-days.svg)",
        *table(["Stage, as far as words tell", *weighting_bands(days.usual)], _by_stage(days)),
        f"Scoring exactly {usual} is no mistake: PPN 002 asks central bodies for at least so much.",
        f"But an edition is known to bind only {seen.at_usual_bound} of those {seen.at_usual} notices; for the "
        "others none is known to.",
        "",
        "## Early stages",
        "",
        *_early(days),
        "",
        "## KPIs",
        "",
        f"Of {seen.contracts} contract details notices {seen.with_kpis} describe KPIs, {seen.kpis} in all, and "
        f"{seen.with_no_kpis_reason} say why there are none.",
        f"{seen.large_contracts} are worth £5m or more including VAT; {seen.large_with_kpis} of those describe KPIs. "
        "The duty begins above £5m and leaves out frameworks, light touch contracts and others.",
        "",
        "## What is remarked of tender notices",
        "",
        "A remark is a prompt for a reader, never a verdict; one notice may have several.",
        *table(["Remark", "Severity", "Tender notices"], _remarks(days)),
        "[Remarks](../reference/remarks/index.md) says what each means, what it leaves out and who says so.",
        "",
        "## What was read",
        "",
        *table(["Notice", "Count"], [[_type(kind), f"{count:,}"] for kind, count in seen.kinds.items()]),
        f"Lines that could not be read: {seen.unread}. Notices on which our own code failed: {seen.failed}.",
        "",
        "## Limits",
        "",
        "- Two days in August, one portal. Notices, not procurements: an update counts again.",
        "- Attached documents are not read. Criteria, questions and KPIs often stand only there.",
        "- The kind of stage, the way of delivery and what a criterion asks for are inferred from words by patterns of "
        f"ours ({', '.join(_editions(days))}). They miss some, and are wrong about some.",
        "- Social value is told by its name. Weightings are those of the first lot that names it.",
        "- What cannot be told is counted as that, and never guessed.",
        "",
        "## Do it again",
        "",
        "Find a Tender serves each day's notices as open data under the Open Government Licence v3.0.",
        "With the releases of both days in one file, one a line:",
        "",
        "```text",
        "commonweal review two-days.jsonl",
        "```",
        "",
        "Add `--format json` for the figures as data. This page is written anew, from a folder that holds "
        f"`{DAYS[0]}` and `{DAYS[1]}`, by:",
        "",
        "```text",
        "python docs/generate.py --days FOLDER",
        "```",
        "",
        "Contains public sector information licensed under the Open Government Licence v3.0.",
    ]
    return page(lines)


def _answer(days: Days) -> list[str]:
    """The finding first."""
    seen, usual = days.overview, f"{days.usual.normalize():f}%"
    share = Decimal(seen.at_usual) / seen.with_weighting if seen.with_weighting else Decimal(0)
    tenders = [row for row in days.rows if row.moment is NoticeMoment.TENDER and row.social_value is not None]
    bare = sum(row.names_social_value and "social-value-bare" in row.remarks for row in tenders)
    return [
        f"**Where a tender notice gives social value a weighting of its own, {share:.0%} of the time it is exactly "
        f"{usual}** ({seen.at_usual} of {seen.with_weighting}).",
        f"In {bare} of those {seen.with_weighting} the notice says nothing of what would earn the marks.",
    ]


def _early(days: Days) -> list[str]:
    """Notices before bids that words tell to be early; few, and said to be few."""
    tenders = [row for row in days.rows if row.moment is NoticeMoment.TENDER]
    before = [row for row in days.rows if row.moment in {NoticeMoment.TENDER, NoticeMoment.EARLY}]
    early = [row for row in tenders if row.stage in EARLY]
    named = [row for row in early if row.names_social_value]
    told = [row for row in before if row.experimental]
    return [
        f"Of {len(before)} planning and tender notices {len(told)} are told by their words to be pilots, studies, "
        "challenges or staged programmes.",
        f"{len(early)} tender notices buy an exploration, a prototype, a pilot or a demonstration; {len(named)} of "
        "them name social value. That is too few for any share, and the reason to look at longer spans.",
        f"Rounds of a flexible procedure stand only in prose, without numbers that go on, in "
        f"{days.overview.rounds_in_prose} notices.",
    ]


def _type(kind: str) -> str:
    """A type in words; those of forms before the Act, and of other rules, have no code."""
    words = kind_words(kind)
    return words if kind.startswith("UK") else f"{words}, of a form without a code of the Act"


def _by_stage(days: Days) -> list[list[str]]:
    bands = weighting_bands(days.usual)
    found = days.overview.weightings
    rows = [[words, *(str(found[kind][band]) for band in bands)] for kind, words in STAGES.items() if kind in found]
    return [*rows, ["all", *(str(sum(found[kind][band] for kind in found)) for band in bands)]]


def _remarks(days: Days) -> list[list[str]]:
    """Only those on tender notices: what early and award notices are told is the same for all of them."""
    texts = review_pack(days.packs).remarks
    counts = {code: _tenders_with(days, code) for code in days.overview.remarks}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        [f"[{texts[code].title}](../reference/remarks/{code}.md)", texts[code].severity.value, str(count)]
        for code, count in ranked
        if count
    ]


def _tenders_with(days: Days, code: str) -> int:
    return sum(row.moment is NoticeMoment.TENDER and code in row.remarks for row in days.rows)


def _editions(days: Days) -> Iterable[str]:
    return (f"`{days.packs.get(pack).name}`" for pack in ("notice-reading", "notice-review"))


def _totals(days: Days) -> dict[str, int]:
    found = days.overview.weightings
    return {band: sum(found[kind][band] for kind in found) for band in weighting_bands(days.usual)}


def _alt(days: Days) -> str:
    said = ", ".join(f"{band} {count}" for band, count in _totals(days).items())
    return f"Tender notices with award criteria, by social value's part of the marks: {said}"


def _figure(days: Days) -> str:
    """Horizontal bars to one scale from zero, each with its count: kept as drawn, for any screen."""
    totals = _totals(days)
    most, height, left, width = max(totals.values(), default=1) or 1, 34, 150, 470
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {len(totals) * height + 12}" role="img" '
        f'aria-labelledby="t"><title id="t">{html.escape(_alt(days))}</title>',
        "<style>text{font:15px system-ui,'Helvetica Neue',Arial,sans-serif;fill:#0b0c0c}</style>",
        f'<rect width="720" height="{len(totals) * height + 12}" fill="#ffffff"/>',
    ]
    for index, (band, count) in enumerate(totals.items()):
        top, long = 6 + index * height, round(width * count / most, 1)
        fill = "#0f4c4a" if band.startswith("exactly") else "#a3afb6"
        parts += [
            f'<text x="{left - 10}" y="{top + 20}" text-anchor="end">{html.escape(band)}</text>',
            f'<rect x="{left}" y="{top + 3}" width="{long}" height="24" fill="{fill}" stroke="#0b0c0c"/>',
            f'<text x="{left + long + 8}" y="{top + 20}">{count}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
