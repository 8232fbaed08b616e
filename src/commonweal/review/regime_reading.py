"""The regime of a notice whose code names the earlier European law: its words tell which rules really apply."""

from __future__ import annotations

import re
from datetime import date

from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Assumption
from commonweal.procurement.notice import Notice, NoticeSource
from commonweal.procurement.regime import Regime, RegimeKind
from commonweal.review.inference import Passage, infer_subject, passages_of

# The main provisions of the Procurement Act 2023 came into force (commencement: SI 2024/959, recalled, not read).
ACT_IN_FORCE = date(2025, 2, 24)
_CODE_ONLY = (
    "The notice's code names the earlier European law, as forms for Scotland and for health services still do; no new "
    "procurement follows it since 24 February 2025, and no words tell another regime."
)
_AWARDED = (
    "The notice's code names the earlier European law and it tells of an award: the procurement can have begun before "
    "24 February 2025, and no words tell another regime."
)
# Procedures of the regulations before the Act; a register of theirs takes no procurement under the Act.
_PROCEDURES = re.compile(
    r"\b(?:open|restricted|negotiated|call-off from)\b|competitive (?:dialogue|procedure)", re.IGNORECASE
)
_READ = "Read from the words"
_UNTOLD = "The notice does not say whether it is above or below the threshold."
_EARLIER = "It runs under the regulations before the Procurement Act 2023."


def read_regime(notice: Notice, packs: Packs) -> tuple[Regime, Assumption | None]:
    """The regime, and the assumption that it rests on where the notice's own code does not settle it."""
    said = notice.regime
    if said is not None and said.value is not RegimeKind.LEGACY:
        return Regime(kind=said.value), None
    found = infer_subject(regime_passages(notice), packs, subject="regime")
    kind, because = settle_regime(
        said.value if said else None,
        found.value if found else None,
        kind=notice.kind,
        published=notice.published,
        source=notice.source,
        procedure=notice.procedure,
    )
    if because == _READ and found is not None:
        because += f"; the code alone ({said.words}) does not tell." if said else "."
        return Regime(kind=kind), _assumed(kind, because, found.words, found.where)
    if because == _EARLIER and said is None:
        return Regime(kind=kind), _assumed(kind, because, notice.procedure, "tender/procurementMethodDetails")
    return Regime(kind=kind), _assumed(kind, because, said.words if said else "", said.where if said else "")


def settle_regime(
    said: RegimeKind | None,
    told: str | None,
    *,
    kind: str,
    published: date | None,
    source: NoticeSource,
    procedure: str,
) -> tuple[RegimeKind, str]:
    """The regime from the notice's code, what its words tell, its day and its register; and the reason for it."""
    if said is not None and said is not RegimeKind.LEGACY:
        return said, ""
    if told is not None and (said is not None or told == RegimeKind.PROVIDER_SELECTION):
        return RegimeKind(told), _READ
    before = published is not None and published < ACT_IN_FORCE
    if said is None:
        theirs = (before or source is NoticeSource.CONTRACTS_FINDER) and _PROCEDURES.search(procedure)
        return (RegimeKind.LEGACY, _EARLIER) if theirs else (RegimeKind.UNKNOWN, _UNTOLD)
    if before:
        return said, _EARLIER
    return (said, _AWARDED) if kind.startswith(("award", "contract")) else (RegimeKind.UNKNOWN, _CODE_ONLY)


def _assumed(kind: RegimeKind, because: str, words: str, where: str) -> Assumption:
    return Assumption(subject="regime", value=kind.value, because=because, words=words, where=where)


def regime_passages(notice: Notice) -> list[Passage]:
    """Every text of the notice, and what tells the law alone: who buys, from where, additional information."""
    found = [
        *passages_of(notice),
        Passage(text=f"authority {notice.authority_name}", where="parties/name"),
        Passage(text=f"identifier {notice.identifier}", where="parties/id"),
        *(Passage(text=said.value, where=said.where) for said in notice.legal_text),
    ]
    if notice.region:
        found.append(Passage(text=f"delivered {notice.region}", where="tender/items/deliveryAddresses"))
    return found
