"""What forms say of law and guidance stands in the pack of the law, and is shown with who says so and how surely."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import check_html

from commonweal.record.source import Confidence, SourceKind
from commonweal_web.layout.components import CONFIDENCES
from commonweal_web.procurements.forms.describing import RulesForm
from commonweal_web.procurements.forms.fields import stated
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.statements import defence_limbs, known, link_limbs
from fixtures import Team

SERVICE = Path(__file__).resolve().parents[3] / "src/commonweal_web"


def asked_for() -> Iterator[str]:
    """The name of every statement that a form asks for, but those that it makes of a choice."""
    for path in SERVICE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "stated":
                yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))


def test_every_statement_of_the_pack_is_shown_and_every_one_asked_for_is_there() -> None:
    """A form that asks for what the pack does not say fails here, and so does a line that no form shows."""
    kinds = {f"regime-{kind}" for kind in choices.REGIMES if kind != choices.UNKNOWN}
    limbs = {f"defence-limb-{letter}" for letter, _words in defence_limbs()}
    assert {*asked_for(), *kinds, *limbs} == set(known())
    assert len(limbs) == 7 and len(link_limbs()) == 5


@pytest.mark.parametrize("name", sorted(known()))
def test_a_statement_says_whose_it_is_and_what_was_not_read(name: str) -> None:
    """It begins with the marker, and ends with title and place, and with the doubt where there is one."""
    said = known()[name]
    shown = str(stated(name))
    assert shown.startswith(f'<span class="cw-mark cw-mark--{said.source.kind}">')
    assert said.source.kind in {SourceKind.LAW, SourceKind.GUIDANCE}
    assert said.source.title in shown and said.source.where in shown
    assert (said.source.confidence is Confidence.PRIMARY) is not any(
        str(each) in shown for each in CONFIDENCES.values()
    )
    assert said.source.confidence is Confidence.PRIMARY or said.source.note, "What was not read is said."


@pytest.mark.django_db
def test_the_page_of_rules_tells_law_from_what_it_adds(team: Team, case: Case) -> None:
    """Each kind of rules carries the marker of law; what is recalled says so; nothing of it is escaped."""
    page = team.client("commercial-lead").get(f"/procurements/{case.reference}/describe/rules/").content.decode()
    check_html(page)
    hints = RulesForm.base_fields["regime"].widget.hints  # type: ignore[attr-defined]
    assert page.count("cw-mark--law") >= len(hints) == len(choices.REGIMES) - 1
    assert "from general knowledge, to be verified" in page and "&lt;span" not in page
    assert "(g) otherwise relevant" in page
