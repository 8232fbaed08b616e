"""Every text of the service can be translated, and its numbers are placeholders that a translation can move."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template.base import Lexer, TokenType
from django.utils.translation import trans_real
from every_page import LARGE, Site

from fixtures import NAMES as CALLED

SERVICE = Path(__file__).resolve().parents[2] / "src/commonweal_web"
TEMPLATES = sorted(SERVICE.rglob("templates/**/*.html"))
BEGIN, END = "⟦", "⟧"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
READ_OUT = ("aria-label", "alt", "title", "placeholder")  # attributes that people are told
NOT_SAID = (  # the service's own name, commands to type, and how a token begins
    r'curl -H "Authorization: Bearer\s*"\s*://\s*v1/me',
    r"\bcw_",
    r"\bCommonweal\b",
    r"\bsha256sum\b",
)
# Numbers that are part of a name or of a citation, that show how something is written, or that are the two ends of a
# scale which the sentence explains. Limits, counts and what is taken where nothing is said are none of these.
NAMES = re.compile(
    r"\b\d{1,2} \d{1,2} 20\d\d\b|(like|example) \d{1,2} \d{1,2} 20\d\d|[Ff]or example,? \d+ \d+ \d+|SHA-256|the 100%"
    r"|/api/v1\S*|OpenAPI 3\.1|such as \d{4} \d\d \d\d|such as \d{4}-\d\d-\d\d"
    r"|version 2\.2|v3\.0|Sell2Wales|320 pixels|400%|Act 20\d\d|[Ss]ection \d+(\(\d\))?|[Ss]chedule \d+|paragraph \d+"
    r"|s\.\d+(\(\w\))*|PPN \d+|ocds-\S+|\d{6}-20\d\d|https?://\S+"
    r"|%\(\w+\)[sd]|%[sd]|%%|{\w+}"
    r"|(like|such as|[Ff]or example,?|services,) [\d.,]+( or [\d.,]+)?"
    r"|[Ff]rom 0( \(not at all\))? to [15]|\(0 to 1\)|0 where everybody|0: padding gains nothing. 1:"
    r"|more than 0|0 for it"
    r"|\bP(5|10|50|90|95)\b"  # the names of quantiles
    r"|0 if it has none|0, not at all|have 4 figures|You have 0 characters"
)
EXAMPLES = ("showing.py", "showing_forms.py", "components.html")  # of the page that shows the look to developers


def text_of_templates(path: Path) -> Iterator[str]:
    """What a template says outside the tags that translate, and in attributes that people are told."""
    inside, kept, said = False, [], ""
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type is TokenType.BLOCK and re.match(
            r"(end)?(blocktranslate|blocktrans|comment)\b", token.contents
        ):
            inside = not token.contents.startswith("end")
        elif token.token_type is TokenType.TEXT and not inside:
            kept.append("" if said.startswith("block width") else token.contents)  # a word that the frame reads
        else:
            kept.append(" ")
        said = token.contents
    left = re.sub(r"data-i18n\.[\w.-]+=", "", "".join(kept))  # the texts themselves are in tags that translate
    left = re.sub("|".join(NOT_SAID), "", left)
    for attribute in READ_OUT:
        yield from re.findall(rf'\b{attribute}="([^"]*[A-Za-z]{{2}}[^"]*)"', left)
    yield from re.findall(r"[^<>]*[A-Za-z]{2}[^<>]*", re.sub(r"<!--.*?-->|<[^<>]*>", "\n", left, flags=re.S))


def test_no_template_says_anything_that_cannot_be_translated() -> None:
    """Words in a template stand in a tag that translates them; the name of the service is not translated."""
    assert len(TEMPLATES) > 100
    said = {(path, " ".join(text.split())) for path in TEMPLATES for text in text_of_templates(path)}
    said = {(path, text) for path, text in said if path.name not in EXAMPLES and re.search("[A-Za-z]{2}", text)}
    assert not said, "\n".join(f"{path.relative_to(SERVICE)}: {text!r}" for path, text in sorted(said))


def messages() -> Iterator[tuple[Path, str]]:
    """Every text that is there to be translated: of the code and of the templates."""
    for path in sorted(SERVICE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            if isinstance(node, ast.Call) and name in CALLS:
                for each in node.args:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield path, each.value
                    elif isinstance(each, ast.JoinedStr):
                        yield path, "an f-string, which is never found in a catalogue: 0"
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        yield from ((path, found) for found in re.findall(r'{%\s*trans(?:late)?\s+"([^"]*)"', text))
        blocks = re.findall(r"{%\s*blocktrans(?:late)?\b[^%]*%}(.*?){%\s*endblocktrans", text, flags=re.S)
        yield from ((path, re.sub(r"{{.*?}}", "", re.sub("<[^>]*>", "", found))) for found in blocks)


def test_no_text_has_a_number_where_a_placeholder_belongs() -> None:
    """Limits and counts are put into a sentence: one place says them, and every language may move them."""
    found = {(path, text) for path, text in messages()}
    assert len(found) > 1000
    faults = sorted(
        (path, text) for path, text in found if path.name not in EXAMPLES and re.search(r"\d", NAMES.sub("", text))
    )
    assert not faults, "\n".join(f"{path.relative_to(SERVICE)}: {text!r}" for path, text in faults)


class Marks:
    """A language in which every text that can be translated stands between marks."""

    @staticmethod
    def gettext(_self: Any, message: str) -> str:
        return f"{BEGIN}{message.rpartition(chr(4))[2]}{END}"

    @staticmethod
    def ngettext(_self: Any, singular: str, plural: str, number: int) -> str:
        return f"{BEGIN}{singular if number == 1 else plural}{END}"


# Pages on which the engine speaks: of these, what people press, fill in and read first is looked at, not its sentences.
ENGINE_SPEAKS = {
    "api",  # drawn from the description of the API, which is in one language
    *("case", "proposal", "proposal_option", "criteria", "decisions", "decide", "withdraw_decision", "adopt_option"),
    *("recognised", "recognised_version", "weightings", "wording", "why_not", "scheme_versions", "compare_schemes"),
    *("checks", "check", "check-person", "approval", "publication", "publication-done", "published", "amend"),
    *("documents", "draft-document", "document", "published-document", "mission-scheme", "missions", "response-check"),
    *("case-answers", "draft-answers", "draft-assumptions", "case-assumptions", "case-compare", "case-file-changes"),
    *("forecast", "forecast-scenarios", "forecast-beliefs", "forecast-belief"),
    *("challenge", "challenge-scheme", "challenge-what-if"),
    *("local_criteria", "add_local_criterion", "change_figure", "remove_local", "glossary", "case-section"),
    *("draft-section", "case-item", "draft-item", "case-comments", "case_history", "organisation_record"),
    *(
        "case-item-add",
        "draft-item-add",
        "start-template",
        "case-history",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
    ),
}
OURS = {"button", "title", "nav", "footer", "header"}
# What people typed or are called, and what is written the same in every language.
DATA = re.compile(
    "|".join(CALLED.values()) + r"|Commonweal|A pilot \(fictional\)|A [\w-]+( [\w-]+)?$|An? [\w-]+"
    r"|[\w.-]+@example\.org|Northmoor[\w ]*\(fictional\)|[A-Z0-9]{5}-[A-Z0-9]{5}"
    r"|AI support for reading chest images, tried in a sandbox|Five stages from exploring to operating"
    r"|Northmoor, 2026/S[ \d-]+|https?://\S+|127\.0\.0\.1|\bVAT\b|\bMB\b|Wards have a voice: #1"
    r"|\([a-z]+:[a-z]+\)|Prototype|Sandbox pilot on two wards|Lots are considered|Decisions shaped by those affected"
)


@pytest.mark.django_db
def test_what_the_service_says_goes_through_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every translated text between marks, nothing outside of them is left but data and what the engine says."""
    site = Site()
    pages = [page for page in site.pages() if page.state == LARGE or page.route == "home"]
    for page in pages:
        site.client(page.person)
    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", Marks.gettext)
    monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", Marks.ngettext)
    faults = []
    for page in pages:
        response: Any = site.client(page.person).get(page.url)
        tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
        parts = [each for each in tree.iter() if each.tag in OURS] if page.route in ENGINE_SPEAKS else [tree]
        faults += [
            f"{page}: {text!r}" for part in parts for text in unmarked(part) if DATA.sub("", text).strip(" ,.:()–")
        ]
    assert not faults, f"{len(faults)} texts:\n" + "\n".join(sorted(set(faults)))


def unmarked(part: Element) -> Iterator[str]:
    """The texts of a part of a page that hold words outside the marks."""
    text = "".join(_visible(part))
    before = None
    while before != text:  # the innermost first: a translated text may hold another
        before, text = text, re.sub(f"{BEGIN}[^{BEGIN}{END}]*{END}", " ", text)
    for each in text.split("\n"):
        if re.search("[A-Za-z]{2}", each):
            yield " ".join(each.split())


def _visible(part: Element) -> Iterator[str]:
    if isinstance(part.tag, str) and part.tag not in {"script", "style", "code", "svg"}:
        apart = part.tag not in {"a", "span", "strong", "b", "em", "abbr"}
        yield "\n" if apart else ""
        yield part.text or ""
        yield from (f"\n{part.get(name)}\n" for name in READ_OUT if part.get(name))
        for each in part:
            yield from _visible(each)
            yield each.tail or ""
        yield "\n" if apart else ""
