"""From release to notice: every mapped part, every hazard of real files, and no contact point."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ocds_examples import PILOT, lines, put, read_all, read_one, release

from commonweal.exchange.ocds.authorities import kind_by_name
from commonweal.exchange.ocds.weightings import read_own_weighting, read_split_text
from commonweal.procurement import AuthorityKind, Nature, RegimeKind
from commonweal.quantities import Money, Vat
from commonweal.review import holds_contact


def test_the_invented_pilot_is_read_whole() -> None:
    """Every part that is mapped, with where it stands."""
    notices, unread = read_all(PILOT)
    assert unread == []
    (notice,) = notices
    assert (notice.ocid, notice.id, notice.kind) == ("ocds-h6vhtk-099f01", "099001-2026", "UK4")
    assert notice.published == date(2026, 11, 16)
    assert notice.authority_name == "NHS Fenmarsh and Wolds Integrated Care Board"
    assert notice.identifier == "GB-PPON-PZZZ-0001-XXXX"
    assert notice.authority_kind is not None
    assert notice.authority_kind.value is AuthorityKind.NHS_BODY
    assert notice.regime is not None
    assert (notice.regime.value, notice.regime.where) == (RegimeKind.COVERED, "tender/aboveThreshold")
    assert notice.nature is not None
    assert notice.nature.value is Nature.SERVICES
    assert notice.procedure == "Competitive flexible procedure"
    assert notice.procedure_text.startswith("The procedure has two stages.")
    assert notice.cpv == ("48180000", "72212180", "73000000")
    assert notice.region == "UKF30"
    assert notice.value is not None
    assert notice.value.value == Money(amount=Decimal(900000), vat=Vat.INCLUDED)
    assert notice.value.where == "tender/value/amountGross"
    assert [(lot.starts, lot.ends, lot.last) for lot in notice.lots] == [(date(2027, 3, 1), date(2028, 8, 31), None)]
    assert [(each.kind, each.weighting) for each in notice.criteria] == [
        ("price", 30), ("quality", 25), ("quality", 20), ("quality", 15), ("quality", 10)
    ]  # fmt: skip
    assert notice.criteria[4].where == "tender/lots/0/awardCriteria/criteria/4"
    assert "first gate" in notice.risks
    assert not notice.framework
    assert ("tender/tenderPeriod/endDate", "2027-01-18") in {(each.where, each.value) for each in notice.other_text}
    assert notice.warnings == ()


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"tender__legalBasis": {"scheme": "CELEX", "id": "32014L0024"}}, RegimeKind.LEGACY),
        ({"tender__legalBasis": {"scheme": "UKSI", "id": "2023/1348"}}, RegimeKind.PROVIDER_SELECTION),
        ({"tender__procurementMethodDetails": "Below threshold - open competition"}, RegimeKind.BELOW_THRESHOLD),
        ({"tender__aboveThreshold": False}, RegimeKind.BELOW_THRESHOLD),
        ({"tender__specialRegime": ["lightTouch"]}, RegimeKind.LIGHT_TOUCH),
        ({"tender__specialRegime": ["utilities"]}, RegimeKind.UTILITIES),
        ({"tender__specialRegime": ["defenceSecurity"]}, RegimeKind.DEFENCE),
        ({"tender__specialRegime": ["concession"]}, RegimeKind.CONCESSION),
        ({}, RegimeKind.COVERED),
        ({"tender__aboveThreshold": None}, None),
    ],
)
def test_regime(tmp_path: Path, changes: dict[str, Any], kind: RegimeKind | None) -> None:
    """From legal basis, threshold and special regime; not said is not known. The earlier law is never the Act."""
    said = read_one(tmp_path, **changes).regime
    assert (said.value if said else None) is kind
    if said:
        assert said.where


@pytest.mark.parametrize(
    ("code", "regime", "kind"),
    [
        ("GB-WLS", RegimeKind.WALES, AuthorityKind.DEVOLVED_WALES),
        ("GB-NIR", RegimeKind.NORTHERN_IRELAND, AuthorityKind.DEVOLVED_NORTHERN_IRELAND),
    ],
)
def test_devolved_rules(tmp_path: Path, code: str, regime: RegimeKind, kind: AuthorityKind) -> None:
    """The party's own code tells the nation's rules; a central body there is a devolved one, a council a council."""
    codes = [
        {"scheme": "UK_CA_TYPE", "id": "publicAuthorityCentralGovernment", "description": "central"},
        {"scheme": "UK_CA_DEVOLVED_REGULATIONS", "id": code, "description": "devolved regulations apply"},
    ]
    for name, expected in (
        ("Invented Agency for Bees", kind),
        ("Invented Vale Council", AuthorityKind.LOCAL_AUTHORITY),
    ):
        made = release(buyer__name=name)
        put(made, "parties.0.name", name)
        put(made, "parties.0.details.classifications", codes)
        notice = read_all(lines(tmp_path / "devolved.jsonl", made))[0][0]
        assert notice.regime is not None
        assert notice.regime.value is regime
        assert notice.authority_kind is not None
        assert notice.authority_kind.value is expected
        assert notice.authority_kind.words


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Defence", AuthorityKind.MINISTRY_OF_DEFENCE),
        ("HM Revenue & Customs", AuthorityKind.CENTRAL_DEPARTMENT),
        ("DEPARTMENT FOR TRANSPORT", AuthorityKind.CENTRAL_DEPARTMENT),
        ("Driver & Vehicle Licensing Agency", AuthorityKind.EXECUTIVE_AGENCY),
        ("Environment Agency", AuthorityKind.NON_DEPARTMENTAL_BODY),
        ("NHS England", AuthorityKind.NON_DEPARTMENTAL_BODY),
        ("Wherever University Hospitals NHS Foundation Trust", AuthorityKind.NHS_BODY),
        ("NHS Somewhere Integrated Care Board", AuthorityKind.NHS_BODY),
        ("Somewhere Borough Council", AuthorityKind.LOCAL_AUTHORITY),
        ("Borough Council of Somewhere and West Elsewhere", AuthorityKind.LOCAL_AUTHORITY),
        ("London Borough of Nowhere", AuthorityKind.LOCAL_AUTHORITY),
        ("Somewhere High School", AuthorityKind.SCHOOL),
        ("Somewhere Learning Academy Trust", AuthorityKind.SCHOOL),
        ("British Council", None),
        ("Economic and Social Research Council", None),
        ("Royal Academy of Somewhere", None),
        ("University of Somewhere Business School", AuthorityKind.SUB_CENTRAL),
        ("Somewhere Housing Association", AuthorityKind.SUB_CENTRAL),
        ("Northern Somewhere Purchasing Consortium", AuthorityKind.SUB_CENTRAL),
        ("Somewhere University Hospitals", None),
        ("Somewhere University Press Limited", None),
        ("Somewhere Children's Trust", None),
        ("Bees Agency", None),
        ("Department for Invented Affairs", None),
    ],
)
def test_kind_by_name_reads_only_plain_names(name: str, kind: AuthorityKind | None) -> None:
    """With the words that say it; every other name says nothing."""
    said = kind_by_name(name)
    assert (said.value if said else None) is kind
    if said:
        assert said.words.lower() in name.replace("&", "and").lower()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("publicAuthorityCentralGovernment", AuthorityKind.CENTRAL_GOVERNMENT),
        ("publicAuthoritySubCentralGovernment", AuthorityKind.SUB_CENTRAL),
        ("publicUndertaking", AuthorityKind.UNKNOWN),
        ("privateUtility", AuthorityKind.PRIVATE_UTILITY),
        ("somethingNew", None),
    ],
)
def test_kind_by_code_where_the_name_says_nothing(tmp_path: Path, code: str, kind: AuthorityKind | None) -> None:
    """The publisher's own code, with its words."""
    made = release(buyer__name="Bees Unlimited")
    put(made, "parties.0.details.classifications", [{"scheme": "UK_CA_TYPE", "id": code, "description": "as coded"}])
    said = read_all(lines(tmp_path / "coded.jsonl", made))[0][0].authority_kind
    assert (said.value if said else None) is kind
    if said:
        assert (said.words, said.where) == ("as coded", "parties/0/details/classifications/0")


@pytest.mark.parametrize(
    "changes",
    [{"tender__specialRegime": ["utilities"]}, {"tender__legalBasis": {"scheme": "CELEX", "id": "32014L0025"}}],
)
def test_an_undertaking_is_a_utility_in_a_notice_for_utilities(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Elsewhere publishers choose that code for whatever is no council; a university never is a utility."""
    code = [{"scheme": "UK_CA_TYPE", "id": "publicUndertaking"}]
    for name, kind in (
        ("Bees Unlimited", AuthorityKind.PUBLIC_UTILITY),
        ("University of Bees", AuthorityKind.SUB_CENTRAL),
    ):
        made = release(buyer__name=name, **changes)
        put(made, "parties.0.details.classifications", code)
        said = read_all(lines(tmp_path / "undertaking.jsonl", made))[0][0].authority_kind
        assert said is not None
        assert said.value is kind


def test_an_undertaking_under_welsh_rules_is_no_devolved_authority(tmp_path: Path) -> None:
    """The rules may be Welsh; what the body is stays untold."""
    codes = [
        {"scheme": "UK_CA_TYPE", "id": "publicUndertaking"},
        {"scheme": "UK_CA_DEVOLVED_REGULATIONS", "id": "GB-WLS"},
    ]
    made = release(buyer__name="Bees Unlimited")
    put(made, "parties.0.details.classifications", codes)
    said = read_all(lines(tmp_path / "welsh.jsonl", made))[0][0].authority_kind
    assert said is not None
    assert said.value is AuthorityKind.UNKNOWN


@pytest.mark.parametrize(
    ("value", "rival"),
    [
        ({"amountGross": 1200, "amount": 1000}, None),
        ({"amountGross": 1250, "amount": 1000}, None),
        ({"amountGross": 12000, "amount": 1000}, 1000),
        ({"amountGross": 500, "amount": 1000}, 1000),
        ({"amountGross": 0, "amount": 1000}, None),
        ({"amountGross": 1200}, None),
    ],
)
def test_sums_that_no_vat_explains_are_both_kept(tmp_path: Path, value: dict[str, int], rival: int | None) -> None:
    """Up to a quarter more with VAT is plausible; otherwise one is a slip, and the reader does not choose for good."""
    notice = read_one(tmp_path, tender__value=value)
    assert (notice.rival.value.amount if notice.rival else None) == rival


def test_a_lot_in_another_currency_is_to_be_checked(tmp_path: Path) -> None:
    """The first of a form's currencies beside pounds is a slip."""
    notice = read_one(tmp_path, tender__lots__0__value={"amountGross": 900000, "currency": "AED"})
    assert any("AED" in warning and "GBP" in warning for warning in notice.warnings)


def test_what_tells_the_law_is_kept_apart(tmp_path: Path) -> None:
    """Additional information, where to bid, corrections and the authority's place, each with its path."""
    made = release(description="Under the Provider Selection Regime.", tender__submissionMethodDetails="On the portal.")
    put(made, "tender.amendments", [{"description": "Corrected."}])
    put(made, "parties.0.address", {"region": "UKM91"})
    notice = read_all(lines(tmp_path / "law.jsonl", made))[0][0]
    assert {(each.where, each.value) for each in notice.legal_text} == {
        ("description", "Under the Provider Selection Regime."),
        ("tender/submissionMethodDetails", "On the portal."),
        ("tender/amendments/0/description", "Corrected."),
        ("parties/address/region", "region UKM91"),
    }


@pytest.mark.parametrize("letter", ["\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u202e", "\u2066", "\u200f"])
def test_control_and_direction_characters_are_stripped(tmp_path: Path, letter: str) -> None:
    """Whatever text of a notice holds them, codes too; what they stood between is kept."""
    spoilt = release(
        tender__title=f"Be{letter}es", tender__description=f"Li{letter}ne\n\ttwo", buyer__name=f"V{letter}ale"
    )
    spoilt["id"] = f"0990{letter}01-2026"
    notice = read_all(lines(tmp_path / "spoilt.jsonl", spoilt))[0][0]
    assert (notice.title, notice.authority_name, notice.id) == ("Bees", "Vale", "099001-2026")
    assert letter not in repr(asdict(notice))
    assert "two" in notice.description


@pytest.mark.parametrize(
    ("value", "money", "warns"),
    [
        ({"amountGross": 120, "amount": 100, "currency": "GBP"}, Money(amount=Decimal(120), vat=Vat.INCLUDED), False),
        ({"amount": 100.5, "currency": "GBP"}, Money(amount=Decimal("100.50"), vat=Vat.EXCLUDED), False),
        ({"amountGross": 0, "amount": 100}, Money(amount=Decimal(100), vat=Vat.EXCLUDED), True),
        ({"amountGross": 0}, Money(amount=Decimal(0), vat=Vat.INCLUDED), False),
        ({"amountGross": 50, "amount": 100}, Money(amount=Decimal(50), vat=Vat.INCLUDED), True),
        ({"amountGross": 2400, "amount": 100}, Money(amount=Decimal(2400), vat=Vat.INCLUDED), True),
        ({"amountGross": 9, "currency": "EUR"}, Money(amount=Decimal(9), vat=Vat.INCLUDED, currency="EUR"), True),
        ({"amountGross": -5, "currency": "GBP"}, None, True),
        ({"amountGross": -5, "amount": 7}, Money(amount=Decimal(7), vat=Vat.EXCLUDED), True),
        ({"amountGross": 10**15}, None, True),
        ({"amountGross": 5, "currency": "pounds"}, None, True),
        ({"amountGross": "1,200"}, Money(amount=Decimal(1200), vat=Vat.INCLUDED), False),
        ({"amountGross": "lots"}, None, True),
        ({"amountGross": [3]}, None, True),
        ({}, None, False),
    ],
)
def test_value(tmp_path: Path, value: dict[str, Any], money: Money | None, warns: bool) -> None:
    """Gross before net, never mixed; what is no sum is left out, and said."""
    notice = read_one(tmp_path, tender__value=value)
    assert (notice.value.value if notice.value else None) == money
    assert bool(notice.warnings) is warns


@pytest.mark.parametrize("number", ["1e9999", "1E+9999", "-1e9999", "1e99999999999999999999", "1" * 5_000])
def test_a_number_beyond_all_measure_loses_only_itself(tmp_path: Path, number: str) -> None:
    """A literal 1e9999 (hazard 1): the value is missing and said, the notice is read, and so are its neighbours."""
    text = json.dumps(release()).replace('"amountGross": 900000', f'"amountGross": {number}')
    notices, unread = read_all(lines(tmp_path / "huge.jsonl", release(), text, release()))
    assert (len(notices), unread) == (3, [])
    assert notices[1].value is not None
    assert notices[1].value.value == Money(amount=Decimal(750000), vat=Vat.EXCLUDED)
    assert any("tender/value/amountGross" in warning for warning in notices[1].warnings)


def test_such_a_number_where_nothing_is_read_harms_nothing(tmp_path: Path) -> None:
    """Where Find a Tender really has it, in the lots' limits; as a number and as text."""
    text = json.dumps(release(tender__lotDetails={"maximumLotsBidPerSupplier": 7.5}))
    for number in ("1e9999", '"1e9999"', "NaN", "Infinity"):
        file = lines(tmp_path / "limits.jsonl", text.replace("7.5", number))
        notices, unread = read_all(file)
        assert (len(notices), unread) == (1, [])
        assert notices[0].value is not None


def test_an_object_here_and_a_list_there_are_both_read(tmp_path: Path) -> None:
    """A part that is an object in one release and a list in the next (hazard 2) loses neither."""
    standstill = {"startDate": "2026-11-01T00:00:00Z"}
    awarded = release(tag=["award"], awards=[{"id": "1", "standstillPeriod": standstill}])
    listed = release(tag=["award"], awards=[{"id": "1", "standstillPeriod": [standstill]}])
    lots = release()
    put(lots, "tender.lots", lots["tender"]["lots"][0])
    notices, unread = read_all(lines(tmp_path / "shapes.jsonl", awarded, listed, lots))
    assert (len(notices), unread) == (3, [])
    assert len(notices[2].lots) == 1


def test_a_wrong_type_loses_only_its_part(tmp_path: Path) -> None:
    """What has the wrong type is left out and named; the rest stands."""
    notice = read_one(tmp_path, tender__title=["a", "b"], tender__items="none", tender__aboveThreshold="true")
    assert notice.title == ""
    assert notice.cpv == ()
    assert notice.regime is not None
    assert notice.authority_name
    assert {"tender/title cannot be read and is left out."} <= set(notice.warnings)


@pytest.mark.parametrize(
    ("written", "day", "warns"),
    [
        ("2027-03-01T00:00:00+01:00", date(2027, 3, 1), False),
        ("2027-03-01", date(2027, 3, 1), False),
        ("2027-02-30T00:00:00Z", None, True),
        ("0001-01-01T00:00:00Z", None, True),
        ("next spring", None, True),
    ],
)
def test_days(tmp_path: Path, written: str, day: date | None, warns: bool) -> None:
    """With or without a time (hazard 3); a day that does not exist is missing, and said."""
    made = release()
    put(made, "tender.lots.0.contractPeriod.startDate", written)
    notice = read_all(lines(tmp_path / "days.jsonl", made))[0][0]
    assert notice.lots[0].starts == day
    assert bool(notice.warnings) is warns


def test_days_out_of_order_are_left_out(tmp_path: Path) -> None:
    """An end before the start, and a last day before the end."""
    made = release()
    period = {"startDate": "2027-03-01", "endDate": "2027-01-01", "maxExtentDate": "2026-01-01"}
    put(made, "tender.lots.0.contractPeriod", period)
    notice = read_all(lines(tmp_path / "order.jsonl", made))[0][0]
    assert (notice.lots[0].ends, notice.lots[0].last) == (None, None)
    assert len(notice.warnings) == 2


def test_missing_release_id_and_lost_breaks_and_broken_words(tmp_path: Path) -> None:
    """Quirks of other registers (hazard 3): each read, none fatal."""
    notice = read_one(
        tmp_path,
        id=None,
        tender__procurementMethodDetails="Open procedu    re",
        tender__description="First line.rnrnSecond line in the modern north.rn- a point\u0000\ud800",
    )
    assert notice.id == ""
    assert any("no id" in warning for warning in notice.warnings)
    assert notice.procedure == "Open procedure"
    assert notice.description == "First line.\n\nSecond line in the modern north.\n- a point"


def test_several_authorities_and_several_lots(tmp_path: Path) -> None:
    """The release's own authority counts; more than one is said. Lots keep their ids, once each."""
    made = release()
    other = dict(made["parties"][0], id="GB-PPON-PZZZ-0002-XXXX", name="Invented Vale Council")
    made["parties"].insert(0, other)
    lot = made["tender"]["lots"][0]
    made["tender"]["lots"] = [lot, dict(lot, id="2", title="North"), dict(lot, id="2", title="South")]
    notice = read_all(lines(tmp_path / "several.jsonl", made))[0][0]
    assert notice.authority_name == "NHS Fenmarsh and Wolds Integrated Care Board"
    assert [(lot.id, lot.title) for lot in notice.lots] == [("1", ""), ("2", "North")]
    assert len(notice.warnings) == 2


def test_weightings_that_do_not_total_are_told(tmp_path: Path) -> None:
    """Exact percentages of a lot total 100; where they do not, a warning says so."""
    made = release()
    put(made, "tender.lots.0.awardCriteria.criteria.0.numbers.0.number", 35)
    notice = read_all(lines(tmp_path / "total.jsonl", made))[0][0]
    assert any("total 105%" in warning for warning in notice.warnings)


@pytest.mark.parametrize("number", [-1, 101, 1e300])
def test_a_weighting_that_is_no_percentage_is_left_out(tmp_path: Path, number: float) -> None:
    """And told."""
    made = release()
    put(made, "tender.lots.0.awardCriteria.criteria.0.numbers.0.number", number)
    notice = read_all(lines(tmp_path / "percent.jsonl", made))[0][0]
    assert notice.criteria[0].weighting is None
    assert any("no percentage" in warning for warning in notice.warnings)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "60% Technical, 10% Social Value and 30% Commercial",
            [("Technical", 60), ("Social Value", 10), ("Commercial", 30)],
        ),
        ("Quality 70%:Price 30%", [("Quality", 70), ("Price", 30)]),
        ("Price to quality weighting 10:90", [("Price", 10), ("quality", 90)]),
        ("a price: quality ratio of [20]%:[80]%.", [("price", 20), ("quality", 80)]),
        ("Price - Weighting 60% \nQuality - Weighting 40 %", [("Price", 60), ("Quality", 40)]),
        ("The weightings shall be\n60 price\n40 quality\nDetails follow", [("price", 60), ("quality", 40)]),
        ("assessed on Price (45%) and Quality (55%). The rest", [("assessed on Price", 45), ("Quality", 55)]),
        ("Quality - 90% Social Value - 10% Price - Pass/Fail", [("Quality", 90), ("Social Value", 10)]),
        ("Quality 70% (including social value 10%), price 30%", [("Quality", 60), ("social value", 10), ("price", 30)]),
        ("Quality 60 per cent, price 40 per cent", [("Quality", 60), ("price", 40)]),
        ("100 Cost", [("Cost", 100)]),
        ("Quality 70%, price 40%", []),
        ("Suppliers must score at least 60%", []),
        ("Full details in the pack", []),
        ("", []),
    ],
)
def test_split_in_words(text: str, parts: list[tuple[str, int]]) -> None:
    """Weightings that only a text states, where they total 100; else nothing."""
    assert [(part.label, part.percent) for part in read_split_text(text)] == parts


@pytest.mark.parametrize(
    ("name", "description", "percent"),
    [
        ("Quality", "10", 10),
        ("Quality", "60%", 60),
        ("Social Value", "Quality - Social Value 10%", 10),
        ("Quality", "Weighted 25 % \n(Scored out of 100% weighted back to 25%)", 25),
        ("Commercial", "50 Marks ", 50),
        ("Quality 80%", "", 80),
        ("Open", "must achieve a minimum overall score of 60% to be awarded a place", None),
        ("Quality", "Pass/Fail", None),
        ("Quality", "300%", None),
    ],
)
def test_weighting_in_a_criterion_s_own_words(name: str, description: str, percent: int | None) -> None:
    """The number, with the words it was read from."""
    own = read_own_weighting(name, description)
    assert (own[0] if own else None) == percent


def test_weightings_hidden_in_the_text_of_a_lot(tmp_path: Path) -> None:
    """They become criteria of their own, with their words and place; so do those inside one criterion of 100."""
    made = release()
    put(made, "tender.lots.0.awardCriteria", {"description": "70% price, 25% quality,  5% Social Value"})
    notice = read_all(lines(tmp_path / "hidden.jsonl", made))[0][0]
    assert [(each.kind, each.name, each.weighting) for each in notice.criteria] == [
        ("price", "Price", 70), ("quality", "Quality", 25), ("quality", "Social Value", 5)
    ]  # fmt: skip
    assert notice.criteria[2].weighting_words == "Social Value 5%"
    assert notice.criteria[2].where == "tender/lots/0/awardCriteria/description"
    whole = {"type": "quality", "name": "Award Criteria", "description": "60% technical or quality. \n40% cost"}
    put(
        made,
        "tender.lots.0.awardCriteria",
        {"criteria": [dict(whole, numbers=[{"number": 100, "weight": "percentageExact"}])]},
    )
    notice = read_all(lines(tmp_path / "whole.jsonl", made))[0][0]
    assert [(each.kind, each.weighting) for each in notice.criteria] == [("quality", 60), ("price", 40)]


def test_ranks_are_no_percentages(tmp_path: Path) -> None:
    """An order of importance gives no weighting."""
    made = release()
    put(made, "tender.lots.0.awardCriteria.criteria.0.numbers", [{"number": 1, "weight": "order"}])
    notice = read_all(lines(tmp_path / "order.jsonl", made))[0][0]
    assert notice.criteria[0].weighting is None


CONTACTS = [
    "ann.example@council.example.org",
    "Ann Example, ann@example.org",
    "ann (at) example.org",
    "020 7946 0000",
    "+44 (0)20 7946 0000",
    "(01632) 960001",
    "07700 900123",
    "Tel: 01632 960 001",
    "Telephone no. 960001 ext 2",
]


@pytest.mark.parametrize("contact", CONTACTS)
def test_no_contact_point_enters_a_notice(tmp_path: Path, contact: str) -> None:
    """From no part of a release: contact points are never decoded, and free text is scrubbed."""
    made = release()
    said = f"Ask {contact} before noon."
    for path in (
        "tender.title", "tender.description", "tender.riskDetails", "tender.procedure.features", "buyer.name",
        "tender.lots.0.title", "tender.lots.0.description", "tender.lots.0.awardCriteria.criteria.1.name",
        "tender.lots.0.awardCriteria.criteria.1.description", "tender.lots.0.awardCriteria.description",
        "tender.procurementMethodDetails", "tender.procurementMethodRationale",
    ):  # fmt: skip
        put(made, path, said)
    put(made, "tender.lots.0.options", {"description": said})
    put(made, "tender.lots.0.renewal", {"description": said})
    put(made, "planning.milestones", [{"description": said}])
    put(made, "parties.0.contactPoint", {"name": "Ann Example", "email": "ann@example.org", "telephone": contact})
    text = str(asdict(read_all(lines(tmp_path / "contact.jsonl", made))[0][0]))
    assert not holds_contact(text)
    assert contact not in text
    assert "Ann Example" not in text
    assert "before noon" in text


def test_numbers_that_are_no_telephones_stay(tmp_path: Path) -> None:
    """Notice numbers, dates, sums, codes and contract references."""
    said = "See 098412-2026, 2025/S 000-014321, 12.04.26 - 28.06.26, £0123456789, lot 715907496, CPV 09323000 45260000"
    assert read_one(tmp_path, tender__description=said).description == said
