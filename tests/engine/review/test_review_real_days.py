"""Two real days of Find a Tender: every notice under the Act is drafted and designed, or says why not in one line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from commonweal.design import propose_schemes
from commonweal.exchange.case_file.layout import case_from_layout, layout_of_case, read_layout
from commonweal.exchange.case_file.writing import plain_data, yaml_text
from commonweal.exchange.ocds import UnreadLine, newest_useful, read_notices
from commonweal.frameworks import load_packs, parse_yaml
from commonweal.procurement.notice import Notice
from commonweal.procurement.regime import RegimeKind
from commonweal.record import CommonwealError
from commonweal.review import draft_case, holds_contact

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "data" / "ocds"
DAYS = (REAL / "fts_2026-08-10.jsonl", REAL / "fts_2026-08-11.jsonl")
RELEASES = 955
UNDER_THE_ACT = ("UK1", "UK2", "UK3", "UK4", "UK13")
PACKS = load_packs()

needs_days = pytest.mark.skipif(
    not all(day.is_file() for day in DAYS), reason=f"the two real days are not in {REAL}; they are never copied here"
)


def read_days() -> list[Notice | UnreadLine]:
    return [each for day in DAYS for each in read_notices(day)]


def to_draft(found: list[Notice | UnreadLine]) -> list[Notice]:
    """Planning and tender notices under the Act."""
    notices = [each for each in found if isinstance(each, Notice) and each.kind in UNDER_THE_ACT]
    return [each for each in notices if each.regime is None or each.regime.value is not RegimeKind.LEGACY]


def outcome(notice: Notice) -> str:
    """Drafted, or why not; anything but one plain sentence is a failure."""
    try:
        case = draft_case(notice, packs=PACKS)
    except CommonwealError as error:
        assert "\n" not in str(error)
        assert notice.id in str(error)
        return error.message.replace(notice.id, "N")
    text = yaml_text(plain_data(layout_of_case(case)))
    assert not holds_contact(text)
    file = parse_yaml(text, name=notice.id)
    assert case_from_layout(read_layout(file), file=file) == case
    assert all(each.because for each in case.assumptions)
    assert propose_schemes(case, packs=PACKS).option("balanced").scheme.awards
    return "drafted"


@needs_days
def test_every_release_of_two_days_is_a_notice() -> None:
    """None is lost, and none of what Find a Tender serves is beyond reading."""
    found = read_days()
    assert len(found) == RELEASES
    assert not [each for each in found if isinstance(each, UnreadLine)]
    assert len(newest_useful(found)) <= len(found)


@needs_days
def test_exact_weightings_of_two_days_total() -> None:
    """All of the lots with exact weightings total 100, so no warning speaks of one."""
    notices = [each for each in read_days() if isinstance(each, Notice)]
    assert not [warning for each in notices for warning in each.warnings if "total" in warning]
    assert sum(bool(each.criteria) for each in notices) > 100


@needs_days
def test_every_notice_is_drafted_and_designed_or_says_why_not() -> None:
    """All of both days, all the way to a scheme; what is refused lacks a value, and says so."""
    notices = to_draft(read_days())
    outcomes = Counter(outcome(each) for each in notices)
    print(f"\n{len(notices)} planning and tender notices under the Act:")
    for what, times in outcomes.most_common():
        print(f"  {times:4} {what}")
    assert sum(outcomes.values()) == len(notices) >= 260
    assert outcomes["drafted"] >= 200
    assert all("value" in what for what in outcomes if what != "drafted")


@needs_days
def test_no_notice_of_these_days_is_of_the_earlier_rules_by_its_code_alone() -> None:
    """Their forms still carry the European code; each is told by its words, or stays unknown."""
    useful = [each for each in newest_useful(read_days()) if each.regime and each.regime.value is RegimeKind.LEGACY]
    kinds: Counter[RegimeKind] = Counter()
    for notice in useful:
        try:
            case = draft_case(notice, packs=PACKS)
        except CommonwealError:
            continue
        (said,) = [each for each in case.assumptions if each.subject == "regime"]
        assert said.words
        kinds[case.procurement.regime.kind] += 1
    assert kinds[RegimeKind.PROVIDER_SELECTION] >= 5
    assert not kinds[RegimeKind.LEGACY]
