"""The legal regime under which a procurement runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonweal.record.errors import MisuseError


class RegimeKind(StrEnum):
    COVERED = "covered"
    LIGHT_TOUCH = "light-touch"
    DEFENCE = "defence-and-security"
    UTILITIES = "utilities"
    CONCESSION = "concession"
    BELOW_THRESHOLD = "below-threshold"
    EXEMPT = "exempt"
    PROVIDER_SELECTION = "provider-selection"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"
    LEGACY = "legacy"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return {
            RegimeKind.COVERED: "covered procurement",
            RegimeKind.SCOTLAND: "Scottish rules",
            RegimeKind.WALES: "Welsh devolved procurement",
            RegimeKind.NORTHERN_IRELAND: "transferred Northern Ireland procurement",
            RegimeKind.PROVIDER_SELECTION: "provider selection regime",
            RegimeKind.LEGACY: "the earlier regulations",
        }.get(self, self.value.replace("-", " "))


# The Procurement Act 2023 by its number, as a notice's code names it.
THE_ACT = "2023/54"
# Regimes to which Part 3 of the Procurement Act 2023 (award criteria, s.23) applies.
UNDER_THE_ACT = frozenset(
    {
        RegimeKind.COVERED,
        RegimeKind.LIGHT_TOUCH,
        RegimeKind.DEFENCE,
        RegimeKind.UTILITIES,
        RegimeKind.CONCESSION,
        RegimeKind.WALES,
        RegimeKind.NORTHERN_IRELAND,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A regime with what it hangs on: the limb of s.7(1) for defence, the Schedule 2 paragraph if exempt."""

    kind: RegimeKind = RegimeKind.UNKNOWN
    limb: str = ""
    paragraph: str = ""

    def __post_init__(self) -> None:
        if self.limb and (self.kind is not RegimeKind.DEFENCE or self.limb not in "abcdefg"):
            raise MisuseError("A limb, a to g, is stated only for a defence and security contract (s.7(1)).")
        if self.paragraph and self.kind is not RegimeKind.EXEMPT:
            raise MisuseError("A Schedule 2 paragraph is stated only for an exempt contract.")

    @property
    def under_the_act(self) -> bool | None:
        """Whether the Act's rules on award criteria apply; None while the regime is unknown."""
        return None if self.kind is RegimeKind.UNKNOWN else self.kind in UNDER_THE_ACT
