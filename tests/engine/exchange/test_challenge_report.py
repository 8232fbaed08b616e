"""The report of a challenge: the verdict first, leaks with their mends, and everything that it rests on."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import leaky_case
import pytest
from docx import Document as WordDocument

from commonweal.challenge import Verdict
from commonweal.exchange import CaseChallenge, challenge_case, open_case
from commonweal.exchange.business_case.view import Words
from commonweal.exchange.challenge_report.data import challenge_data
from commonweal.exchange.challenge_report.finding import Beside, say_effect, tell_finding
from commonweal.exchange.challenge_report.gathering import make_challenge
from commonweal.exchange.challenge_report.pages import challenge_html
from commonweal.exchange.challenge_report.reading import named_leaks, taken_of, worst_leaks
from commonweal.exchange.challenge_report.standing_parts import tell_criteria
from commonweal.exchange.challenge_report.text import challenge_text
from commonweal.exchange.challenge_report.words import say_fared, say_part, say_points
from commonweal.exchange.challenge_report.writing import write_challenge
from commonweal.exchange.charts import NARROW, WIDE
from commonweal.exchange.charts.look import KINDS
from commonweal.record.errors import MisuseError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leaky_case.write_leaky(tmp_path_factory.mktemp("leaky") / "case")


@pytest.fixture(scope="module")
def found(folder: Path) -> CaseChallenge:
    return leaky_case.challenged(folder)


@pytest.fixture(scope="module")
def page(found: CaseChallenge) -> str:
    return challenge_html(found, case="my-case")


@pytest.fixture(scope="module")
def text(found: CaseChallenge) -> str:
    return challenge_text(found, case="my-case")


def test_hours_forced_in_are_found_out(found: CaseChallenge) -> None:
    """Seven of ten points on hours: most of the mark goes to whoever pads, and the first sentence says so."""
    assert found.report.verdict is Verdict.MISLEADS
    first = found.finding[0]
    assert first.startswith("It would reward the wrong bid: ")
    assert f"{say_points(taken_of(found.report.awards[0]))} of its 10 points" in first
    assert found.version is None
    assert found.subject == "the balanced proposal"


def test_leaks_are_named_by_harm_and_their_best_mend_is_the_one_that_leaves_least(found: CaseChallenge) -> None:
    leaks = named_leaks(found.report)
    assert [leak.name for leak in leaks] == [f"L{number}" for number in range(1, len(leaks) + 1)]
    harms = [leak.found.leak.harm for leak in leaks]
    assert harms == sorted(harms, reverse=True)
    first = leaks[0]
    assert first.found.leak.criterion == leaky_case.HOURS
    assert [mend.name for mend in first.mends] == [f"L1.{place}" for place in range(1, len(first.mends) + 1)]
    assert first.best is not None and first.best.effect is not None
    computed = [mend.effect for mend in first.mends if mend.effect is not None]
    assert first.best.effect.points_after == min(effect.points_after for effect in computed)
    assert len(worst_leaks(found.report)) <= 3
    assert first.by_hand is not None


def test_the_first_page_has_verdict_leaks_mends_and_the_counts_on_one_scale(text: str, found: CaseChallenge) -> None:
    """Before anything of the detail, and on one screen's width."""
    opening = text.partition("Every leak and its mends")[0]
    twin = found.report.awards[0].twin
    assert twin is not None
    assert "It would reward the wrong bid" in opening
    assert "commonweal challenge my-case --option balanced --apply L1." in opening
    assert re.search(rf"The usual counts +[━·]+ +{say_part(twin.alignment)}", opening)
    assert re.search(r"With L1\.\d +[━·]+ +\d+%", opening)
    assert opening.count("\n") < 60


def test_a_mend_that_serves_two_leaks_is_told_once(text: str, found: CaseChallenge) -> None:
    """The second leak points to the first one's mend, and the scale has it once."""
    opening = text.partition("Every leak and its mends")[0]
    assert named_leaks(found.report)[1].best is not None
    assert "L1.1 mends it too." in " ".join(opening.split())
    assert "With L1.1" in opening
    assert "With L2.1" not in opening


def test_a_mend_that_only_says_more_is_told_to_stop_the_leak(text: str, found: CaseChallenge) -> None:
    """Alignment is as it was, and no claim is made that it rises: the leak is gone, and that is said."""
    mend = next(mend for leak in named_leaks(found.report) for mend in leak.mends if mend.effect is not None)
    assert mend.effect is not None
    worded = replace(mend.effect, alignment_after=mend.effect.alignment_before, stops=True)
    said = say_effect(replace(mend, effect=worded))
    assert said.startswith("This stops the leak. Alignment stays at ")
    assert not say_effect(replace(mend, effect=replace(worded, stops=False))).startswith("This stops")


def test_whether_a_mend_stops_its_leak_is_found_by_trying(found: CaseChallenge) -> None:
    """Hours asked for in the contract are padded no more; a leak of price stays whatever is done about hours."""
    effects = [mend.effect for mend in named_leaks(found.report)[0].mends if mend.effect is not None]
    assert effects[0].stops
    assert effects[0].points_after < effects[0].points_before


def test_what_to_do_about_a_narrow_scheme_is_said(found: CaseChallenge) -> None:
    """The proposal that is clearly better aligned is named; else what no weighting of these criteria makes pay."""
    award = found.report.awards[0]
    plain = replace(award, leaks=())
    report = replace(found.report, awards=(plain,))
    assert found.beside
    missing = " ".join(tell_finding(report))
    assert "What is missing is a criterion that asks for ‘" in missing
    better = Beside(option="fuller", award=award.target.id, alignment=Decimal("0.9"))
    named = " ".join(tell_finding(report, (better,)))
    assert "The fuller proposal is better aligned, at 90%" in named
    assert "What is missing" not in named


def test_a_verdict_says_whether_it_is_that_of_the_other_award_decisions(found: CaseChallenge) -> None:
    """Whoever reads of one decision alone would take the others to be sound."""
    award = found.report.awards[0]
    again = replace(award, target=replace(award.target, id="again", title="Again"))
    both = tell_finding(replace(found.report, awards=(award, again)))[0]
    assert both.startswith(f"At ‘{award.target.title}’, as at the other award decision, it would reward")
    sound = replace(again, verdict=Verdict.HOLDS)
    assert tell_finding(replace(found.report, awards=(award, sound)))[0].startswith(
        f"At ‘{award.target.title}’ it would reward"
    )


def test_a_single_criterion_has_no_best_weighting(found: CaseChallenge) -> None:
    award = found.report.awards[0]
    assert award.standing is not None
    alone = replace(award, standing=replace(award.standing, criteria=award.standing.criteria[:1]))
    several, single = (
        " ".join(
            block.text
            for block in tell_criteria(replace(found, report=replace(found.report, awards=(each,))))
            if isinstance(block, Words)
        )
        for each in (award, alone)
    )
    assert "best weighting" in several
    assert "best weighting" not in single


def test_each_claim_says_how_it_fares(text: str, found: CaseChallenge) -> None:
    sure = text.partition("How sure this is")[2].partition("What is taken for granted")[0]
    fared = found.report.awards[0].against_twin
    assert fared is not None
    assert "Better aligned than the usual counts" in sure
    assert say_part(fared.share) in sure
    assert "Better aligned after L1.1" in sure


def test_every_judgement_is_shown_with_who_says_so(text: str) -> None:
    """V, M and K as tables; law, guidance and our judgement each with its word."""
    granted = text.partition("What is taken for granted")[2]
    for heading in ("V: what one more unit", "M: how far one unit", "K: what effort costs"):
        assert heading in granted
    assert "our judgement" in granted
    assert "guidance" in text.partition("Who says so")[2]


def test_no_number_is_shown_that_is_none(text: str, page: str) -> None:
    for shown in (text, re.sub(r"base64,[^\"]+", "", page)):
        assert not re.search(r"\b(nan|inf|None|NaN)\b", shown)


def test_the_page_is_whole_in_itself_and_escapes(page: str, found: CaseChallenge) -> None:
    """Nothing is fetched; each picture has its words and its figures beside it."""
    assert "<script" not in page
    assert not re.search(r'(src|href)="https?:', page.replace('href="https://www.legislation', ""))
    drawn = [chart for chart in found.charts() if chart.spec is not None]
    assert len(drawn) == page.count("<img ") == page.count("The same as a table")
    assert 'alt=""' not in page


def test_word_has_the_same_words_and_words_for_each_picture(found: CaseChallenge, tmp_path: Path) -> None:
    write_challenge(found, tmp_path / "challenge.docx", case="my-case")
    content = (tmp_path / "challenge.docx").read_bytes()
    document = WordDocument(io.BytesIO(content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    made = make_challenge(found, case="my-case")
    for sentence in (*made.finding, *(part.title for part in made.parts)):
        assert sentence in said
    pictures = document.inline_shapes
    assert len(pictures) == sum(chart.spec is not None for chart in found.charts())
    assert all(shape._inline.docPr.get("descr") for shape in pictures)


@pytest.mark.nightly
def test_word_opens_in_libreoffice(
    found: CaseChallenge, tmp_path: Path, office: Callable[[Path], Path], poppler: None
) -> None:
    """It prints, and its first page holds all that a busy lead needs: verdict, leaks, mends and the scale."""
    write_challenge(found, tmp_path / "challenge.docx", case="my-case")
    printed = office(tmp_path) / "challenge.pdf"
    first = subprocess.run(["pdftotext", "-l", "1", str(printed), "-"], check=True, capture_output=True, text=True)
    for said in ("It would reward the wrong bid", "To adopt", "On one scale", "The usual counts"):
        assert said in first.stdout, said


def test_a_file_of_another_ending_is_refused_before_anything_is_computed(found: CaseChallenge, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match=r"\.html"):
        write_challenge(found, tmp_path / "challenge.xlsx", case="CASE")
    assert not list(tmp_path.iterdir())


def test_the_charts_say_their_finding_and_have_figures(found: CaseChallenge) -> None:
    """Four pictures, wide and narrow; kinds have their colours, and each bar its number in words."""
    charts = {chart.name: chart for chart in found.charts(size=WIDE)}
    assert list(charts) == ["before-after", "alignment", "who-wins", "ambition"]
    for name, chart in charts.items():
        assert chart.title and chart.description and chart.table.rows, name
        assert len(chart.table.shown()) == len(chart.table.rows)
    assert KINDS["effort"] in charts["alignment"].spec_text
    criteria = found.report.awards[0].target.criteria
    assert len(charts["alignment"].table.rows) == len(criteria) + 2
    assert [chart.title for chart in found.charts(size=NARROW)] == [chart.title for chart in charts.values()]


def test_the_same_seed_gives_the_same_bytes_and_data_keeps_its_keys(found: CaseChallenge, folder: Path) -> None:
    """Programs read the data: keys are there whatever was found."""
    again = leaky_case.challenged(folder)
    assert challenge_data(again) == challenge_data(found)
    keys = ["title", "option", "version", "forecast", "verdict", "finding", "leaks", "awards", "scheme", "pack", "seed"]
    assert list(challenge_data(found)) == keys
    leak = challenge_data(found)["leaks"][0]
    assert list(leak) == ["name", "attack", "award", "criterion", "stage", "finding", "harm", "best", "mends"]


def test_a_case_shows_itself_in_a_notebook(found: CaseChallenge) -> None:
    assert found.finding[0] in repr(found)
    assert found.finding[0] in found._repr_html_().replace("&#39;", "'")
    assert found.chart("alignment").name == "alignment"
    with pytest.raises(MisuseError, match="There are before-after"):
        found.chart("fan")


def test_what_cannot_be_challenged_is_refused_in_a_sentence(folder: Path) -> None:
    opened = open_case(folder)
    with pytest.raises(MisuseError, match="no version 3"):
        challenge_case(opened, packs=leaky_case.packs(), version=3)
    with pytest.raises(MisuseError, match="two schemes"):
        challenge_case(opened, packs=leaky_case.packs(), version=1, option="fuller")


def test_a_sound_scheme_is_said_to_hold() -> None:
    """The shipped example without what was forced in: hours leak nowhere, and it does not mislead."""
    sound = challenge_case(open_case(leaky_case.SOUND), packs=leaky_case.packs(), with_forecast=False)
    assert sound.report.verdict is not Verdict.MISLEADS
    assert leaky_case.HOURS not in {each.leak.criterion for each in sound.report.leaks}
    assert not sound.finding[0].startswith(("It would", "Nothing"))


@pytest.mark.parametrize(("points", "said"), [("3.24", "3.2"), ("4", "4"), ("0.04", "0"), ("10.0", "10")])
def test_points_are_said_to_a_tenth(points: str, said: str) -> None:
    assert say_points(Decimal(points)) == said


def test_a_claim_that_flips_says_where(found: CaseChallenge) -> None:
    fared = found.report.awards[0].against_twin
    assert fared is not None
    shaky = replace(fared, share=Decimal("0.6"), holds=False, flips=("if ‘A’ costs 50% less", "b", "c", "d"))
    assert say_fared(shaky).startswith("This holds in 60%")
    assert "if ‘A’ costs 50% less" in say_fared(shaky)
    wrong = replace(shaky, share=Decimal("0.03"), flips=())
    assert say_fared(wrong) == "This does not hold: it would in 3% of 2,000 draws."
    assert (
        say_fared(replace(fared, share=Decimal(1), holds=True, flips=())) == "This holds in every one of 2,000 draws."
    )
