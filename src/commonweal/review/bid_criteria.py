"""Social value criteria of a notice as bidders would answer them: by measures that words tell, else in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.challenge.best_response import alignment
from commonweal.challenge.judgements import KINDS, challenge_pack, judgements_of
from commonweal.challenge.modelling import model_target
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Packs
from commonweal.record.text import inside_sentence
from commonweal.review.asking import AskedCriterion, AskedMeasure
from commonweal.review.remarks.context import Context
from commonweal.review.scrubbing import scrub
from commonweal.review.wording import shorten
from commonweal.scheme.weighting import share_out

NARRATIVE_PULL = "narrative-pull"
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedCriterion:
    """A published criterion with its points of 100."""

    asked: AskedCriterion
    points: Decimal

    @property
    def title(self) -> str:
        return scrub(shorten(self.asked.label))

    @property
    def is_narrative(self) -> bool:
        """Whether words tell no measure, so that it is answered in words."""
        return not self.asked.measures


def bid_criteria(own: list[WeighedCriterion], bare: Target, context: Context) -> Iterator[TargetCriterion]:
    """What a bidder sees: one for each measure that words tell, points in equal parts; else one answered in words.

    `bare` is the award decision without them. An answer in words is read at its best.
    """
    for number, each in enumerate(own, 1):
        plainly = _plain(each, f"asked/{number}", bare, context.packs)
        if each.is_narrative:
            yield max(_as_each_kind(plainly, bare, context.packs), key=lambda pair: pair[1])[0]
            continue
        measures = each.asked.measures
        parts = share_out(each.points, [1.0] * len(measures), least=Decimal(0), unit=HUNDREDTH)
        for place, (measure, part) in enumerate(zip(measures, parts, strict=True), 1):
            if part:
                code = f"{plainly.code}.{place}" if len(measures) > 1 else plainly.code
                yield _measured(replace(plainly, code=code, weighting=part), measure, bare, context)


def _plain(each: WeighedCriterion, code: str, bare: Target, packs: Packs) -> TargetCriterion:
    """A criterion of which nothing is known but its name and its points: a notice sums up, and its question stands in
    the documents."""
    pack = challenge_pack(packs)
    return TargetCriterion(
        code=code,
        title=each.title,
        weighting=each.points,
        stage=max(bare.stages, key=lambda one: one.stage.months).stage.id,
        outcome="",
        kind=MeasureKind.OUTCOME,
        measure="",
        measure_title="an answer in words",
        unit="",
        pull=float(pack.parameter(NARRATIVE_PULL)),
        pull_because=pack.parameters[NARRATIVE_PULL].values[-1].source.where,
        contract_known=False,
    )


def _measured(plainly: TargetCriterion, told: AskedMeasure, bare: Target, context: Context) -> TargetCriterion:
    """The same with a measure that its words tell, at the stage where that fits best; later stages are let later."""
    pack_id, _, name = told.code.partition("/")
    measure = context.packs.get(pack_id).measures[name]
    stage = context.survivals[told.code].stage
    return replace(
        plainly,
        title=f"{plainly.title}: {inside_sentence(measure.title)}" if "." in plainly.code else plainly.title,
        stage=stage if stage in {each.stage.id for each in bare.stages} else plainly.stage,
        kind=measure.kind,
        measure=told.code,
        measure_title=measure.title,
        unit=measure.unit,
        pull=float(measure.fit.pull * (1 - measure.fit.verified_share)),
        pull_because=measure.fit.pull_because,
        profile=measure.fit,
    )


def _as_each_kind(criterion: TargetCriterion, bare: Target, packs: Packs) -> list[tuple[TargetCriterion, float]]:
    """A criterion as each kind of contribution, with its alignment (0 to 1) were it alone."""
    judgements = judgements_of(packs)
    found = []
    for kind in KINDS:
        read = replace(criterion, kind=kind)
        modelled = model_target(replace(bare, criteria=(read,)), judgements)
        found.append((read, alignment(modelled.model, modelled.weights)))
    return found


def read_at_worst(target: Target, packs: Packs) -> Target:
    """The target with each answer in words read as the kind of contribution that serves the stages least."""
    criteria = tuple(
        each
        if each.profile
        else min(_as_each_kind(each, replace(target, criteria=()), packs), key=lambda pair: pair[1])[0]
        for each in target.criteria
    )
    return replace(target, criteria=criteria)
