"""One page of crosswalks: what becomes of each criterion in a later edition, and what is lost."""

from __future__ import annotations

from commonweal.exchange.report.crosswalk_text import attributions, summarise
from commonweal.frameworks import Packs, load_packs
from commonweal.frameworks.crosswalk import Crosswalk, Fate, compose
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import PackKind
from commonweal.frameworks.titles import criterion_titles
from generators.pages import Written, marked, packs_in_order, page, say_source_briefly, table

PAGE = "docs/reference/crosswalks.md"
WORDS = {Fate.CARRIED: "carried", Fate.SPLIT: "split", Fate.LOST: "**lost**"}


def crosswalk_page() -> Written:
    [pack] = [each for each in packs_in_order() if each.head.kind is PackKind.CROSSWALK]
    return Written(texts={PAGE: _page(pack, load_packs())})


def _page(pack: Pack, packs: Packs) -> str:
    direct = sorted(pack.crosswalks.values(), key=lambda each: packs.get(each.earlier).head.published, reverse=True)
    composed = [compose(one, other) for one in direct for other in direct if one.later == other.earlier]
    lines = [
        marked("the pack of crosswalks"),
        "",
        "# Crosswalks between editions",
        "",
        "What becomes of each criterion of one social value model in the next, so that schemes and portfolios of "
        "different years can be compared.",
        "All of it is ◌ our judgement: nearest equivalents, never a rule, and nothing is designed from it.",
        "",
        "`commonweal packs crosswalk ppn-002 ppn-026 --case my-case` says how much of an adopted scheme's weighting "
        "a newer edition would lose.",
    ]
    for crosswalk in (*direct, *composed):
        lines += _crosswalk(crosswalk, packs)
    lines += _homes(pack, packs)
    used = dict.fromkeys(line for crosswalk in direct for line in attributions(crosswalk, packs))
    return page([*lines, "", *used])


def _crosswalk(crosswalk: Crosswalk, packs: Packs) -> list[str]:
    earlier, later = packs.get(crosswalk.earlier), packs.get(crosswalk.later)
    before, after = criterion_titles(earlier), criterion_titles(later)
    rows = [
        [
            f"`{code}` {before[code]}",
            WORDS[crossing.fate],
            ", ".join(f"`{each}` {after[each]}" for each in crossing.onto) or "nothing",
            crossing.because,
        ]
        for code, crossing in crosswalk.crossings.items()
    ]
    label = f"{earlier.head.code_label} to {later.head.code_label}"
    via = f" by way of {packs.get(crosswalk.via[0]).head.code_label}" if crosswalk.via else ""
    new = [f"`{code}` {title}" for code, title in after.items() if not crosswalk.into(code)]
    return [
        "",
        f"## {label}{via}",
        "",
        summarise(crosswalk),
        *table(["Criterion", "Is", "In the later edition", "Why"], rows),
        *([f"New in {later.head.code_label}, from nothing before: {', '.join(new)}.", ""] if new else []),
    ]


def _homes(pack: Pack, packs: Packs) -> list[str]:
    lines = ["## Where capability and learning have a home", ""]
    for kind in pack.homes.values():
        rows = [
            [
                packs.get(pack_id).head.code_label,
                ", ".join(f"`{code}` {_title(packs, pack_id, code)}" for code in codes),
            ]
            for pack_id, codes in kind.homes.items()
        ]
        lines += [f"### {kind.title}", "", kind.because, *table(["Edition", "Criteria"], _none(rows))]
        lines += [f"{say_source_briefly(kind.source)}.", ""]
    return lines


def _title(packs: Packs, pack_id: str, code: str) -> str:
    return criterion_titles(packs.get(pack_id))[code]


def _none(rows: list[list[str]]) -> list[list[str]]:
    return [[first, second or "none"] for first, second in rows]
