"""The part of the annex on what is assumed: beliefs, effects, funding with optimism bias, correlations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonweal.exchange.business_case.beliefs import say_belief, say_mark, say_spread, say_why
from commonweal.exchange.business_case.view import LEAD_IN, QUIET, Block, Grid, GridColumn, Heading, Points, Words
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.forecast_report.words import say_pounds
from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.inputs import Scenario, StatedBelief
from commonweal.frameworks.appraisal import appraisal_pack
from commonweal.record.text import first_upper, inside_sentence, say_list

BELIEF_COLUMNS = (
    GridColumn(heading="Assumption", width=42),
    GridColumn(heading="What is believed", width=46),
    GridColumn(heading="Kind, confidence", width=26, mark=True),
    GridColumn(heading="Reason and source", width=56),
)


def tell_assumptions(found: CaseForecast) -> Iterator[Block]:
    """Every belief with its unit, source and mark; every effect; the funding; what moves together."""
    yield Words(
        text="‘Our judgement’ is the authority's own: nobody has published it, and better evidence replaces it. A "
        "belief is drawn once a run wherever it stands, so what shares one moves together.",
        style=LEAD_IN,
    )
    yield Heading(text="Beliefs")
    yield _beliefs("Beliefs, with unit, source and confidence", found.inputs.beliefs)
    yield Heading(text="Effects")
    yield from _effects(found)
    yield Heading(text="Funding and optimism bias")
    yield from _funding(found)
    if found.inputs.correlations:
        titles = {name: said.title or name for name, said in found.inputs.beliefs.items()}
        yield Heading(text="What moves together")
        yield Points(
            lines=tuple(
                f"{titles[each.one]} and {titles[each.other]}: rank correlation {each.rank}."
                for each in found.inputs.correlations
            )
        )
    for scenario in found.inputs.scenarios:
        yield from _scenario(scenario, found)


def _beliefs(caption: str, beliefs: Mapping[str, StatedBelief]) -> Grid:
    return Grid(
        caption=caption,
        columns=BELIEF_COLUMNS,
        rows=tuple(
            (said.title or name, "\n".join(filter(None, (say_belief(said), say_spread(said)))), say_mark(said), why)
            for name, said in beliefs.items()
            for why in (say_why(said),)
        ),
    )


def _effects(found: CaseForecast) -> Iterator[Block]:
    if not found.inputs.effects:
        yield Words(text="No effect is stated.")
        return
    stages = {stage.id: stage.title for stage in found.procurement.stages}
    grades = {
        code: f"{inside_sentence(grade.title)}, {grade.correction_share:.0%}"
        for code, grade in appraisal_pack(found.packs).grades.items()
    }
    yield Grid(
        caption="Effects: when they come, how long they last, and what is taken off",
        columns=(
            GridColumn(heading="Effect", width=46),
            GridColumn(heading="Comes with", width=36),
            GridColumn(heading="Lasts", width=34),
            GridColumn(heading="Taken off", width=54),
        ),
        rows=tuple(
            (
                f"{effect.title}\n{effect.kind.value}, {effect.unit}",
                _comes(effect, stages),
                _lasts(effect),
                _taken_off(effect, grades),
            )
            for effect in found.inputs.effects
        ),
    )
    for effect in found.inputs.effects:
        if effect.because:
            yield Words(text=f"{effect.title}: {effect.because}", style=QUIET)


def _comes(effect: Effect, stages: Mapping[str, str]) -> str:
    when = "once it is passed" if effect.trigger is Trigger.PASSED else "once it is reached"
    return f"{stages.get(effect.stage, effect.stage)}\n{when}{', after a lag' if effect.lag else ''}"


def _lasts(effect: Effect) -> str:
    if not effect.yearly:
        return "Once"
    falls = f"\nfalling by {effect.drop_off_share:.0%} a year" if effect.drop_off_share else ""
    return f"{effect.persistence_months:f} months, by the year{falls}"


def _taken_off(effect: Effect, grades: Mapping[str, str]) -> str:
    terms = say_list([term.value for term in effect.additionality]) or "nothing for what would have come anyway"
    grade = f"for evidence: {grades[effect.evidence]}" if effect.evidence in grades else "nothing for the evidence"
    return f"{first_upper(terms)}\n{grade}"


def _funding(found: CaseForecast) -> Iterator[Block]:
    hopeful = found.inputs.hopefulness
    titles = {name: bias.title for name, bias in appraisal_pack(found.packs).optimism.items()}
    if not hopeful:
        yield Words(text="No optimism bias was added to any stage: none is stated.", style=LEAD_IN)
    yield Grid(
        caption="Funding of each stage, net of VAT and undiscounted, optimism bias in",
        columns=(
            GridColumn(heading="Stage", width=70),
            GridColumn(heading="Funding, every contract of it", width=40, number=True),
            GridColumn(heading="Optimism bias", width=60),
        ),
        rows=tuple(
            (
                stage.title,
                say_pounds(stage.funding),
                f"{titles.get(hopeful[stage.id].work, hopeful[stage.id].work)}, "
                f"{hopeful[stage.id].mitigated_share:.0%} of it mitigated"
                if stage.id in hopeful
                else "none",
            )
            for stage in found.forecast.stages
        ),
    )


def _scenario(scenario: Scenario, found: CaseForecast) -> Iterator[Block]:
    """What a scenario changes."""
    yield Heading(text=f"Changed in the scenario ‘{scenario.title}’")
    if scenario.beliefs:
        yield _beliefs(f"Beliefs of the scenario ‘{scenario.title}’", scenario.beliefs)
    titles = {each.id: each.title for each in found.procurement.stages}
    titles |= {each.id: each.title for each in found.inputs.effects}
    lines = [
        f"Funding of ‘{titles.get(name, name)}’: {say_pounds(pounds)}." for name, pounds in scenario.funding.items()
    ]
    lines += [f"Left out: {titles.get(name, name)}." for name in scenario.without]
    if lines:
        yield Points(lines=tuple(lines))
