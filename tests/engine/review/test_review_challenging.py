"""How a notice would be bid for: only what it tells is challenged, and what it does not tell is said."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_examples import lot
from review_examples import PACKS, context_of, pilot, sv, weighed

from commonweal.challenge.judgements import challenge_pack
from commonweal.exchange.report.review_bids import lay_bids
from commonweal.procurement.notice import Notice
from commonweal.review import make_overview, make_row, review_notice
from commonweal.review.bid_targets import Unchallenged, bid_targets
from commonweal.review.challenging import BidVerdict, LotChallenge, challenge_notice

PRICE = ("price", "Price", 40)
QUALITY = ("quality", "Method", 50)
HOURS = "Bidders earn marks for volunteering hours."
JOBS = "Marks are given for new jobs and for volunteering hours."


def tells(*rows: tuple[object, ...]) -> Notice:
    return pilot(criteria=weighed(*rows))


def challenged(*rows: tuple[object, ...]) -> LotChallenge:
    (found,) = challenge_notice(context_of(tells(*rows))).lots
    return found


def unchallenged(found: Notice) -> Unchallenged | None:
    return bid_targets(context_of(found))[1]


def test_a_name_alone_leaves_open_whom_the_marks_reward() -> None:
    """It is an answer in words, read at its best and at its worst, and that is said."""
    found = challenged(PRICE, QUALITY, sv(10))
    (criterion,) = found.best.target.criteria
    least, most = found.aligned
    assert found.verdict is BidVerdict.OPEN
    assert least < most
    assert criterion.pull == float(challenge_pack(PACKS).parameter("narrative-pull")) == 1
    assert (criterion.profile, criterion.levels, criterion.word_limit, criterion.contract_known) == (
        None,
        (),
        None,
        False,
    )
    assert "No words tell a measure that would earn the marks of ‘Social value’" in found.unknown[0]


def test_several_measures_share_the_marks_in_equal_parts() -> None:
    """Their points total the criterion’s, words tell all of it, and the split is said."""
    found = challenged(PRICE, QUALITY, sv(10, JOBS))
    points = [each.weighting for each in found.best.target.criteria]
    assert len(points) == 2
    assert sum(points) == found.best.target.total == 10
    assert max(points) - min(points) <= Decimal("0.01")
    assert found.worst is None
    assert any("equal parts" in each for each in found.unknown)


def test_hours_for_marks_are_found_to_leak_and_never_mended() -> None:
    """The attack finds them; nothing that a mend would bring about is computed for somebody's published notice."""
    found = challenged(PRICE, QUALITY, sv(10, HOURS))
    assert found.verdict is BidVerdict.MISLEADS
    assert "volume-padder" in {each.leak.attack for each in found.best.leaks}
    assert all(effect is None for each in found.best.leaks for effect in each.effects)


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (pilot(criteria=()), Unchallenged.NO_CRITERIA),
        (pilot(kind="UK6", criteria=weighed(PRICE, QUALITY, sv(10))), Unchallenged.AFTER_BIDS),
        (tells(PRICE, QUALITY, sv(None)), Unchallenged.NO_WEIGHTINGS),
        (tells(PRICE, sv(10)), Unchallenged.NOT_WHOLE),
        (tells(PRICE, ("quality", "Method", 60)), Unchallenged.NO_SOCIAL_VALUE),
        (tells(PRICE, ("quality", "Quality and social value", 60)), Unchallenged.MERGED),
    ],
)
def test_what_is_not_told_is_not_challenged(found: Notice, why: Unchallenged) -> None:
    """And one plain sentence says why; the nearest that is told is challenged."""
    assert unchallenged(found) is why
    assert why.words.endswith(".")
    assert unchallenged(tells(PRICE, QUALITY, sv(10))) is None


def test_without_a_stage_nothing_is_challenged() -> None:
    """No case can be drafted or outlined: the reason is said."""
    context = replace(context_of(tells(PRICE, QUALITY, sv(10))), case=None)
    assert bid_targets(context) == ((), Unchallenged.NO_STAGE)


def test_a_merged_criterion_beside_social_value_is_left_out_and_said() -> None:
    """Its points stand with quality: what part of them is social value is unknown."""
    found = challenged(PRICE, ("quality", "Quality and social value", 50), sv(10))
    assert any("merges social value with something else" in each for each in found.unknown)
    assert found.best.target.total == 10
    assert found.best.target.split.quality == 50


def test_lots_with_the_same_criteria_are_challenged_once() -> None:
    """Others each on their own, and each says of which lots it is."""
    rows = weighed(PRICE, QUALITY, sv(10))
    alike = tuple(replace(each, lot=number) for number in ("1", "2") for each in rows)
    other = tuple(replace(each, lot="3") for each in weighed(PRICE, ("quality", "Method", 45), sv(15)))
    lots = (lot(), lot(id="2"), lot(id="3"))
    targets, _ = bid_targets(context_of(pilot(criteria=alike + other, lots=lots)))
    assert [each.lots for each in targets] == [("1", "2"), ("3",)]
    assert [each.target.total for each in targets] == [10, 15]
    assert targets[0].target.title == "Award of lots 1 and 2"


def test_a_stage_that_no_words_tell_is_said_to_be_taken() -> None:
    """A told one is not."""
    rows = weighed(PRICE, QUALITY, sv(10))
    (told,), _ = bid_targets(context_of(pilot(criteria=rows)))
    (untold,), _ = bid_targets(context_of(pilot(criteria=rows, title="Meals", description="Hot meals for centres.")))
    assert not any("No words tell the stage" in each for each in told.unknown)
    assert any("No words tell the stage" in each for each in untold.unknown)


def test_what_a_remark_says_is_not_said_twice() -> None:
    """Hours are remarked on, so the leak points to the remark for its reason."""
    review = review_notice(tells(PRICE, QUALITY, sv(10, HOURS)), packs=PACKS, fit=False, challenge=True)
    view = lay_bids(review)
    assert view is not None
    assert review.challenge is not None
    attacks = [each.leak.attack for each in review.challenge.lots[0].best.leaks]
    padded = view.lots[0].leaks[attacks.index("volume-padder")]
    assert padded.because == "As remarked (effort-for-marks)."
    assert padded.mend


def test_a_notice_after_bids_or_without_criteria_has_no_such_section() -> None:
    """Quality and price alone have one that says in a sentence that nothing is challenged."""
    for found in (pilot(criteria=()), pilot(kind="UK6", criteria=weighed(PRICE, QUALITY, sv(10)))):
        assert lay_bids(review_notice(found, packs=PACKS, fit=False, challenge=True)) is None
    view = lay_bids(review_notice(tells(PRICE, ("quality", "Method", 60)), packs=PACKS, fit=False, challenge=True))
    assert view is not None
    assert view.lots == ()
    assert view.none == f"Nothing is challenged. {Unchallenged.NO_SOCIAL_VALUE.words}"


def test_a_row_has_it_only_where_it_is_asked_for() -> None:
    """The columns of a table, and what a file comes to."""
    context = context_of(tells(PRICE, QUALITY, sv(10)))
    plain, asked = make_row(context), make_row(context, challenge=challenge_notice(context))
    assert (plain.bid_for, plain.aligned_most, plain.leaks) == ("", None, ())
    assert asked.bid_for == "open"
    overview = make_overview([plain, asked], unread=0, usual=Decimal(10))
    assert overview.bid_for == {"open": 1}


def test_a_table_without_it_loads_nothing_of_it() -> None:
    """So that it costs no time where nobody asks."""
    names = ("overview_rows", "overview_text", "review_view", "review_data")
    imports = "; ".join(f"import commonweal.exchange.report.{name}" for name in names)
    script = f"import sys; {imports}; print('commonweal.challenge' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@settings(max_examples=40, deadline=None)
@given(
    price=st.decimals(10, 60, places=2),
    quality=st.lists(st.decimals(1, 30, places=3), min_size=1, max_size=4),
    asks=st.lists(st.sampled_from(["", HOURS, JOBS, "Net zero by carbon cuts."]), min_size=1, max_size=3),
)
def test_weightings_about_100_are_taken_as_parts_of_100(
    price: Decimal, quality: list[Decimal], asks: list[str]
) -> None:
    """Whatever is published: the parts total 100 exactly, and the criteria carry all of social value's."""
    rest = 100 - price - sum(quality)
    rows = [("price", "Price", price), *(("quality", f"Method {place}", each) for place, each in enumerate(quality))]
    rows += [sv(1, text, name="Social value") for text in asks[1:]]  # type: ignore[arg-type]
    rows.append(("quality", "Social value", max(Decimal("0.5"), rest - len(asks) + 1), asks[0]))
    targets, why_none = bid_targets(context_of(tells(*rows)))
    total = sum(each.weighting for each in tells(*rows).criteria)
    assert bool(targets) is (abs(total - 100) <= 1) is (why_none is None)
    for each in targets:
        split = each.target.split
        assert split.price + split.quality + split.social_value == 100
        assert each.target.total == split.social_value
