"""From a release to a notice: what it says and where, nothing inferred, nobody's contact details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from commonweal.exchange.ocds.authorities import ReadAuthority, read_authority
from commonweal.exchange.ocds.criteria import read_criteria, read_criteria_text
from commonweal.exchange.ocds.days import read_day, read_period
from commonweal.exchange.ocds.kpis import read_kpis, read_no_kpis_reason
from commonweal.exchange.ocds.money import ReadValue, read_total, read_value
from commonweal.exchange.ocds.regimes import law_of, procedure_of, read_regime_code
from commonweal.exchange.ocds.releases import Lot, Period, Release, Tender, Value
from commonweal.exchange.ocds.sources import read_source
from commonweal.exchange.ocds.wording import read_code, read_line, read_text
from commonweal.procurement.notice import Notice, NoticeSource, PublishedLot, Said
from commonweal.procurement.procurement import Nature

_NATURES = frozenset(nature.value for nature in Nature)
_CPV = frozenset({"CPV", ""})
# Releases that tell what became of a procurement.
_AFTERWARDS = ("award", "contract", "implementation")
# Forms that must state a limit and have none write the greatest number that they can hold.
MOST_CANDIDATES = 10_000


def make_notice(release: Release, notes: Iterable[str] = (), *, line: int = 0) -> Notice:
    """The notice that a release holds. What cannot be read is left out, and `warnings` say so."""
    warnings = list(notes)
    ocid = read_code(release.ocid)
    source = read_source(ocid)
    tender = release.tender or Tender()
    authority = read_authority(release, warnings)
    if not read_code(release.id):
        warnings.append("The release has no id of its own.")
    value = value_of(release, tender, source, warnings)
    return Notice(
        ocid=ocid,
        id=read_code(release.id),
        kind=kind_of(release),
        published=read_day(release.date, "date", warnings),
        authority_name=authority.name,
        authority_kind=authority.kind,
        identifier=authority.identifier,
        regime=read_regime_code(release, tender, authority.devolved),
        title=read_line(tender.title),
        description=read_text(tender.description),
        nature=nature_of(release, tender),
        procedure=procedure_of(tender),
        procedure_text=read_text(tender.procedure.features) if tender.procedure else "",
        cpv=codes_of(release, tender, warnings),
        region=region_of(tender),
        value=value.said,
        rival=value.rival,
        lots=_lots(tender, source, warnings),
        criteria=read_criteria(tender, warnings),
        criteria_text=read_criteria_text(tender),
        framework=bool(tender.techniques and tender.techniques.has_framework_agreement),
        risks=read_text(tender.risk_details),
        announced=_announced(tender, warnings),
        updates=any(read_code(tag).endswith(("Update", "Amendment")) for tag in release.tag or ()),
        other_text=_other_text(release, tender, warnings),
        legal_text=_legal_text(release, tender, authority),
        law=law_of(tender),
        source=source,
        line=line,
        kpis=read_kpis(release),
        no_kpis_reason=read_no_kpis_reason(release),
        dynamic_market=has_dynamic_market(tender),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def value_of(release: Release, tender: Tender, source: NoticeSource, warnings: list[str]) -> ReadValue:
    """What was paid, signed or awarded, where the notice tells of it; else what the tender states."""
    if any(read_code(tag).startswith(_AFTERWARDS) for tag in release.tag or ()):
        for values, where, name in _outcome_values(release):
            total = read_total(values, where, warnings, source=source, name=name)
            if total.said is not None:
                return total
    return read_value(tender.value, "tender/value", warnings, source=source)


def _outcome_values(release: Release) -> Iterator[tuple[list[Value | None], str, str]]:
    contracts, awards = release.contracts or (), release.awards or ()
    final = [each.implementation.final_value if each.implementation else None for each in contracts]
    yield final, "contracts", "implementation/finalValue"
    yield [each.value for each in contracts], "contracts", "value"
    yield [each.value for each in awards], "awards", "value"


def has_dynamic_market(tender: Tender) -> bool:
    """Whether a dynamic market (before the Act: a dynamic purchasing system) is set up or used."""
    return bool(tender.techniques and tender.techniques.has_dynamic_purchasing_system)


def kind_of(release: Release) -> str:
    """The notice type (UK4), of the document that is this release; else the release's first tag (tender)."""
    last = ""
    for part in (release.planning, release.tender, *(release.awards or ()), *(release.contracts or ())):
        for each in (part.documents if part else None) or ():
            written = each.notice_type
            if written is not None and (kind := read_code(written)):
                if each.id == release.id:
                    return kind
                last = kind
    return last or read_code(next(iter(release.tag or ()), None))


def nature_of(release: Release, tender: Tender) -> Said[Nature] | None:
    """Goods, services or works, as the tender says, else the first award or contract that does."""
    written = [("tender", tender.main_procurement_category)]
    for part, outcomes in (("awards", release.awards), ("contracts", release.contracts)):
        written += [(f"{part}/{at}", each.main_procurement_category) for at, each in enumerate(outcomes or ())]
    for where, category in written:
        if (word := read_code(category)) in _NATURES:
            return Said(value=Nature(word), where=f"{where}/mainProcurementCategory", words=word)
    return None


def codes_of(release: Release, tender: Tender, warnings: list[str]) -> tuple[str, ...]:
    """Codes of eight digits, once each, in the order published."""
    codes = [tender.classification] if tender.classification else []
    for items in (tender.items, *(each.items for each in (*(release.awards or ()), *(release.contracts or ())))):
        for item in items or ():
            codes += [item.classification] if item.classification else []
            codes += item.additional_classifications or ()
    written = [read_code(code.id) for code in codes if code.scheme == "CPV" or read_code(code.scheme).upper() in _CPV]
    good = [code[:8] for code in written if code[:8].isascii() and code[:8].isdigit() and len(code) >= 8]
    if len(good) < len([code for code in written if code]):
        warnings.append("A CPV code has not eight digits and is left out.")
    return tuple(dict.fromkeys(good))


def region_of(tender: Tender) -> str:
    """Where it is delivered, by region code; up to five."""
    found = [read_code(address.region) for item in tender.items or () for address in item.delivery_addresses or ()]
    return ", ".join(list(dict.fromkeys(code for code in found if code))[:5])


def _lots(tender: Tender, source: NoticeSource, warnings: list[str]) -> tuple[PublishedLot, ...]:
    lots = []
    _warn_of_currencies(tender, warnings)
    for index, each in enumerate(tender.lots or ()):
        heard = [] if each.value == tender.value else warnings  # a slip that the tender's value shows is said once
        lots.append(_lot(each, index, source, warnings, heard))
    if not lots and tender.contract_period is not None:
        lots = [_lot(Lot(id="1", contract_period=tender.contract_period), None, source, warnings, [])]
    named = list({lot.id: lot for lot in reversed(lots)}.values())[::-1]
    if len(named) < len(lots):
        warnings.append("Two lots share an id; the first is kept.")
    return tuple(named)


def _warn_of_currencies(tender: Tender, warnings: list[str]) -> None:
    """Forms offer currencies from A to Z: the first of the list, beside pounds, is a slip to be checked."""
    whole = read_code(tender.value.currency).upper() if tender.value else ""
    lots = {read_code(lot.value.currency).upper(): read_code(lot.id) for lot in tender.lots or () if lot.value}
    for currency, lot in lots.items():
        if whole and currency and currency != whole:
            warnings.append(f"Lot {lot or '1'} states its value in {currency}, the whole in {whole}; check which.")


def _lot(lot: Lot, index: int | None, source: NoticeSource, warnings: list[str], on_value: list[str]) -> PublishedLot:
    where = "tender" if index is None else f"tender/lots/{index}"
    value = read_value(lot.value, f"{where}/value", on_value, source=source)
    starts, ends, last = read_period(lot.contract_period, f"{where}/contractPeriod", warnings)
    return PublishedLot(
        id=read_code(lot.id) or str((index or 0) + 1),
        title=read_line(lot.title),
        description=read_text(lot.description),
        value=value.said.value if value.said else None,
        rival=value.rival.value if value.rival else None,
        starts=starts,
        ends=ends,
        last=last,
        options=read_text(lot.options.description) if lot.options else "",
        renewal=read_text(lot.renewal.description) if lot.renewal else "",
        fewest_candidates=_candidates(lot.second_stage.minimum_candidates) if lot.second_stage else None,
        most_candidates=_candidates(lot.second_stage.maximum_candidates) if lot.second_stage else None,
    )


def _candidates(number: Decimal | None) -> int | None:
    """How many candidates; a number that nobody would invite stands for no limit."""
    if number is None or not number.is_finite() or not 0 < number <= MOST_CANDIDATES:
        return None
    return int(number)


def _other_text(release: Release, tender: Tender, warnings: list[str]) -> tuple[Said[str], ...]:
    """Prose that stands elsewhere, and the days that no lot holds, each with its path."""
    found = [
        ("tender/procurementMethodRationale", read_text(tender.procurement_method_rationale)),
        ("tender/contractTerms/performanceTerms", read_text(terms_of(tender))),
        ("tender/techniques/frameworkAgreement/description", read_text(framework_text_of(tender))),
    ]
    for index, code in enumerate(tender.procurement_method_rationale_classifications or ()):
        where = f"tender/procurementMethodRationaleClassifications/{index}"
        found.append((where, f"justification {read_code(code.id)}"))
    for index, each in enumerate(release.planning.milestones or () if release.planning else ()):
        found.append((f"planning/milestones/{index}/description", read_text(each.description)))
    for index, lot in enumerate(tender.lots or ()):
        found.append((f"tender/lots/{index}/contractPeriod/durationInDays", days_of(lot.contract_period)))
    found += _dates(tender, warnings)
    return tuple(Said(value=text, where=where) for where, text in found if text)


def _legal_text(release: Release, tender: Tender, authority: ReadAuthority) -> tuple[Said[str], ...]:
    """What may tell the law that applies, with its path."""
    found = [
        ("description", read_text(release.description)),
        ("tender/submissionMethodDetails", read_text(tender.submission_method_details)),
        ("parties/address/region", f"region {authority.region}" if authority.region else ""),
    ]
    for index, each in enumerate(tender.amendments or ()):
        found.append((f"tender/amendments/{index}/description", read_text(each.description)))
    return tuple(Said(value=text, where=where) for where, text in found if text)


def terms_of(tender: Tender) -> str | int | None:
    return tender.contract_terms.performance_terms if tender.contract_terms else None


def framework_text_of(tender: Tender) -> str | int | None:
    agreement = tender.techniques.framework_agreement if tender.techniques else None
    return agreement.description if agreement else None


def days_of(period: Period | None) -> str:
    days = read_code(period.duration_in_days) if period else ""
    return f"a period of {days} days" if days.isdigit() and 0 < int(days) < 20_000 else ""


def _announced(tender: Tender, warnings: list[str]) -> Said[date] | None:
    """The day on which the tender notice is to come."""
    text = tender.communication.future_notice_date if tender.communication else None
    where = "tender/communication/futureNoticeDate"
    day = read_day(text, where, warnings)
    return Said(value=day, where=where, words=day.isoformat()) if day else None


def _dates(tender: Tender, warnings: list[str]) -> list[tuple[str, str]]:
    written = [
        ("tender/tenderPeriod/endDate", tender.tender_period.end_date if tender.tender_period else None),
        ("tender/expressionOfInterestDeadline", tender.expression_of_interest_deadline),
        ("tender/awardPeriod/endDate", tender.award_period.end_date if tender.award_period else None),
    ]
    days = [(where, read_day(text, where, warnings)) for where, text in written]
    return [(where, day.isoformat()) for where, day in days if day]
