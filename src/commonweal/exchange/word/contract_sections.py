"""The parts of the pack's template on what the contract asks: KPIs and evidence, conditions, what comes later."""

from __future__ import annotations

from commonweal.exchange.word.building import Builder, Column


def say_kpis(build: Builder) -> None:
    build.say("{{ bands_note }}", "Quiet")
    build.when("prescribed", ("Normal", "{{ prescribed }}"))
    build.control("for stage in stages")
    build.heading("{{ stage.title }}", 2)
    build.lead_in("Months {{ stage.months }} of the contract.", "Quiet")
    build.when("not stage.kpis", ("Normal", "No KPI is set for this stage."))
    build.control("if stage.kpis")
    build.table(
        "kpi in stage.kpis",
        [
            Column(
                "KPI",
                50,
                "{{ kpi.title }}",
                under="{{ kpi.measure }}{% if kpi.by %}. Prescribed by {{ kpi.by }}{% endif %}",
            ),
            Column("Rating", 46, "{{ kpi.bands }}"),
            Column("Every, read by", 28, "{{ kpi.every }}", under="{{ kpi.owner }}"),
            Column("Evidence", 46, "{{ kpi.evidence }}"),
        ],
        says="KPIs of this stage with their ratings and evidence",
    )
    build.control("endif")
    build.control("for due in stage.evidence")
    build.labelled("Evidence due by month {{ due.month }}.", "What it decides: {{ due.decides }}.")
    build.bullets("item in due.items", "{{ item }}")
    build.control("endfor")
    build.control("endfor")
    _say_scales(build)


def _say_scales(build: Builder) -> None:
    build.control("if kpi_scales")
    build.heading("Levels by which KPIs are rated", 2)
    build.lead_in("What each level of these KPIs takes. Those of scored criteria stand with their questions.")
    build.control("for scale in kpi_scales")
    build.say("{{ scale.title }}", "Label")
    build.table(
        "level in scale.levels",
        [
            Column("Level", 16, "{{ level.points }}", style="Cell Number"),
            Column("Name", 26, "{{ level.label }}"),
            Column("What it takes", 128, "{{ level.descriptor }}"),
        ],
        says="Levels of this KPI",
        whole=True,
    )
    build.control("endfor")
    build.control("endif")


def say_conditions(build: Builder) -> None:
    build.when("not conditions", ("Normal", "Nothing is asked for without marks."))
    build.control("if conditions")
    build.lead_in(
        "None of this earns marks; every bidder takes it on. The words are prompts for drafting, not contract wording."
    )
    build.table(
        "row in conditions",
        [
            Column("What is asked", 46, "{{ row.title }}"),
            Column("Where", 48, "{{ row.places }}"),
            Column("What the contract asks", 76, "{{ row.text }}"),
        ],
        says="What the contract asks without marks",
    )
    build.control("endif")


def say_later(build: Builder) -> None:
    build.when("not deferrals and not branches", ("Normal", "Nothing is put off to a later stage."))
    build.control("for each in deferrals")
    build.labelled(
        "{{ each.title }}.",
        "{{ each.where }}. {{ each.because }}"
        "{% if each.early_sign %} Meanwhile, an early sign: {{ each.early_sign }}.{% endif %}",
    )
    build.control("endfor")
    build.control("if branches")
    build.heading("What may follow outside this contract", 2)
    build.say("None of this is promised, by the authority or by a bidder.")
    build.control("for each in branches")
    build.labelled("{{ each.title }}.", "{{ each.says }}")
    build.control("endfor")
    build.control("endif")
