"""Examples that packs give of reading notices and of remarking on them: a few words in, what is made of them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from commonweal.frameworks import Pack, Packs
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.notice import Notice, PublishedCriterion, PublishedLot, Said
from commonweal.procurement.regime import RegimeKind
from commonweal.quantities import Money, Vat
from commonweal.review import Passage, infer_from, review_notice

Given = Mapping[str, Any]
# What a reading example expects where nothing is to be read.
UNSAID = "unsaid"


def _reading(given: Given, pack: Pack, packs: Packs) -> Given:
    """What is inferred from a text, and from a title above it."""
    del pack
    passages = [Passage(text=given["text"], where="text")]
    if "title" in given:
        passages.append(Passage(text=given["title"], where="title", heading=True))
    return _Answers({each.subject: each.value for each in infer_from(passages, packs)}, otherwise=UNSAID)


def _remarks(given: Given, pack: Pack, packs: Packs) -> Given:
    """Which of the pack's remarks are made on a small tender notice."""
    made = {finding.code for finding in review_notice(_notice(given), packs=packs, fit=False).findings}
    return {name: name in made for name in pack.remarks}


class _Answers(dict[str, Any]):
    """Answers where every question not answered has one and the same."""

    def __init__(self, answers: Given, *, otherwise: str) -> None:
        super().__init__(answers)
        self._otherwise = otherwise

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, default if default is not None else self._otherwise)


def _notice(given: Given) -> Notice:
    criteria = tuple(
        PublishedCriterion(
            lot="1",
            kind=each["kind"],
            name=each["name"],
            description=each.get("description", ""),
            weighting=None if each.get("weighting") is None else Decimal(each["weighting"]),
            where=f"tender/lots/0/awardCriteria/criteria/{index}",
        )
        for index, each in enumerate(given["criteria"])
    )
    return Notice(
        ocid="ocds-example-1",
        id="example-1",
        kind=given.get("kind", "UK4"),
        published=None,
        authority_name="Example",
        authority_kind=Said(value=AuthorityKind(given.get("authority", "sub-central")), where="parties"),
        regime=Said(value=RegimeKind.COVERED, where="tender/aboveThreshold"),
        title=given["title"],
        description=given["text"],
        procedure=given.get("procedure", "Open procedure"),
        value=Said(value=Money(amount=Decimal(given["pounds"]), vat=Vat.INCLUDED), where="tender/value/amountGross"),
        lots=(PublishedLot(id="1", title=given["title"], description=""),),
        criteria=criteria,
    )


NOTICE_RUNNERS: dict[str, Callable[[Given, Pack, Packs], Given]] = {"reading": _reading, "remarks": _remarks}
