"""Writes the generated pages of the documentation. Run from the project's root: python docs/generate.py [--check].

Each function in GENERATORS gives the pages of one folder that it owns: nothing else may stand there. With --check
nothing is written, and the exit status is 1 where a page is stale, missing or left over.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonweal.frameworks import load_packs
from commonweal.frameworks.definitions import Moment, Rule
from commonweal.frameworks.pack import Pack
from commonweal.record.source import Confidence, Source

ROOT = Path(__file__).resolve().parent
MARK = "<!-- Written by docs/generate.py. Do not edit: change the pack and run python docs/generate.py. -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one folder under docs/, by file name."""

    folder: str
    texts: Mapping[str, str]


# --- checks ---------------------------------------------------------------------------------------


def check_pages() -> Pages:
    """One page a check, and their index by moment."""
    rules = {name: (pack, rule) for pack in _packs() for name, rule in sorted(pack.checks.items())}
    texts = {f"{name}.md": _check_page(name, pack, rule) for name, (pack, rule) in sorted(rules.items())}
    return Pages(folder="reference/checks", texts=texts | {"index.md": _check_index(rules)})


def _packs() -> tuple[Pack, ...]:
    """In order of name, so that a newer edition's rule replaces an older one's."""
    return tuple(sorted(load_packs().editions, key=lambda pack: pack.name))


def _check_page(name: str, pack: Pack, rule: Rule) -> str:
    lines = [
        MARK,
        "",
        f"# {rule.title}",
        "",
        f"`{name}` · {rule.severity} · asked {rule.moment.words} · pack `{pack.name}`",
    ]
    for heading, paragraphs in (
        ("Condition", [rule.condition]),
        ("Why it matters", [rule.why, f"What mends it: {_inside(rule.remedy)}"]),
        ("Who answers and when", _who(rule)),
        ("What it asks", _asks(name, rule)),
        ("Worked example", [rule.worked_example]),
        ("Exclusions", [rule.exclusions]),
        ("Assumptions", [rule.assumptions]),
        ("Sources", [*_sources(rule.sources), *([pack.head.attribution] if pack.head.attribution else [])]),
    ):
        lines += ["", f"## {heading}"]
        for paragraph in paragraphs:
            lines += ["", paragraph.strip()]
    return "\n".join(lines) + "\n"


def _who(rule: Rule) -> list[str]:
    """Whether design answers, a person, or both."""
    if rule.design_controls:
        first = "Design answers it, and never proposes a scheme in which it is *not met*."
        second = " Where something is left open, a named person answers it." if rule.asks else ""
    elif rule.asks:
        first, second = "A named person of the contracting authority answers what the case does not already say.", ""
    else:
        first, second = "It is read from the case and the scheme; a named person states whatever is missing.", ""
    effects = {
        "blocking": "*Not met* stops design; *not answered* stops publication and becomes that person's task.",
        "warning": "It warns, and stops nothing.",
        "information": "It informs, and stops nothing.",
    }
    return [f"{first}{second} It is asked {rule.moment.words}.", effects[rule.severity.value]]


def _asks(name: str, rule: Rule) -> list[str]:
    if not rule.asks:
        return ["Nothing: it looks at the case and the scheme."]
    rows = [f"| `{ask}` | {each.question} | {each.type} |" for ask, each in sorted(rule.asks.items())]
    table = "\n".join(["| Key | Question | Answer |", "|---|---|---|", *rows])
    return [f"Answered in `case.yaml` under `answers:`, `{name}:`.", table]


def _sources(sources: tuple[Source, ...]) -> list[str]:
    return ["\n".join(f"- {_source(source)}" for source in sources)]


def _source(source: Source) -> str:
    """The kind first, for law, guidance and judgement must never look alike; then how well we know it."""
    title = f"[{source.title}]({source.url})" if source.url else source.title
    where = f", {source.where}" if source.where else ""
    dated = f"; dated {source.dated.day} {source.dated:%B %Y}" if source.dated else ""
    doubt = f"; {source.note}" if source.note else ""
    return f"**{source.kind.capitalize()}**: {title}{where}. Confidence: {_confidence(source)}{dated}{doubt}."


def _confidence(source: Source) -> str:
    return {
        Confidence.PRIMARY: "primary (read in the official text)",
        Confidence.SECONDARY: "secondary (reported by others)",
        Confidence.RECALLED: "recalled (to be verified)",
        Confidence.JUDGEMENT: "judgement (ours, replaceable)",
    }[source.confidence]


def _check_index(rules: Mapping[str, tuple[Pack, Rule]]) -> str:
    lines = [
        MARK,
        "",
        "# Checks",
        "",
        f"{len(rules)} checks, by the moment at which they are asked. Each answers *met*, *not met*, *not answered*, "
        "*unknown* or *does not apply*. A check prompts a named person; it clears nothing, and it is not legal advice.",
    ]
    for moment in Moment:
        here = [(name, pack, rule) for name, (pack, rule) in sorted(rules.items()) if rule.moment is moment]
        if not here:
            continue
        lines += ["", f"## {moment.words.capitalize()}", "", "| Check | Severity | Answered by | Rests on |"]
        lines += ["|---|---|---|---|"]
        lines += [
            f"| [{rule.title}]({name}.md) | {rule.severity} | {_answered_by(rule)} | {_rests_on(rule)} |"
            for name, pack, rule in here
        ]
    return "\n".join(lines) + "\n"


def _answered_by(rule: Rule) -> str:
    return "design" if rule.design_controls else "a person" if rule.asks else "the case"


def _rests_on(rule: Rule) -> str:
    return ", ".join(dict.fromkeys(source.kind.value for source in rule.sources))


def _inside(sentence: str) -> str:
    """A sentence after a colon begins small, unless it begins with an abbreviation."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]


# --- writing --------------------------------------------------------------------------------------

GENERATORS: tuple[Callable[[], Pages], ...] = (check_pages,)


def stale_pages() -> Iterator[tuple[Path, str | None]]:
    """Every page that is not as it should be, with the text it should have; None where it should not be there."""
    for generate in GENERATORS:
        pages = generate()
        folder = ROOT / pages.folder
        for name, text in pages.texts.items():
            file = folder / name
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                yield file, text
        for file in sorted(folder.glob("*.md")):
            if file.name not in pages.texts:
                yield file, None


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a page is stale")
    options = parser.parse_args(arguments)
    stale = list(stale_pages())
    for file, text in stale:
        sys.stdout.write(f"{'stale' if options.check else 'written' if text is not None else 'removed'}: {file}\n")
        if options.check:
            continue
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
