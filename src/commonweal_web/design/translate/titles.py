"""What the subjects of decisions of a design are called."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.design import Design
from commonweal.frameworks import Packs
from commonweal.frameworks.titles import subject_titles


def design_titles(packs: Packs, design: Design | None) -> Mapping[str, str]:
    """The titles of whatever a decision may be about, criteria as the design words them, if there is one."""
    worded = {each.code: each.criterion.title for each in design.proposals.candidates} if design else {}
    return subject_titles(packs.editions, menu=worded)
