"""One page a check, and their index by moment."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.frameworks import load_packs
from commonweal.frameworks.definitions import Moment, Rule
from commonweal.frameworks.pack import Pack
from commonweal.record.source import Source
from generators.pages import Written, marked, packs_in_order, page, say_source, table

FOLDER = "docs/reference/checks"
EFFECTS = {
    "blocking": "*Not met* stops design; *not answered* stops publication and becomes that person's task.",
    "warning": "It warns, and stops nothing.",
    "information": "It informs, and stops nothing.",
}


def check_pages() -> Written:
    rules = all_rules()
    texts = {f"{FOLDER}/{name}.md": _page(name, pack, rule) for name, (pack, rule) in rules.items()}
    return Written(texts=texts | {f"{FOLDER}/index.md": _index(rules)}, owns=(FOLDER,))


def all_rules() -> dict[str, tuple[Pack, Rule]]:
    """Every check by name; a newer edition's rule replaces an older one's."""
    found = {name: (pack, rule) for pack in packs_in_order() for name, rule in pack.checks.items()}
    return dict(sorted(found.items()))


def _page(name: str, pack: Pack, rule: Rule) -> str:
    lines = [
        marked("the pack"),
        "",
        f"# {rule.title}",
        "",
        f"`{name}` · {rule.severity} · asked {rule.moment.words} · pack `{pack.name}`",
    ]
    for heading, paragraphs in (
        ("Condition", [rule.condition]),
        ("Why it matters", [rule.why, f"What mends it: {_inside(rule.remedy)}", *_drafted(name)]),
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
    return page(lines)


def _drafted(name: str) -> list[str]:
    """The prompts that help to meet the check."""
    prompts = load_packs().prompts_for(name)
    links = [f"[{prompt.title}](../contract-prompts.md#{prompt_name})" for prompt_name, prompt in prompts]
    return [f"What to have drafted: {'; '.join(links)}."] if links else []


def _who(rule: Rule) -> list[str]:
    """Whether design answers, a person, or both."""
    if rule.design_controls:
        first = "Design answers it, and never proposes a scheme in which it is *not met*."
        second = " Where something is left open, a named person answers it." if rule.asks else ""
    elif rule.asks:
        first, second = "A named person of the contracting authority answers what the case does not already say.", ""
    else:
        first, second = "It is read from the case and the scheme; a named person states whatever is missing.", ""
    return [f"{first}{second} It is asked {rule.moment.words}.", EFFECTS[rule.severity.value]]


def _asks(name: str, rule: Rule) -> list[str]:
    if not rule.asks:
        return ["Nothing: it looks at the case and the scheme."]
    rows = [[f"`{ask}`", each.question, each.type.value] for ask, each in sorted(rule.asks.items())]
    lines = table(["Key", "Question", "Answer"], rows)
    return [f"Answered in `case.yaml` under `answers:`, `{name}:`.", "\n".join(lines[1:-1])]


def _sources(sources: tuple[Source, ...]) -> list[str]:
    return ["\n".join(f"- {say_source(source)}" for source in sources)]


def _index(rules: Mapping[str, tuple[Pack, Rule]]) -> str:
    lines = [
        marked("the pack"),
        "",
        "# Checks",
        "",
        f"{len(rules)} checks, by the moment at which they are asked.",
        "Each answers *met*, *not met*, *not answered*, *unknown* or *does not apply*.",
        "A check prompts a named person; it clears nothing, and it is not legal advice.",
    ]
    for moment, here in by_moment(rules).items():
        rows = [
            [f"[{rule.title}]({name}.md)", rule.severity.value, _answered_by(rule), _rests_on(rule)]
            for name, rule in here.items()
        ]
        lines += ["", f"## {moment.words.capitalize()}"]
        lines += table(["Check", "Severity", "Answered by", "Rests on"], rows)
    return page(lines)


def by_moment(rules: Mapping[str, tuple[Pack, Rule]]) -> dict[Moment, dict[str, Rule]]:
    """The checks of each moment at which there are any."""
    grouped = {moment: {n: rule for n, (_, rule) in rules.items() if rule.moment is moment} for moment in Moment}
    return {moment: here for moment, here in grouped.items() if here}


def _answered_by(rule: Rule) -> str:
    return "design" if rule.design_controls else "a person" if rule.asks else "the case"


def _rests_on(rule: Rule) -> str:
    return ", ".join(dict.fromkeys(source.kind.value for source in rule.sources))


def _inside(sentence: str) -> str:
    """A sentence after a colon begins small, unless it begins with an abbreviation."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
