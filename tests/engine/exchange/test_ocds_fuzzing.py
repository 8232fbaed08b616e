"""Whatever a file holds, only notices, unread lines or one plain error come out of it."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ocds_examples import release
from ocds_mutations import MUTATIONS, mutated

from commonweal.exchange.ocds import UnreadLine, newest_useful, read_notices
from commonweal.frameworks import load_packs
from commonweal.procurement.case import Case
from commonweal.procurement.notice import Notice
from commonweal.record.errors import UnreadableInput
from commonweal.review import draft_case

PACKS = load_packs()
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_bytes(content: bytes) -> list[Notice | UnreadLine]:
    """Read a file of these bytes; nothing but UnreadableInput may be raised."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any"
        file.write_bytes(content)
        try:
            found = list(read_notices(file))
        except UnreadableInput as error:
            assert "\n" not in str(error)
            return []
    assert all(isinstance(each, Notice | UnreadLine) for each in found)
    return found


def draft(found: list[Notice | UnreadLine]) -> None:
    """Everything that was read drafts, or says in one sentence why not."""
    for notice in newest_useful(found):
        try:
            assert isinstance(draft_case(notice, packs=PACKS), Case)
        except UnreadableInput as error:
            assert "\n" not in str(error)


@SETTINGS
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    """Bytes without any meaning."""
    read_bytes(content)


JSONISH = st.text(alphabet='{}[]":,0123456789.eE+-\\u truefalsn"ocidtenderreleases\n\t£', max_size=300)


@SETTINGS
@given(JSONISH)
def test_json_like_text(text: str) -> None:
    """Text from JSON's own letters."""
    read_bytes(text.encode("utf-8", "surrogatepass"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["ocid", "tender", "releases", "records", "lots", "value", "buyer"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@SETTINGS
@given(st.lists(JSON, min_size=1, max_size=4), st.booleans())
def test_any_json(values: list[Any], pretty: bool) -> None:
    """Good JSON of any shape under the names that releases use."""
    text = "\n".join(json.dumps(value, indent=1 if pretty else None) for value in values)
    draft(read_bytes(text.encode()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MUTATIONS, min_size=1, max_size=6))
def test_mutated_release(changes: list[Any]) -> None:
    """A good release of any register with parts replaced by odd ones is read and drafted, or says why not."""
    draft(read_bytes(json.dumps(mutated(changes)).encode()))


LINES = st.one_of(
    st.lists(MUTATIONS, min_size=1, max_size=4).map(lambda changes: json.dumps(mutated(changes)).encode()),
    st.binary(min_size=1, max_size=60).map(lambda row: row.replace(b"\n", b" ").replace(b"\0", b" ")),
    st.sampled_from(
        [b"{", b"null", b'"text"', b"[1]", b'{"records": [{}]}', b'{"releases": [{"ocid": "x"}]}', b"7" * 5_000]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_line_is_accounted_for(rows: list[bytes]) -> None:
    """Between two good lines, whatever stands on the others: each gives a notice or says why it is none."""
    good = json.dumps(release()).encode()
    kept = [row for row in rows if row.strip().removesuffix(b",") not in {b"", b"[", b"]"}]
    found = read_bytes(b"\n".join([good, *kept, good]))
    assert [each.line for each in found] == list(range(1, len(kept) + 3))
    assert all(each.why for each in found if isinstance(each, UnreadLine))
    assert isinstance(found[0], Notice)
    assert isinstance(found[-1], Notice)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0, max_value=2**32), st.integers(min_value=1, max_value=8))
def test_damaged_bytes_of_a_release(seed: int, times: int) -> None:
    """Bytes cut, doubled or changed in a file of three lines: the lines that are whole are still read."""
    chance = random.Random(seed)
    text = bytearray(("\n".join([json.dumps(release())] * 3)).encode())
    for _ in range(times):
        at = chance.randrange(len(text))
        match chance.randrange(3):
            case 0:
                text[at] = chance.randrange(1, 256)
            case 1:
                del text[at : at + chance.randrange(1, 50)]
            case _:
                text[at:at] = text[at : at + 30]
    draft(read_bytes(bytes(text)))
