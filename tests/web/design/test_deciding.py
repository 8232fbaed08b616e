"""Changing what one disagrees with: shown first, kept with a reason, withdrawn with one; and adopting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from page_checks import check_html

from commonweal_web.audit.models import Event
from commonweal_web.design.actions import Changed, Refused, Wish, Wishes, adopt, decide
from commonweal_web.design.queries import designed, read_newest
from commonweal_web.design.translate.decisions import decision_mark
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate.naming import (
    DECISION_KINDS,
    DECISION_VALUES,
    decision_words,
    subject_title,
)
from fixtures import Team

HOSTILE = "Ward \"A\": {x} # <script>alert(1)</script> 'ü' – 50% – %(field)s\n- not: a list"
FORCE = {"subject": "innovation/standards", "value": "condition", "stage": "pilot"}


def newest(case: Case) -> Any:
    case.refresh_from_db()
    document = read_newest(case)
    assert document.opened is not None
    return document.opened.case


def post(client: Client, case: Case, name: str, *arguments: str, **data: str) -> Any:
    return client.post(reverse(name, args=(case.reference, *arguments)), data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("insist", {"subject": "innovation/standards"}),
        ("force", FORCE),
        ("exclude", {"subject": "innovation/safeguards"}),
        ("link", {"subject": "innovation/standards", "value": "yes"}),
        ("additionality", {"subject": "innovation/measurement-plan", "value": "spillover"}),
        ("factor", {"subject": "innovation/standards", "factor": "signal", "share": "60%"}),
        ("weighting", {"subject": "innovation/co-design", "percentage": "9"}),
        ("edition", {"subject": "ppn-002"}),
        ("outcome", {"subject": "supply-chains"}),
    ],
)
def test_each_kind_is_shown_then_kept_with_its_reason(
    team: Team, case: Case, lead: Client, kind: str, data: dict[str, str]
) -> None:
    """Looking writes nothing and needs no reason; keeping writes one version, one event, and the person's label."""
    shown = post(lead, case, "decide", kind, do="show", **data)
    assert "What this would do" in shown.content.decode()
    check_html(shown.content.decode())
    assert Case.objects.get(pk=case.pk).version == 1
    kept = post(lead, case, "decide", kind, do="keep", reason=HOSTILE, **data)
    assert kept.status_code == 302
    decision = newest(case).decisions[-1]
    assert (decision.kind, decision.by) == (kind, f"person {team['commercial-lead'].key[:8]}")
    assert decision.reason == HOSTILE
    event = Event.objects.filter(chain=case.chain).latest("sequence")
    assert (event.kind, event.facts["decision"]) == ("decision-made", kind)
    listed = lead.get(reverse("decisions", args=(case.reference,))).content.decode()
    assert "<script>alert" not in listed
    assert team["commercial-lead"].name in listed


def test_a_factor_is_taken_as_the_bars_say_it(case: Case, lead: Client) -> None:
    """The bars say 63%, and so may a person; the case file has the share."""
    data = {"subject": "innovation/standards", "factor": "signal", "share": "63%"}
    assert post(lead, case, "decide", "factor", do="keep", reason="We tried it.", **data).status_code == 302
    assert newest(case).decisions[-1].value == "0.63"


def test_the_record_names_what_was_decided_by_its_title() -> None:
    """Of criteria, factors, words, editions and outcomes; what is none of ours stays as it was written."""
    assert subject_title("innovation/measurement-plan") == "A baseline and a plan to measure change"
    assert subject_title("innovation/measurement-plan.signal") == "A baseline and a plan to measure change, signal"
    assert subject_title("ppn-002") == subject_title("ppn-002/2025-02") == "PPN 002"
    assert subject_title("quality") == "your own quality criteria"
    assert subject_title("ours/thing") == "ours/thing"


def test_pages_and_documents_say_a_decision_in_the_same_words() -> None:
    """Whoever reads the report beside the page meets one name for every kind of decision and for what it says."""
    from commonweal.exchange.report import decided
    from commonweal.procurement.case import DecisionKind

    assert {kind: str(words) for kind, words in DECISION_KINDS.items()} == decided.DECISION_KINDS
    assert {said: str(words) for said, words in DECISION_VALUES.items()} == decided.DECISION_VALUES
    assert set(DECISION_KINDS) == set(DecisionKind)


def test_what_was_decided_is_said_once() -> None:
    """A link says in its words what holds; every other kind says what was done, and then what was said."""
    assert decision_words("link", "no") == ("Does not relate to what is bought", "")
    assert decision_words("force", "scored") == ("Placed against advice", "scored")
    assert decision_words("weighting", "12.5") == ("A weighting set", "12.5%")
    assert decision_words("exclude", "") == ("Left out", "")


def test_the_list_says_what_was_decided_and_where_in_words(case: Case, lead: Client) -> None:
    """With the titles of criteria and stages, never their codes."""
    stage = newest(case).procurement.contract_stages[0]
    decide(
        case,
        Wishes(made=(Wish(kind="force", subject="innovation/standards", value="scored", stage=stage.id),)),
        reason="We need it there.",
        by=case.team.get(role="commercial-lead").user,
    )
    case.refresh_from_db()
    page = lead.get(reverse("decisions", args=(case.reference,))).content.decode()
    check_html(page)
    assert f"Placed against advice: scored ({stage.title})" in page
    assert "innovation/standards" not in page


def test_without_a_reason_nothing_is_kept(case: Case, lead: Client) -> None:
    """The form says so at the field, and keeps what was typed."""
    response = post(lead, case, "decide", "force", do="keep", **FORCE)
    text = response.content.decode()
    assert "a decision without one is not kept" in text
    assert 'value="innovation/standards" selected' in text
    assert newest(case).decisions == newest(case).decisions
    assert Case.objects.get(pk=case.pk).version == 1
    check_html(text)


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("weighting", {"subject": "innovation/co-design", "percentage": "60"}, "is more than the 10%"),
        ("weighting", {"subject": "innovation/co-design", "percentage": "1"}, "needs a percentage of the total mark"),
        ("insist", {"subject": "innovation/nothing"}, "Choose a criterion of the list"),
        ("factor", {"subject": "innovation/standards", "factor": "signal", "share": "200"}, "must be 100% or less"),
    ],
)
def test_what_the_engine_refuses_stands_at_the_form(
    case: Case, lead: Client, kind: str, data: dict[str, str], sentence: str
) -> None:
    """One sentence, without a command of the command line, and nothing is written."""
    text = post(lead, case, "decide", kind, do="keep", reason="Because.", **data).content.decode()
    assert sentence in text
    assert "commonweal " not in text.lower().replace("– commonweal", "").split("there is a problem")[1][:400]
    assert Case.objects.get(pk=case.pk).version == 1
    check_html(text)


def test_a_decision_is_withdrawn_with_a_reason_and_kept_on_file(case: Case, lead: Client) -> None:
    """Both reasons stay; the design is as before."""
    post(lead, case, "decide", "exclude", do="keep", reason="Why not.", subject="innovation/safeguards")
    mark = decision_mark(newest(case).decisions[-1])
    refused = post(lead, case, "withdraw_decision", mark)
    assert "Say why the decision no longer holds" in refused.content.decode()
    assert post(lead, case, "withdraw_decision", mark, reason="We were wrong.").status_code == 302
    after = newest(case)
    assert [(each.decision.reason, each.reason) for each in after.withdrawn] == [("Why not.", "We were wrong.")]
    assert post(lead, case, "withdraw_decision", mark, reason="Again.").status_code == 404
    assert Event.objects.filter(chain=case.chain).latest("sequence").kind == "decision-withdrawn"


def test_another_decision_on_the_same_matter_takes_the_place_of_the_first(team: Team, case: Case) -> None:
    """One weighting a criterion: the earlier one is withdrawn, not lost."""
    for value in ("9", "8"):
        wish = Wish(kind="weighting", subject="innovation/co-design", value=value)
        decide(case, Wishes(made=(wish,)), reason="Agreed.", by=team["commercial-lead"])
    after = newest(case)
    assert [each.value for each in after.decisions if each.kind == "weighting"] == ["8"]
    assert [each.decision.value for each in after.withdrawn] == ["9"]


# --- live -----------------------------------------------------------------------------------------


FIVE_STAGES = (Path(__file__).resolve().parents[3] / "bench/five_stages/case.yaml").read_text(encoding="utf-8")


def boxes(lead: Client, case: Case, option: str) -> dict[str, str]:
    """The boxes of the page of weightings, with what stands in them."""
    text = lead.get(reverse("weightings", args=(case.reference, option))).content.decode()
    inputs = re.findall(r'<input[^>]*name="[wq]-[^>]*>', text)
    return {re.search(r'name="([^"]+)"', each)[1]: re.search(r'value="([^"]*)"', each)[1] for each in inputs}  # type: ignore[index]


def test_weightings_are_shown_without_solving_and_kept_with_a_reason(
    team: Team, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """htmx gets the part alone; the same button without it gives the page; an emptied box gives the weighting back."""
    case = team.case(FIVE_STAGES)
    data = boxes(lead, case, "fuller")
    box = next(name for name, value in data.items() if name.startswith("w-") and value == "6")
    changed = {**data, box: "6.5"}
    with monkeypatch.context() as patch:
        patch.setattr("commonweal_web.design.queries.design_case", None)
        live = lead.post(
            reverse("weightings", args=(case.reference, "fuller")),
            changed,
            headers={"HX-Request": "true", "HX-Target": "div#effect"},
        ).content.decode()
    assert "<html" not in live
    assert ">6.5<" in live
    whole = post(lead, case, "weightings", "fuller", **changed, do="show").content.decode()
    assert ">6.5<" in whole
    assert Case.objects.get(pk=case.pk).version == 1
    check_html(whole)
    assert "Give the reason" in post(lead, case, "weightings", "fuller", **changed, do="keep").content.decode()
    kept = post(lead, case, "weightings", "fuller", **changed, do="keep", reason="The panel agreed.")
    assert kept.status_code == 302
    assert [each.value for each in newest(case).decisions if each.kind == "weighting"] == ["6.5"]
    emptied = {**boxes(lead, case, "fuller"), box: ""}
    assert post(lead, case, "weightings", "fuller", **emptied, do="keep", reason="Back.").status_code == 302
    assert not [each for each in newest(case).decisions if each.kind == "weighting"]


def test_a_weighting_that_leaves_too_little_for_the_rest_is_told_at_once(team: Team, lead: Client) -> None:
    """Nothing is silently another figure than the one typed, and nothing is praised that was not kept."""
    case = team.case(FIVE_STAGES)
    held = boxes(lead, case, "fuller")
    award = next(iter(held)).rpartition("-")[0]
    here = [name for name in held if name.startswith(award)]
    typed = {**held, here[0]: str(sum(float(held[name]) for name in here) - 1)}
    text = post(lead, case, "weightings", "fuller", **typed, do="show").content.decode()
    assert "could not be kept" in text and "Not every weighting could be kept" in text
    assert "No other choice of criteria would be better" not in text
    assert "innovation/" not in re.sub(r'(href|value)="[^"]*"', "", text)


def test_a_weighting_that_only_the_split_can_change_is_no_box(case: Case, lead: Client) -> None:
    """One criterion is scored, and social value has the least that the edition asks for: it leads to the split."""
    assert not boxes(lead, case, "balanced")
    text = lead.get(reverse("weightings", args=(case.reference, "balanced"))).content.decode()
    check_html(text)
    assert "so it takes all 10%" in text
    assert reverse("case-section", args=(case.reference, "split")) in text


def test_own_quality_criteria_are_weighted_too(team: Team, lead: Client) -> None:
    """They are the case's own: the case is changed. No reason is asked for, and none taken that would not be kept."""
    case = team.case(FIVE_STAGES)
    quality = [{"title": "Method", "weighting": 30}, {"title": "Team", "weighting": 20}]
    save_parts(case, {("quality",): quality}, based_on=1, part="quality", by=team["commercial-lead"])
    data = {**boxes(lead, case, "fuller"), "q-0": "35", "q-1": "15", "do": "keep"}
    page = lead.get(reverse("weightings", args=(case.reference, "fuller"))).content.decode()
    assert "Your own quality criteria need none." in page
    refused = post(lead, case, "weightings", "fuller", **data, reason="Method matters more.").content.decode()
    check_html(refused)
    assert "No reason is kept for your own quality criteria" in refused and "Method matters more." in refused
    assert post(lead, case, "weightings", "fuller", **data).status_code == 302
    assert [int(each.weighting) for each in newest(case).quality] == [35, 15]
    assert "with the reason" not in lead.get(reverse("home")).content.decode()


def test_with_other_changes_the_reason_is_asked_for_and_kept(team: Team, lead: Client) -> None:
    """One step changes a weighting of social value and one of the authority's own."""
    case = team.case(FIVE_STAGES)
    quality = [{"title": "Method", "weighting": 30}, {"title": "Team", "weighting": 20}]
    save_parts(case, {("quality",): quality}, based_on=1, part="quality", by=team["commercial-lead"])
    held = boxes(lead, case, "fuller")
    social = next(name for name, value in held.items() if name.startswith("w-") and value == "6")
    data = {**held, "q-0": "35", "q-1": "15", social: "6.5", "do": "keep"}
    assert "Give the reason" in post(lead, case, "weightings", "fuller", **data).content.decode()
    assert post(lead, case, "weightings", "fuller", **data, reason="We agreed.").status_code == 302
    assert [each.reason for each in newest(case).decisions if each.kind == "weighting"] == ["We agreed."]
    assert [int(each.weighting) for each in newest(case).quality] == [35, 15]


WORDING = ("balanced", "innovation", "co-design")


def test_words_are_the_authoritys_own_and_hostile_ones_stay_text(case: Case, lead: Client) -> None:
    """Shown as bidders read them, escaped; kept as decisions; an emptied box takes the usual words back."""
    shown = post(lead, case, "wording", *WORDING, question=HOSTILE, do="show").content.decode()
    assert "<script>alert" not in shown
    assert "As bidders read it" in shown
    check_html(shown)
    kept = post(lead, case, "wording", *WORDING, question=HOSTILE, do="keep", reason="Plain words.")
    assert kept.status_code == 302
    scheme = designed(Case.objects.get(pk=case.pk)).ready.proposals.option("balanced").scheme
    found = next(each for each in scheme.scored if each.code == "innovation/co-design")
    assert found.question is not None
    assert found.question.text == HOSTILE
    page = lead.get(reverse("proposal_option", args=(case.reference, "balanced"))).content.decode()
    assert "<script>alert" not in page
    assert post(lead, case, "wording", *WORDING, question="", do="keep", reason="Back.").status_code == 302
    assert not [each for each in newest(case).decisions if each.kind == "wording"]


def test_a_character_that_nobody_sees_is_refused_in_a_sentence(case: Case, lead: Client) -> None:
    """It could change what a screen shows around it; what was typed is still there."""
    text = post(lead, case, "wording", *WORDING, question="a\u202eb", do="keep", reason="x").content.decode()
    assert "a character that is not seen" in text
    assert Case.objects.get(pk=case.pk).version == 1


def test_the_text_of_an_edition_is_not_ours_to_word(case: Case, lead: Client) -> None:
    """The page says so, and has no box for it."""
    text = lead.get(reverse("wording", args=(case.reference, "balanced", "ppn-002", "1a"))).content.decode()
    assert "the edition&#x27;s own text" in text
    assert 'name="title"' not in text


def test_levels_that_say_the_same_stop_the_scheme_at_once(case: Case, lead: Client) -> None:
    """The checks are asked of the new words while one types."""
    data = {"level-1": "Good.", "level-2": "Good.", "do": "show"}
    assert "say the same" in post(lead, case, "wording", *WORDING, **data).content.decode()


# --- adopting -------------------------------------------------------------------------------------


def seen(case: Case, option: str = "balanced") -> str:
    return designed(Case.objects.get(pk=case.pk)).ready.proposals.option(option).scheme.digest()


def test_an_option_is_adopted_as_a_version_of_its_own(team: Team, case: Case, lead: Client) -> None:
    """A scheme row, a new document that holds the decision, one event; the case file still reads."""
    response = post(lead, case, "adopt_option", "balanced", reason=HOSTILE, seen=seen(case))
    assert response.status_code == 302
    row = case.schemes.get()
    assert (row.number, row.option, row.adopted_by) == (1, "balanced", team["commercial-lead"])
    case.refresh_from_db()
    assert row.case_version == case.version == 2
    assert newest(case).decisions[-1].value == row.digest
    assert Event.objects.filter(chain=case.chain).latest("sequence").kind == "scheme-adopted"
    check_html(lead.get(reverse("scheme_versions", args=(case.reference,))).content.decode())


def test_adoption_needs_a_reason_of_the_authoritys_own(case: Case, lead: Client) -> None:
    """Without one there is no version."""
    text = post(lead, case, "adopt_option", "balanced", seen=seen(case)).content.decode()
    assert "Say why the authority takes this option" in text
    assert not case.schemes.exists()


def test_whoever_adopts_is_told_what_will_stop_publication(team: Team, case: Case, lead: Client) -> None:
    """What is part of the scheme itself by name, with where it is settled; open checks by their number."""
    address = reverse("adopt_option", args=(case.reference, "balanced"))
    text = lead.get(address).content.decode()
    assert "How price and quality meet is not decided" not in text
    assert "What disqualifies a bid is not said" in text and "stop publication until they are answered" in text
    assert "Bidders are not told the question and scale of ‘Technical quality" in text
    assert reverse("case-section", args=(case.reference, "quality")) in text
    parts = {
        ("procurement", "split", "method"): None,
        ("answers", "methodology-stated", "disqualifying"): "A late bid.",
    }
    save_parts(case, parts, based_on=case.version, part="split", by=team["commercial-lead"])
    text = lead.get(address).content.decode()
    check_html(text)
    assert "How price and quality meet is not decided" in text and "you have to adopt again" in text
    assert reverse("case-section", args=(case.reference, "split")) in text
    assert "What disqualifies a bid is not said" not in text


def test_only_what_was_seen_is_adopted(team: Team, case: Case, lead: Client) -> None:
    """Another scheme than the page showed is never adopted under a person's name."""
    before = seen(case)
    post(lead, case, "decide", "exclude", do="keep", reason="No.", subject="innovation/co-design")
    with pytest.raises(Changed):
        adopt(case, "balanced", seen=before, reason="x", by=team["commercial-lead"])
    text = post(lead, case, "adopt_option", "balanced", reason="x", seen=before).content.decode()
    assert "has changed since you opened this page" in text
    assert not case.schemes.exists()


def test_what_blocks_stops_adoption(team: Team, case: Case, lead: Client) -> None:
    """The page says what, and offers no button; the action refuses as well."""
    post(lead, case, "decide", "link", do="keep", reason="None.", subject="innovation/standards", value="no")
    data = {"subject": "innovation/standards", "value": "condition"}
    post(lead, case, "decide", "force", do="keep", reason="Still.", **data)
    text = lead.get(reverse("adopt_option", args=(case.reference, "balanced"))).content.decode()
    assert "Stops adoption" in text
    assert "</textarea>" not in text
    with pytest.raises(Refused):
        adopt(case, "balanced", seen=seen(case), reason="x", by=team["commercial-lead"])


def test_a_changed_case_makes_the_scheme_out_of_date_until_adopted_again(case: Case, lead: Client) -> None:
    """The warning stands on the proposal; a second version names its parent; the two can be compared."""
    post(lead, case, "adopt_option", "balanced", reason="First.", seen=seen(case))
    post(lead, case, "decide", "exclude", do="keep", reason="No.", subject="innovation/safeguards")
    page = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    assert "The case has changed since scheme 1 was adopted." in page
    check_html(page)
    post(lead, case, "adopt_option", "lighter", reason="Second.", seen=seen(case, "lighter"))
    assert [row.number for row in case.schemes.all()] == [1, 2]
    page = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    assert "has changed since" not in page
    compared = lead.get(
        reverse("compare_schemes", args=(case.reference,)), {"before": "version-1", "after": "version-2"}
    ).content.decode()
    assert "goes out; it was: " in compared
    check_html(compared)
    same = lead.get(
        reverse("compare_schemes", args=(case.reference,)), {"before": "version-2", "after": "lighter"}
    ).content.decode()
    assert "Nothing differs." in same
    recognised = lead.get(reverse("recognised_version", args=(case.reference, 1))).content.decode()
    assert "If only efforts and outputs were counted" in recognised
