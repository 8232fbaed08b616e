"""Shared Hypothesis strategies and builders: procurements as they come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from commonweal.procurement import (
    Authority,
    AuthorityKind,
    AwardStructure,
    Case,
    Circumstances,
    Commencement,
    Decision,
    DecisionKind,
    DeliveryModel,
    Gate,
    Importance,
    Nature,
    PriceMethod,
    Procurement,
    Regime,
    RegimeKind,
    Split,
    Stage,
    StageKind,
)
from commonweal.quantities import Belief, Expert, Family, Money, Vat


def pounds(amount: int | str, vat: Vat = Vat.EXCLUDED) -> Money:
    return Money(amount=Decimal(amount), vat=vat)


def stage(
    kind: str = "pilot", months: str | int = 6, funding: int = 200_000, *, gate: bool = False, **more: Any
) -> Stage:
    """A stage with the fields that matter to most tests."""
    name = more.pop("id", kind)
    return Stage(
        id=name,
        title=name.capitalize(),
        kind=StageKind(kind),
        months=Decimal(str(months)),
        funding=pounds(funding),
        gate=Gate(pass_share=Decimal("0.7")) if gate else None,
        **more,
    )


def make_case(
    *stages: Stage,
    authority: str = "local-authority",
    regime: str = "covered",
    on: date | None = date(2026, 3, 2),
    structure: str = "one-contract",
    model: str = "pilot",
    nature: str = "services",
    split: tuple[int, int, int] | None = (40, 50, 10),
    circumstances: dict[str, bool] | None = None,
    decisions: tuple[Decision, ...] = (),
    importance: Importance | None = None,
    **more: Any,
) -> Case:
    """A case of a few stages; a council's pilot of March 2026 unless said otherwise."""
    procurement = Procurement(
        title="A procurement",
        authority=Authority(name="An authority", kind=AuthorityKind(authority)),
        stages=stages or (stage(),),
        award_structure=AwardStructure(structure),
        delivery_model=DeliveryModel(model),
        regime=Regime(kind=RegimeKind(regime)),
        nature=Nature(nature),
        commencement=Commencement(on=on) if on else None,
        split=Split(price=Decimal(split[0]), quality=Decimal(split[1]), social_value=Decimal(split[2]))
        if split
        else None,
        circumstances=Circumstances(**(circumstances or {})),
        **{key: value for key, value in more.items() if key not in {"quality", "answers"}},
    )
    kept = {key: value for key, value in more.items() if key in {"quality", "answers"}}
    return Case(procurement=procurement, decisions=decisions, importance=importance or Importance(), **kept)


def decide(kind: str, subject: str, value: str = "", *, stage: str = "") -> Decision:
    return Decision(
        kind=DecisionKind(kind),
        subject=subject,
        value=value,
        stage=stage,
        reason="for a test",
        by="A. Person",
        on=date(2026, 2, 1),
    )


KNOWN = st.sampled_from([True, False, None])
CIRCUMSTANCES = st.fixed_dictionaries(
    dict.fromkeys(
        (
            "research",
            "digital",
            "clinical",
            "people_take_part",
            "local_community",
            "labour_intensive",
            "supply_chain",
            "suppliers_mostly_small",
            "physical_product",
            "follow_on_intended",
        ),
        KNOWN,
    )
)


@st.composite
def stages(draw: st.DrawFn) -> tuple[Stage, ...]:
    """One to four stages in the order of development, from tiny to large."""
    kinds = sorted(
        draw(st.lists(st.sampled_from(list(StageKind)), min_size=1, max_size=4, unique=True)), key=list(StageKind).index
    )
    return tuple(
        Stage(
            id=kind.value,
            title=kind.value.capitalize(),
            kind=kind,
            months=draw(st.decimals(min_value=1, max_value=60, places=1)),
            funding=Money(
                amount=draw(st.sampled_from([20_000, 60_000, 150_000, 900_000, 4_000_000, 20_000_000]).map(Decimal)),
                vat=draw(st.sampled_from(list(Vat))),
            ),
            contracts=draw(st.integers(1, 4)),
            bidders=draw(st.none() | st.integers(1, 40)),
            gate=draw(st.none() | st.builds(Gate, pass_share=st.none() | st.decimals("0.1", "1", places=2))),
        )
        for kind in kinds
    )


@st.composite
def splits(draw: st.DrawFn) -> Split | None:
    """A split that totals, absolute methods among them, or none."""
    if draw(st.booleans()):
        return None
    method = draw(st.sampled_from(list(PriceMethod)))
    price = 0 if method.is_absolute else draw(st.integers(0, 80))
    social_value = draw(st.integers(0, min(40, 100 - price)))
    return Split(
        price=Decimal(price),
        quality=Decimal(100 - price - social_value),
        social_value=Decimal(social_value),
        method=method,
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Procurements of every kind, sound in form, with a person's decisions now and then."""
    decisions = []
    if draw(st.booleans()):
        decisions.append(decide("edition", draw(st.sampled_from(["ppn-002", "ppn-026"]))))
    if draw(st.booleans()):
        decisions.append(decide("insist", draw(st.sampled_from(["co-design", "measurement-plan", "open-findings"]))))
    if draw(st.booleans()):
        decisions.append(
            decide("additionality", "measurement-plan", draw(st.sampled_from(["deliverable", "spillover"])))
        )
    structure = draw(st.sampled_from(list(AwardStructure)))
    return Case(
        procurement=Procurement(
            title="A procurement",
            authority=Authority(name="An authority", kind=draw(st.sampled_from(list(AuthorityKind)))),
            stages=draw(stages()),
            award_structure=structure,
            delivery_model=draw(st.sampled_from(list(DeliveryModel))),
            regime=Regime(kind=draw(st.sampled_from(list(RegimeKind)))),
            nature=draw(st.sampled_from(list(Nature))),
            commencement=draw(st.none() | st.builds(Commencement, on=st.dates(date(2025, 1, 1), date(2028, 12, 31)))),
            split=draw(splits()),
            circumstances=Circumstances(**draw(CIRCUMSTANCES)),
        ),
        importance=Importance(missions=draw(st.dictionaries(st.sampled_from(["nhs", "growth"]), st.integers(0, 5)))),
        decisions=tuple(decisions),
    )


def belief(family: str, **given: Any) -> Belief:
    """A belief of numbers as they are written: belief("beta", a=3, b=7)."""
    return Belief(family=Family(family), **{name: Decimal(str(number)) for name, number in given.items()})


def pool(*experts: tuple[Belief, float]) -> Belief:
    """Beliefs with weights as one."""
    return Belief(
        family=Family.POOL, experts=tuple(Expert(belief=each, weight=Decimal(str(weight))) for each, weight in experts)
    )


def _number(least: float, greatest: float) -> st.SearchStrategy[float]:
    return st.floats(min_value=least, max_value=greatest).map(lambda number: float(f"{number:.4g}"))


@st.composite
def beliefs(draw: st.DrawFn) -> Belief:
    """A belief of any family that states its parameters, as wide and as lopsided as people state them."""
    family = draw(st.sampled_from([family for family in Family if family is not Family.POOL]))
    positive = _number(0.05, 50)
    low, step, other = draw(_number(-20, 20)), draw(positive), draw(positive)
    given: dict[Family, dict[str, Any]] = {
        Family.FIXED: {"value": low},
        Family.UNIFORM: {"low": low, "high": low + step},
        Family.TRIANGULAR: {"low": low, "mode": low + step, "high": low + step + other},
        Family.PERT: {"low": low, "mode": low + step, "high": low + step + other},
        Family.NORMAL: {"mean": low, "sd": step},
        Family.LOGNORMAL: {"mean": low + step, "sd": step * min(other, 3), "low": low},
        Family.BETA: {"a": step, "b": other},
        Family.GAMMA: {"shape": step, "scale": other, "low": low},
        Family.POISSON: {"mean": step},
        Family.NEGATIVE_BINOMIAL: {"mean": step, "dispersion": min(other, 5)},
        Family.BERNOULLI: {"share": draw(_number(0, 1))},
    }
    if family is Family.DISCRETE:
        values = draw(st.lists(st.integers(-50, 50), min_size=4, max_size=4, unique=True))
        shares = ("0.1", "0.2", "0.3", "0.4")
        return Belief(family=family, values=tuple(map(Decimal, values)), shares=tuple(map(Decimal, shares)))
    if family is Family.EMPIRICAL:
        data = draw(st.lists(st.integers(-50, 50), min_size=2, max_size=12).filter(lambda each: len(set(each)) > 1))
        return Belief(family=family, data=tuple(map(Decimal, data)))
    return belief(family.value, **given[family])


# Twelve for smooth models; and those with certainties and counts among them.
TWELVE = {
    "uniform": belief("uniform", low=2, high=6),
    "triangular": belief("triangular", low=1, mode=2, high=10),
    "pert": belief("pert", low=0, mode=2, high=10),
    "normal": belief("normal", mean=2, sd=3),
    "lognormal": belief("lognormal", p50=2, p90=5),
    "second lognormal": belief("lognormal", p50=1, p90=2),
    "beta": belief("beta", a=3, b=7),
    "odds": belief("beta", a=12, b=4),
    "gamma": belief("gamma", shape=3, scale=2),
    "bunched": belief("gamma", shape="0.7", scale=2),
    "from quantiles": belief("gamma", p10=1, p50=2, p90=5),
    "experts": pool((belief("normal", mean=0, sd=1), 1), (belief("normal", mean=2, sd=1), 2)),
}
MIXED = TWELVE | {
    "fixed": belief("fixed", value=3),
    "count": belief("poisson", mean=3),
    "gate": belief("bernoulli", share="0.3"),
    "spread count": belief("negative-binomial", mean=8, dispersion="0.5"),
}
