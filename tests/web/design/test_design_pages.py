"""Pages of the design: what they show, who may see them, how much they ask of the database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from page_checks import check_html

from commonweal_web.design.queries import forget_designs, told_apart
from commonweal_web.procurements.actions import save_parts, start_case
from commonweal_web.procurements.models import Case, State
from fixtures import Team

FIVE_STAGES = (Path(__file__).resolve().parents[3] / "bench/five_stages/case.yaml").read_text(encoding="utf-8")
PAGES = {
    "proposal": (),
    "proposal_option": ("fuller",),
    "criteria": (),
    "why_not": ("balanced", "innovation", "standards"),
    "decisions": (),
    "recognised": ("balanced",),
    "scheme_versions": (),
}
LEAD_ALONE = {
    "decide": ("force",),
    "weightings": ("balanced",),
    "wording": ("balanced", "innovation", "co-design"),
    "adopt_option": ("balanced",),
}


@pytest.mark.parametrize(("name", "arguments"), {**PAGES, **LEAD_ALONE}.items())
def test_no_page_asks_much_of_the_database(
    team: Team, lead: Client, django_assert_max_num_queries: object, name: str, arguments: tuple[str, ...]
) -> None:
    """Twenty queries at most for five stages and forty criteria; the markup is sound."""
    case = team.case(FIVE_STAGES)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        response = lead.get(reverse(name, args=(case.reference, *arguments)))
    assert response.status_code == 200
    check_html(response.content.decode())


def test_the_comparison_shows_three_columns_down_the_stages(case: Case, lead: Client) -> None:
    """Every stage, every option, weightings, hours against our limit, and what waits for a later stage."""
    text = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    for words in ("Lighter", "Balanced", "Fuller", "Sandbox pilot on two wards", "waits for", "of 39 hours"):
        assert words in text
    assert text.count('class="cw-three__cell"') == 3 * 4


def test_each_column_says_whose_hours_it_asks_for(case: Case, lead: Client) -> None:
    """In all and by who spends them, so that lighter is seen to be lighter; the winner's own stand apart."""
    text = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    total = [int(each.replace(",", "")) for each in re.findall(r"About ([\d,]+) hours? in all", text)]
    parts = [int(each.replace(",", "")) for each in re.findall(r"<dd>([\d,]+)</dd></div>", text)]
    assert len(total) == 3 and total == sorted(total)
    for column in range(3):
        assert abs(total[column] - sum(parts[3 * column : 3 * column + 3])) <= 2  # each is rounded by itself
    assert text.count("bids expected") == text.count("The winner alone, bidding and reporting") == 3


@pytest.mark.parametrize(("hours", "said"), [(1, "About 1 hour for"), (0, "About 0 hours for"), (24, "About 24 hours")])
def test_one_hour_is_one_hour(hours: int, said: str) -> None:
    """However little is asked of the winner."""
    cell = {"hours": hours, "limit": 39, "width": 10, "over": False}
    assert said in render_to_string("design/parts/winner_hours.html", {"cell": cell})


def test_an_option_shows_five_factors_a_criterion_and_who_says_so(case: Case, lead: Client) -> None:
    """Relates, in time, in its hands, good from poor, means value."""
    text = lead.get(reverse("proposal_option", args=(case.reference, "balanced"))).content.decode()
    card = re.search(r'<article class="cw-full".*?</article>', text, re.DOTALL)
    assert card is not None
    for words in ("relates", "in time", "in its hands", "good from poor", "means value", "our judgement"):
        assert words in card[0]


def test_why_not_says_the_rule_the_mend_and_the_cost(case: Case, lead: Client) -> None:
    """The cost is solved for the stage that is asked for alone; htmx gets the panel without the page."""
    address = reverse("why_not", args=(case.reference, "balanced", "innovation", "standards"))
    text = lead.get(address).content.decode()
    assert "What would mend it" in text
    assert "of its worth" not in text
    costed = lead.get(f"{address}?stage=pilot").content.decode()
    assert "of its worth" in costed
    panel = lead.get(address, headers={"HX-Request": "true", "HX-Target": "div#why-not"}).content.decode()
    assert "What would mend it" in panel
    assert "<html" not in panel


def test_a_case_that_lacks_something_says_what(team: Team, lead: Client) -> None:
    """Sentence by sentence as the case's page does, each with its way there; nothing of a proposal is shown."""
    case = start_case(by=team["commercial-lead"], source="questions")
    text = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    for words in ("cannot be designed yet", "no title", "is not named yet", "There is no stage under contract yet"):
        assert words in text
    check_html(text)
    links = set(re.findall(r'href="([^"]*/describe/[^"]*)"', text))
    assert {reverse("case-section", args=(case.reference, key)) for key in ("what", "authority", "stages")} <= links
    assert reverse("case-section", args=(case.reference, "missions")) not in links


def test_a_stage_without_funding_is_named(team: Team, lead: Client, case: Case) -> None:
    """The one thing that is missing, by its title."""
    save_parts(case, {("stages", 1, "funding"): None}, based_on=1, part="stages", by=team["commercial-lead"])
    text = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    assert "“Sandbox pilot on two wards” has no funding" in text


@pytest.mark.parametrize("role", ["approver", "contract-manager", "observer"])
def test_who_may_only_see_sees_and_cannot_change(team: Team, case: Case, role: str) -> None:
    """No link leads to a change, and the pages that change are refused."""
    client = team.client(role)
    for name, arguments in PAGES.items():
        response = client.get(reverse(name, args=(case.reference, *arguments)))
        assert response.status_code == 200
        text = response.content.decode()
        assert "/proposal/decide/" not in text
        assert "/adopt/" not in text
    for name, arguments in LEAD_ALONE.items():
        assert client.post(reverse(name, args=(case.reference, *arguments))).status_code == 403


@pytest.mark.parametrize("role", ["evaluator", "supplier-contact", "outsider", "administrator"])
def test_who_may_not_see_the_draft_sees_nothing(team: Team, case: Case, role: str) -> None:
    """Proposals are drafts: neither evaluators nor suppliers read them."""
    for name, arguments in {**PAGES, **LEAD_ALONE}.items():
        assert team.client(role).get(reverse(name, args=(case.reference, *arguments))).status_code in {403, 404}


@pytest.mark.parametrize("state", [State.IN_APPROVAL, State.APPROVED, State.PUBLISHED, State.CLOSED])
def test_in_other_states_nothing_is_decided(case: Case, lead: Client, state: str) -> None:
    """What is with the approver, or published, is not redesigned under their eyes."""
    Case.objects.filter(pk=case.pk).update(state=state)
    for name, arguments in LEAD_ALONE.items():
        assert lead.post(reverse(name, args=(case.reference, *arguments)), {"do": "keep"}).status_code == 403
    assert lead.get(reverse("proposal", args=(case.reference,))).status_code == 200


def test_a_design_at_hand_is_not_solved_again(case: Case, lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept by what the case says and the packs: the second page needs no solver."""
    forget_designs()
    lead.get(reverse("proposal", args=(case.reference,)))
    monkeypatch.setattr("commonweal_web.design.queries.design_case", None)
    assert lead.get(reverse("proposal_option", args=(case.reference, "lighter"))).status_code == 200


def test_the_cost_of_forcing_does_not_name_the_criterion_twice(case: Case, lead: Client) -> None:
    """The page of a criterion has its title as heading; the part that htmx puts into it brings none of its own."""
    address = reverse("why_not", args=(case.reference, "balanced", "innovation", "standards"))
    page = lead.get(address).content.decode()
    asked = re.search(r'hx-get="([^"]+)"', page)
    assert asked is not None
    headers = {"HX-Request": "true", "HX-Target": "div#why-not"}
    part = lead.get(asked.group(1).replace("&amp;", "&"), headers=headers).content.decode()
    assert "<h3" not in part
    assert "<h3" in lead.get(address, headers=headers).content.decode()


def test_the_ribbon_is_told_by_its_list(case: Case, lead: Client) -> None:
    """Numbers over the bars, and at every width a list that names each; the bars on cards are explained."""
    page = lead.get(reverse("proposal", args=(case.reference,))).content.decode()
    drawing = page.partition('class="cw-ribbon__drawing"')[2].partition("</svg>")[0]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawing) == ["1", "2", "3", "4"]
    names = page.partition('class="cw-ribbon__list"')[2].partition("</ol>")[0]
    assert names.count("<li>") == 4 and "Adoption across the trust" in names
    assert "five small bars on a card" in page


def test_a_bar_of_weighting_says_what_the_whole_of_it_is(case: Case, lead: Client) -> None:
    """Ten of a hundred fill it: it says of what."""
    page = lead.get(reverse("proposal_option", args=(case.reference, "balanced"))).content.decode()
    assert "The whole bar is the 10% of the total mark that social value has." in page
    assert "not at every stage" in page


def test_menus_name_criteria_by_their_titles_alone(case: Case, lead: Client) -> None:
    """No code behind a title; where two have one title, the edition tells them apart."""
    page = lead.get(reverse("decide", args=(case.reference, "insist"))).content.decode()
    options = re.findall(r"<option[^>]*>([^<]*)</option>", page)
    assert len(options) > 20 and len(set(options)) == len(options)
    assert not [each for each in options if "/" in each]
    assert told_apart({"a/1": ("Same", "A"), "b/2": ("Same", ""), "c/3": ("Other", "C")}) == {
        "a/1": "Same (A)",
        "b/2": "Same (b/2)",
        "c/3": "Other",
    }
