"""What the things of packs are called: criteria, outcomes and editions by every name that documents use, and checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from commonweal.frameworks.pack import Pack

NOTHING: Mapping[str, str] = MappingProxyType({})


def criterion_titles(pack: Pack) -> Mapping[str, str]:
    """The titles of a pack's criteria by code, those held by name only among them."""
    in_full = {code: criterion.title for code, criterion in pack.criteria.items()}
    return in_full | {code: named.title for code, named in pack.names.items()}


def subject_titles(packs: Iterable[Pack], *, menu: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
    """The titles of whatever a decision may be about, by every name that a document may use.

    Editions and outcomes by name, criteria by full code and by its last part where only one has it. Of several editions
    the newest speaks. `menu` has criteria by full code as a design or a scheme words them: it comes before the packs,
    and its criteria have the last part of their code to themselves, as `Packs.find_code` reads it.
    """
    ordered = sorted(packs, key=lambda pack: pack.edition)
    full = {f"{pack.id}/{code}": title for pack in ordered for code, title in criterion_titles(pack).items()}
    outcomes = {code: each.title for pack in ordered for code, each in pack.outcomes.items()}
    editions = {name: pack.head.label for pack in ordered for name in (pack.id, pack.name)}
    return outcomes | editions | _by_last_part(full) | _by_last_part(menu) | full | dict(menu)


def _by_last_part(titles: Mapping[str, str]) -> dict[str, str]:
    often = Counter(_last_part(code) for code in titles)
    return {_last_part(code): title for code, title in titles.items() if often[_last_part(code)] == 1}


def _last_part(code: str) -> str:
    return code.partition("/")[2]


def check_titles(packs: Iterable[Pack]) -> Mapping[str, str]:
    """Checks by name, as the newest of the packs calls each."""
    ordered = sorted(packs, key=lambda pack: pack.edition)
    return {name: rule.title for pack in ordered for name, rule in pack.checks.items()}
