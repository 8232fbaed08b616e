"""What differs between two versions of a scheme, as bidders would notice it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.exchange.published_scheme import published_data, published_text, text_digest
from commonweal.frameworks import load_packs
from commonweal.procurement.case import Case
from commonweal.record.reason import Reason
from commonweal.scheme.scheme import Scheme
from commonweal.scheme.versions import compare_versions

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sandbox-pilot"


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(EXAMPLE).case


@pytest.fixture(scope="module")
def schemes(case: Case) -> tuple[Scheme, Scheme]:
    proposals = propose_schemes(case, packs=load_packs())
    return proposals.option("lighter").scheme, proposals.option("balanced").scheme


def reworded(scheme: Scheme, **changed: object) -> Scheme:
    """The scheme with its first scored criterion changed."""
    award = scheme.awards[0]
    first = replace(award.social_value[0], **changed)  # type: ignore[arg-type]
    return replace(scheme, awards=(replace(award, social_value=(first, *award.social_value[1:])), *scheme.awards[1:]))


def test_a_scheme_does_not_differ_from_itself(schemes: tuple[Scheme, Scheme]) -> None:
    """Nor from one whose reasons, which bidders do not see, are others."""
    for scheme in schemes:
        assert compare_versions(scheme, scheme) == ()
        other = reworded(scheme, reasons=(Reason(text="Another reason."),), forced=True)
        assert other.digest() != scheme.digest()
        assert compare_versions(scheme, other) == ()


def test_each_change_is_named_with_both_sides(schemes: tuple[Scheme, Scheme]) -> None:
    """A weighting and a question's words; what is added has no before, what is removed no after."""
    _lighter, scheme = schemes
    first = scheme.awards[0].social_value[0]
    assert first.question is not None
    asked = replace(first.question, text="What do you do?")
    changes = compare_versions(scheme, reworded(scheme, weighting=Decimal(7), question=asked, condition="Another."))
    assert [(change.what, change.after) for change in changes] == [
        ("weighting", "7%"),
        ("question", "What do you do?"),
        ("what the contract asks", "Another."),
    ]
    assert {change.stage for change in changes} == {first.stage}
    there, back = compare_versions(*schemes), compare_versions(*reversed(schemes))
    assert {change.subject for change in there if change.what == "added"}
    assert {(each.subject, each.after) for each in there if each.what == "added"} == {
        (each.subject, each.before) for each in back if each.what == "removed"
    }


def test_what_is_published_hangs_on_nothing_that_bidders_do_not_see(case: Case, schemes: tuple[Scheme, Scheme]) -> None:
    """Other reasons, the same text; another weighting, another digest; the digest is that of the bytes."""
    _lighter, scheme = schemes
    text = published_text(case, scheme)
    assert published_text(case, reworded(scheme, reasons=(Reason(text="Another."),))) == text
    assert published_text(case, reworded(scheme, weighting=Decimal(7))) != text
    assert text_digest(text) == hashlib.sha256(text.encode()).hexdigest()
    assert json.loads(text) == published_data(case, scheme)


def test_what_is_published_cannot_steer_a_screen(case: Case, schemes: tuple[Scheme, Scheme]) -> None:
    """A letter that nobody sees becomes a mark that everybody does."""
    _lighter, scheme = schemes
    text = published_text(case, reworded(scheme, title="A\u202eB"))
    assert "\u202e" not in text and "A\N{REPLACEMENT CHARACTER}B" in text
