"""The two Word templates that Commonweal brings: the tender pack, and the annex that stays with the authority."""

from __future__ import annotations

import io
from functools import cache

from commonweal.exchange.word.building import Builder, Column
from commonweal.exchange.word.zipping import fixed_zip

SECTIONS = (
    ("bought", "1. What is bought"),
    ("assessed", "2. How bids are assessed"),
    ("criteria", "3. Criteria and questions"),
    ("answers", "4. What a good answer may contain"),
    ("kpis", "5. KPIs and evidence"),
    ("conditions", "6. What the contract asks without marks"),
    ("later", "7. What comes later"),
    ("missing", "8. What is not in this pack"),
    ("sources", "9. Sources, versions and licences"),
)
_TITLES = dict(SECTIONS)


@cache
def pack_template() -> bytes:
    """The template of the tender pack, the same bytes every time."""
    build = Builder()
    _opening(build, "Tender pack: award criteria, questions, KPIs and evidence")
    build.say("{{ lead }}", "Lead")
    build.say("{{ status }}", "Quiet")
    build.contents(SECTIONS)
    for part in (_bought, _assessed, _criteria, _answers, _kpis, _conditions, _later, _missing, _sources):
        part(build)
    return _bytes(build)


@cache
def annex_template() -> bytes:
    """The template of the annex: what is open, and the drafting prompts."""
    build = Builder()
    _opening(build, "Annex for the contracting authority: not for bidders")
    build.say("{{ status }}", "Quiet")
    _open_points(build)
    _prompts(build)
    return _bytes(build)


def _bytes(build: Builder) -> bytes:
    stream = io.BytesIO()
    build.document.save(stream)
    return fixed_zip(stream.getvalue())


def _opening(build: Builder, subtitle: str) -> None:
    build.head("{{ title }}")
    build.foot("{{ foot }}")
    build.say("{{ title }}", "Title")
    build.say(subtitle, "Lead")
    build.say("{{ authority }}")


def _section(build: Builder, mark: str) -> None:
    build.heading(_TITLES[mark], 1, mark=mark)


def _bought(build: Builder) -> None:
    _section(build, "bought")
    build.when("description", ("Normal", "{{ description }}"))
    build.say("{{ structure }}")
    build.say("{{ ribbon }}")
    build.table(
        "stage in stages",
        [
            Column(heading="Stage", width=42, cell=[("Cell", "{{ stage.number }} {{ stage.title }}"), ("Cell Quiet", "{{ stage.kind }}")]),
            Column(heading="Length", width=28, cell=[("Cell", "{{ stage.length }}"), ("Cell Quiet", "{{ stage.contracts }}")]),
            Column(heading="What it is for", width=50, cell=[("Cell", "{{ stage.purpose }}")]),
            Column(heading="What is delivered", width=50, cell=[("Cell", "{{ stage.deliverables }}")]),
        ],
        says="Stages: length, purpose and deliverables",
    )
    build.control("for stage in stages")
    build.control("if stage.gate")
    build.labelled("Gate after {{ stage.title }}: {{ stage.gate }}.", "{{ stage.gate_decides }}")
    build.control("endif")
    build.control("endfor")
    build.control("for stage in later_stages")
    build.labelled("Not bought here: {{ stage.title }}.", "{{ stage.purpose }}")
    build.control("endfor")
    build.control("if rounds")
    build.heading("Rounds", 2)
    build.control("for round in rounds")
    build.labelled("{{ round.title }}.", "{{ round.says }}")
    build.control("endfor")
    build.control("endif")
    build.control("if lots")
    build.heading("Lots", 2)
    build.say("Each lot is awarded separately, on the same criteria and weightings.")
    build.bullets("lot in lots", "{{ lot }}")
    build.control("endif")


def _assessed(build: Builder) -> None:
    _section(build, "assessed")
    build.control("for award in awards")
    build.heading("{{ award.title }}", 2)
    build.say("It leads to the contract for {{ award.stages }}.")
    build.when("award.conflict", ("Needs a person", "{{ award.conflict }}"))
    build.table(
        "row in award.weightings",
        [
            Column(heading="What is assessed", width=100, cell=[("Cell", "{{ row.title }}"), ("Cell Quiet", "{{ row.official }}")]),
            Column(heading="Part", width=40, cell=[("Cell", "{{ row.part }}")]),
            Column(heading="Weighting", width=30, cell=[("Cell Number", "{{ row.weighting }}")], number=True),
        ],
        says="Weightings",
        last=("Total", "", "{{ award.total }}"),
    )
    build.labelled("Method.", "{{ award.method }}")
    build.control("if award.price_example")
    build.labelled("An example.", "{{ award.price_example }}")
    build.control("endif")
    build.when("award.scores", ("Normal", "{{ award.scores }}"))
    build.control("endfor")


def _criteria(build: Builder) -> None:
    _section(build, "criteria")
    build.control("for award in awards")
    build.control("if awards|length > 1")
    build.heading("{{ award.number }} {{ award.title }}", 2)
    build.control("endif")
    build.control("for criterion in award.criteria")
    build.heading("{{ criterion.number }} {{ criterion.title }} ({{ criterion.weighting }})", 2)
    build.say("{{ criterion.part }}{% if criterion.official %}: {{ criterion.official }}{% endif %}{% if criterion.stage %}. Delivered in: {{ criterion.stage }}{% endif %}.", "Quiet")
    build.when("criterion.note", ("Needs a person", "{{ criterion.note }}"))
    build.when("criterion.why", ("Label", "{{ why_heading }}"), ("Normal", "{{ criterion.why }}"))
    build.control("if criterion.question")
    build.say("Question{% if criterion.word_limit %} (at most {{ criterion.word_limit }} words){% endif %}", "Label")
    build.say("{{ criterion.question }}")
    build.control("endif")
    build.when("criterion.evidence", ("Label", "What convinces at this stage"), ("Normal", "{{ criterion.evidence }}"))
    build.control("if criterion.sub_criteria")
    build.say("Sub-criteria, each explained on its own in the assessment summary", "Label")
    build.bullets("part in criterion.sub_criteria", "{{ part }}")
    build.control("endif")
    build.control("if criterion.levels")
    build.say("Scale of scores", "Label")
    build.table(
        "level in criterion.levels",
        [
            Column(heading="Score", width=16, cell=[("Cell Number", "{{ level.points }}")], number=True),
            Column(heading="Level", width=26, cell=[("Cell", "{{ level.label }}")]),
            Column(heading="What the bid shows", width=128, cell=[("Cell", "{{ level.descriptor }}")]),
        ],
        says="Scale of scores with descriptors",
    )
    build.control("endif")
    build.when(
        "criterion.commitment",
        ("Label", "What the contract then holds the supplier to"),
        ("Normal", "{{ criterion.commitment }}"),
    )
    build.control("endfor")
    build.control("endfor")


def _answers(build: Builder) -> None:
    _section(build, "answers")
    build.say("The descriptors of each question decide its score. This is how an answer can meet them honestly.")
    build.bullets("line in answering", "{{ line }}")


def _kpis(build: Builder) -> None:
    _section(build, "kpis")
    build.say("{{ bands_note }}", "Quiet")
    build.when("prescribed", ("Normal", "{{ prescribed }}"))
    build.control("for stage in stages")
    build.heading("{{ stage.title }}", 2)
    build.say("Months {{ stage.months }} of the contract.", "Quiet", leads=True)
    build.when("not stage.kpis", ("Normal", "No KPI is set for this stage."))
    build.control("if stage.kpis")
    build.table(
        "kpi in stage.kpis",
        [
            Column(
                heading="KPI",
                width=50,
                cell=[("Cell", "{{ kpi.title }}"), ("Cell Quiet", "{{ kpi.measure }}{% if kpi.by %}. Prescribed by {{ kpi.by }}{% endif %}")],
            ),
            Column(heading="Rating", width=46, cell=[("Cell", "{{ kpi.bands }}")]),
            Column(heading="Every, read by", width=28, cell=[("Cell", "{{ kpi.every }}"), ("Cell Quiet", "{{ kpi.owner }}")]),
            Column(heading="Evidence", width=46, cell=[("Cell", "{{ kpi.evidence }}")]),
        ],
        says="KPIs of this stage with their ratings and evidence",
    )
    build.control("endif")
    build.control("for due in stage.evidence")
    build.labelled("Evidence due by month {{ due.month }}.", "What it decides: {{ due.decides }}.")
    build.bullets("item in due.items", "{{ item }}")
    build.control("endfor")
    build.control("endfor")


def _conditions(build: Builder) -> None:
    _section(build, "conditions")
    build.when("not conditions", ("Normal", "Nothing is asked for without marks."))
    build.control("if conditions")
    build.say("None of this earns marks; every bidder takes it on. The words are prompts for drafting, not contract wording.")
    build.table(
        "row in conditions",
        [
            Column(heading="What is asked", width=46, cell=[("Cell", "{{ row.title }}")]),
            Column(heading="Where", width=48, cell=[("Cell", "{{ row.places }}")]),
            Column(heading="What the contract asks", width=76, cell=[("Cell", "{{ row.text }}")]),
        ],
        says="What the contract asks without marks",
    )
    build.control("endif")


def _later(build: Builder) -> None:
    _section(build, "later")
    build.when("not deferrals and not branches", ("Normal", "Nothing is put off to a later stage."))
    build.control("for each in deferrals")
    build.labelled("{{ each.title }}.", "{{ each.where }}. {{ each.because }}{% if each.early_sign %} Meanwhile, an early sign: {{ each.early_sign }}{% endif %}")
    build.control("endfor")
    build.control("if branches")
    build.heading("What may follow outside this contract", 2)
    build.say("None of this is promised, by the authority or by a bidder.")
    build.control("for each in branches")
    build.labelled("{{ each.title }}.", "{{ each.says }}")
    build.control("endfor")
    build.control("endif")


def _missing(build: Builder) -> None:
    _section(build, "missing")
    build.bullets("line in not_here", "{{ line }}")


def _sources(build: Builder) -> None:
    _section(build, "sources")
    build.say("Law is an Act or a regulation, guidance a policy note or a guide, and our judgement is Commonweal's, which the authority may change. This pack is no legal advice.")
    build.table(
        "source in sources",
        [
            Column(heading="Kind", width=32, cell=[("Cell", "{%r if source.mark == 'law' %}")]),
            Column(heading="Source", width=78, cell=[("Cell", "{{ source.text }}"), ("Cell Quiet", "{{ source.url }}")]),
            Column(heading="Confidence", width=28, cell=[("Cell", "{{ source.confidence }}")]),
            Column(heading="Dated", width=32, cell=[("Cell", "{{ source.dated }}")]),
        ],
        says="Sources: law, guidance and judgement, with how well each is known",
    )
    _mark_kinds(build.document.tables[-1].rows[2].cells[0].paragraphs[0])
    build.say("Made with", "Label")
    build.table(
        "edition in editions",
        [
            Column(heading="Pack and edition", width=50, cell=[("Cell", "{{ edition.name }}")]),
            Column(heading="Digest", width=120, cell=[("Cell Quiet", "{{ edition.digest }}")]),
        ],
        says="Packs and their digests",
    )
    build.labelled("Digest of the scheme:", "{{ digest }}")
    build.control("for line in attributions")
    build.say("{{ line }}", "Quiet")
    build.control("endfor")


def _mark_kinds(paragraph: object) -> None:
    """Law solid, guidance outlined, judgement dotted, each with its word."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    looks = {
        "law": '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="0B0C0C"/>',
        "guidance": '<w:bdr w:val="single" w:sz="8" w:space="0" w:color="0B0C0C"/>',
        "our judgement": '<w:bdr w:val="dotted" w:sz="8" w:space="0" w:color="0B0C0C"/>',
    }
    paragraph.runs[0]._r.getparent().remove(paragraph.runs[0]._r)  # type: ignore[attr-defined]
    for name, look in looks.items():
        paragraph.add_run(f"{{%r if source.mark == '{name}' %}}")  # type: ignore[attr-defined]
        run = paragraph.add_run(f"\N{NO-BREAK SPACE}{name}\N{NO-BREAK SPACE}")  # type: ignore[attr-defined]
        run._r.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}>{look}</w:rPr>"))
        paragraph.add_run("{%r endif %}")  # type: ignore[attr-defined]


def _open_points(build: Builder) -> None:
    build.heading("Before the pack is sent", 1)
    build.say("What the scheme leaves open, and the checks that have no answer yet. Each needs a person.")
    build.control("for line in open_points")
    build.say("{{ line }}", "Needs a person")
    build.control("endfor")


def _prompts(build: Builder) -> None:
    build.heading("Drafting prompts", 1)
    build.say("{{ prompts_say }}")
    build.control("for group in prompt_groups")
    build.heading("{{ group.subject }}", 2)
    build.control("for prompt in group.prompts")
    build.heading("{{ prompt.title }}", 3)
    build.labelled("In the contract.", "{{ prompt.contract }}")
    build.labelled("{{ told_where }}.", "{{ prompt.notice }}")
    build.say("To decide", "Label")
    build.bullets("question in prompt.decide", "{{ question }}")
    build.labelled("Why.", "{{ prompt.why }}")
    build.when("prompt.checks", ("Quiet", "Helps to meet: {{ prompt.checks }}."))
    build.say("{{ prompt.sources }}", "Quiet")
    build.control("endfor")
    build.control("endfor")
    build.control("if prompt_lists")
    build.heading("From this case", 2)
    build.control("for list in prompt_lists")
    build.heading("{{ list.title }}", 3)
    build.bullets("line in list.lines", "{{ line }}")
    build.control("endfor")
    build.control("endif")
