"""One page of the notices: at which moment, by whom, when, and what each says as far as it was read."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.frameworks.notice_type import CyclePoint, NoticeType
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import PackKind
from commonweal.record.text import first_upper
from generators.pages import Written, marked, packs_in_order, page, say_source, say_source_briefly, table

PAGE = "docs/reference/notices.md"


def notice_page() -> Written:
    [pack] = [each for each in packs_in_order() if each.head.kind is PackKind.NOTICES]
    return Written(texts={PAGE: _page(pack)})


def in_order(pack: Pack) -> Mapping[str, NoticeType]:
    """By number: UK2 before UK10."""
    return dict(sorted(pack.notices.items(), key=lambda item: int(item[1].label.removeprefix("UK"))))


def _page(pack: Pack) -> str:
    notices = in_order(pack)
    lines = [
        marked("the pack of notices"),
        "",
        "# Notices",
        "",
        "What a contracting authority publishes under the Procurement Act 2023, in the order of a procurement.",
        "That a notice exists, and its section, is ■ law; its number (UK1 to UK17) is a label of the platform, "
        "reported by others.",
        "Contents are listed as far as they were read for [the pack](packs/notices.md), with who asks for them; each "
        "entry says what was not read.",
        "The list is a prompt for whoever drafts the notice, and no clearance.",
        "",
        "`commonweal explain UK4` shows one of them.",
        "",
        "## By moment",
    ]
    rows = [
        [first_upper(point.words), ", ".join(f"[{each.label} {each.title}](#{code})" for code, each in here.items())]
        for point in CyclePoint
        if (here := {code: each for code, each in notices.items() if each.point is point})
    ]
    lines += table(["Moment", "Notices"], rows)
    for code, each in notices.items():
        lines += _notice(code, each)
    lines += ["## Sources", "", *[f"- {say_source(source)}" for source in pack.head.sources.values()], ""]
    lines += [f"{pack.head.attribution}"]
    return page(lines)


def _notice(code: str, notice: NoticeType) -> list[str]:
    facts = [
        ["Moment", first_upper(notice.point.words)],
        ["Section", f"{notice.section}. {say_source_briefly(notice.source)}"],
        ["Who publishes it", notice.publisher],
        ["When", notice.when],
        ["In force", notice.in_force],
        ["Not for", notice.not_for],
        ["Number", f"{notice.label}. {say_source_briefly(notice.label_source)}"],
    ]
    lines = [
        f"## {notice.label} {notice.title} {{#{code}}}",
        *table(["What", "Rule"], [row for row in facts if row[1]]),
    ]
    rows = [[item.text, first_upper(item.when), say_source_briefly(item.source)] for item in notice.contents]
    lines += table(["It says", "Where, or when", "Who asks for it"], rows)
    return [*lines, *([f"Not read, or not in the law: {notice.unread}", ""] if notice.unread else [])]
