"""One page an attack of `commonweal challenge`, and their index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.frameworks.challenging import Attack
from commonweal.frameworks.pack import Pack
from commonweal.frameworks.yaml_file import read_yaml
from generators.pages import ROOT, Written, marked, packs_in_order, page, say_source, table

FOLDER = "docs/reference/attacks"
GOLDEN = "tests/golden/attacks"


def attack_pages() -> Written:
    found = all_attacks()
    texts = {f"{FOLDER}/{name}.md": _page(name, pack, attack) for name, (pack, attack) in found.items()}
    return Written(texts=texts | {f"{FOLDER}/index.md": _index(found)}, owns=(FOLDER,))


def all_attacks() -> dict[str, tuple[Pack, Attack]]:
    """Every attack by its name, in order of its title; a newer edition's text replaces an older one's."""
    found = {name: (pack, attack) for pack in packs_in_order() for name, attack in pack.attacks.items()}
    return dict(sorted(found.items(), key=lambda item: item[1][1].title))


def _page(name: str, pack: Pack, attack: Attack) -> str:
    lines = [marked("the pack"), "", f"# {attack.title}", "", f"`{name}` · attack on a scheme · pack `{pack.name}`"]
    for heading, paragraphs in (
        ("Condition", [attack.condition]),
        ("Why it matters", [attack.why]),
        ("Method", [attack.method]),
        ("Worked example", [attack.worked_example, *_shown(name)]),
        ("What mends it", [attack.mend]),
        ("Exclusions", [attack.exclusions]),
        ("Assumptions", [attack.assumptions]),
        ("Sources", ["\n".join(f"- {say_source(source)}" for source in attack.sources)]),
    ):
        lines += ["", f"## {heading}"]
        for paragraph in paragraphs:
            lines += ["", paragraph.strip()]
    return page(lines)


def _shown(name: str) -> Iterator[str]:
    """What the attack says of the invented award decision that it is first tested on, leak by leak."""
    file = ROOT / GOLDEN / name / "leaks.yaml"
    golden = read_yaml(file, name=file.name).data
    for leak in golden["leaks"]:
        yield f"Of an invented award decision, *{golden['title']}*, it says:"
        yield "\n>\n".join(f"> {line}" for line in _said(leak))


def _said(leak: Mapping[str, Any]) -> Iterator[str]:
    yield f"**{leak['finding']}**"
    yield leak["because"]
    if leak.get("mend"):
        effect = _effect(leak) if "after" in leak else ""
        yield f"What mends it: {leak['mend']}{effect}"


def _effect(leak: Mapping[str, Any]) -> str:
    before, after = leak["alignment"], leak["after"]
    if before == after:
        return f" Alignment stays at {after:.0%}{'' if leak.get('stays') else ', and the leak is gone'}."
    return f" Alignment goes from {before:.0%} to {after:.0%}."


def _index(found: Mapping[str, tuple[Pack, Attack]]) -> str:
    rows = [[f"[{attack.title}]({name}.md)", f"`{name}`", attack.condition] for name, (_, attack) in found.items()]
    lines = [
        marked("the pack"),
        "",
        "# Attacks",
        "",
        "An attack is a way of bidding that earns marks without the work that the marks are meant for.",
        f"A challenge tries {len(found)} of them on every award decision, and says where one would pay.",
        "An attack is never a real bidder, and what it finds is a prompt for a person: no verdict and no legal advice.",
        *table(["Attack", "Code", "Condition"], rows),
        "What an attack finds is a *leak*: where it is, how many points of the whole mark go that way, and what mends "
        "it, the smallest change first.",
        "A mend with changes is a set of decisions that the design follows, so that its effect is computed; "
        "a mend without is for people to do by hand.",
        "`commonweal explain` with an attack's code says in the terminal what its page says here.",
    ]
    return page(lines)
