"""The contracting authority: who buys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonweal.record.errors import MisuseError


class AuthorityKind(StrEnum):
    """Kinds that some rule tells apart. `central-government` is what notices say when they say no more.

    The Ministry of Defence stands apart from other departments: PPN 002 leaves out its defence contracts alone.
    """

    MINISTRY_OF_DEFENCE = "ministry-of-defence"
    CENTRAL_DEPARTMENT = "central-department"
    EXECUTIVE_AGENCY = "executive-agency"
    NON_DEPARTMENTAL_BODY = "non-departmental-public-body"
    CENTRAL_GOVERNMENT = "central-government"
    LOCAL_AUTHORITY = "local-authority"
    NHS_BODY = "nhs-body"
    SCHOOL = "school"
    SUB_CENTRAL = "sub-central"
    PUBLIC_UTILITY = "public-utility"
    PRIVATE_UTILITY = "private-utility"
    DEVOLVED_SCOTLAND = "devolved-scotland"
    DEVOLVED_WALES = "devolved-wales"
    DEVOLVED_NORTHERN_IRELAND = "devolved-northern-ireland"
    INTELLIGENCE_SERVICE = "intelligence-service"
    RESEARCH_AGENCY = "advanced-research-and-invention-agency"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {
            AuthorityKind.MINISTRY_OF_DEFENCE: "Ministry of Defence",
            AuthorityKind.NHS_BODY: "NHS body",
            AuthorityKind.SUB_CENTRAL: "sub-central authority",
            AuthorityKind.DEVOLVED_SCOTLAND: "devolved Scottish authority",
            AuthorityKind.DEVOLVED_WALES: "devolved Welsh authority",
            AuthorityKind.DEVOLVED_NORTHERN_IRELAND: "devolved Northern Ireland authority",
            AuthorityKind.RESEARCH_AGENCY: "Advanced Research and Invention Agency",
        }.get(self, self.value.replace("-", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A contracting authority, by name and kind. `region` is where the benefit falls, for the 2012 Act."""

    name: str
    kind: AuthorityKind = AuthorityKind.UNKNOWN
    identifier: str = ""
    region: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise MisuseError("The contracting authority needs a name.")
