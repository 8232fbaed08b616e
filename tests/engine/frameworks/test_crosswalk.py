"""Crosswalks: every code exists, what is lost stays lost, and an adopted scheme's weighting is followed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks import SHIPPED, Packs, load_packs
from commonweal.frameworks.crosswalk import Crossing, Crosswalk, Fate, compose, find_crosswalk
from commonweal.frameworks.definitions import Limb
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.titles import criterion_titles
from commonweal.procurement import Split
from commonweal.record import Confidence, MisuseError, Source, SourceKind, UnreadableInput
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.crossing import cross_scheme
from commonweal.scheme.placement import Place
from commonweal.scheme.scheme import AwardScheme, Scheme

OURS = Source(kind=SourceKind.JUDGEMENT, title="A test", confidence=Confidence.JUDGEMENT)
LAST = '  "8a":\n    because: "The 2026 edition drops the health of the workforce."\n'
WAYS = [("ppn-002", "ppn-026"), ("ppn-06-20", "ppn-002"), ("ppn-06-20", "ppn-026")]


@cache
def packs() -> Packs:
    return load_packs()


@pytest.mark.parametrize(("earlier", "later"), WAYS)
def test_every_code_of_both_sides_exists(earlier: str, later: str) -> None:
    """Every earlier criterion has its fate, and no crossing leads to a criterion that is not there."""
    found = find_crosswalk(packs(), earlier, later)
    assert set(found.crossings) == set(criterion_titles(packs().get(earlier)))
    onto = {code for crossing in found.crossings.values() for code in crossing.onto}
    assert onto <= set(criterion_titles(packs().get(later)))
    assert found.source.confidence is Confidence.JUDGEMENT
    assert all(crossing.because for crossing in found.crossings.values())


@pytest.mark.parametrize(
    ("code", "fate", "onto"),
    [
        ("1d", Fate.CARRIED, ("2b",)),
        ("6a", Fate.SPLIT, ("1a", "2a")),
        ("4a", Fate.LOST, ()),
        ("3b", Fate.LOST, ()),
    ],
)
def test_the_way_to_2026_says_what_is_lost(code: str, fate: Fate, onto: tuple[str, ...]) -> None:
    crossing = find_crosswalk(packs(), "ppn-002", "ppn-026").crossings[code]
    assert (crossing.fate, crossing.onto) == (fate, onto)


def test_a_longer_way_is_made_of_its_steps() -> None:
    """From 2020 to 2026 by way of 2025; a supply chain is lost at the second step, and the reason says where."""
    found = find_crosswalk(packs(), "ppn-06-20", "ppn-026")
    assert found.via == ("ppn-002",)
    assert found.crossings["2.2"].onto == ("1a", "2a")
    lost = found.crossings["3.1"]
    assert lost.fate is Fate.LOST
    assert "As ppn-002 3a" in lost.because
    assert "drops the diversity" in lost.because


CODES = "abcd"
MAPS = st.dictionaries(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), unique=True, max_size=3)).map(
    lambda found: {code: found.get(code, []) for code in CODES}
)


def crosswalk(earlier: str, later: str, table: dict[str, list[str]]) -> Crosswalk:
    crossings = {code: Crossing(onto=tuple(onto), because="x") for code, onto in table.items()}
    return Crosswalk(title="t", earlier=earlier, later=later, crossings=crossings, source=OURS)


@given(MAPS, MAPS, MAPS)
def test_composing_is_following_and_its_order_does_not_matter(
    one: dict[str, list[str]], two: dict[str, list[str]], three: dict[str, list[str]]
) -> None:
    """Where a criterion goes by two steps is where its steps go; three steps may be joined either way."""
    a, b, c = crosswalk("p", "q", one), crosswalk("q", "r", two), crosswalk("r", "s", three)
    for code, crossing in compose(a, b).crossings.items():
        assert set(crossing.onto) == {end for middle in one[code] for end in two[middle]}
    left, right = compose(compose(a, b), c), compose(a, compose(b, c))
    assert {k: set(v.onto) for k, v in left.crossings.items()} == {k: set(v.onto) for k, v in right.crossings.items()}
    assert left.via == right.via == ("q", "r")


def test_a_way_back_or_to_nowhere_is_refused() -> None:
    """In one sentence, naming the order or what there is."""
    with pytest.raises(MisuseError, match="Name the earlier edition first: ppn-002 ppn-026") as caught:
        find_crosswalk(packs(), "ppn-026", "ppn-002")
    assert "ppn-002 ppn-026" in str(caught.value)
    with pytest.raises(MisuseError, match="There is no crosswalk from ppn-002 to innovation"):
        find_crosswalk(packs(), "ppn-002", "innovation")
    with pytest.raises(MisuseError, match="There is no pack ppn-003"):
        find_crosswalk(packs(), "ppn-003", "ppn-026")


def test_homes_of_capability_are_in_every_edition_and_of_learning_in_none() -> None:
    tables = packs().get("crosswalks").homes
    assert tables["homes-of-capability"].homes["ppn-026"] == ("2a", "2b", "2c")
    assert set(tables["homes-of-learning"].homes) == {"ppn-06-20", "ppn-002", "ppn-026"}
    assert not any(tables["homes-of-learning"].homes.values())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"2c"', '"9z"', "names the criterion ppn-026/9z, which is in no pack at hand"),
        ('  "8a":', '  "8z":', "names the criterion ppn-002/8z, which is in no pack at hand"),
        ("later: ppn-026", "later: ppn-099", "names the pack 'ppn-099', which is not at hand"),
        (
            '  "8a":\n    because: "The 2026 edition drops the health of the workforce."\n',
            "",
            "says nothing of ppn-002/8a",
        ),
    ],
)
def test_a_crosswalk_that_leads_nowhere_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    """One of the user's own, made from the shipped one."""
    shipped = SHIPPED / "crosswalks" / "2026-11"
    folder = tmp_path / "ours" / "2026-12"
    (folder / "crosswalks").mkdir(parents=True)
    (folder / "pack.yaml").write_text((shipped / "pack.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    text = (shipped / "crosswalks" / "ppn-002-to-ppn-026.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "crosswalks" / "ours.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        load_packs((tmp_path,))


def scheme_of(*scored: tuple[str, str, int]) -> Scheme:
    """A scheme of one award decision: the code, what it fills, and the points of each scored criterion."""
    criteria = tuple(
        AdoptedCriterion(
            code=code,
            title=code,
            outcome="x",
            place=Place.SCORED,
            stage="only",
            award_decision="award",
            measure="x",
            measure_title="x",
            measure_kind=MeasureKind.OUTCOME,
            unit="x",
            reasons=(),
            limb=Limb.STAFF,
            link="x",
            link_known=True,
            weighting=Decimal(points),
            fills=fills,
        )
        for code, fills, points in scored
    )
    split = Split(price=Decimal(40), quality=Decimal(50), social_value=Decimal(10))
    award = AwardScheme(
        id="award", title="Award", stages=("only",), split=split, quality=(), social_value=criteria, methodology="x"
    )
    parts = dict.fromkeys(("contract", "reporting", "branches", "deferrals", "evidence"), ())
    return Scheme(option="balanced", edition="ppn-002/2025-02", awards=(award,), packs={}, **parts)


def test_the_weighting_of_a_scheme_is_carried_split_lost_or_elsewhere() -> None:
    """Four criteria of ten points: one refines a lost one, one is of no edition."""
    scheme = scheme_of(
        ("ppn-002/1d", "ppn-002/1d", 3),
        ("ppn-002/6a", "", 2),
        ("innovation/co-design", "ppn-002/3b", 4),
        ("a/b", "", 1),
    )
    [award] = cross_scheme(scheme, find_crosswalk(packs(), "ppn-002", "ppn-026"))
    assert award.points == {Fate.CARRIED: 3, Fate.SPLIT: 2, Fate.LOST: 4}
    assert (award.elsewhere, award.total) == (1, 10)
    assert award.share(Fate.LOST) == Decimal("0.4")
    assert [each.code for each in award.lost] == ["innovation/co-design"]
