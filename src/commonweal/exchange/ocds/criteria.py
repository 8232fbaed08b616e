"""Award criteria as published, with weightings from numbers or, where there is none, from words."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.ocds.releases import AwardCriteria, Criterion, Lot, Tender
from commonweal.exchange.ocds.weightings import SaidWeighting, read_own_weighting, read_split_text
from commonweal.exchange.ocds.wording import read_code, read_line, read_text
from commonweal.procurement.notice import PublishedCriterion, Said

EXACT = "percentageExact"


def read_criteria(tender: Tender, warnings: list[str]) -> tuple[PublishedCriterion, ...]:
    """The criteria of every lot, in order. A lot whose exact weightings do not total 100 is named in a warning."""
    found: list[PublishedCriterion] = []
    for index, lot in enumerate(tender.lots or ()):
        if lot.award_criteria is not None:
            found += _of_lot(lot, lot.award_criteria, f"tender/lots/{index}/awardCriteria", warnings)
    if not found and tender.lot_details and tender.lot_details.award_criteria:
        lot = (tender.lots or (Lot(),))[0]
        found += _of_lot(lot, tender.lot_details.award_criteria, "tender/lotDetails/awardCriteria", warnings)
    return tuple(found)


def read_criteria_text(tender: Tender) -> tuple[Said[str], ...]:
    """What is said of the award criteria in prose, wherever it stands."""
    texts = [("tender/awardCriteriaDetails", tender.award_criteria_details)]
    if tender.lot_details:
        texts.append(("tender/lotDetails/awardCriteriaDetails", tender.lot_details.award_criteria_details))
        texts += _prose(tender.lot_details.award_criteria, "tender/lotDetails/awardCriteria")
    for index, lot in enumerate(tender.lots or ()):
        texts += _prose(lot.award_criteria, f"tender/lots/{index}/awardCriteria")
    said = (Said(value=read_text(text), where=where) for where, text in texts)
    return tuple(each for each in said if each.value)


def _prose(criteria: AwardCriteria | None, where: str) -> list[tuple[str, str | int | None]]:
    if criteria is None:
        return []
    return [
        (f"{where}/description", criteria.description),
        (f"{where}/weightingDescription", criteria.weighting_description),
    ]


def _of_lot(lot: Lot, criteria: AwardCriteria, where: str, warnings: list[str]) -> list[PublishedCriterion]:
    lot_id = read_code(lot.id)
    listed = [
        _read(each, lot_id, f"{where}/criteria/{index}", warnings) for index, each in enumerate(criteria.criteria or ())
    ]
    numbered = [each for each in listed if each.weighting is not None and not each.weighting_words]
    total = sum((each.weighting or Decimal(0) for each in numbered), Decimal(0))
    prices = sum((each.weighting or Decimal(0) for each in numbered if each.kind in {"price", "cost"}), Decimal(0))
    if numbered and total != 100 and total - prices != 100:  # quality's own criteria may total 100 beside price
        warnings.append(f"The weightings of lot {lot_id or '1'} total {total:f}%, not 100% ({where}).")
    hidden = _hidden(listed, criteria, lot_id, where)
    return hidden or listed


def _read(criterion: Criterion, lot: str, where: str, warnings: list[str]) -> PublishedCriterion:
    name, description = read_line(criterion.name), read_text(criterion.description)
    weighting, words = _exact(criterion, where, warnings), ""
    if weighting is None and not any(read_code(each.weight) == EXACT for each in criterion.numbers or ()):
        own = read_own_weighting(name, description)
        weighting, words = own if own else (None, "")
    return PublishedCriterion(
        lot=lot,
        kind=read_code(criterion.type),
        name=name,
        description=description,
        weighting=weighting,
        where=where,
        weighting_words=words,
    )


def _exact(criterion: Criterion, where: str, warnings: list[str]) -> Decimal | None:
    """The percentage that the criterion's number states. Ranks, points and ranges are no percentages."""
    number = next((each.number for each in criterion.numbers or () if read_code(each.weight) in {EXACT, ""}), None)
    if number is None:
        return None
    if not number.is_finite() or not 0 <= number <= 100:
        warnings.append(f"{where}/numbers states no percentage and is left out.")
        return None
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _hidden(
    listed: list[PublishedCriterion], criteria: AwardCriteria, lot: str, where: str
) -> list[PublishedCriterion]:
    """Criteria that only a text states: instead of a list without weightings, or of one that holds them all."""
    known = sum((each.weighting or Decimal(0) for each in listed), Decimal(0))
    if len(listed) > 1 and known == 100:
        return []
    texts = [(each.where, f"{each.name}\n{each.description}") for each in listed if len(listed) == 1]
    texts += [
        (f"{where}/description", read_text(criteria.description)),
        (f"{where}/weightingDescription", read_text(criteria.weighting_description)),
    ]
    for place, text in texts:
        parts = read_split_text(text)
        if len(parts) > 1 or (parts and known != 100):
            return [_from_words(part, lot, place) for part in parts]
    return []


def _from_words(part: SaidWeighting, lot: str, where: str) -> PublishedCriterion:
    return PublishedCriterion(
        lot=lot,
        kind="price" if part.is_price else "quality",
        name=part.label[:1].upper() + part.label[1:],
        description="",
        weighting=part.percent,
        where=where,
        weighting_words=part.words,
    )
