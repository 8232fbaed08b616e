"""Stages, their lengths and their funding, from what a notice says and from the templates that fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from commonweal.frameworks.definitions import Template, TemplateStage
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.case import Assumption
from commonweal.procurement.notice import Notice
from commonweal.procurement.procurement import DeliveryModel, Extra, Nature
from commonweal.procurement.stage import Gate, Stage, StageKind
from commonweal.quantities.money import Money, Vat
from commonweal.quantities.period import describe_months
from commonweal.review.inference import Inference, reading_parameter
from commonweal.review.length import Length
from commonweal.review.lot_reading import own_lots
from commonweal.review.sums import is_close
from commonweal.review.worth import WholeValue

_TENTH = Decimal("0.1")
_TITLES = {
    StageKind.EXPLORE: "Study",
    StageKind.PROTOTYPE: "Prototype",
    StageKind.PILOT: "Pilot",
    StageKind.DEMONSTRATE: "Demonstration",
    StageKind.SCALE: "Scale-up",
}
_OPERATING = {Nature.GOODS: "Supply", Nature.SERVICES: "Service", Nature.WORKS: "Works"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """The stages with their funding, what lies beyond them, and what was assumed on the way."""

    stages: tuple[Stage, ...]
    extras: tuple[Extra, ...]
    template: Template | None
    assumptions: tuple[Assumption, ...]


def lay_stages(
    notice: Notice, inferred: Mapping[str, Inference], *, value: WholeValue, length: Length | None, packs: Packs
) -> Staging:
    """One stage of the inferred kind; a template's stages, scaled to the months, where words clearly call for them."""
    template = _template(inferred, packs)
    assumptions: list[Assumption] = []
    if length is None:
        length, assumed = _usual_length(template or _model_template(inferred, packs))
        assumptions.append(assumed)
    elif length.words:
        assumptions.append(_length_from_words(length))
    if length.extension_words:
        assumptions.append(_extension_from_words(length))
    if template is not None and length.months >= 2 * _TENTH * len(_bought(template)):
        plan = _scaled(template, length.months)
        assumptions.append(_template_assumed(template, inferred["template"]))
    else:
        template = None
        stage, assumed = _one_stage(notice, inferred, length.months)
        plan = (stage,)
        assumptions.append(assumed)
    contracts = max(1, len(own_lots(notice)))
    value = _with_likely_first_term(value, length)
    stages, extras = _fund(plan, value, length, contracts)
    assumptions += _funding_assumed(value, length, stages, contracts)
    return Staging(stages=stages, extras=extras, template=template, assumptions=tuple(assumptions))


def templates_at_hand(packs: Packs) -> dict[str, Template]:
    return {name: each for pack in packs.of_kind(PackKind.CRITERIA) for name, each in pack.templates.items()}


def _template(inferred: Mapping[str, Inference], packs: Packs) -> Template | None:
    """The template that words clearly call for, if any."""
    found = inferred.get("template")
    least = [reading_parameter(pack, "least-template-evidence") for pack in packs.of_kind(PackKind.READING)]
    if found is None or not least or found.weight < max(least):
        return None
    return templates_at_hand(packs).get(found.value)


def _model_template(inferred: Mapping[str, Inference], packs: Packs) -> Template | None:
    """The plainest template of the inferred way of delivery: its length serves where none is stated."""
    model = inferred["delivery-model"].value if "delivery-model" in inferred else DeliveryModel.CONVENTIONAL.value
    found = [each for each in templates_at_hand(packs).values() if each.delivery_model.value == model]
    return min(found, key=lambda each: (len(_bought(each)), each.title)) if found else None


def _usual_length(template: Template | None) -> tuple[Length, Assumption]:
    months = sum((stage.months for stage in _bought(template)), Decimal(0)) if template else Decimal(12)
    of = f" for ‘{template.title}’" if template else ""
    because = f"The notice states no length; {describe_months(months)} is usual{of}."
    length = Length(months=months, extension=Decimal(0), where="")
    return length, Assumption(subject="months", value=f"{months:f}", because=because)


def _length_from_words(length: Length) -> Assumption:
    because = "The notice states no days for the contract; its length is read from the words."
    return Assumption(
        subject="months", value=f"{length.months:f}", because=because, words=length.words, where=length.where
    )


def _extension_from_words(length: Length) -> Assumption:
    return Assumption(
        subject="extras",
        value=f"{describe_months(length.extension)}",
        because="No day states an extension; its length is read from the words.",
        words=length.extension_words,
        where=length.extension_where,
    )


def _bought(template: Template) -> list[TemplateStage]:
    return [stage for stage in template.stages if stage.under_contract]


def _scaled(template: Template, months: Decimal) -> tuple[Stage, ...]:
    """The template's stages; those under contract take the stated months in the template's proportions."""
    bought = _bought(template)
    usual = sum((stage.months for stage in bought), Decimal(0))
    left, stages = months, []
    for stage in template.stages:
        length = stage.months
        if stage.under_contract:
            share = max(_TENTH, (months * stage.months / usual).quantize(_TENTH))
            length = left if stage is bought[-1] else share
            left -= length
        stages.append(
            Stage(
                id=stage.id,
                title=stage.title,
                kind=stage.kind,
                months=length,
                gate=Gate() if stage.gate else None,
                under_contract=stage.under_contract,
            )
        )
    return tuple(stages)


def _one_stage(notice: Notice, inferred: Mapping[str, Inference], months: Decimal) -> tuple[Stage, Assumption]:
    """One stage of the kind that the words tell; operation where nothing says otherwise."""
    found = inferred.get("stage-kind")
    kind = StageKind(found.value) if found else StageKind.OPERATE
    nature = notice.nature.value if notice.nature else Nature.UNKNOWN
    title = _OPERATING.get(nature, "Contract") if kind is StageKind.OPERATE else _TITLES[kind]
    assumption = assume(
        f"stages.{kind.value}.kind",
        kind.value,
        found,
        silence="None of our patterns for an earlier kind of stage matched.",
    )
    return Stage(id=kind.value, title=title, kind=kind, months=months), assumption


def assume(subject: str, value: str, found: Inference | None, *, silence: str) -> Assumption:
    """An inferred value with its words and rivals, or a default with the reason for it."""
    if found is None:
        return Assumption(subject=subject, value=value, because=silence)
    rivals = ", ".join(f"{rival.value} (‘{rival.words}’)" for rival in found.rivals[:2])
    because = "Read from the words." if not rivals else f"Read from the words; they also suggest {rivals}."
    return Assumption(subject=subject, value=value, because=because, words=found.words, where=found.where)


def _template_assumed(template: Template, found: Inference) -> Assumption:
    return Assumption(
        subject="stages",
        value=", ".join(stage.title for stage in template.stages),
        because=f"The words call for the stages of ‘{template.title}’, scaled to the contract's length.",
        words=found.words,
        where=found.where,
    )


def _fund(
    plan: tuple[Stage, ...], value: WholeValue, length: Length, contracts: int
) -> tuple[tuple[Stage, ...], tuple[Extra, ...]]:
    """The value shared by months over the stages under contract; what is left goes to extensions, or is not known."""
    money, whole = _shared(value), length.months + length.extension
    if value.first_term is not None and length.extension:
        money, whole = replace(money, amount=value.first_term), length.months
    funded = tuple(
        replace(stage, contracts=contracts, funding=_part(money, stage.months, of=whole * contracts))
        if stage.under_contract
        else stage
        for stage in plan
    )
    extras = _extensions(funded, value, length) if length.extension else ()
    if value.doubt:
        extras = (*extras, Extra(what=f"What it may be worth beyond {value.money}"))
    return funded, extras


def _with_likely_first_term(value: WholeValue, length: Length) -> WholeValue:
    """The value; without the first term's sum where that is under half of its share by months: it is of a part."""
    if value.first_term is None or not length.extension:
        return replace(value, first_term=None)
    likely = value.money.amount * length.months / (length.months + length.extension)
    return replace(value, first_term=None) if value.first_term < likely / 2 else value


def _shared(value: WholeValue) -> Money:
    """What the contracts share: the lots' own values where they state them, else the whole."""
    if not value.lots:
        return value.money
    return replace(value.money, amount=sum((each.amount for each in value.lots), Decimal(0)))


def _extensions(funded: tuple[Stage, ...], value: WholeValue, length: Length) -> tuple[Extra, ...]:
    """What is left of the value; in proportion to their months, where the value is of the first term alone."""
    shared = _shared(value)
    spent = sum((stage.funding.amount * stage.contracts for stage in funded if stage.funding), Decimal(0))
    left = shared.amount - spent
    if value.first_term is not None and is_close(value.first_term, shared.amount):
        left = _part(shared, length.extension, of=length.months).amount
    what = f"Extensions of up to {describe_months(length.extension)}"
    return (Extra(what=what, amount=replace(shared, amount=left)),)


def _part(money: Money, part: Decimal, *, of: Decimal) -> Money:
    """A part of a sum in whole pounds, never rounded up, so that parts never exceed the whole."""
    unit = Decimal(1) if money.amount >= 1000 else Decimal("0.01")
    return replace(money, amount=(money.amount * part / of).quantize(unit, rounding=ROUND_DOWN))


def _funding_assumed(value: WholeValue, length: Length, stages: tuple[Stage, ...], contracts: int) -> list[Assumption]:
    """How the published value became funding, where more than one step was needed."""
    funded = "; ".join(f"{stage.title} {stage.funding}" for stage in stages if stage.funding)
    shares = []
    if value.because:
        shares.append(value.because)
    if length.extension:
        shares.append(_extension_shared(value, length))
    if sum(stage.under_contract for stage in stages) > 1:
        shares.append("It is shared between the stages by months.")
    if contracts > 1:
        shares.append(_lots_shared(value, contracts))
    if value.money.vat is Vat.EXCLUDED:
        shares.append("The notice states the value without VAT only.")
    if value.money.vat is Vat.UNKNOWN:
        shares.append(
            "The notice does not say whether its value includes VAT: legal tests of value answer unknown until you do."
        )
    if not shares:
        return []
    return [Assumption(subject="funding", value=funded, because=" ".join(shares), where=value.where)]


def _extension_shared(value: WholeValue, length: Length) -> str:
    months = describe_months(length.extension)
    if value.first_term is None:
        return f"The published value covers extensions of {months}; it is shared by months."
    first = replace(value.money, amount=value.first_term)
    if is_close(value.first_term, value.money.amount):
        return f"The text gives {first} to the first term alone; extensions of {months} are taken in proportion."
    return f"The text gives {first} to the first term; the rest is for extensions of {months}."


def _lots_shared(value: WholeValue, contracts: int) -> str:
    if not value.lots:
        return f"One contract for each of {contracts} lots, which state no values of their own: all of average size."
    stated = ", ".join(str(each) for each in value.lots[:8])
    return f"The lots state {stated}; a stage holds one sum, so each of the {contracts} contracts takes their average."
