"""Lays out the things of a new attack, to be filled in: its text, its condition, its line, and three golden files.

What is laid out reads and loads. Its golden file of a leak fails until the condition is written, and a test fails while
anything is left to fill in.
"""

from __future__ import annotations

from pathlib import Path

from generators.new_check import PACKS, edition_folder, refuse_name, with_module, write_new
from generators.pages import ROOT

PACK = "challenge"
ATTACKS = "src/commonweal/challenge/attacks"
GOLDEN = "tests/golden/attacks"

TEXT = """\
title: "Fill in: the way of bidding in a few words"
condition: >-
  Fill in: where it works, in one sentence.
why: >-
  Fill in: what it takes from those who bid for the work, and from the authority.
method: >-
  Fill in: what is computed, with its formula and unit, and what the severity is a share of.
mend: >-
  Fill in: the changes that stop it, the smallest first.
worked_example: >-
  Fill in: an example with numbers, such as 10 points on hours, with its answer.
exclusions: >-
  Fill in: where it does not look, or does not work.
assumptions: >-
  Fill in: what is taken for granted, and whose judgement that is.
sources:
  - {ref: commonweal, where: attacks}
"""
CONDITION = '''\
"""Fill in: how marks are earned without the work, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found


def attack(context: AttackContext) -> Iterator[Found]:
    """Fill in: where it finds a leak."""
    yield from ()  # Fill in: a Found for each criterion of context.target.criteria at which it works
'''
GOLDEN_FILE = """\
title: "Fill in: {title}"
stages:
  - {{id: pilot, title: Pilot, kind: pilot, months: 9, funding: {{amount: 450000, vat: excluded}}}}
criteria:
  - {{code: local/hours, title: Hours given, weighting: 10, measure: ppn-002/wellbeing-hours}}
leaks:{leaks}
"""
LEAK = """
  - criterion: local/hours
    severity: 1
    finding: "Fill in: the sentence that the attack says."
    because: "Fill in: the number behind it."
    mend: "Fill in: what the first mend with changes says, or leave it out where there is none."
"""
FILES = {
    "leaks": ("an award decision that leaks", LEAK),
    "holds-mended": ("the same award decision, mended", " []\n"),
    "holds-excluded": ("the nearest award decision that the attack leaves alone", " []\n"),
}
NEXT = """\
Fill in everything marked 'Fill in', and write the condition. tests/golden/attack_case.py says what a golden file may
hold. Then:
  python -m commonweal.frameworks.publishing --unreleased {name}
  python docs/generate.py
  python -m pytest tests/golden/test_attacks.py tests/engine/challenge
If a release has carried {name}, write the attack in a new edition instead: an edition never changes.
"""


def lay_out_attack(slug: str, *, root: Path = ROOT) -> str:
    """Write the files and say which; refuse, before anything is written, a name that cannot serve."""
    edition = edition_folder(PACK, root)
    module = slug.replace("-", "_")
    taken = [*(root / PACKS).glob(f"*/*/attacks/{slug}.yaml"), root / ATTACKS / f"{module}.py", root / GOLDEN / slug]
    refuse_name(slug, taken, root, what="An attack's", such_as="volume-padder")
    texts = {
        edition / "attacks" / f"{slug}.yaml": TEXT,
        root / ATTACKS / f"{module}.py": CONDITION,
        root / ATTACKS / "predicates.py": with_module(root / ATTACKS / "predicates.py", module, calls="attack"),
    }
    for name, (title, leaks) in FILES.items():
        texts[root / GOLDEN / slug / f"{name}.yaml"] = GOLDEN_FILE.format(title=title, leaks=leaks.rstrip("\n"))
    return write_new(texts, root) + NEXT.format(name=edition.relative_to(root / PACKS).as_posix())
