"""The glossary's machine-checked words: identifiers and interface text may not use them.

Run by the check command and by a test. Exempt: exchange/ocds (another standard's vocabulary), this file, and lines
marked `law's word`, `OCDS word` or `library's word`. Only whole words count; docs and packs are read too.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "buyer": "contracting authority",
    "client": "contracting authority",
    "milestone": "gate",
    "phase": "stage",
    "indicator": "measure",
    "reviewer": "evaluator",
}
WORD = re.compile(r"(?<![A-Za-z])(" + "|".join(FORBIDDEN) + r")s?(?![A-Za-z])", re.IGNORECASE)
EXEMPT = ("src/commonweal/exchange/ocds/", "tests/house/words.py", "GLOSSARY.md")
MARKS = ("law's word", "OCDS word", "library's word")
TEXTS = (".yaml", ".j2", ".md", ".txt", ".css", ".json")


def main() -> int:
    found = list(find_words())
    for place, word in found:
        print(f"{place}: say '{FORBIDDEN[word]}', not '{word}'.")
    return 1 if found else 0


def find_words() -> Iterator[tuple[str, str]]:
    """Every forbidden word with its place."""
    for folder in ("src", "docs", "examples", "README.md", "CONTRIBUTING.md", "TESTING.md"):
        for file in files_under(ROOT / folder):
            name = file.relative_to(ROOT).as_posix()
            if name.startswith(EXEMPT):
                continue
            if file.suffix == ".py":
                yield from _in_python(file, name)
            elif file.suffix in TEXTS:
                yield from _in_text(file.read_text(encoding="utf-8"), name)


def files_under(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _in_text(text: str, name: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not any(mark in line for mark in MARKS):
            for match in WORD.finditer(line):
                yield f"{name}:{number}", match.group(1).lower()


def _in_python(file: Path, name: str) -> Iterator[tuple[str, str]]:
    """Names and strings; comments may explain what a word is not."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for token in tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline):
        if token.type not in {tokenize.NAME, tokenize.STRING}:
            continue
        for match in WORD.finditer(token.string.replace("_", " ")):
            if not any(mark in lines[token.start[0] - 1] for mark in MARKS):
                yield f"{name}:{token.start[0]}", match.group(1).lower()


if __name__ == "__main__":
    sys.exit(main())
