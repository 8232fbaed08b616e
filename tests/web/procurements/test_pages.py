"""Every page of a case opens, is well made, and asks the database little."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from page_checks import check_html

from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.sections import SECTIONS, ListSection
from commonweal_web.procurements.tasks import Status, all_tasks
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.assumptions import assumed, without_settled
from commonweal_web.procurements.translate.editions import outcomes_that_hold
from fixtures import Team

PLAIN = ["answers", "copy", "team", "team-add", "comments", "history", "compare", "file", "assumptions"]


def pages_of(case: Case) -> list[str]:
    """The address of every page of a case that is opened by a link."""
    found = [reverse("case", args=(case.reference,))]
    found += [reverse(f"case-{name}", args=(case.reference,)) for name in PLAIN]
    for section in SECTIONS.values():
        found.append(reverse("case-section", args=(case.reference, section.key)))
        if isinstance(section, ListSection):
            found.append(reverse("case-item-add", args=(case.reference, section.key)))
    for page in ("what", "money", "gate", "evidence"):
        found.append(reverse("case-item", args=(case.reference, "stages", "pilot", page)))
    found.append(reverse("case-item-remove", args=(case.reference, "stages", "pilot")))
    member = case.team.first()
    assert member is not None
    found += [reverse(f"case-team-{name}", args=(case.reference, member.pk)) for name in ("change", "remove")]
    return found


STARTS = [
    "home",
    "start-case",
    "start-notice",
    "start-questions",
    "start-template",
    "start-copy",
    "start-case-file",
    "glossary",
]


def test_every_page_of_a_case_is_well_made_and_asks_little(case: Case, lead: Client) -> None:
    """Headings, labels, references, no inline script or style; at most 20 queries."""
    for url in pages_of(case):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = lead.get(url)
        assert response.status_code == 200, url
        try:
            check_html(response.content.decode())
        except AssertionError as fault:
            raise AssertionError(f"{url}: {fault}") from fault
        assert len(asked) <= 20, f"{url}: {len(asked)} queries"


@pytest.mark.parametrize("name", STARTS)
def test_every_page_that_leads_to_a_case_is_well_made(case: Case, lead: Client, name: str) -> None:
    """The list, the ways to start, the glossary."""
    response = lead.get(reverse(name))
    assert response.status_code == 200
    check_html(response.content.decode())


def test_the_split_is_completed_once_it_is_decided_how_price_and_quality_meet(team: Team, case: Case) -> None:
    """Undecided, it would stop publication later: the list of tasks says so now."""
    access = case_access(case, team["commercial-lead"])
    task = next(each for each in all_tasks() if each.key == "describe-split")

    def status(**split: object) -> str:
        path = ("procurement", "split")
        save_parts(case, {path: split or None}, based_on=case.version, part="split", by=team["commercial-lead"])
        case.refresh_from_db()
        return task.status(access, newest_document(case))

    parts = {"price": 40, "quality": 50, "social_value": 10}
    assert status() == Status.NOT_STARTED
    assert status(**parts) == status(**parts, method="unstated") == Status.IN_PROGRESS
    assert status(**parts, method="linear") == Status.DONE


def test_the_first_page_leads_administrators_to_what_is_theirs(team: Team) -> None:
    """People, local criteria and the record; nobody else is led there."""
    names = ("people", "local_criteria", "organisation_record")
    page = team.client("administrator").get(reverse("home")).content.decode()
    check_html(page)
    assert all(f'href="{reverse(name)}"' in page for name in names)
    page = team.client("commercial-lead").get(reverse("home")).content.decode()
    assert not any(f'href="{reverse(name)}"' in page for name in names)


def test_the_menu_leads_to_missions_whoever_may_open_them(team: Team) -> None:
    """As the page itself says; to procurements and help everybody."""
    for role in ("analyst", "commercial-lead", "approver", "administrator", "nobody"):
        client = team.client(role)
        shown = client.get(reverse("help")).content.decode()
        menu = shown[shown.index('id="navigation"') :].partition("</ul>")[0]
        opens = client.get(reverse("missions")).status_code == 200
        assert (f'href="{reverse("missions")}"' in menu) == opens == (role in {"analyst", "commercial-lead"})
        assert f'href="{reverse("home")}"' in menu


def test_a_page_that_is_refused_says_which_role_is_lacking(team: Team, case: Case) -> None:
    """That in the organisation, or that on the procurement; and who gives it."""
    page = team.client("approver").get(reverse("people"))
    assert page.status_code == 403
    check_html(page.content.decode())
    assert "Your role in your organisation does not include this page." in page.content.decode()
    assert "this procurement" not in page.content.decode()
    page = team.client("approver").get(reverse("case-section", args=(case.reference, "what")))
    assert page.status_code == 403
    assert "Your role on this procurement does not include this." in page.content.decode()


def test_outcomes_are_those_of_the_edition_that_holds(team: Team, case: Case, lead: Client) -> None:
    """The case uses PPN 002: nothing of an earlier or a draft edition is asked, but what was said of one stays."""
    url = reverse("case-section", args=(case.reference, "outcomes"))
    page = lead.get(url).content.decode()
    held = {each.name for each in outcomes_that_hold(newest_document(case).text)}
    assert held and set(re.findall(r'name="matters-([^"]+)"', page)) == held
    other = next(each.name for each in choices.outcomes() if each.name not in held)
    save_parts(
        case, {("importance", "outcomes", other): 5}, based_on=case.version, part="outcomes", by=team["commercial-lead"]
    )
    page = lead.get(url).content.decode()
    check_html(page)
    assert set(re.findall(r'name="matters-([^"]+)"', page)) == held | {other}


def test_the_page_of_missions_asks_how_much_each_matters(case: Case, lead: Client) -> None:
    """Two questions: which are served, and how much each matters."""
    page = lead.get(reverse("case-section", args=(case.reference, "missions"))).content.decode()
    check_html(page)
    assert "How much does each mission matter to you?" in page
    assert "The five missions" not in page


def test_who_says_so_stands_before_what_the_law_says(case: Case, lead: Client) -> None:
    """A sentence of law among the hints has the law's marker; a card says its heading once."""
    for arguments in (("stages", "pilot", "money"), ("value",), ("extras",)):
        name = "case-item" if len(arguments) == 3 else "case-section"
        page = lead.get(reverse(name, args=(case.reference, *arguments))).content.decode()
        check_html(page)
        assert 'class="cw-mark cw-mark--law"' in page
    stages = lead.get(reverse("case-section", args=(case.reference, "stages"))).content.decode()
    assert "Gate: " not in re.sub("<[^>]+>", "", stages)


def test_an_assumption_is_said_in_words_with_the_page_that_corrects_it() -> None:
    """A stage by its title, a kind by its words, a place by what stands there; what the notice says is no judgement."""
    data = {
        "stages": [{"id": "operate", "title": "Support"}],
        "assumptions": [
            {"subject": "stages.operate.kind", "value": "operate", "because": "Silence."},
            {"subject": "authority.kind", "value": "nhs-body", "because": "The code.", "where": "parties/0/details"},
            {"subject": "split", "value": "60", "because": "Read.", "words": "60%", "where": "tender/description"},
            {"subject": "months", "value": "12", "because": "Read.", "words": "a year", "where": "elsewhere/3"},
        ],
    }
    stage, kind, split, months = assumed(data)
    assert (str(stage.subject), stage.value, stage.section) == (
        "Stage “Support”, kind",
        "Operate (live service)",
        "stages",
    )
    assert (kind.where, kind.of_notice) == ("in the details of the authority", True)
    assert (split.where, split.of_notice) == ("in its description", False)
    assert months.where == "in the notice"
    assert without_settled(data, [("stages",)])[("assumptions",)][0]["subject"] == "authority.kind"


def test_a_small_table_can_be_read_on_a_narrow_screen(team: Team, case: Case, lead: Client) -> None:
    """There its rows are blocks: each cell brings the name of its column with it."""
    where = ("procurement", "description")
    save_parts(case, {where: "Other words."}, based_on=case.version, part="what", by=team["commercial-lead"])
    for url in (reverse("home"), reverse("case-compare", args=(case.reference,))):
        table = lead.get(url).content.decode().partition("cw-stack")[2].partition("</table>")[0]
        cells = re.findall(r"<td[^>]*>", table)
        assert cells and all('data-column="' in cell for cell in cells)
