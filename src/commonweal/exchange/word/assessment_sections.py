"""The parts of the pack's template on how bids are assessed, and on each criterion with its question and scale."""

from __future__ import annotations

from commonweal.exchange.word.building import Builder, Column

_TITLE = "{{ criterion.number }} {{ criterion.title }} ({{ criterion.weighting }})"
_PLACE = (
    "{{ criterion.part }}{% if criterion.official %}: {{ criterion.official }}{% endif %}"
    "{% if criterion.stage %}. Delivered in: {{ criterion.stage }}{% endif %}."
)


def say_assessed(build: Builder) -> None:
    build.control("for award in awards")
    build.heading("{{ award.title }}", 2)
    build.lead_in("It leads to the contract for {{ award.stages }}.")
    build.when("award.conflict", ("Needs a person", "{{ award.conflict }}"))
    build.table(
        "row in award.weightings",
        [
            Column("What is assessed", 100, "{{ row.title }}", under="{{ row.official }}"),
            Column("Part", 40, "{{ row.part }}"),
            Column("Weighting", 30, "{{ row.weighting }}", style="Cell Number"),
        ],
        says="Weightings",
        last=("Total", "", "{{ award.total }}"),
        whole=True,
    )
    build.labelled("Method.", "{{ award.method }}")
    build.control("if award.price_example")
    build.labelled("An example.", "{{ award.price_example }}")
    build.control("endif")
    build.when("award.scores", ("Normal", "{{ award.scores }}"))
    build.control("endfor")


def say_criteria(build: Builder) -> None:
    build.control("for award in awards")
    build.control("if awards|length > 1")
    build.heading("{{ award.number }} {{ award.title }}", 2)
    build.control("endif")
    build.control("for criterion in award.criteria")
    _criterion_heading(build)
    build.lead_in(_PLACE, "Quiet")
    build.when("criterion.note", ("Needs a person", "{{ criterion.note }}"))
    build.when("criterion.why", ("Label", "{{ why_heading }}"), ("Normal", "{{ criterion.why }}"))
    _question(build)
    _scale(build)
    build.when(
        "criterion.commitment",
        ("Label", "What the contract then holds the supplier to"),
        ("Normal", "{{ criterion.commitment }}"),
    )
    build.control("endfor")
    build.control("endfor")


def _criterion_heading(build: Builder) -> None:
    """One level deeper where there are several award decisions."""
    build.control("if awards|length > 1")
    build.heading(_TITLE, 3)
    build.control("else")
    build.heading(_TITLE, 2)
    build.control("endif")


def _question(build: Builder) -> None:
    build.control("if criterion.question")
    build.say("Question{% if criterion.word_limit %} (at most {{ criterion.word_limit }} words){% endif %}", "Label")
    build.say("{{ criterion.question }}")
    build.control("endif")
    build.when("criterion.evidence", ("Label", "What convinces at this stage"), ("Normal", "{{ criterion.evidence }}"))
    build.control("if criterion.sub_criteria")
    build.say("Sub-criteria, each explained on its own in the assessment summary", "Label")
    build.bullets("part in criterion.sub_criteria", "{{ part }}")
    build.control("endif")


def _scale(build: Builder) -> None:
    build.control("if criterion.levels")
    build.say("Scale of scores", "Label")
    build.table(
        "level in criterion.levels",
        [
            Column("Score", 16, "{{ level.points }}", style="Cell Number"),
            Column("Level", 26, "{{ level.label }}"),
            Column("What the bid shows", 128, "{{ level.descriptor }}"),
        ],
        says="Scale of scores with descriptors",
        whole=True,
    )
    build.control("endif")
