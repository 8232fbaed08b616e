"""What a contract is worth, where sums disagree, extensions are told, or lots state their own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from notice_examples import lot, notice, pounds

from commonweal.design import propose_schemes
from commonweal.frameworks import load_packs
from commonweal.procurement import Case, value_procurement
from commonweal.procurement.notice import PublishedLot, Said
from commonweal.quantities import Money, Vat
from commonweal.review import draft_case
from commonweal.review.sums import read_sums

PACKS = load_packs()
GROSS, NET = (
    pounds(6_000_000),
    Said(value=Money(amount=Decimal(500_000), vat=Vat.EXCLUDED), where="tender/value/amount"),
)


def draft(**changes: Any) -> Case:
    return draft_case(notice(**changes), packs=PACKS)


def worth(amount: int | str) -> Money:
    return Money(amount=Decimal(amount), vat=Vat.INCLUDED)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("The budget is up to £500,000 excluding VAT.", NET.value),
        ("The budget is £600,000 including VAT.", NET.value),
        ("The contract is worth £6 million.", GROSS.value),
    ],
)
def test_of_two_sums_the_text_settles_which(text: str, money: Money) -> None:
    """Twelve times as much with VAT is a slip; the sum that the text names is used, and both are shown."""
    case = draft(value=GROSS, rival=NET, description=text)
    assert case.procurement.declared_value == case.procurement.stages[0].funding == money
    assert case.assumptions[0].subject == "declared_value"
    assert "£6,000,000" in case.assumptions[0].because
    assert "£500,000" in case.assumptions[0].because
    assert case.assumptions[0].words


@pytest.mark.parametrize(
    "changes",
    [
        {"value": GROSS, "rival": NET},
        {"value": GROSS, "rival": NET, "description": "Worth £500,000 excluding VAT, or in all £6,000,000."},
        {"value": pounds(6_000_000), "description": "The contract is worth up to £600,000."},
        {"value": pounds(600_000), "description": "The maximum contract value is £6 million."},
    ],
)
def test_a_slip_that_nothing_settles_stays_in_doubt(changes: dict[str, Any]) -> None:
    """The doubt comes first, the least sizes the stages, and legal tests answer unknown; a scheme can be designed."""
    case = draft(**changes)
    assert (case.assumptions[0].subject, case.assumptions[0].value) == ("declared_value", "in doubt")
    assert case.procurement.declared_value is None
    funding = case.procurement.stages[0].funding
    assert funding is not None
    assert funding.amount <= 600_000
    valuation = value_procurement(case.procurement)
    assert valuation.at_least(5_000_000) is None
    assert "What it may be worth beyond" in valuation.unknown_because
    assert propose_schemes(case, packs=PACKS).option("balanced").scheme.awards


@pytest.mark.parametrize(
    "text",
    [
        "Insurance of £3,600,000 is needed.",
        "The contract is worth £36,000 per annum.",
        "The contract value is £300,000 plus VAT, and £3,600,000 may follow.",
        "A total of £250,000 is likely.",
    ],
)
def test_other_sums_cast_no_doubt(text: str) -> None:
    """Insurance, yearly sums, the same sum without VAT, and sums that are no slip of a digit."""
    assert draft(description=text).procurement.declared_value == pounds(360_000).value


def test_the_first_term_takes_what_the_text_gives_it() -> None:
    """The rest of the published value is for the extension."""
    text = "For the initial term £200,000; 3 years, with an optional extension of up to 2 years."
    procurement = draft(description=text).procurement
    assert procurement.stages[0].funding == worth(200_000)
    assert [extra.amount for extra in procurement.extras] == [worth(160_000)]
    assert value_procurement(procurement).highest == 360_000


def test_a_value_of_the_first_term_leaves_extensions_to_come() -> None:
    """Where the text gives the whole sum to the first term, extensions are added in proportion, and that is said."""
    text = "The value for the initial term is £360,000, with an option to extend by 12 months."
    case = draft(description=text)
    assert case.procurement.stages[0].funding == worth(360_000)
    assert [extra.amount for extra in case.procurement.extras] == [worth(120_000)]
    assert value_procurement(case.procurement).highest == 480_000
    assert "in proportion" in next(each.because for each in case.assumptions if each.subject == "funding")


def test_a_sum_over_the_whole_term_is_not_of_the_first() -> None:
    """Though the first term is named in the same breath."""
    text = "An estimated £360,000 including VAT over its possible four-year term (an initial term of three years)."
    assert [each.first_term for each in read_sums(notice(description=text))] == [False]


def test_a_first_term_far_too_small_is_of_a_part() -> None:
    """A sum under half of its share by months is not the first term's; the value is shared by months."""
    procurement = draft(
        description="For the initial term £9,000 of parts; 3 years, with an optional extension of up to 2 years."
    ).procurement
    assert procurement.stages[0].funding == worth(216_000)


def three(*amounts: int) -> tuple[PublishedLot, ...]:
    return tuple(
        lot(id=str(index), title=f"Lot {index}", value=worth(amount)) for index, amount in enumerate(amounts, start=1)
    )


def test_lots_that_combine_others_are_left_out() -> None:
    """They are ways to bid, not contracts; what each other lot is worth is kept with it."""
    combined = lot(id="4", title="Lot 4: Lot 1 (North) and Lot 2 (South) combined", value=worth(0))
    every = lot(id="5", title="All 3 lots combined", value=None)
    case = draft(value=pounds(360_000), lots=(*three(200_000, 100_000, 60_000), combined, every))
    procurement = case.procurement
    assert [(each.id, each.value) for each in procurement.lots] == [
        ("1", worth(200_000)), ("2", worth(100_000)), ("3", worth(60_000))
    ]  # fmt: skip
    assert (procurement.stages[0].contracts, procurement.stages[0].funding) == (3, worth(120_000))
    said = [each.because for each in case.assumptions if each.subject == "lots"]
    assert any("Lots 4, 5 only combine other lots" in each for each in said)
    assert any("One scheme is designed for all 3 lots" in each for each in said)
    assert any("£200,000" in each.because for each in case.assumptions if each.subject == "funding")


def test_a_lot_with_a_value_of_its_own_is_a_contract() -> None:
    """Whatever its title; and a lot that only mentions another is one too."""
    own = (*three(200_000, 100_000), lot(id="3", title="Combined services for lots 1 and 2", value=worth(60_000)))
    assert len(draft(lots=own).procurement.lots) == 3
    mentions = (*three(200_000, 100_000), lot(id="3", title="Combined cleaning, after lot 1", value=None))
    assert len(draft(lots=mentions).procurement.lots) == 3


def test_lots_within_a_ceiling_are_funded_by_their_own_values() -> None:
    """The ceiling stays the declared value; a ceiling repeated at every lot is shared instead."""
    within = draft(lots=three(100_000, 80_000)).procurement
    assert (within.stages[0].funding, within.declared_value) == (worth(90_000), worth(360_000))
    repeated = draft(lots=three(360_000, 360_000)).procurement
    assert repeated.stages[0].funding == worth(180_000)
    assert value_procurement(repeated).highest == 360_000


def test_sums_are_read_with_their_scale_and_footing() -> None:
    """Millions, thousands and pence; excluding or including VAT."""
    text = "A budget of £1.5m plus VAT. Up to £20k including VAT for the first term. £1,250.50 of it."
    read = read_sums(notice(description=text))
    assert [(each.amount, each.vat) for each in read] == [
        (Decimal("1500000.0"), Vat.EXCLUDED),
        (Decimal(20000), Vat.INCLUDED),
        (Decimal("1250.50"), Vat.UNKNOWN),
    ]
    assert [each.first_term for each in read] == [False, True, False]
    assert [each.whole for each in read] == [True, True, False]
