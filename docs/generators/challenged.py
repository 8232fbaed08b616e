"""The page on how published notices would be bid for: figures only. Written on request, where notices are at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import median

from commonweal.challenge.judgements import challenge_pack
from commonweal.exchange.ocds import UnreadLine
from commonweal.exchange.ocds.sources import read_source
from commonweal.exchange.report.overview_rows import review_rows
from commonweal.frameworks import load_packs
from commonweal.frameworks.pack import Packs
from commonweal.procurement.notice import NoticeSource
from commonweal.record.errors import UnreadableInput
from commonweal.review.bid_targets import Unchallenged
from commonweal.review.challenging import BidVerdict
from commonweal.review.overview import NoticeRow
from generators.pages import ROOT, Written, marked, page, table
from generators.two_days import STAGES

PAGE = "docs/explanation/challenged-notices.md"
ENDINGS = (".json", ".jsonl", ".json.gz", ".jsonl.gz")
BANDS = tuple(map(Decimal, ("0", "0.05", "0.1", "0.2", "0.4", "0.6", "1.01")))
VERDICTS = {
    BidVerdict.HOLDS: "holds: no way shows to win the marks without earning them",
    BidVerdict.OPEN: "open: it hangs on what the notice does not tell",
    BidVerdict.NARROW: "narrow: no such way, and the marks see little of what is worth most",
    BidVerdict.LEAKS: "leaks: some marks would reward the wrong bid",
    BidVerdict.MISLEADS: "misleads: half of the marks would, or plain counts would do as well",
}
WITHOUT_WEIGHTS = {
    Unchallenged.NO_CRITERIA,
    Unchallenged.AFTER_BIDS,
    Unchallenged.NO_WEIGHTINGS,
    Unchallenged.NOT_WHOLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged:
    """The rows of all real notices, each notice once; lines and files that could not be read are counted."""

    rows: tuple[NoticeRow, ...]
    unread: int
    packs: Packs

    @property
    def told(self) -> tuple[NoticeRow, ...]:
        """The notices that were challenged."""
        return tuple(row for row in self.rows if row.aligned_most is not None)

    @property
    def weighted(self) -> tuple[NoticeRow, ...]:
        """The notices before bids whose weightings total about 100, challenged or not."""
        return tuple(row for row in self.rows if row.bid_for not in WITHOUT_WEIGHTS and not row.problem)

    def without(self, why: Unchallenged) -> int:
        return sum(row.bid_for == why for row in self.rows)


def read_challenged(folders: Iterable[Path]) -> Challenged:
    """Challenge every notice of a UK register in some folders, as far as it tells its marks for social value.

    What holds no notices, such as a schema, is passed over; an invented notice has no register's number.
    """
    packs = load_packs()
    rows: dict[tuple[str, ...], NoticeRow] = {}
    unread = 0
    for file in (each for folder in folders for each in sorted(folder.iterdir()) if each.name.endswith(ENDINGS)):
        for piece in _pieces(file, packs):
            if isinstance(piece, UnreadLine):
                unread += 1
            elif read_source(piece.ocid) is not NoticeSource.OTHER:
                rows.setdefault((piece.ocid, piece.id or f"{file.name} {piece.line}"), piece)
    return Challenged(rows=tuple(rows.values()), unread=unread, packs=packs)


def _pieces(file: Path, packs: Packs) -> Iterator[NoticeRow | UnreadLine]:
    try:
        yield from review_rows(file, packs=packs, challenge=True)
    except UnreadableInput as error:
        yield UnreadLine(line=0, why=error.message)


def challenged_page(found: Challenged) -> Written:
    """Raises ValueError where no notice could be challenged: a page without figures is none."""
    if not found.told:
        raise ValueError("None of the notices tells marks for social value, so there is nothing to write of.")
    return Written(texts={PAGE: _page(found)})


def _page(found: Challenged) -> str:
    told, weighted = found.told, found.weighted
    lines = [
        marked("docs/generators/challenged.py"),
        "",
        "# How published notices would be bid for",
        "",
        *_answer(found),
        "",
        "We challenged notices as `commonweal review` does: with the same model of bidders and the same attacks as a "
        "scheme of your own. These are counts, with nobody named, and no verdict on anybody.",
        "",
        "## What was counted",
        "",
        f"{len(found.rows):,} notices of {_sources(found)} were read, each once.",
        f"{len(weighted)} of them come before bids, list criteria and give weightings that total about 100.",
        f"**{_in_part(found)} of those were challenged in some part: {len(told)} give marks to social value under its "
        f"own or a kindred name, and were challenged in full; {len(_priced(found))} give marks to price, and were "
        "challenged in what a point is worth in price.**",
        "The others could not be challenged in full, for one reason each:",
        *table(["Why not", "Notices"], [[_why(each), f"{found.without(each):,}"] for each in Unchallenged]),
        f"Lines and files that could not be read: {found.unread}. Notices on which our own code failed: "
        f"{sum(bool(row.problem) for row in found.rows)}.",
        "Price and quality alone give a bidder nothing of social value to play for: of those notices only what a point "
        "is worth in price is told, below.",
        "",
        "## Verdicts",
        "",
        "By the set of criteria in each notice that would reward the wrong bid most.",
        *table(["Verdict", "Notices", "Share"], _verdicts(told)),
        "“Open” is most often a criterion that says no more than “Social value”. The documents may say more.",
        "",
        "By stage, as far as words tell it; the others are taken for a running service:",
        *table(["Stage", *(each.value for each in BidVerdict)], _by_stage(told)),
        "",
        "## Against counts of the same weight",
        "",
        "Alignment is the share of the value that the same effort could bring, that bidders reach who play to win. "
        "Beside each notice stands a scheme of the usual counts (jobs, apprenticeships, hours of training, hours of "
        "wellbeing work) of the same weight and stage.",
        "What no words explain is an answer in words. It is read twice: as the kind of contribution that serves the "
        "stage best, and as the kind that serves it least.",
        *table(["Alignment", "Read at its best", "Read at its worst", "The usual counts"], _bands(told)),
        f"Half of them lie above {_median(told, 'aligned_most')} read at their best, above "
        f"{_median(told, 'aligned_least')} at their worst, and above {_median(told, 'aligned_counts')} for the counts.",
        f"Better than counts however read: {_ahead(told, 'aligned_least')}. No better than counts even at their best: "
        f"{len(told) - _ahead(told, 'aligned_most')}. Which of the two hangs on what is not told: "
        f"{_ahead(told, 'aligned_most') - _ahead(told, 'aligned_least')}.",
        "",
        "## What points are worth in price",
        "",
        *_prices(found),
        "",
        "## What the attacks find",
        "",
        f"An attack counts once a notice. In {sum(not row.leaks for row in told)} of the {len(told)} none finds "
        "anything: where nothing is told, there is little to attack.",
        *table(["Attack", "Notices"], _attacks(found)),
        "",
        "## Limits",
        "",
        "- A few days of one summer, most of them from one register. Notices, not procurements: an update counts "
        "again.",
        "- Attached documents are not read. Questions, scales and terms of the contract often stand only there, so "
        "attacks on them find nothing here.",
        "- Which criterion is social value, what it asks for and the stage are told by patterns of words; one person "
        "labelled the notices by which [they were measured](how-well-notices-are-read.md).",
        "- A criterion that asks for several things is taken in equal parts.",
        "- What efforts are worth, raise and cost are judgements of ours "
        f"(`{challenge_pack(found.packs).name}`), and stand in [the pack](../reference/packs/challenge.md) to be "
        "replaced.",
        "- What cannot be told is counted as that, and never guessed.",
        "",
        "## Do it again",
        "",
        "Find a Tender serves each day’s notices as open data under the Open Government Licence v3.0. For one file:",
        "",
        "```text",
        "commonweal review notices.jsonl --challenge --format csv --out notices.csv",
        "```",
        "",
        "This page is written anew, from one folder of such files or several, by:",
        "",
        "```text",
        "python docs/generate.py --challenged FOLDER",
        "```",
        "",
        "Contains public sector information licensed under the Open Government Licence v3.0.",
    ]
    return page(lines)


def _answer(found: Challenged) -> list[str]:
    """The finding first."""
    told = found.told
    counts = Counter(row.bid_for for row in told)
    usual = sum(row.bid_for in {BidVerdict.LEAKS, BidVerdict.MISLEADS} for row in told)
    return [
        f"**Of {len(told)} published notices that give social value its own marks, "
        f"{counts[BidVerdict.OPEN]} ({_share(counts[BidVerdict.OPEN], len(told))}) leave open whom those marks reward: "
        "what would earn them is not told.**",
        f"In {usual} more some or most of the marks would reward the wrong bid; in {counts[BidVerdict.HOLDS]} no way "
        "shows to win them without earning them.",
    ]


def _sources(found: Challenged) -> str:
    counts = Counter(read_source(row.ocid) for row in found.rows)
    return ", ".join(f"{source.words} ({count:,})" for source, count in counts.most_common())


def _why(each: Unchallenged) -> str:
    return each.words.removesuffix(".")


def _verdicts(told: tuple[NoticeRow, ...]) -> Iterator[list[str]]:
    counts = Counter(row.bid_for for row in told)
    for verdict, words in VERDICTS.items():
        yield [words, str(counts[verdict]), _share(counts[verdict], len(told))]


def _by_stage(told: tuple[NoticeRow, ...]) -> Iterator[list[str]]:
    counts = Counter((row.stage, row.bid_for) for row in told)
    for stage, words in STAGES.items():
        if any(row.stage == stage for row in told):
            yield [words, *(str(counts[stage, verdict]) for verdict in BidVerdict)]


def _bands(told: tuple[NoticeRow, ...]) -> Iterator[list[str]]:
    for low, high in pairwise(BANDS):
        words = f"{low:.0%} and over" if high > 1 else f"{low:.0%} to under {high:.0%}"
        inside = [_counted(told, name, lambda value, low=low, high=high: low <= value < high) for name in _COLUMNS]
        yield [words, *(str(count) for count in inside)]


_COLUMNS = ("aligned_most", "aligned_least", "aligned_counts")


def _counted(told: tuple[NoticeRow, ...], name: str, holds: Callable[[Decimal], bool]) -> int:
    return sum(holds(getattr(row, name)) for row in told)


def _median(told: tuple[NoticeRow, ...], name: str) -> str:
    return f"{median(getattr(row, name) for row in told):.0%}"


def _ahead(told: tuple[NoticeRow, ...], name: str) -> int:
    """How many lie above the usual counts."""
    return sum(getattr(row, name) > row.aligned_counts for row in told)


def _priced(found: Challenged) -> list[NoticeRow]:
    """The notices that tell something of what a point is worth in price."""
    return [row for row in found.weighted if row.point_most is not None]


def _in_part(found: Challenged) -> int:
    return sum(row.point_most is not None or row.aligned_most is not None for row in found.weighted)


def _prices(found: Challenged) -> Iterator[str]:
    """What one point is worth, of every notice whose weightings tell it."""
    priced = _priced(found)
    own = [row for row in priced if row.aligned_most is not None and row.social_value]
    yield f"{len(priced)} notices give price a part of the marks, and so tell something of what a point is worth."
    yield (
        "No formula that could be computed is told, so two usual ones are tried on bids a tenth apart in price: "
        "marks in proportion to the lowest price, and marks by place between the lowest and the highest."
    )
    lines = table(
        ["A price lower by", "makes good ten points by place", "makes good ten points by proportion"],
        [
            [words, *(str(sum(low <= 10 * getattr(row, name) < high for row in priced)) for name in _POINTS)]
            for words, low, high in PRICE_BANDS
        ],
    )
    yield from lines
    if own:
        low, high = (median(getattr(row, name) * row.social_value for row in own) for name in _POINTS)
        yield (
            f"Where social value has marks, in half of the notices a price lower by {low:.0%} (by place) or {high:.0%} "
            "(by proportion), or by less, makes good all of them."
        )


_POINTS = ("point_least", "point_most")
PRICE_BANDS = tuple(
    (words, Decimal(low), Decimal(high))
    for words, low, high in (
        ("under 3%", "0", "0.03"),
        ("3% to under 5%", "0.03", "0.05"),
        ("5% to under 10%", "0.05", "0.1"),
        ("10% to under 20%", "0.1", "0.2"),
        ("20% to under 40%", "0.2", "0.4"),
        ("40% and over", "0.4", "1000"),
    )
)


def _attacks(found: Challenged) -> list[list[str]]:
    """Every attack, most found first; what none is found of stands with 0."""
    texts = challenge_pack(found.packs).attacks
    counts = {name: sum(name in row.leaks for row in found.told) for name in texts}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [[_attack(name, texts[name].title), str(count)] for name, count in ranked]


def _attack(name: str, title: str) -> str:
    """With a link to its page, where it has one."""
    there = (ROOT / "docs/reference/attacks" / f"{name}.md").is_file()
    return f"[{title}](../reference/attacks/{name}.md)" if there else title


def _share(count: int, of: int) -> str:
    return f"{Decimal(count) / of:.0%}"
