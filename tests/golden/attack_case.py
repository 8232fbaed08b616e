"""A golden file of an attack: an invented award decision in a few lines, and the leaks that the attack must find in it.

`target_of` makes a target of such a file, for every test that needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from commonweal.challenge.attacks import AttackContext
from commonweal.challenge.judgements import judgements_of
from commonweal.challenge.modelling import model_target
from commonweal.challenge.target import Target, TargetCriterion, TargetStage
from commonweal.design.fit import net_pounds
from commonweal.design.settings import design_settings
from commonweal.frameworks import load_packs
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import read_yaml
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.procurement.stage import Stage
from commonweal.procurement.valuation import reach_shares
from commonweal.scheme.criterion import QualityPart
from commonweal.scheme.kpi import Bands, Kpi
from commonweal.scheme.question import ScaleLevel

FOLDER = Path(__file__).parent / "attacks"
USUAL_SPLIT = Split(price=Decimal(40), quality=Decimal(50), social_value=Decimal(10), method=PriceMethod.LOWEST_RATIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLines:
    """A scored criterion. With `measure`, PACK/NAME, its kind, title, unit, pull and profile are the pack's; `kind` and
    `pull` stand for themselves or replace them. `stage` is the first where left out. `levels` are texts by points.
    `kpi` is the value rated good in the contract; without it there is no KPI.
    """

    code: str
    title: str
    weighting: Decimal
    stage: str = ""
    outcome: str = ""
    measure: str = ""
    measure_title: str = ""
    unit: str = ""
    kind: MeasureKind | None = None
    pull: Decimal | None = None
    question: str = ""
    evidence: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    word_limit: int | None = None
    condition: str = ""
    kpi: Decimal | None = None
    contract_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLeak:
    """A leak: where (empty for the award decision as a whole), how severe (three places), what is said of it.

    `mend` is the title of its first mend with changes, empty where every mend is by hand. `alignment` is of the target
    as it stands, `after` once that mend is carried out; `stays` says why the attack still finds this leak then.
    """

    criterion: str = ""
    severity: Decimal
    points: Decimal | None = None
    finding: str
    because: str
    mend: str = ""
    alignment: Decimal | None = None
    after: Decimal | None = None
    stays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackCase:
    """`title` says what sets this award decision apart. Without leaks the attack must find nothing."""

    title: str
    stages: tuple[Stage, ...]
    criteria: tuple[CriterionLines, ...]
    leaks: tuple[ExpectedLeak, ...]
    split: Split = USUAL_SPLIT
    quality: tuple[QualityPart, ...] = ()
    bidders: int = 5
    assessors: int = 3


@cache
def packs() -> Packs:
    return load_packs()


def golden_files() -> list[Path]:
    """Every golden file, by attack and name."""
    return sorted(FOLDER.glob("*/*.yaml"))


@cache
def read_golden(file: Path) -> AttackCase:
    """A golden file; unknown keys are refused."""
    read = read_yaml(file, name=f"{file.parent.name}/{file.name}")
    return convert(read.data, AttackCase, file=read)


def target_of(golden: AttackCase) -> Target:
    """The award decision that a golden file describes."""
    stages, reach = golden.stages, reach_shares(golden.stages)
    starts = [sum((each.months for each in stages[:place]), Decimal(0)) for place in range(len(stages))]
    fundings = [each.funding for each in stages if each.funding]
    return Target(
        id="award",
        title=golden.title,
        split=golden.split,
        criteria=tuple(_criterion(each, golden) for each in golden.criteria),
        quality=golden.quality,
        stages=tuple(
            TargetStage(stage=each, starts=start, reach=reach[each.id])
            for each, start in zip(stages, starts, strict=True)
        ),
        bidders=golden.bidders,
        assessors=golden.assessors,
        least_weighting=design_settings(packs()).least_weighting,
        pounds=sum(map(net_pounds, fundings), Decimal(0)) if len(fundings) == len(stages) else None,
    )


def context_of(target: Target) -> AttackContext:
    """What an attack looks at."""
    judgements = judgements_of(packs())
    return AttackContext(
        target=target,
        modelled=model_target(target, judgements),
        judgements=judgements,
        settings=design_settings(packs()),
        packs=packs(),
    )


def _criterion(lines: CriterionLines, golden: AttackCase) -> TargetCriterion:
    pack_id, _, name = lines.measure.partition("/")
    measure = packs().get(pack_id).measures[name] if name else None
    kind = lines.kind or (measure.kind if measure else None)
    assert kind is not None, f"{lines.code} needs a measure or a kind"
    profile = measure.fit if measure else None
    own = float(profile.pull * (1 - profile.verified_share)) if profile else 0.0
    stage, unit = lines.stage or golden.stages[0].id, lines.unit or (measure.unit if measure else "")
    return TargetCriterion(
        code=lines.code,
        title=lines.title,
        weighting=lines.weighting,
        stage=stage,
        outcome=lines.outcome,
        kind=kind,
        measure=lines.measure,
        measure_title=lines.measure_title or (measure.title if measure else lines.title),
        unit=unit,
        pull=own if lines.pull is None else float(lines.pull),
        pull_because=profile.pull_because if profile and lines.pull is None else "Stated for this example.",
        profile=profile,
        question=lines.question,
        evidence=lines.evidence,
        levels=tuple(_level(points, text) for points, text in lines.levels.items()),
        word_limit=lines.word_limit,
        condition=lines.condition,
        kpi=_kpi(lines, stage, unit),
        contract_known=lines.contract_known,
    )


def _level(points: str, text: str) -> ScaleLevel:
    return ScaleLevel(points=Decimal(points), label="", descriptor=text)


def _kpi(lines: CriterionLines, stage: str, unit: str) -> Kpi | None:
    if lines.kpi is None:
        return None
    return Kpi(
        criterion=lines.code,
        title=lines.title,
        measure=lines.measure,
        unit=unit,
        stage=stage,
        bands=Bands(unit=unit, good=lines.kpi, approaching=lines.kpi * 9 / 10, improvement=lines.kpi * 7 / 10),
        frequency_months=6,
        owner="contract manager",
        evidence="Counted to the end of the stage.",
    )
