"""Lays out the things of a new check, to be filled in: rule text, predicate, its line, and two golden files.

What is laid out reads and loads. Its golden files fail until the predicate is written, and a test of the house fails
while anything is left to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generators.pages import ROOT

PACKS = "src/commonweal/frameworks/packs"
CHECKS = "src/commonweal/scheme/checks"
GOLDEN = "tests/golden/checks"
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SOURCE = re.compile(r"^sources:(?: *#.*)?\n(?: *#.*\n)*  (\w+):", re.MULTILINE)
_MODULE = re.compile(r"^    (\w+),$", re.MULTILINE)

RULE = """\
title: "Fill in: the check in a few words"
severity: warning
moment: before-notice
design_controls: false
condition: >-
  Fill in: when the check is met, in one sentence.
why: >-
  Fill in: why it matters to those who buy and those who bid.
remedy: >-
  Fill in: what mends it.
worked_example: >-
  Fill in: an example with numbers, such as 3 stages of £200,000, with its answer.
exclusions: >-
  Fill in: the contracts and bodies that it does not reach.
assumptions: >-
  Fill in: what is taken for granted, and whose reading that is.
asks:
  holds: {{question: "Fill in: what only a person can answer?", type: yes-no}}
sources:
  - {{ref: {source}, where: "Fill in: the section or paragraph"}}
"""
PREDICATE = '''\
"""Fill in: what is asked, in one sentence, with its place in law or guidance."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, outside_the_act, unknown

CHECK = "{slug}"


def check(context: Context) -> Verdict:
    """Fill in: when it is met."""
    if outside := outside_the_act(context):
        return outside
    return unknown("Fill in: this check has not been written yet.")
'''
GOLDEN_FILE = """\
title: "Fill in: {title}"
case:
  commonweal: 1
  title: Trying out an aid
  authority: {{name: An authority (fictional), kind: local-authority}}
  procurement:
    nature: services
    regime: {{kind: covered}}
    delivery_model: pilot
    award_structure: one-contract
    commencement: {{on: 2026-03-02}}
    split: {{price: 40, quality: 50, social_value: 10, method: lowest-ratio}}
  stages:
    - {{id: pilot, title: Pilot, kind: pilot, months: 9, funding: {{amount: 450000, vat: excluded}}}}
option: none
expect:
  state: {state}
  message: "Fill in: the sentence that the check says."
"""
NEXT = """\
Fill in everything marked 'Fill in', write the predicate, add a golden file for each other answer, and name the check
in tests/engine/scheme/legal_checks.yaml. Then:
  python -m commonweal.frameworks.publishing --unreleased {name}
  python docs/generate.py
  python -m pytest tests/golden tests/engine/scheme tests/house
If a release has carried {name}, write the check in a new edition instead: an edition never changes.
"""
PAIR = {
    "met": ("met", "a case in which it is met"),
    "not-met": ("not met", "the same case with one thing changed"),
}


def lay_out_check(slug: str, pack: str, *, root: Path = ROOT) -> str:
    """Write the files and say which; refuse, before anything is written, a name that cannot serve."""
    edition = edition_folder(pack, root)
    module = slug.replace("-", "_")
    _refuse_name(slug, module, root)
    texts = {
        edition / "checks" / f"{slug}.yaml": RULE.format(source=_source(edition)),
        root / CHECKS / f"{module}.py": PREDICATE.format(slug=slug),
        root / CHECKS / "predicates.py": with_module(root / CHECKS / "predicates.py", module, calls="check"),
    }
    for name, (state, title) in PAIR.items():
        texts[root / GOLDEN / slug / f"{name}.yaml"] = GOLDEN_FILE.format(state=state, title=title)
    return write_new(texts, root) + NEXT.format(name=edition.relative_to(root / PACKS).as_posix())


def write_new(texts: Mapping[Path, str], root: Path) -> str:
    """Write files, and say which, one a line."""
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return "".join(f"written: {file.relative_to(root).as_posix()}\n" for file in texts)


def edition_folder(pack: str, root: Path) -> Path:
    """The folder of the edition named, or of the pack's newest."""
    packs = root / PACKS
    editions = sorted(file.parent for file in packs.glob("*/*/pack.yaml"))
    found = [each for each in editions if pack in {each.parent.name, each.relative_to(packs).as_posix()}]
    if not found:
        known = ", ".join(dict.fromkeys(each.parent.name for each in editions))
        raise SystemExit(f"There is no pack '{pack}'. The packs are {known}.")
    return found[-1]


def _refuse_name(slug: str, module: str, root: Path) -> None:
    taken = [*(root / PACKS).glob(f"*/*/checks/{slug}.yaml"), root / CHECKS / f"{module}.py", root / GOLDEN / slug]
    refuse_name(slug, taken, root, what="A check's", such_as="standstill-kept")


def refuse_name(slug: str, taken: Iterable[Path], root: Path, *, what: str, such_as: str) -> None:
    """End with one sentence where a name is badly formed, or where one of the files that it would take is there."""
    if not SLUG.fullmatch(slug):
        raise SystemExit(f"{what} name is small words joined by hyphens, such as {such_as}, not '{slug}'.")
    there = next((each for each in taken if each.exists()), None)
    if there is not None:
        raise SystemExit(f"The name '{slug}' is taken: {there.relative_to(root).as_posix()}. Choose another.")


def _source(edition: Path) -> str:
    """The first source that the pack names."""
    found = _SOURCE.search((edition / "pack.yaml").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"{edition.as_posix()}/pack.yaml names no source that a rule could cite.")
    return found[1]


def with_module(predicates: Path, module: str, *, calls: str) -> str:
    """The text of a predicates.py with one module more, in order of name; `calls` is the function that it calls."""
    text = predicates.read_text(encoding="utf-8")
    modules = sorted({*_MODULE.findall(text), module})
    slugs = sorted(each.replace("_", "-") for each in modules)
    imports = "".join(f"    {each},\n" for each in modules)
    entries = "".join(f'    "{each}": {each.replace("-", "_")}.{calls},\n' for each in slugs)
    text = re.sub(r"(?<= import \(\n)(?:    \w+,\n)+", imports, text)
    return re.sub(rf'(?<=\] = {{\n)(?:    "[\w-]+": \w+\.{calls},\n)+', entries, text)
