"""What a notice says, fact by fact: read where it states it, inferred from which words, or assumed for which reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from commonweal.procurement.case import Assumption
from commonweal.procurement.notice import Notice
from commonweal.procurement.procurement import Procurement
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Vat
from commonweal.quantities.period import describe_months
from commonweal.record.source import Source
from commonweal.record.text import first_upper, say_list
from commonweal.review.notice_kinds import kind_words
from commonweal.review.remarks.context import Context
from commonweal.review.scrubbing import scrub
from commonweal.review.wording import MODEL_WORDS, STAGE_WORDS


class Origin(StrEnum):
    """How a fact is known. Computed: it follows from other facts, by law or policy."""

    READ = "read"
    INFERRED = "inferred"
    ASSUMED = "assumed"
    COMPUTED = "follows"
    NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: the value, how it is known, its path in the file, the words that told it, and why."""

    subject: str
    value: str
    origin: Origin
    where: str = ""
    words: str = ""
    because: str = ""
    sources: tuple[Source, ...] = ()


def gather_facts(context: Context) -> tuple[Fact, ...]:
    """In the order in which a reader asks."""
    return tuple(replace(each, words=scrub(each.words), because=scrub(each.because)) for each in _facts(context))


def _facts(context: Context) -> Iterator[Fact]:
    yield _notice(context.notice)
    yield _regime(context)
    yield _edition(context)
    yield _value(context)
    procurement = context.case.procurement if context.case else None
    if procurement is None:
        yield _inferred(context, "stage-kind", "Stage", {each.value: words for each, words in STAGE_WORDS.items()})
        yield _inferred(
            context, "delivery-model", "Delivery", {each.value: words for each, words in MODEL_WORDS.items()}
        )
        return
    yield _stages(context, procurement)
    yield _assumed(context, "Delivery", MODEL_WORDS[procurement.delivery_model], "delivery_model")
    yield _assumed(context, "Award", procurement.award_structure.words, "award_structure")
    yield _rounds(context, procurement)


def _notice(notice: Notice) -> Fact:
    day = f", published {notice.published.day} {notice.published:%B %Y}" if notice.published else ""
    return Fact(
        subject="Notice",
        value=f"{first_upper(kind_words(notice.kind))}{notice.id and ' '}{notice.id} on {notice.source.words}{day}",
        origin=Origin.READ,
        where="documents/noticeType" if notice.kind.startswith("UK") else "tag",
    )


def _regime(context: Context) -> Fact:
    words, said = first_upper(context.regime.kind.words), context.notice.regime
    assumed = next((each for each in _assumptions(context) if each.subject == "regime"), None)
    if assumed is None:
        if said is not None and said.value is context.regime.kind:
            return Fact(subject="Regime", value=words, origin=Origin.READ, where=said.where, words=said.words)
        return Fact(subject="Regime", value=words, origin=Origin.NOT_TOLD)
    return _from_assumption("Regime", words, assumed)


def _edition(context: Context) -> Fact:
    applies = context.applicability
    if applies is None:
        because = "Its tender notice, by the day of which an edition binds, is another notice."
        if context.notice.kind == "UK5":
            because = "A direct award has no tender notice, by the day of which an edition binds."
        return Fact(subject="Social value edition", value="Not told here", origin=Origin.NOT_TOLD, because=because)
    title = applies.pack.head.title if applies.pack else "None" if applies.standing == "none" else "Unknown"
    least = f", at least {applies.floor_share:.0%} of the marks" if applies.floor_share else ""
    more = " ".join(each.text for each in applies.candidates)
    return Fact(
        subject="Social value edition",
        value=f"{title}{least}",
        origin=Origin.COMPUTED,
        because=f"{applies.reason.text} {more}".strip(),
        sources=applies.reason.sources,
    )


def _value(context: Context) -> Fact:
    said = context.notice.value
    if context.case is None:
        if said is None:
            return Fact(subject="Value", value="Not told", origin=Origin.NOT_TOLD)
        return Fact(subject="Value", value=str(said.value), origin=Origin.READ, where=said.where, words=said.words)
    if not context.sized:
        return Fact(subject="Value", value="Not told", origin=Origin.NOT_TOLD, because=context.undrafted)
    assumed = next((each for each in _assumptions(context) if each.subject == "declared_value"), None)
    value = first_upper(str(context.valuation))
    if assumed is not None:
        return _from_assumption("Value", value, assumed)
    where = said.where if said else "tender/lots"
    return Fact(subject="Value", value=value, origin=Origin.READ, where=where, because=_vat_added(context))


def _vat_added(context: Context) -> str:
    """What the notice itself states, where the value that counts is not simply that."""
    whole = context.notice.value
    told = whole.value if whole else next((each.value for each in context.notice.lots if each.value), None)
    if context.valuation is None or not context.valuation.vat_assumed or told is None:
        return ""
    stated = f"The notice states {told}" if whole else "The lots' values are added up"
    if told.vat is Vat.EXCLUDED:
        return f"{stated}; VAT of {PUBLIC_VAT_SHARE:.0%} is added, as tests of law on value count it."
    return (
        f"{stated}, not saying whether that includes VAT: the range is with none added and with {PUBLIC_VAT_SHARE:.0%}."
    )


def _stages(context: Context, procurement: Procurement) -> Fact:
    stages = procurement.contract_stages
    named = say_list([f"{stage.title} ({stage.kind.value}, {describe_months(stage.months)})" for stage in stages])
    subjects = ("stages", f"stages.{stages[0].kind.value}.kind")
    months = next((each for each in _assumptions(context) if each.subject == "months"), None)
    fact = _assumed(context, "Stage" if len(stages) == 1 else "Stages", named, *subjects)
    if months is None:
        return fact
    length = f"{months.because} " + (f"Read: ‘{months.words}’." if months.words else "")
    return replace(fact, because=f"{fact.because} {length}".strip())


def _rounds(context: Context, procurement: Procurement) -> Fact:
    if procurement.rounds:
        return _assumed(context, "Rounds", say_list([each.title for each in procurement.rounds]), "rounds")
    named = first_upper(context.notice.procedure)
    if not named:
        return Fact(subject="Procedure", value="Not told", origin=Origin.NOT_TOLD)
    where = "tender/procurementMethodDetails"
    return Fact(subject="Procedure", value=f"{named}, no rounds told", origin=Origin.READ, where=where)


def _assumed(context: Context, subject: str, value: str, *subjects: str) -> Fact:
    """From the first assumption on one of the case's subjects; read as it stands where there is none."""
    found = next((each for each in _assumptions(context) if each.subject in subjects), None)
    if found is None:
        return Fact(subject=subject, value=first_upper(value), origin=Origin.READ)
    return _from_assumption(subject, first_upper(value), found)


def _inferred(context: Context, about: str, subject: str, names: dict[str, str]) -> Fact:
    found = context.inferred.get(about)
    if found is None:
        return Fact(subject=subject, value="No words tell it", origin=Origin.NOT_TOLD)
    value = first_upper(names.get(found.value, found.value))
    return Fact(subject=subject, value=value, origin=Origin.INFERRED, where=found.where, words=found.words)


def _from_assumption(subject: str, value: str, found: Assumption) -> Fact:
    origin = Origin.INFERRED if found.words else Origin.ASSUMED
    because = found.because.replace("Read from the words; they also suggest", "The words also suggest")
    return Fact(
        subject=subject,
        value=value,
        origin=origin,
        where=found.where,
        words=found.words,
        because=because.removeprefix("Read from the words.").strip(),
    )


def _assumptions(context: Context) -> tuple[Assumption, ...]:
    return context.case.assumptions if context.case else ()
