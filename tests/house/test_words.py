"""The glossary's machine-checked words."""

from __future__ import annotations

from pathlib import Path

import words


def test_no_forbidden_word_is_used() -> None:
    """In identifiers, interface texts, packs and documents."""
    assert list(words.find_words()) == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    """A name, a string and a line of text; a comment and a marked line are spared."""
    file = tmp_path / "a.py"
    lines = ['buyer_name = "x"', 'y = "the client"', "# a buyer here", 'z = "buyer"  # law\'s word', ""]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [word for _, word in words._in_python(file, "a.py")] == ["buyer", "client"]
    assert [word for _, word in words._in_text("one milestone\nno\n", "a.md")] == ["milestone"]
