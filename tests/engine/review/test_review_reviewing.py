"""A review of one notice: the finding first, facts with their origin, what fits beside what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from notice_examples import lot, notice, pounds
from review_examples import PACKS, pilot, sv, weighed

from commonweal.procurement import Nature, RegimeKind
from commonweal.procurement.notice import Notice, Said
from commonweal.procurement.regime import THE_ACT
from commonweal.quantities import Money, Vat
from commonweal.review import NoticeRow, make_overview, make_row, review_notice
from commonweal.review.asking import review_pack
from commonweal.review.facts import Origin
from commonweal.review.notice_kinds import kind_words
from commonweal.review.outlining import outline_case
from commonweal.review.overview import weighting_bands
from commonweal.review.remarks import make_context

JOBS = weighed(("price", "Price", 90), sv(10, "New jobs and apprenticeships"))
OPEN = "An open source release"
USUAL = review_pack(PACKS).parameter("usual-weighting")


def row(found: Notice) -> NoticeRow:
    return make_row(make_context(found, packs=PACKS))


def test_the_sentence_is_the_most_harmful_finding_in_one_sentence() -> None:
    """Numbers come second; the whole message stands among the findings."""
    review = review_notice(pilot(criteria=JOBS), packs=PACKS)
    assert review.findings[0].message.startswith(review.sentence)
    assert review.sentence.count(". ") == 0
    assert "%" not in review.sentence


def test_a_notice_without_fault_says_so() -> None:
    """Nothing calls for a remark: that is the sentence."""
    review = review_notice(pilot(criteria=weighed(("price", "Price", 85), sv(15, OPEN))), packs=PACKS, fit=False)
    assert not review.findings
    assert review.sentence.startswith("Nothing in this notice")


def test_each_fact_says_how_it_is_known() -> None:
    """Read with its path, inferred with its words, assumed with its reason."""
    facts = {each.subject: each for each in review_notice(pilot(), packs=PACKS, fit=False).facts}
    assert facts["Value"].origin is Origin.READ
    assert facts["Value"].where == "tender/value/amountGross"
    assert facts["Stage"].origin is Origin.INFERRED
    assert facts["Stage"].words == "Pilot project"
    assert facts["Award"].origin is Origin.ASSUMED
    assert facts["Award"].because
    assert all(each.words for each in facts.values() if each.origin is Origin.INFERRED)


def test_what_is_asked_survives_or_not_with_the_reason() -> None:
    """An apprenticeship cannot be seen in six months; tools that others can run can."""
    asked = weighed(("price", "Price", 90), sv(10, "Apprenticeships; an open source release"))
    survivals = review_notice(pilot(criteria=asked), packs=PACKS, fit=False).survivals
    assert not survivals["ppn-002/apprenticeships"].survives
    assert "cannot be seen in time" in survivals["ppn-002/apprenticeships"].because
    assert survivals["innovation/tools-released"].survives


def test_three_schemes_are_proposed_beside_it_or_left_out_on_request() -> None:
    """The proposal is that of a case drafted from the notice."""
    found = pilot(criteria=JOBS)
    full, quick = review_notice(found, packs=PACKS), review_notice(found, packs=PACKS, fit=False)
    assert full.proposals is not None
    assert full.proposals.option("balanced").scheme.awards
    assert quick.proposals is None
    assert quick.findings == full.findings


def test_without_a_value_everything_else_is_said() -> None:
    """Stage, time and criteria are reviewed; what can be asked whatever the size is named; nothing hangs on a sum."""
    review = review_notice(pilot(criteria=JOBS, value=None), packs=PACKS)
    assert review.proposals is None
    assert "states no value" in review.no_proposal
    assert {"not-seen-in-time", "value-not-told"} <= {each.code for each in review.findings}
    assert review.any_size
    assert review.valuation is not None
    assert review.valuation.lowest is None
    assert review.case is not None
    assert all(stage.funding is None for stage in review.case.procurement.stages)


def test_the_stand_in_for_a_missing_value_leaves_no_trace() -> None:
    """No sum of it stands anywhere in the case."""
    case = outline_case(pilot(value=None, lots=(lot(last=date(2029, 6, 30)),)), packs=PACKS)
    assert "1,000,000" not in repr(case)
    assert "1000000" not in repr(case)


def test_the_stand_in_tells_no_regime() -> None:
    """Under the Act and without a value, nothing says that the threshold is reached."""
    told = pilot(value=None, regime=None, law=THE_ACT, nature=Said(value=Nature.SERVICES, where="nature"))
    case = outline_case(told, packs=PACKS)
    assert case.procurement.regime.kind is RegimeKind.UNKNOWN
    (assumed,) = [each for each in case.assumptions if each.subject == "regime"]
    assert assumed.value == "unknown"
    assert "1,000,000" not in repr(case)


@pytest.mark.parametrize("kind", ["UK5", "UK6", "UK7", "UK9", "UK11", "UK12", "award", "tenderCancellation", "", "new"])
def test_every_type_of_notice_is_reviewed(kind: str) -> None:
    """Awards, ends, and types that nobody knows yet: facts at the least, never an error."""
    review = review_notice(pilot(kind=kind, criteria=()), packs=PACKS)
    assert review.facts[0].subject == "Notice"
    assert kind_words(kind) in review.facts[0].value.lower() or kind in review.facts[0].value


def test_a_notice_with_nothing_in_it_is_reviewed() -> None:
    """No title, no authority, no value, no day."""
    bare = Notice(
        ocid="", id="", kind="UK4", published=None, authority_name="", authority_kind=None, regime=None, title="",
        description="",
    )  # fmt: skip
    review = review_notice(bare, packs=PACKS)
    assert review.case is None
    assert "no title" in review.no_proposal


def test_another_currency_leaves_tests_of_value_open() -> None:
    """It is never converted: nothing of law is said on it."""
    said = Said(value=Money(amount=pounds(9_000_000).value.amount, currency="EUR"), where="tender/value/amount")
    review = review_notice(pilot(value=said, criteria=JOBS), packs=PACKS)
    assert "kpis-to-come" not in {each.code for each in review.findings}
    assert review.proposals is None
    assert "pounds" in review.no_proposal


def test_a_row_says_in_words_what_a_table_holds() -> None:
    """Type, stage, delivery, band of value, weighting, remarks."""
    found = row(pilot(criteria=JOBS))
    assert (found.kind, found.stage, found.delivery) == ("UK4", "pilot", "pilot")
    assert found.value == "£100k to £1m"
    assert found.social_value_words == "10%"
    assert found.worst == "not-seen-in-time"
    assert found.experimental


def test_what_cannot_be_told_stays_untold_in_a_row() -> None:
    """No default fills a table."""
    found = row(pilot(title="Meals", description="", value=None, criteria=(), kind="UK7"))
    assert (found.stage, found.delivery, found.value, found.social_value_words) == ("not told",) * 3 + ("",)


def test_an_overview_adds_up() -> None:
    """Every tender notice with criteria stands in one cell of the table; shares are of what they say they are of."""
    found = [
        pilot(criteria=JOBS),
        pilot(criteria=weighed(("price", "Price", 95), sv(5))),
        pilot(criteria=weighed(("price", "Price", 40), ("quality", "Technical / Social Value", 60))),
        pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 60))),
        pilot(criteria=()),
        pilot(kind="UK7", criteria=()),
    ]
    seen = make_overview(map(row, found), unread=2, usual=USUAL)
    assert (seen.notices, seen.tenders, seen.with_criteria, seen.unread) == (6, 5, 4, 2)
    assert (seen.name_social_value, seen.merged, seen.with_weighting, seen.at_usual) == (3, 1, 2, 1)
    cells = [count for bands in seen.weightings.values() for count in bands.values()]
    assert sum(cells) == seen.with_criteria
    assert seen.weightings["pilot"] == dict(zip(weighting_bands(USUAL), [1, 1, 1, 0, 1], strict=True))
    assert seen.contracts == 1


@pytest.mark.parametrize(("vat", "told"), [(Vat.EXCLUDED, "VAT of 20% is added"), (Vat.UNKNOWN, "not saying whether")])
def test_a_value_with_vat_added_says_what_the_notice_states(vat: Vat, told: str) -> None:
    """The sum that counts in law is not the one that stands in the notice, and a reader would look for it there."""
    found = review_notice(notice(value=pounds(4_500_000, vat)), packs=PACKS)
    value = next(each for each in found.facts if each.subject == "Value")
    assert told in value.because
    assert "£4,500,000" in value.because
