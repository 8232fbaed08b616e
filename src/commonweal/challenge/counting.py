"""The counts-only twin: the same weight of social value on counts that schemes score by habit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from commonweal.challenge.judgements import challenge_pack
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.frameworks.pack import Packs
from commonweal.scheme.weighting import share_out


def counts_only(target: Target, *, packs: Packs) -> Target:
    """The target with its social value criteria replaced by the usual counts, in equal parts, at the same weight.

    Each is asked of the stage that the first scored criterion bites at; with none, of the first. Nobody knows what the
    contract would say of them.
    """
    pack = challenge_pack(packs)
    counts = list(pack.usual_counts.values())
    stage = target.criteria[0].stage if target.criteria else target.stages[0].stage.id
    shares = share_out(target.total, [1.0] * len(counts), least=Decimal(0), unit=Decimal("0.01"))
    criteria = []
    for count, weighting in zip(counts, shares, strict=True):
        pack_id, _, name = count.measure.partition("/")
        measure = packs.get(pack_id).measures[name]
        criteria.append(
            TargetCriterion(
                code=f"counts/{name}",
                title=count.title,
                weighting=weighting,
                stage=stage,
                outcome="",
                kind=measure.kind,
                measure=count.measure,
                measure_title=measure.title,
                unit=measure.unit,
                pull=float(measure.fit.pull * (1 - measure.fit.verified_share)),
                pull_because=measure.fit.pull_because,
                profile=measure.fit,
                contract_known=False,
            )
        )
    return replace(target, criteria=tuple(criteria))
