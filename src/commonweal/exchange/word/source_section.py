"""The part of the pack's template on sources, versions and licences: law, guidance and judgement told apart."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.word.building import Builder, Column
from commonweal.exchange.word.styles import INK

# Law solid, guidance outlined, judgement dotted, each with its word.
MARKS = {
    "law": f'<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="{INK}"/>',
    "guidance": f'<w:bdr w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>',
    "our judgement": f'<w:bdr w:val="dotted" w:sz="8" w:space="0" w:color="{INK}"/>',
}


def say_sources(build: Builder) -> None:
    build.lead_in(
        "Law is an Act or a regulation, guidance a policy note or a guide, and our judgement is Commonweal's, which "
        "the authority may change. This pack is no legal advice."
    )
    build.table(
        "source in sources",
        [
            Column("Kind", 32, ""),
            Column("Source", 78, "{{ source.text }}", under="{{ source.url }}"),
            Column("Confidence", 28, "{{ source.confidence }}"),
            Column("Dated", 32, "{{ source.dated }}"),
        ],
        says="Sources: law, guidance and judgement, with how well each is known",
    )
    _mark_kinds(build.document.tables[-1].rows[2].cells[0].paragraphs[0])
    build.say("Made with", "Label")
    build.table(
        "edition in editions",
        [
            Column("Pack and edition", 46, "{{ edition.name }}"),
            Column("Digest", 124, "{{ edition.digest }}", style="Cell Quiet"),
        ],
        says="Packs and their digests",
        last=("This scheme", "{{ digest }}"),
    )
    build.control("for line in attributions")
    build.say("{{ line }}", "Quiet")
    build.control("endfor")


def _mark_kinds(paragraph: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for name, look in MARKS.items():
        paragraph.add_run(f"{{%r if source.mark == '{name}' %}}")
        run = paragraph.add_run(f"\N{NO-BREAK SPACE}{name}\N{NO-BREAK SPACE}")
        run._r.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}>{look}</w:rPr>"))
        paragraph.add_run("{%r endif %}")
