"""The two Word templates that Commonweal brings: the tender pack, and the annex that stays with the authority."""

from __future__ import annotations

import io
from functools import cache

from commonweal.exchange.word.assessment_sections import say_assessed, say_criteria
from commonweal.exchange.word.building import Builder, Column
from commonweal.exchange.word.contract_sections import say_conditions, say_kpis, say_later
from commonweal.exchange.word.source_section import say_sources
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


@cache
def pack_template() -> bytes:
    """The template of the tender pack, the same bytes every time."""
    build = Builder()
    _opening(build, "Tender pack: award criteria, questions, KPIs and evidence")
    build.say("{{ lead }}", "Lead")
    build.say("{{ status }}", "Quiet")
    build.contents(SECTIONS)
    parts = (
        _bought, say_assessed, say_criteria, _answers, say_kpis, say_conditions, say_later, _missing, say_sources,
    )  # fmt: skip
    for (mark, title), part in zip(SECTIONS, parts, strict=True):
        build.heading(title, 1, mark=mark)
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


def _bought(build: Builder) -> None:
    build.when("description", ("Normal", "{{ description }}"))
    build.say("{{ structure }}")
    build.lead_in("{{ ribbon }}")
    build.table(
        "stage in stages",
        [
            Column("Stage", 42, "{{ stage.number }} {{ stage.title }}", under="{{ stage.kind }}"),
            Column("Length", 28, "{{ stage.length }}", under="{{ stage.contracts }}"),
            Column("What it is for", 50, "{{ stage.purpose }}"),
            Column("What is delivered", 50, "{{ stage.deliverables }}"),
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


def _answers(build: Builder) -> None:
    build.say("The descriptors of each question decide its score. This is how an answer can meet them honestly.")
    build.bullets("line in answering", "{{ line }}")


def _missing(build: Builder) -> None:
    build.bullets("line in not_here", "{{ line }}")


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
