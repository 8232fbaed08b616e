"""Examples of a pack of the challenge: which words an attack finds in a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from commonweal.frameworks.matching import words_told
from commonweal.frameworks.pack import Pack, Packs

Given = Mapping[str, Any]


def _words(given: Given, pack: Pack, packs: Packs) -> Given:
    """The first words of a text that tell what a subject asks; empty where none do."""
    del packs
    return {"words": words_told(pack.patterns, given["subject"], given["text"])}


CHALLENGE_RUNNERS: dict[str, Callable[[Given, Pack, Packs], Given]] = {"words": _words}
