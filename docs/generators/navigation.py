"""The parts of the site's navigation that grow with the packs; the glossary; the list of decision records."""

from __future__ import annotations

import json

from generators.attacks import all_attacks
from generators.checks import all_rules, by_moment
from generators.packs import page_names
from generators.pages import ROOT, Written, marked, page, put_between, table
from generators.remarks import all_remarks

SITE = "mkdocs.yml"
GLOSSARY = ROOT / "GLOSSARY.md"
DECISIONS = ROOT / "docs" / "decisions"
COMMENT = ("# ", "")


def glossary_page() -> Written:
    """The root's glossary, copied so that the site has it; nothing while the root has none."""
    if not GLOSSARY.is_file():
        return Written(texts={})
    lines = [_said(line) for line in GLOSSARY.read_text(encoding="utf-8").strip().splitlines()]
    text = "\n".join(lines).replace("](docs/", "](")
    return Written(texts={"docs/glossary.md": f"{marked('GLOSSARY.md')}\n\n{text}\n"})


def _said(line: str) -> str:
    """A row with words that we do not say carries the mark by which the check of words passes over it."""
    return (
        f"{line.removesuffix('|').rstrip()} <!-- exempt, as law's word --> |" if "†" in line and "|" in line else line
    )


def decision_index() -> Written:
    """Every decision record by its title, in order of its number."""
    records = [file for file in sorted(DECISIONS.glob("*.md")) if file.name != "index.md"]
    rows = [[f"[{_title(file.read_text(encoding='utf-8'))}]({file.name})"] for file in records]
    lines = [
        marked("the records beside this page"),
        "",
        "# Decisions",
        "",
        "A decision record says, in about thirty lines, what was decided about the software, in which context and "
        "with which consequences.",
        "It is kept when the decision is later replaced: the newer record names the older one.",
        "Decisions about a procurement are something else: they stand in the case, "
        "and [disagree with the design](../how-to/disagree-with-the-design.md) shows how.",
        *(table(["Record"], rows) or ["", "No record has been written yet."]),
    ]
    return Written(texts={"docs/decisions/index.md": page(lines)})


def navigation() -> Written:
    """mkdocs.yml with its growing lists of pages."""
    text = (ROOT / SITE).read_text(encoding="utf-8")
    for name, lines, depth in (
        ("packs", [_entry(title, f"reference/packs/{file}") for file, title in _packs()], 10),
        ("checks", _checks(), 10),
        ("remarks", _remarks(), 10),
        ("attacks", _attacks(), 10),
        ("decisions", _records(), 6),
        ("glossary", ["- Glossary: glossary.md"] if GLOSSARY.is_file() else [], 2),
    ):
        content = "".join(f"{' ' * depth}{line}\n" for line in lines)
        text = put_between(text, name, content, comment=COMMENT)
    return Written(texts={SITE: text})


def _packs() -> list[tuple[str, str]]:
    return [(f"{name}.md", pack.head.title) for name, pack in page_names()]


def _checks() -> list[str]:
    lines = []
    for moment, here in by_moment(all_rules()).items():
        lines.append(f"- {moment.words.capitalize()}:")
        lines += [f"    {_entry(rule.title, f'reference/checks/{name}.md')}" for name, rule in here.items()]
    return lines


def _remarks() -> list[str]:
    return [_entry(remark.title, f"reference/remarks/{code}.md") for code, (_, remark) in all_remarks().items()]


def _attacks() -> list[str]:
    return [_entry(attack.title, f"reference/attacks/{name}.md") for name, (_, attack) in all_attacks().items()]


def _records() -> list[str]:
    records = [file for file in sorted(DECISIONS.glob("*.md")) if file.name != "index.md"]
    return [_entry(_title(file.read_text(encoding="utf-8")), f"decisions/{file.name}") for file in records]


def _title(text: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "Untitled")


def _entry(title: str, path: str) -> str:
    return f"- {json.dumps(title, ensure_ascii=False)}: {path}"
