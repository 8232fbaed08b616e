"""Would what a notice asks for survive at its stage? The fit of each measure, wherever it fits best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.fit import Factor, Fit, Reading, measure_fit
from commonweal.design.relevance import judge_relevance
from commonweal.design.settings import Settings
from commonweal.frameworks.measures import SignalForm
from commonweal.frameworks.pack import Pack, Packs
from commonweal.procurement.case import Case
from commonweal.procurement.stage import Stage
from commonweal.quantities.money import Money
from commonweal.record.text import first_upper

# Which failing factor says most of why not, in the order in which a person would ask.
_FIRST_ASKED = (Factor.RELEVANCE, Factor.MEANING, Factor.OBSERVABILITY, Factor.INFLUENCE, Factor.SIGNAL)
_IN_WORDS = {
    Factor.RELEVANCE: "It does not relate to what is bought.",
    Factor.MEANING: "More of it need not mean more value.",
    Factor.OBSERVABILITY: "It cannot be seen in time.",
    Factor.INFLUENCE: "It is hardly in the supplier's hands at this stage.",
    Factor.SIGNAL: "It does not tell good from poor here.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """The fit of one measure, scored, at the stage where it fits best.

    `observable` is the greatest chance, over all stages, that it is seen in time. `failing` is empty where it survives.
    """

    measure: str
    stage: str
    readings: tuple[Reading, ...]
    failing: tuple[Reading, ...]
    observable: Reading

    @property
    def survives(self) -> bool:
        return not self.failing

    @property
    def because(self) -> str:
        """One or two sentences: the plain finding, then what it rests on."""
        if not self.failing:
            return "It can be asked for with marks at this stage."
        worst = min(self.failing, key=lambda each: _FIRST_ASKED.index(each.factor))
        return f"{_IN_WORDS[worst.factor]} {first_upper(worst.because)}"


def judge_survival(
    codes: Iterable[str], *, case: Case, packs: Packs, settings: Settings, sized: bool
) -> dict[str, Survival]:
    """Each measure by its code. Without a value in pounds (`sized` false) nothing is said of what numbers tell."""
    sized = sized and all(_in_pounds(stage) for stage in case.procurement.contract_stages)
    return {code: _judge(code, case, packs, settings, sized=sized) for code in dict.fromkeys(codes)}


def fitting_at_any_size(case: Case, menu: tuple[Pack, ...], settings: Settings) -> tuple[str, ...]:
    """Titles of criteria that can be asked for with marks at some stage whatever its funding: by described evidence."""
    found = []
    for pack in menu:
        for name, criterion in sorted(pack.criteria.items()):
            described = [each for each in criterion.measures if _is_described(pack, each)]
            open_to = described and not criterion.outside_contract
            if open_to and any(
                _fit(pack, each, name, stage=stage, case=case, settings=settings).passes
                for each in described
                for stage in case.procurement.contract_stages
            ):
                found.append(criterion.title)
    return tuple(dict.fromkeys(found))


def _is_described(pack: Pack, measure: str) -> bool:
    return pack.measures[measure].fit.signal.form is SignalForm.DESCRIBED


def _judge(code: str, case: Case, packs: Packs, settings: Settings, *, sized: bool) -> Survival:
    pack_id, _, measure = code.partition("/")
    pack = packs.get(pack_id)
    criterion = next(name for name, each in sorted(pack.criteria.items()) if measure in each.measures)
    fits = [
        _fit(pack, measure, criterion, stage=stage, case=case, settings=settings)
        for stage in case.procurement.contract_stages
    ]
    told = sized or _is_described(pack, measure)
    failing = {fit.stage: _failing(fit, told=told) for fit in fits}
    best = min(fits, key=lambda fit: (len(failing[fit.stage]), -fit.value))
    return Survival(
        measure=code,
        stage=best.stage,
        readings=best.readings,
        failing=failing[best.stage],
        observable=max((fit.reading(Factor.OBSERVABILITY) for fit in fits), key=lambda each: each.value),
    )


def _failing(fit: Fit, *, told: bool) -> tuple[Reading, ...]:
    return tuple(each for each in fit.failing if told or each.factor is not Factor.SIGNAL)


def _fit(pack: Pack, measure: str, criterion: str, *, stage: Stage, case: Case, settings: Settings) -> Fit:
    """Scored. Without funding in pounds a stage is given one, which no described measure and no factor of time sees."""
    code = f"{pack.id}/{criterion}"
    relevance = judge_relevance(pack.criteria[criterion], code, case=case, stage=stage)
    funded = stage if _in_pounds(stage) else replace(stage, funding=Money(amount=Decimal(1)))
    return measure_fit(
        pack.measures[measure],
        code=code,
        measure_id=measure,
        stage=funded,
        scored=True,
        relevance=relevance,
        settings=settings,
    )


def _in_pounds(stage: Stage) -> bool:
    return stage.funding is not None and stage.funding.currency == "GBP"
