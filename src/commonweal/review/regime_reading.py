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
_EARLIER = "It runs under the regulations before the Procurement Act 2023."


def read_regime(notice: Notice, packs: Packs) -> tuple[Regime, Assumption | None]:
    """The regime, and the assumption that it rests on where the notice's own code does not settle it."""
    said = notice.regime
    if said is not None and said.value is not RegimeKind.LEGACY:
        return Regime(kind=said.value), None
    found = infer_subject(_passages(notice), packs, subject="regime")
    if found is not None and (said is not None or found.value == RegimeKind.PROVIDER_SELECTION):
        because = "Read from the words" + (f"; the code alone ({said.words}) does not tell." if said else ".")
        kind = RegimeKind(found.value)
        return Regime(kind=kind), Assumption(
            subject="regime", value=kind.value, because=because, words=found.words, where=found.where
        )
    if said is None and _is_earlier(notice):
        return Regime(kind=RegimeKind.LEGACY), Assumption(
            subject="regime",
            value=RegimeKind.LEGACY.value,
            because=_EARLIER,
            words=notice.procedure,
            where="tender/procurementMethodDetails",
        )
    if said is None:
        because = "The notice does not say whether it is above or below the threshold."
        return Regime(), Assumption(subject="regime", value="unknown", because=because)
    if notice.published is not None and notice.published < ACT_IN_FORCE:
        return Regime(kind=said.value), Assumption(
            subject="regime", value=said.value.value, because=_EARLIER, words=said.words, where=said.where
        )
    if notice.kind.startswith(("award", "contract")):
        return Regime(kind=said.value), Assumption(
            subject="regime", value=said.value.value, because=_AWARDED, words=said.words, where=said.where
        )
    return Regime(), Assumption(
        subject="regime", value="unknown", because=_CODE_ONLY, words=said.words, where=said.where
    )


def _is_earlier(notice: Notice) -> bool:
    """Whether it follows a procedure of the earlier regulations, before the Act or in the register that was theirs."""
    then = notice.published is not None and notice.published < ACT_IN_FORCE
    if not then and notice.source is not NoticeSource.CONTRACTS_FINDER:
        return False
    return bool(_PROCEDURES.search(notice.procedure))


def _passages(notice: Notice) -> list[Passage]:
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
