"""Who buys: name, kind and identifier, from the code in the notice and from a name that says it plainly."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from commonweal.exchange.ocds.releases import Identifier, Party, Release
from commonweal.exchange.ocds.wording import read_code, read_line
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import read_yaml
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.notice import Said

# Publishers who are no utility choose this code too (universities do): outside a utilities notice it tells nothing.
_UNDERTAKING = "publicUndertaking"
_UTILITIES_DIRECTIVE = "32014L0025"
_CODES = {
    "publicAuthorityCentralGovernment": AuthorityKind.CENTRAL_GOVERNMENT,
    "publicAuthoritySubCentralGovernment": AuthorityKind.SUB_CENTRAL,
    _UNDERTAKING: AuthorityKind.PUBLIC_UTILITY,
    "privateUtility": AuthorityKind.PRIVATE_UTILITY,
}
_DEVOLVED = {
    "GB-WLS": AuthorityKind.DEVOLVED_WALES,
    "GB-NIR": AuthorityKind.DEVOLVED_NORTHERN_IRELAND,
    "GB-SCT": AuthorityKind.DEVOLVED_SCOTLAND,
}
_UNLIMITED = {
    AuthorityKind.CENTRAL_GOVERNMENT,
    AuthorityKind.CENTRAL_DEPARTMENT,
    AuthorityKind.MINISTRY_OF_DEFENCE,
    AuthorityKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedKind:
    """A kind, and the words in a name that say it. `not_when` cancels."""

    kind: AuthorityKind
    words: tuple[str, ...]
    not_when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAuthority:
    """`devolved` is the nation whose rules the notice claims (GB-WLS, GB-NIR), with where it says so.

    `region` is the code of the place where it sits.
    """

    name: str = ""
    kind: Said[AuthorityKind] | None = None
    identifier: str = ""
    devolved: Said[str] | None = None
    region: str = ""


def read_authority(release: Release, warnings: list[str]) -> ReadAuthority:
    """The contracting authority: the release's own, else the first party that buys."""
    if (several := len(_buying(release))) > 1:
        warnings.append(f"{several} authorities buy together; the case is drafted for the first.")
    index, party = find_party(release)
    name = read_name(release, party)
    if not name and party is None:
        return ReadAuthority()
    codes = _classifications(party, index)
    devolved = devolved_code(party, index)
    return ReadAuthority(
        name=name,
        kind=_kind(name, codes, devolved, utilities=_for_utilities(release)),
        identifier=read_identifier(release, party),
        devolved=devolved,
        region=read_code(party.address.region) if party and party.address else "",
    )


def find_party(release: Release) -> tuple[int, Party | None]:
    """The party that buys, with its place: the one that the release names, else the first; (0, None) without any."""
    buying = _buying(release)
    if len(buying) > 1 and release.buyer is not None:
        identifier = read_code(release.buyer.id)
        buying = [(index, party) for index, party in buying if read_code(party.id) == identifier] or buying
    return buying[0] if buying else (0, None)


def read_name(release: Release, party: Party | None) -> str:
    named = release.buyer
    return read_line(named.name if named and named.name else party.name if party else None)


def read_identifier(release: Release, party: Party | None) -> str:
    own = read_code(release.buyer.id) if release.buyer else ""
    return own or (read_code(party.id) if party else "")


def devolved_code(party: Party | None, index: int) -> Said[str] | None:
    """The nation whose rules the party's own codes claim."""
    if party is None or party.details is None:
        return None
    for place, each in enumerate(party.details.classifications or ()):
        if (code := read_code(each.id)) in _DEVOLVED:
            where = f"parties/{index}/details/classifications/{place}"
            return Said(value=code, where=where, words=_words(each))
    return None


def _buying(release: Release) -> list[tuple[int, Party]]:
    return [(index, party) for index, party in enumerate(release.parties or ()) if _buys(party)]


def _buys(party: Party) -> bool:
    return any(role == "buyer" or read_code(role) == "buyer" for role in party.roles or ())


def _classifications(party: Party | None, index: int) -> list[Said[str]]:
    if party is None or party.details is None:
        return []
    where = f"parties/{index}/details/classifications"
    return [
        Said(value=read_code(each.id), where=f"{where}/{place}", words=_words(each))
        for place, each in enumerate(party.details.classifications or ())
    ]


def _words(code: Identifier) -> str:
    return read_line(code.description) or read_code(code.id)


def _for_utilities(release: Release) -> bool:
    """Whether the notice itself is published under the rules for utilities."""
    tender = release.tender
    if tender is None:
        return False
    by_law = tender.legal_basis is not None and read_code(tender.legal_basis.id) == _UTILITIES_DIRECTIVE
    return by_law or "utilities" in {read_code(each) for each in tender.special_regime or ()}


def _kind(
    name: str, codes: list[Said[str]], devolved: Said[str] | None, *, utilities: bool
) -> Said[AuthorityKind] | None:
    coded = next((said for said in codes if said.value in _CODES), None)
    base = _CODES[coded.value] if coded else AuthorityKind.UNKNOWN
    untold = coded is not None and coded.value == _UNDERTAKING and not utilities
    base = AuthorityKind.UNKNOWN if untold else base
    named = kind_by_name(name)
    if devolved is not None and not untold and base in _UNLIMITED and (named is None or named.value in _UNLIMITED):
        return Said(value=_DEVOLVED[devolved.value], where=devolved.where, words=devolved.words)
    if named is not None:
        return named
    return Said(value=base, where=coded.where, words=coded.words) if coded else None


@functools.lru_cache(maxsize=4096)
def kind_by_name(name: str) -> Said[AuthorityKind] | None:
    """The kind that a name says plainly, with the words that say it; None for any other name."""
    read = name.replace("&", "and")
    for row in _named_kinds():
        found = next((hit for words in row.words if (hit := _compiled(words).search(read))), None)
        if found is None or any(_compiled(words).search(read) for words in row.not_when):
            continue
        return Said(value=row.kind, where="buyer/name", words=found.group().strip())
    return None


@functools.cache
def _named_kinds() -> tuple[NamedKind, ...]:
    file = read_yaml(Path(__file__).with_name("authority_kinds.yaml"), name="authority_kinds.yaml")
    return convert(file.data, tuple[NamedKind, ...], file=file)


@functools.cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
