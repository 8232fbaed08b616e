"""What things of packs are called: by every name that documents use, the newest edition's words, and never a guess."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from commonweal.frameworks import Pack, Packs, load_packs
from commonweal.frameworks.titles import check_titles, criterion_titles, subject_titles


@cache
def packs() -> Packs:
    return load_packs()


def test_a_subject_is_found_by_every_name_that_documents_use() -> None:
    """A criterion in full and by its last part, one held by name only, an outcome, an edition with and without day."""
    titles = subject_titles(packs().editions)
    ours, old = packs().get("innovation"), packs().get("ppn-06-20")
    assert titles["innovation/co-design"] == titles["co-design"] == ours.criteria["co-design"].title
    assert titles[ours.name] == titles["innovation"] == ours.head.label
    for code, title in criterion_titles(old).items():
        assert titles[f"ppn-06-20/{code}"] == title
    for edition in packs().editions:
        assert {titles[code] for code in edition.outcomes} == {each.title for each in edition.outcomes.values()}


def test_a_last_part_that_two_criteria_have_names_neither() -> None:
    """Which of them is meant is nobody's guess; the full code still tells them apart."""
    ours = packs().get("innovation")
    other = replace(ours, id="other")
    assert "co-design" not in subject_titles((ours, other))
    titles = subject_titles((ours, other), menu={"innovation/co-design": "As we word it"})
    assert titles["co-design"] == titles["innovation/co-design"] == "As we word it"
    assert titles["other/co-design"] == other.criteria["co-design"].title


def _reworded(pack: Pack, edition: str) -> Pack:
    checks = {name: replace(rule, title=f"{rule.title} anew") for name, rule in pack.checks.items()}
    return replace(pack, edition=edition, checks=checks, head=replace(pack.head, code_label="Anew"))


def test_of_several_editions_the_newest_speaks() -> None:
    """Whatever the order in which they are at hand; an earlier one keeps its own name with its day."""
    law = packs().get("procurement-act-2023")
    newer = _reworded(law, "2099-01")
    for both in ((law, newer), (newer, law)):
        assert check_titles(both)["methodology-stated"].endswith(" anew")
        assert subject_titles(both)[law.id] == "Anew"
        assert subject_titles(both)[law.name] == law.head.label
