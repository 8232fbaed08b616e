"""A first set of inputs, from a procurement and its scheme: what a sceptical economist would take until asked.

One effect a commitment; effort leaves none; what a scheme only has reported is not counted again. Nothing has a price
unless an open value fits its unit. What lies outside the contract is a branch. Every belief says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.funding import net_funding
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.stage_plan import DEFLATOR
from commonweal.forecast.starting_beliefs import (
    A_YEAR,
    BANDED,
    KEPT,
    first_additionality,
    first_bands,
    first_lag,
    first_odds,
    first_quantity,
    open_price,
    take_up_odds,
    takes_bands,
)
from commonweal.forecast.study import Likelihood, Study
from commonweal.frameworks.appraisal import appraisal_pack
from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.measures import Measure, MeasureKind, SignalForm
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Stage, StageKind
from commonweal.record.text import say_list
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.placement import Place
from commonweal.scheme.scheme import Scheme

PRICE_BASE = "default-price-base"
# Judgements: how long a yearly effect lasts, how fast it fades, and how many take part in a pilot that says nothing.
LASTS_MONTHS = Decimal(36)
FADES_SHARE = Decimal("0.2")
PARTICIPANTS = 12
SIZES = (6, 12, 24, 48)
# How each place is evidenced, by grade of the appraisal pack.
CHECKED, REPORTED, ELSEWHERE = "grade-3", "grade-4", "grade-5"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstInputs:
    """The inputs, and what was left out of them or taken for granted, a sentence each."""

    inputs: ForecastInputs
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commitment:
    """One thing that a scheme asks for, with the measure that says what it does."""

    adopted: AdoptedCriterion
    criterion: Criterion
    measure_id: str
    measure: Measure
    stage: Stage

    @property
    def branch(self) -> bool:
        return self.adopted.place is Place.BRANCH


def propose_inputs(procurement: Procurement, scheme: Scheme, *, packs: Packs) -> FirstInputs:
    """Effects, beliefs, gates and a study to begin with. Raises MisuseError where funding cannot be used."""
    pack = appraisal_pack(packs)
    price_base = int(pack.parameter(PRICE_BASE))
    kept, notes = _commitments(procurement, scheme, packs)
    banded = first_bands((each.measure for each in kept), pack)
    beliefs = {term.value: belief for term, belief in banded.items()}
    effects = []
    several = [each.adopted.code for each in kept]
    for each in kept:
        alone = several.count(each.adopted.code) == 1
        effects.append(_effect(each, procurement, beliefs, packs=packs, price_base=price_base, alone=alone))
    gates = dict(_gates(procurement, pack))
    beliefs |= {f"{stage}.gate": belief for stage, belief in gates.items()}
    studies, remark = _study(procurement, gates)
    inputs = ForecastInputs(
        price_base=price_base,
        beliefs=beliefs,
        gates={stage: f"{stage}.gate" for stage in gates},
        effects=tuple(effects),
        studies=studies,
    )
    return FirstInputs(inputs=inputs, notes=(*notes, *_on_prices(effects), *remark))


def _commitments(procurement: Procurement, scheme: Scheme, packs: Packs) -> tuple[list[_Commitment], list[str]]:
    """What the scheme asks for, each thing once, and what was left out."""
    found: dict[tuple[str, str, str], _Commitment] = {}
    effort, again = set(), set()
    for adopted in (*scheme.scored, *scheme.contract, *scheme.branches):
        commitment = _read(adopted, procurement, packs)
        if commitment is None:
            continue
        if commitment.measure.kind is MeasureKind.EFFORT:
            effort.add(adopted.title)
            continue
        described = commitment.measure.fit.signal.form is SignalForm.DESCRIBED
        key = (adopted.code if described else "", commitment.measure_id, "" if described else adopted.stage)
        if key in found:
            again.add(adopted.title)
        if key not in found or _later(commitment, found[key], procurement):
            found[key] = commitment
    notes = [
        f"Left out as effort, which is no effect: {say_list(sorted(effort))}." if effort else "",
        f"Asked for more than once, counted once: {say_list(sorted(again))}." if again else "",
        f"Only reported, and not counted again: {say_list(sorted({kpi.title for kpi in scheme.reporting}))}."
        if scheme.reporting
        else "",
    ]
    return list(found.values()), [note for note in notes if note]


def _later(one: _Commitment, other: _Commitment, procurement: Procurement) -> bool:
    """Whether a described commitment bites later: there it is fullest."""
    order = [stage.id for stage in procurement.stages]
    return order.index(one.stage.id) > order.index(other.stage.id)


def _read(adopted: AdoptedCriterion, procurement: Procurement, packs: Packs) -> _Commitment | None:
    """The commitment with the measure that counts what it does; a described one is kept where nothing is counted."""
    stage = next((each for each in procurement.stages if each.id == adopted.stage), None)
    if stage is None or (adopted.place is Place.BRANCH and stage.under_contract):
        return None
    pack = packs.get(adopted.code.partition("/")[0])
    criterion = packs.criterion(adopted.code)
    measure_id = adopted.measure
    if pack.measures[measure_id].fit.signal.form is SignalForm.DESCRIBED:
        counts = (name for name in criterion.measures if pack.measures[name].fit.signal.form is SignalForm.COUNT)
        measure_id = next((name for name in counts if pack.measures[name].kind is not MeasureKind.EFFORT), measure_id)
    return _Commitment(
        adopted=adopted,
        criterion=criterion,
        measure_id=measure_id,
        measure=pack.measures[measure_id],
        stage=stage,
    )


def _effect(
    each: _Commitment,
    procurement: Procurement,
    beliefs: dict[str, StatedBelief],
    *,
    packs: Packs,
    price_base: int,
    alone: bool,
) -> Effect:
    """One effect; its beliefs go to `beliefs` by names that say what they are of."""
    pack, measure = appraisal_pack(packs), each.measure
    slug = each.adopted.code.replace("/", "-")
    name = slug if alone else f"{slug}-{each.stage.id}"
    title = measure.title if alone else f"{measure.title}, {each.stage.title}"
    yearly, counted = measure.unit.endswith(A_YEAR), measure.fit.signal.form is SignalForm.COUNT
    millions = _millions(each, procurement, pack, price_base=price_base)
    unit = measure.unit.removesuffix(A_YEAR) if counted else KEPT
    shares = first_additionality(measure, title=title, branch=each.branch)
    banded = [term for term in BANDED if takes_bands(measure) and term.value in beliefs]
    price = None
    if measure.kind not in {MeasureKind.LEARNING, MeasureKind.CAPABILITY} and counted:
        price = open_price(unit, pack, year=_year(procurement, each.stage, price_base), price_base=price_base)
    own = {
        "quantity": first_quantity(measure, title=f"{title}: how much", million_pounds=millions),
        "lag": first_lag(measure, title=f"{title}: months until it shows"),
        **({"value": price} if price else {}),
        **{term.value: belief for term, belief in shares.items()},
    }
    beliefs |= {f"{name}.{key}": belief for key, belief in own.items()}
    return Effect(
        id=name,
        title=title,
        kind=measure.kind,
        stage=each.stage.id,
        trigger=Trigger.REACHED,
        quantity=f"{name}.quantity",
        unit=unit,
        yearly=yearly,
        value=f"{name}.value" if price else "",
        lag=f"{name}.lag",
        persistence_months=LASTS_MONTHS if yearly else Decimal(12),
        drop_off_share=FADES_SHARE if yearly else Decimal(0),
        additionality={term: f"{name}.{term.value}" for term in shares} | {term: term.value for term in banded},
        evidence=_grade(each, pack),
        missions=_missions(each, packs),
        criterion=each.adopted.code,
        because=_because(each),
    )


def _millions(each: _Commitment, procurement: Procurement, pack: Pack, *, price_base: int) -> Decimal:
    """The stage's funding over all its contracts, in £m net of VAT; of an unfunded branch the contract's own."""
    stages = [each.stage] if each.stage.funding or not each.branch else list(procurement.contract_stages)
    deflator = pack.series.get(DEFLATOR)
    paid = [net_funding(stage, price_base=price_base, deflator=deflator)[0] * stage.contracts for stage in stages]
    return sum(paid, Decimal(0)) / 1_000_000


def _year(procurement: Procurement, stage: Stage, price_base: int) -> int:
    """The calendar year in which a stage begins; from the price base's year where no day is known."""
    before = sum((each.months for each in _before(procurement, stage)), Decimal(0))
    begins = procurement.commencement.on.year if procurement.commencement else price_base
    return begins + int(before // 12)


def _before(procurement: Procurement, stage: Stage) -> Iterator[Stage]:
    for each in procurement.stages:
        if each.id == stage.id:
            return
        yield each


def _grade(each: _Commitment, pack: Pack) -> str:
    verified = each.measure.fit.verified_share > 0
    grade = ELSEWHERE if each.branch else CHECKED if verified else REPORTED
    return grade if grade in pack.grades else ""


def _missions(each: _Commitment, packs: Packs) -> Mapping[str, Decimal]:
    """The criterion's own shares; else the missions that its outcome serves, evenly. At most 1 in all."""
    known = {code: mission for pack in packs.of_kind(PackKind.MISSIONS) for code, mission in pack.missions.items()}
    shares = {share.mission: share.share for share in each.criterion.missions if share.mission in known}
    if not shares:
        outcome = f"{each.adopted.code.partition('/')[0]}/{each.adopted.outcome}"
        served = [code for code, mission in known.items() if outcome in mission.outcomes]
        shares = {code: Decimal(1) / len(served) for code in served}
    total = sum(shares.values(), Decimal(0))
    if total <= 1:
        return shares
    cut = {code: (share / total).quantize(Decimal("0.01")) for code, share in shares.items()}
    over = max(sum(cut.values(), Decimal(0)) - 1, Decimal(0))
    first = next(iter(cut))
    return cut | {first: cut[first] - over}


def _because(each: _Commitment) -> str:
    asked = f"‘{each.adopted.title}’, {each.adopted.place.words}"
    if each.branch:
        return f"{asked}: a branch that may follow, and nobody's commitment."
    if each.measure_id != each.adopted.measure:
        return f"{asked}. It is judged by ‘{each.adopted.measure_title}’; what that leads to is counted here."
    return f"{asked}."


def _gates(procurement: Procurement, pack: Pack) -> Iterator[tuple[str, StatedBelief]]:
    """The odds of each gate with a stage after it, and of what lies outside the contract."""
    for stage, following in zip(procurement.stages, procurement.stages[1:], strict=False):
        if stage.gate is not None:
            yield stage.id, first_odds(stage, pack)
        elif stage.under_contract and not following.under_contract:
            yield stage.id, take_up_odds(stage)


def _study(procurement: Procurement, gates: Mapping[str, StatedBelief]) -> tuple[tuple[Study, ...], list[str]]:
    """What a pilot finds out: the odds of the next gate after its own, where there is one to inform."""
    stages = procurement.contract_stages
    pilots = [place for place, stage in enumerate(stages) if stage.kind is StageKind.PILOT and stage.gate]
    studies, notes = [], []
    for place in pilots:
        later = next((stage for stage in stages[place + 1 :] if stage.id in gates), None)
        if later is None:
            notes.append(f"‘{stages[place].title}’ has no study: no odds of a later stage hang on what it finds.")
            continue
        studies.append(
            Study(
                id=f"{stages[place].id}-study",
                title=f"What ‘{stages[place].title}’ shows of ‘{later.title}’",
                stage=stages[place].id,
                about=f"{later.id}.gate",
                likelihood=Likelihood.BINOMIAL,
                size=PARTICIPANTS,
                sizes=SIZES,
            )
        )
        notes.append(f"Assumed: {PARTICIPANTS} take part in ‘{stages[place].title}’; state how many do.")
    return tuple(studies), notes


def _on_prices(effects: list[Effect]) -> list[str]:
    priced = [effect.title for effect in effects if effect.value]
    if not priced:
        return ["Nothing has a price: no open value fits these units. What you value yourself you may price."]
    return [f"Priced by a published open value: {say_list(priced)}. The rest is counted in its own units."]
