"""The page of prompts for the contract and the notice, with the words for what a case fills in."""

from __future__ import annotations

from itertools import groupby

from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import PackKind
from commonweal.frameworks.prompts import (
    FILL_INS,
    PROMPT_LINE,
    Listing,
    Prompt,
    PromptSubject,
    Situation,
    fill_in,
)
from commonweal.record.text import first_upper, say_list
from generators.checks import all_rules
from generators.pages import Written, marked, packs_in_order, page, say_source, table

PAGE = "docs/reference/contract-prompts.md"


def prompt_page() -> Written:
    return Written(texts={PAGE: page(_lines())})


def _lines() -> list[str]:
    prompts = all_prompts()
    lines = [
        marked("the pack"),
        "",
        "# Prompts for the contract and the notice",
        "",
        f"{len(prompts)} prompts, each with what a contract has to settle and what bidders must be told too.",
        "A change that only one of the two provides for may not be permitted, so they stand in pairs.",
        "`commonweal clauses CASE` shows those that a case calls for and fills them in; "
        "[From a scheme to the contract](../how-to/from-a-scheme-to-the-contract.md) says how to use them.",
        "What stands in square brackets is filled in from the case.",
        "",
        f"**{PROMPT_LINE}**",
    ]
    for subject, group in groupby(prompts.items(), key=lambda item: item[1][1].subject):
        lines += ["", f"## {subject.words}"]
        for name, (pack, prompt) in group:
            lines += ["", *_prompt(name, pack, prompt)]
    return [*lines, *_vocabulary()]


def _vocabulary() -> list[str]:
    """What a prompt may say it is called for by, and what it may fill in."""
    situations = [[f"`{each.value}`", first_upper(each.words)] for each in Situation]
    fill_ins = [
        [f"`{{{name}}}`", first_upper(words), " or ".join(f"`{each.value}`" for each in ensured) or "any"]
        for name, (words, ensured) in FILL_INS.items()
    ]
    return [
        "",
        "## Words for a prompt of your own",
        *table(["`when`", "Called for when"], situations),
        *table(["In braces", "What is filled in", "Needs `when`"], fill_ins),
        f"`lists` may name {say_list([f'`{each.value}`' for each in Listing])}; "
        f"`subject` is one of {say_list([f'`{each.value}`' for each in PromptSubject], last='or')}.",
    ]


def all_prompts() -> dict[str, tuple[Pack, Prompt]]:
    """Every prompt by name, in the order in which they are shown; a newer edition's replaces an older one's."""
    packs = [pack for pack in packs_in_order() if pack.head.kind is PackKind.PROMPTS]
    found = {name: (pack, prompt) for pack in packs for name, prompt in pack.prompts.items()}
    order = list(PromptSubject)
    return dict(sorted(found.items(), key=lambda item: (order.index(item[1][1].subject), item[0])))


def _prompt(name: str, pack: Pack, prompt: Prompt) -> list[str]:
    words = {fill: f"[{said}]" for fill, (said, _) in FILL_INS.items()}
    rules = all_rules()
    checks = [f"[{rules[check][1].title}](checks/{check}.md)" for check in prompt.checks]
    return [
        f"### {prompt.title} {{#{name}}}",
        "",
        f"`{name}` · called for when {say_list([each.words for each in prompt.when])} · pack `{pack.name}`",
        "",
        f"**In the contract.** {fill_in(prompt.contract, words)}",
        "",
        f"**In the notice.** {fill_in(prompt.notice, words)}",
        "",
        "**To decide:**",
        "",
        *[f"- {each}" for each in prompt.decide],
        "",
        f"**Why.** {prompt.why}",
        "",
        *([f"**Helps to meet:** {'; '.join(checks)}.", ""] if checks else []),
        *[f"- {say_source(source)}" for source in prompt.sources],
        "",
        f"*{PROMPT_LINE}*",
    ]
