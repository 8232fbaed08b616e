"""One page a check, and their index by moment."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.frameworks import load_packs
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.rules import Moment, Rule
from commonweal.record.finding import Severity
from commonweal.record.source import Source, SourceKind
from commonweal.scheme.checks import AFTER_AWARD, BEFORE_PUBLICATION
from generators.pages import SIGNS, Written, marked, packs_in_order, page, say_source, table

FOLDER = "docs/reference/checks"
ACT = "Procurement Act 2023"
WHEN = {
    Moment.BEFORE_ENGAGEMENT: "Before anybody is asked what they would offer: contact about an offer can start clocks.",
    Moment.BEFORE_NOTICE: "While the scheme is designed, and once more on the day before the tender notice.",
    Moment.BETWEEN_ROUNDS: "After each round of a flexible procedure, before the next is opened.",
    Moment.BEFORE_CONTRACT: "Once bids are assessed, until the contract is entered into.",
    Moment.AT_A_GATE: "When the contract runs: at every gate, at every change, and at least once a year.",
    Moment.AT_THE_END: "When the contract ends, however it ends, and before a follow-on.",
}
NO_EFFECT = {
    Severity.WARNING: "It warns, and stops nothing.",
    Severity.INFORMATION: "It informs, and stops nothing.",
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
    return [f"{first}{second} It is asked {rule.moment.words}.", _effect(rule)]


def _effect(rule: Rule) -> str:
    """What *not met* and *not answered* stop, which hangs on the moment."""
    if rule.severity in NO_EFFECT:
        return NO_EFFECT[rule.severity]
    if rule.moment in AFTER_AWARD:
        return "*Not met* makes `commonweal check` fail; it stops no design, since the contract already runs."
    if rule.moment in BEFORE_PUBLICATION:
        return "*Not met* stops design; *not answered* stops publication and becomes that person's task."
    return "*Not met* stops design; *not answered* becomes that person's task, and waits for its moment."


def _asks(name: str, rule: Rule) -> list[str]:
    if not rule.asks:
        return ["Nothing: it looks at the case and the scheme."]
    rows = [[f"`{ask}`", each.question, each.type.value] for ask, each in sorted(rule.asks.items())]
    lines = table(["Key", "Question", "Answer"], rows)
    return [f"Answered in `case.yaml` under `answers:`, `{name}:`.", "\n".join(lines[1:-1])]


def _sources(sources: tuple[Source, ...]) -> list[str]:
    return ["\n".join(f"- {say_source(source)}" for source in sources)]


def _index(rules: Mapping[str, tuple[Pack, Rule]]) -> str:
    moments = by_moment(rules)
    lines = [
        marked("the pack"),
        "",
        "# Checks",
        "",
        f"{len(rules)} checks, each a question of law, guidance or our judgement, by the moment at which it is asked.",
        "Each answers *met*, *not met*, *not answered*, *unknown* or *does not apply*.",
        "A check prompts a named person; it clears nothing, and it is not legal advice.",
        "",
        "## Which to look at when",
        *table(["Moment", "Checks", "Look at them"], [_when(moment, here) for moment, here in moments.items()]),
        "Only what is asked before the notice can hold the notice up.",
        "A check that waits for a later moment is named in a report and by `commonweal check CASE`;",
        "`commonweal check CASE --moment before-contract` shows those of one moment in full.",
        "Any check says what it asks by `commonweal explain` with its name.",
        "",
        "■ is law, □ guidance, ◌ our judgement; places without a title are of the Procurement Act 2023.",
        "*Blocking*: *not met* stops design up to the contract, and *not answered* stops publication if it is asked "
        "before the notice.",
        "*Warning* and *information* stop nothing.",
    ]
    for moment, here in moments.items():
        rows = [
            [f"[{rule.title}]({name}.md)", rule.severity.value, _answered_by(rule), _rests_on(rule), _places(rule)]
            for name, rule in here.items()
        ]
        lines += ["", f"## {moment.words.capitalize()}", "", f"{_count(here)}. {WHEN[moment]}"]
        lines += table(["Check", "Severity", "Answered by", "Rests on", "Where"], rows)
    return page(lines)


def _when(moment: Moment, here: Mapping[str, Rule]) -> list[str]:
    words = moment.words.capitalize()
    return [f"[{words}](#{moment.value})", str(len(here)), WHEN[moment]]


def _count(here: Mapping[str, Rule]) -> str:
    blocking = sum(rule.severity is Severity.BLOCKING for rule in here.values())
    return f"{len(here)} check{'s' if len(here) > 1 else ''}, {blocking} of them blocking"


def by_moment(rules: Mapping[str, tuple[Pack, Rule]]) -> dict[Moment, dict[str, Rule]]:
    """The checks of each moment at which there are any."""
    grouped = {moment: {n: rule for n, (_, rule) in rules.items() if rule.moment is moment} for moment in Moment}
    return {moment: here for moment, here in grouped.items() if here}


def _answered_by(rule: Rule) -> str:
    return "design" if rule.design_controls else "a person" if rule.asks else "the case"


def _rests_on(rule: Rule) -> str:
    """The kinds of source by their marks, law first."""
    kinds = {source.kind for source in rule.sources}
    return ", ".join(SIGNS[kind] for kind in SourceKind if kind in kinds)


def _places(rule: Rule) -> str:
    """Where law and guidance say it, the Act's places first and without its name."""
    return "; ".join(
        source.where if source.title.startswith(ACT) else f"{source.title}{f', {source.where}' if source.where else ''}"
        for source in rule.sources
        if source.kind is not SourceKind.JUDGEMENT
    )


def _inside(sentence: str) -> str:
    """A sentence after a colon begins small, unless it begins with an abbreviation."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
