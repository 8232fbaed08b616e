"""An organisation's own Word template, tried on a pack before it is taken."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from commonweal.exchange.case_file.editing import with_parts
from commonweal.exchange.case_file.folder import CASE_FILE, case_of_texts
from commonweal.exchange.case_file.starting import template_text
from commonweal.exchange.tender_pack import TenderPack, make_tender_pack
from commonweal.exchange.tender_pack.pack_source import draft_source
from commonweal.exchange.word import pack_template, render_word
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.procurement.procurement import Procurement
from commonweal_web.accounts.models import Organisation
from commonweal_web.procurements.translate.choices import shipped_packs
from commonweal_web.publication.models import WordTemplate
from commonweal_web.publication.queries.remembered import proposal_of

TRIED_WITH = "sandbox-pilot"
FUNDING = {"amount": 100_000, "vat": "excluded"}  # invented, and never shown


def check_word_template(content: bytes, *, name: str) -> None:
    """Fill a template in, once. Raises UnreadableInput, in one sentence, for what cannot be a template."""
    pack, procurement = _trial()
    render_word(pack, procurement, template=content, own=name)


@cache
def _trial() -> tuple[TenderPack, Procurement]:
    """A pack of a shipped template of procurements: everything that a template may ask for is in it."""
    packs = shipped_packs()
    template = next(pack.templates[TRIED_WITH] for pack in packs.editions if TRIED_WITH in pack.templates)
    text = template_text(template)
    stages = parse_yaml(text, name=CASE_FILE).data["stages"]
    funded = with_parts(text, {("stages", place, "funding"): FUNDING for place in range(len(stages))}, name=CASE_FILE)
    opened = case_of_texts({CASE_FILE: funded}, path=Path("template"))
    scheme = proposal_of(opened, "balanced", packs).scheme
    return make_tender_pack(draft_source(opened.case, scheme, packs=packs)), opened.case.procurement


def own_word_template() -> bytes:
    """Commonweal's own, to begin from."""
    return pack_template()


def current_word_template(organisation: Organisation) -> WordTemplate | None:
    """The template that an organisation's packs are made with today; None where it is Commonweal's own."""
    newest = WordTemplate.objects.filter(organisation=organisation).select_related("by").last()
    return newest if newest and newest.content else None
