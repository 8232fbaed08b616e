"""The regime of a notice whose code names the earlier European law: its words tell which rules really apply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from commonweal.frameworks.pack import Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.case import Assumption
from commonweal.procurement.notice import Notice, NoticeSource
from commonweal.procurement.procurement import Nature
from commonweal.procurement.regime import THE_ACT, Regime, RegimeKind
from commonweal.quantities.money import Money, gross_range
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
_BY_VALUE = (
    "The notice names the Procurement Act 2023 and not whether it is above the threshold: its value is above every "
    "ordinary one that could be its."
)
_GOODS_SERVICES = ("threshold-central-goods-services", "threshold-sub-central-goods-services")
_WORKS = (*_GOODS_SERVICES, "threshold-works")
# What words may tell where no code tells the regime: under the Act they may speak of an earlier contract.
_TOLD_ALONE = {THE_ACT: frozenset({RegimeKind.PROVIDER_SELECTION})}
_TOLD_WITHOUT_A_LAW = frozenset({RegimeKind.PROVIDER_SELECTION, RegimeKind.LEGACY})
_EARLIER = "It runs under the regulations before the Procurement Act 2023."


@dataclass(frozen=True, slots=True)
class Signs:
    """What a notice states that can tell its regime. `regime` and `law` are what its own codes say."""

    regime: RegimeKind | None
    law: str
    nature: Nature
    value: Money | None
    kind: str
    published: date | None
    source: NoticeSource
    procedure: str


def signs_of(notice: Notice) -> Signs:
    return Signs(
        regime=notice.regime.value if notice.regime else None,
        law=notice.law,
        nature=notice.nature.value if notice.nature else Nature.UNKNOWN,
        value=notice.value.value if notice.value else None,
        kind=notice.kind,
        published=notice.published,
        source=notice.source,
        procedure=notice.procedure,
    )


def read_regime(notice: Notice, packs: Packs) -> tuple[Regime, Assumption | None]:
    """The regime, and the assumption that it rests on where the notice's own code does not settle it."""
    said = notice.regime
    if said is not None and said.value is not RegimeKind.LEGACY:
        return Regime(kind=said.value), None
    found = infer_subject(regime_passages(notice), packs, subject="regime")
    kind, because = settle_regime(signs_of(notice), found.value if found else None, packs)
    if because == _READ and found is not None:
        because += f"; the code alone ({said.words}) does not tell." if said else "."
        return Regime(kind=kind), _assumed(kind, because, found.words, found.where)
    if because == _EARLIER and said is None:
        return Regime(kind=kind), _assumed(kind, because, notice.procedure, "tender/procurementMethodDetails")
    if because == _BY_VALUE and notice.value is not None:
        return Regime(kind=kind), _assumed(kind, because, str(notice.value.value), notice.value.where)
    return Regime(kind=kind), _assumed(kind, because, said.words if said else "", said.where if said else "")


def settle_regime(signs: Signs, told: str | None, packs: Packs) -> tuple[RegimeKind, str]:
    """The regime from the notice's codes, what its words tell, its day and its register; and the reason for it."""
    said, published = signs.regime, signs.published
    if said is not None and said is not RegimeKind.LEGACY:
        return said, ""
    if told is not None and (said is not None or told in _TOLD_ALONE.get(signs.law, _TOLD_WITHOUT_A_LAW)):
        return RegimeKind(told), _READ
    if signs.law == THE_ACT:
        return (RegimeKind.COVERED, _BY_VALUE) if _reaches_threshold(signs, packs) else (RegimeKind.UNKNOWN, _UNTOLD)
    before = published is not None and published < ACT_IN_FORCE
    if said is None:
        theirs = (before or signs.source is NoticeSource.CONTRACTS_FINDER) and _PROCEDURES.search(signs.procedure)
        return (RegimeKind.LEGACY, _EARLIER) if theirs else (RegimeKind.UNKNOWN, _UNTOLD)
    if before:
        return said, _EARLIER
    return (said, _AWARDED) if signs.kind.startswith(("award", "contract")) else (RegimeKind.UNKNOWN, _CODE_ONLY)


def _reaches_threshold(signs: Signs, packs: Packs) -> bool:
    """Whether the least that the value can mean reaches every ordinary threshold that could be this contract's.

    Special contracts, whose thresholds differ, carry a code of their own.
    """
    span = gross_range(signs.value) if signs.value else None
    laws = packs.of_kind(PackKind.LAW)
    if span is None or signs.published is None or not laws:
        return False
    plain = signs.nature in {Nature.GOODS, Nature.SERVICES}
    dated = [laws[-1].parameters[name].at(signs.published) for name in (_GOODS_SERVICES if plain else _WORKS)]
    return all(each is not None and span[0] >= each.value for each in dated)


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
