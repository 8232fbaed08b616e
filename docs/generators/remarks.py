"""One page a remark of `commonweal review`, and their index in order of harm."""

from __future__ import annotations

from commonweal.frameworks.pack import Pack
from commonweal.frameworks.rules import Remark
from commonweal.record.finding import Severity
from generators.pages import Written, marked, packs_in_order, page, say_source, table

FOLDER = "docs/reference/remarks"
EFFECTS = {
    Severity.WARNING: "It asks for a person to look.",
    Severity.INFORMATION: "It informs.",
    Severity.BLOCKING: "It asks for a person before anything else.",
}


def remark_pages() -> Written:
    found = all_remarks()
    texts = {f"{FOLDER}/{code}.md": _page(code, pack, remark) for code, (pack, remark) in found.items()}
    return Written(texts=texts | {f"{FOLDER}/index.md": _index(found)}, owns=(FOLDER,))


def all_remarks() -> dict[str, tuple[Pack, Remark]]:
    """Every remark by its code, the most harmful first."""
    found = {code: (pack, remark) for pack in packs_in_order() for code, remark in pack.remarks.items()}
    return dict(sorted(found.items(), key=lambda item: (item[1][1].severity.rank, -item[1][1].harm, item[0])))


def _page(code: str, pack: Pack, remark: Remark) -> str:
    lines = [
        marked("the pack"),
        "",
        f"# {remark.title}",
        "",
        f"`{code}` · {remark.severity} · harm {remark.harm} of 9 · pack `{pack.name}`",
    ]
    for heading, paragraphs in (
        ("Condition", [remark.condition, EFFECTS[remark.severity]]),
        ("Why it matters", [remark.why]),
        ("What to do", [remark.remedy]),
        ("Worked example", [remark.worked_example]),
        ("Exclusions", [remark.exclusions]),
        ("Assumptions", [remark.assumptions]),
        ("Sources", ["\n".join(f"- {say_source(source)}" for source in remark.sources), pack.head.attribution]),
    ):
        lines += ["", f"## {heading}"]
        for paragraph in filter(None, paragraphs):
            lines += ["", paragraph.strip()]
    return page(lines)


def _index(found: dict[str, tuple[Pack, Remark]]) -> str:
    rows = [
        [f"[{remark.title}]({code}.md)", f"`{code}`", remark.severity.value, _rests_on(remark)]
        for code, (_, remark) in found.items()
    ]
    lines = [
        marked("the pack"),
        "",
        "# Remarks",
        "",
        f"`commonweal review` knows {len(found)} remarks on a published notice; here they stand in order of harm.",
        "A remark is a prompt for whoever reads the notice: neither a verdict on anybody nor legal advice.",
        "It is only made of what the notice says; tender documents are not read, and may say more.",
        *table(["Remark", "Code", "Severity", "Rests on"], rows),
        "The order of harm is our judgement: how much a bid may go wrong by it.",
        "[Review a published notice](../../how-to/review-a-published-notice.md) shows them at work.",
    ]
    return page(lines)


def _rests_on(remark: Remark) -> str:
    return ", ".join(dict.fromkeys(source.kind.value for source in remark.sources))
