"""The digest: the same value always has the same bytes."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.record import canonical_json, digest

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def test_canonical_json_is_known_bytes() -> None:
    """Sorted keys, decimals as plain text, no spaces; computed by hand."""
    value = {"b": Decimal("10.50"), "a": ["é", None, True, 3]}
    assert canonical_json(value) == '{"a":["é",null,true,3],"b":"10.5"}'
    assert digest(value) == hashlib.sha256('{"a":["é",null,true,3],"b":"10.5"}'.encode()).hexdigest()


def test_digest_ignores_key_order_and_unicode_form() -> None:
    """Composed and decomposed é are one value."""
    assert digest({"a": 1, "b": "e\u0301"}) == digest({"b": "\u00e9", "a": 1})


def test_digest_refuses_floats() -> None:
    """Their text differs between writers."""
    with pytest.raises(TypeError, match="no canonical form"):
        digest({"a": 0.1})


@pytest.mark.parametrize(("one", "other"), [("10", "10.0"), ("1E+3", "1000"), ("-0.0", "0")])
def test_equal_decimals_are_one_value(one: str, other: str) -> None:
    """However they were written."""
    assert digest(Decimal(one)) == digest(Decimal(other))


@given(PLAIN)
def test_digest_is_a_function_of_the_value(value: object) -> None:
    """Twice the same, and different from the value wrapped."""
    assert digest(value) == digest(value)
    assert digest(value) != digest([value])
