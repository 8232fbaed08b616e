"""What a person should know before relying on a forecast: returned, never raised."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.stage_plan import PlannedStage
from commonweal.procurement.procurement import Procurement
from commonweal.quantities.distribution import distribution_of
from commonweal.record.finding import Finding, Severity
from commonweal.record.text import say_list

LATE_SHARE = 0.05  # a chance of coming after the horizon above which the person is told (a judgement)


def find_concerns(
    procurement: Procurement, inputs: ForecastInputs, *, stages: tuple[PlannedStage, ...], horizon: float
) -> list[Finding]:
    """Findings on effects, costs, gates, studies, beliefs and capabilities, in that order."""
    by_id = {stage.id: stage for stage in stages}
    found: list[Finding] = []
    for effect in sorted(inputs.effects, key=lambda each: each.id):
        if effect.stage in by_id:
            found += _on_effect(effect, inputs, stage=by_id[effect.stage], horizon=horizon)
    return [
        *found,
        *_on_double_counting(inputs),
        *_on_extras(procurement),
        *_on_odds(procurement, inputs),
        *_on_late_costs(stages, horizon),
        *_on_gates(procurement),
        *_on_studies(inputs, stages),
        *_on_beliefs(inputs),
        *_on_capabilities(inputs),
    ]


def _on_effect(effect: Effect, inputs: ForecastInputs, *, stage: PlannedStage, horizon: float) -> Iterator[Finding]:
    where = f"effects.{effect.id}"
    begins = stage.end if effect.trigger is Trigger.PASSED else stage.start
    lag = distribution_of(inputs.beliefs[effect.lag].belief) if effect.lag else None
    late = (1 - lag.cdf(horizon - begins)) if lag else float(begins >= horizon)
    if late >= LATE_SHARE:
        surely = lag is None or lag.support[0] + begins >= horizon
        yield _warn(
            "effect-beyond-horizon",
            where,
            f"'{effect.title}' {'begins' if surely else f'begins in {late:.0%} of cases'} after the horizon of "
            f"{horizon:g} months, and then counts for nothing.",
            remedy="State a later horizon, or a shorter lag.",
        )
    if not effect.evidence:
        yield _warn(
            "effect-without-grade",
            where,
            f"'{effect.title}' has no grade of evidence, so nothing is taken off for how it will be known.",
            remedy="State one of the grades of the appraisal pack.",
        )
    if effect.value and not effect.additionality:
        yield _warn(
            "effect-without-additionality",
            where,
            f"'{effect.title}' counts in full, as if nothing of it would have happened anyway.",
            remedy="State its deadweight at least.",
        )
    if not effect.value:
        yield _say("effect-without-price", where, f"'{effect.title}' has no price: it is counted and never priced.")


def _on_double_counting(inputs: ForecastInputs) -> Iterator[Finding]:
    """Two prices on one quantity of one stage may count one thing twice; a price below zero takes something back."""
    priced: dict[tuple[str, str], list[Effect]] = {}
    for effect in sorted(inputs.effects, key=lambda each: each.id):
        if effect.value and distribution_of(inputs.beliefs[effect.value].belief).mean > 0:
            priced.setdefault((effect.stage, effect.quantity), []).append(effect)
    for (_, quantity), effects in priced.items():
        if len(effects) > 1:
            yield _warn(
                "quantity-priced-twice",
                f"effects.{effects[0].id}",
                f"{say_list([each.title for each in effects])} each put a price on '{quantity}': "
                "one thing may be counted twice.",
                remedy="Keep one, or say what sets them apart.",
            )


def _on_extras(procurement: Procurement) -> Iterator[Finding]:
    if procurement.extras:
        what = say_list([f"'{each.what}'" for each in procurement.extras])
        yield _say("extras-not-counted", "extras", f"Public cost is that of the stages: it leaves out {what}.")


def _on_odds(procurement: Procurement, inputs: ForecastInputs) -> Iterator[Finding]:
    """Whose odds a stage's are: of one contract, or of all; and what a failure does where nobody decides."""
    for stage in procurement.stages:
        gate = stage.gate
        if stage.contracts > 1 and gate is not None and gate.pass_share and stage.id not in inputs.gates:
            yield _warn(
                "odds-of-several-contracts",
                f"stages.{stage.id}.gate",
                f"'{stage.title}' has {stage.contracts} contracts side by side, and its odds of {gate.pass_share:.0%} "
                "are taken for the stage as a whole.",
                remedy="If they are those of one contract, state the chance that enough succeed, under gates.",
            )
        if gate is None and stage.id in inputs.gates and stage is not procurement.stages[-1]:
            said = "may fail, and the case has no gate after it: what follows then falls away, undecided."
            yield _say("odds-without-gate", f"gates.{stage.id}", f"'{stage.title}' {said}")


def _on_late_costs(stages: tuple[PlannedStage, ...], horizon: float) -> Iterator[Finding]:
    for stage in stages:
        if stage.end > horizon + 1e-9:
            yield _warn(
                "stage-beyond-horizon",
                f"stages.{stage.id}",
                f"'{stage.title}' runs to month {stage.end:g}, past the horizon of {horizon:g} months: its cost counts "
                "in full, and its effects only up to there.",
                remedy="State a later horizon_months.",
            )


def _on_gates(procurement: Procurement) -> Iterator[Finding]:
    for stage in procurement.stages[:-1]:
        if stage.gate is not None and not stage.gate.stop_right and stage.under_contract:
            said = "gives no right to stop" if stage.gate.stop_right is False else "may give no right to stop"
            yield _warn(
                "right-to-stop-not-given",
                f"stages.{stage.id}.gate",
                f"The contract {said} after '{stage.title}': what stopping there is worth is had only with that right.",
                remedy="Provide for it in notice and contract, and record it on the gate.",
            )


def _on_studies(inputs: ForecastInputs, stages: tuple[PlannedStage, ...]) -> Iterator[Finding]:
    places = {stage.id: place for place, stage in enumerate(stages)}
    for study in sorted(inputs.studies, key=lambda each: each.id):
        if not any(stage.decides for stage in stages[places[study.stage] :]):
            yield _warn(
                "study-informs-nothing",
                f"studies.{study.id}",
                f"Nothing is decided after the stage of the study '{study.title}', so here it is worth nothing.",
                remedy="Give its stage a gate with a stage after it, inside the contract or outside.",
            )
        if not study.cost and not study.cost_each:
            yield _say(
                "study-without-cost",
                f"studies.{study.id}",
                f"The study '{study.title}' costs nothing beyond its stage, so the largest always looks best.",
            )


def _on_beliefs(inputs: ForecastInputs) -> Iterator[Finding]:
    for name, stated in sorted(inputs.beliefs.items()):
        if not stated.unit.strip():
            yield _warn(
                "belief-without-unit",
                f"beliefs.{name}",
                f"The belief '{stated.title or name}' has no unit.",
                remedy="Say what it is counted in.",
            )
    judged = sorted(name for name, stated in inputs.beliefs.items() if stated.source is None)
    if judged:
        said = f"{len(judged)} of {len(inputs.beliefs)} beliefs have no source: they are judgements."
        yield _say("beliefs-are-judgements", "beliefs", said)
    unused = sorted(set(inputs.beliefs) - {name for _, name in inputs.named()})
    if unused:
        yield _say("belief-unused", "beliefs", f"Nothing in the forecast names {say_list(unused)}.")


def _on_capabilities(inputs: ForecastInputs) -> Iterator[Finding]:
    for gain in sorted(inputs.capabilities, key=lambda each: each.id):
        where = f"capabilities.{gain.id}"
        if gain.after <= gain.before:
            yield _warn("capability-without-gain", where, f"'{gain.title}' leaves no more capability than there was.")
        if gain.follow_on and gain.survives is not True:
            said = "does not outlast" if gain.survives is False else "is not said to outlast"
            yield _warn(
                "capability-may-not-survive",
                where,
                f"'{gain.title}' {said} the contract, so what it does elsewhere "
                f"{'counts for nothing' if gain.survives is False else 'is doubtful'}.",
                remedy="Say who holds it after the contract.",
            )


def _warn(code: str, where: str, message: str, *, remedy: str = "") -> Finding:
    return Finding(code=code, severity=Severity.WARNING, where=where, message=message, remedy=remedy)


def _say(code: str, where: str, message: str) -> Finding:
    return Finding(code=code, severity=Severity.INFORMATION, where=where, message=message)
