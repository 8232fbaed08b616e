"""A case drafted from one notice: what it says taken over, the rest inferred or assumed, and all of that shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from commonweal.design.settings import design_settings
from commonweal.frameworks.pack import Packs
from commonweal.procurement.authority import Authority, AuthorityKind
from commonweal.procurement.case import Assumption, Case
from commonweal.procurement.notice import Notice, Said
from commonweal.procurement.procurement import (
    AwardStructure,
    Circumstances,
    Commencement,
    DeliveryModel,
    Nature,
    Procurement,
    Split,
)
from commonweal.procurement.round import Round, RoundKind
from commonweal.record.errors import CommonwealError, UnreadableInput
from commonweal.review.award_reading import read_award
from commonweal.review.inference import Inference, infer, least_evidence
from commonweal.review.length import read_length
from commonweal.review.lot_reading import draft_lots, lots_assumed
from commonweal.review.regime_reading import read_regime
from commonweal.review.scrubbing import scrub
from commonweal.review.staging import Staging, assume, lay_stages
from commonweal.review.worth import read_value

LONGEST_DESCRIPTION = 1_500
LONGEST_TITLE = 200
# The notice that commences a procurement, under the Act and before it.
TENDER_NOTICES = frozenset({"UK4", "tender", "tenderUpdate", "tenderAmendment"})
NO_DRAFT = {
    "UK5": "a transparency notice of a direct award",
    "UK6": "an award notice",
    "UK7": "a contract details notice",
    "UK8": "a payment notice",
    "UK9": "a performance notice",
    "UK10": "a change notice",
    "UK11": "a termination notice",
    "UK12": "a notice that a procurement was stopped",
    "award": "an award notice",
    "awardUpdate": "an award notice",
    "contract": "a contract notice after the award",
    "contractAmendment": "a notice of a changed contract",
    "contractUpdate": "a contract notice after the award",
    "contractTermination": "a notice that a contract has ended",
    "implementation": "a notice of a contract under way",
    "tenderCancellation": "a notice that a procurement was stopped",
}


@dataclass(slots=True)
class _Draft:
    """What is gathered on the way: the inferences by subject, the least evidence for one, and every assumption in the
    order it was made."""

    notice: Notice
    inferred: Mapping[str, Inference]
    least: Decimal
    assumptions: list[Assumption] = field(default_factory=list)

    def note(self, subject: str, value: str, because: str, said: Said[Any] | None = None) -> None:
        self.assumptions.append(
            Assumption(
                subject=subject,
                value=value,
                because=because,
                words=said.words if said else "",
                where=said.where if said else "",
            )
        )


def draft_case(notice: Notice, *, packs: Packs) -> Case:
    """The case that a planning or tender notice begins.

    Every value that the notice does not state is an Assumption with its reason and, where it was read from words,
    those words and their place. Raises UnreadableInput, in one sentence, where the notice says nothing to draft from
    or states no value.
    """
    _refuse_what_says_too_little(notice)
    value = read_value(notice)
    draft = _Draft(
        notice=notice,
        inferred={each.subject: each for each in infer(notice, packs)},
        least=least_evidence(packs),
    )
    settings = design_settings(packs)
    usual = Split(
        price=settings.default_price, quality=settings.default_quality, social_value=settings.default_social_value
    )
    award = read_award(notice, packs, usual=usual)
    regime, assumed = read_regime(notice, packs)
    draft.assumptions += [assumed] if assumed else []
    staging = lay_stages(notice, draft.inferred, value=value, length=read_length(notice), packs=packs)
    rounds = _rounds(draft)
    structure = _award_structure(draft, staging, rounds)
    try:
        procurement = Procurement(
            title=_short(notice.title, LONGEST_TITLE),
            authority=_authority(draft),
            regime=regime,
            nature=_nature(draft),
            description=_short(notice.description, LONGEST_DESCRIPTION),
            cpv=notice.cpv,
            commencement=_commencement(draft),
            declared_value=None if value.doubt else value.money,
            stages=staging.stages,
            extras=staging.extras,
            delivery_model=_delivery_model(draft, staging, structure),
            rounds=rounds,
            award_structure=structure,
            lots=draft_lots(notice, longest_title=LONGEST_TITLE),
            split=award.split,
            circumstances=_circumstances(draft),
        )
    except CommonwealError as error:
        remedy = error.remedy or "Lay out a case by hand with commonweal new --template."
        raise UnreadableInput(error.message, where=_shown(notice), remedy=remedy) from error
    # What a person must settle comes first: a long list is read from its top.
    assumptions = (
        *value.assumptions,
        *_warnings(notice),
        *draft.assumptions,
        *staging.assumptions,
        *lots_assumed(notice),
        *award.assumptions,
    )
    return Case(
        procurement=procurement,
        quality=tuple(replace(each, title=scrub(each.title)) for each in award.quality),
        assumptions=tuple(_scrubbed(each) for each in assumptions),
        notices=(" ".join(part for part in (notice.ocid, notice.id) if part),),
    )


def _scrubbed(assumption: Assumption) -> Assumption:
    """Quoted words come from a notice that may not have been scrubbed."""
    return replace(
        assumption,
        value=scrub(assumption.value),
        because=scrub(assumption.because),
        words=scrub(assumption.words),
    )


def _refuse_what_says_too_little(notice: Notice) -> None:
    if notice.kind in NO_DRAFT:
        raise UnreadableInput(
            f"{_shown(notice)} is {NO_DRAFT[notice.kind]}, which says too little to draft a case from.",
            remedy="Use the planning or tender notice of the same procurement.",
        )
    if not notice.title.strip():
        raise UnreadableInput(f"{_shown(notice)} has no title.", remedy="Use another notice of the same procurement.")
    if not notice.authority_name.strip():
        raise UnreadableInput(
            f"{_shown(notice)} names no contracting authority.", remedy="Use another notice of the same procurement."
        )


def _shown(notice: Notice) -> str:
    return f"The notice {notice.id or notice.ocid}".strip()


def _short(text: str, longest: int) -> str:
    """One paragraph without contact points, ended at a sentence or a word when it is too long."""
    whole = " ".join(scrub(text).split())
    if len(whole) <= longest:
        return whole
    cut = whole[: longest - 1]
    sentence = max(cut.rfind(". "), cut.rfind("; "))
    end = sentence + 1 if sentence > longest * 2 // 3 else cut.rfind(" ")
    return cut[: end if end > 0 else longest - 1].rstrip() + " …"


def _authority(draft: _Draft) -> Authority:
    """By the name where it is plain, else by the notice's own code, which leaves the exact kind open."""
    notice, said = draft.notice, draft.notice.authority_kind
    if said is None:
        draft.note("authority.kind", "unknown", "The notice does not say what kind of authority this is.")
    elif said.value is AuthorityKind.UNKNOWN:
        because = "The notice's own code, outside a notice for utilities, does not tell what kind of authority this is."
        draft.note("authority.kind", "unknown", because, said)
    elif said.where.endswith("name"):
        draft.note("authority.kind", said.value.value, "The name says so.", said)
    else:
        draft.note("authority.kind", said.value.value, "The notice's own code says so.", said)
    return Authority(
        name=_short(notice.authority_name, LONGEST_TITLE),
        kind=said.value if said else AuthorityKind.UNKNOWN,
        identifier=notice.identifier,
        region=notice.region,
    )


def _nature(draft: _Draft) -> Nature:
    if draft.notice.nature is None:
        draft.note("nature", "unknown", "The notice does not say whether goods, services or works are bought.")
        return Nature.UNKNOWN
    return draft.notice.nature.value


def _commencement(draft: _Draft) -> Commencement | None:
    """The day of the tender notice; before it, the day on which one is announced."""
    notice = draft.notice
    if notice.kind in TENDER_NOTICES and notice.published is not None:
        if notice.updates:
            because = "This notice updates an earlier tender notice, whose day is not in it; its own day is taken."
            draft.note("commencement", notice.published.isoformat(), because)
        return Commencement(on=notice.published, planned=False)
    if notice.announced is not None:
        day = notice.announced.value
        draft.note("commencement", day.isoformat(), "The tender notice is announced for this day.", notice.announced)
        return Commencement(on=day, planned=True)
    draft.note("commencement", "unknown", "The notice announces no day for the tender notice.")
    return None


def _delivery_model(draft: _Draft, staging: Staging, structure: AwardStructure) -> DeliveryModel:
    if staging.template is not None:
        model = staging.template.delivery_model
        draft.note("delivery_model", model.value, f"As in the template ‘{staging.template.title}’.")
        return model
    found = _told_delivery(draft.inferred.get("delivery-model"), structure, least=draft.least)
    model = DeliveryModel(found.value) if found else DeliveryModel.CONVENTIONAL
    silence = "None of our patterns for a pilot, a study, a challenge or a call-off matched."
    draft.assumptions.append(assume("delivery_model", model.value, found, silence=silence))
    return model


def _told_delivery(found: Inference | None, structure: AwardStructure, *, least: Decimal) -> Inference | None:
    """What the words tell of delivery. A framework speaks of call-offs to come, and is not delivered as one."""
    if found is None or found.value != DeliveryModel.CALL_OFF or structure is AwardStructure.CALL_OFF:
        return found
    if not found.rivals or found.rivals[0].weight < least:
        return None
    next_best, *others = found.rivals
    return Inference(
        subject=found.subject,
        value=next_best.value,
        weight=next_best.weight,
        words=next_best.words,
        where=next_best.where,
        rivals=tuple(others),
    )


def _award_structure(draft: _Draft, staging: Staging, rounds: tuple[Round, ...]) -> AwardStructure:
    """A framework where the notice says so; then the template's; then what the words tell. Rounds need their words."""
    if draft.notice.framework:
        return AwardStructure.FRAMEWORK
    if staging.template is not None:
        structure = staging.template.award_structure
        draft.note("award_structure", structure.value, f"As in the template ‘{staging.template.title}’.")
        return structure
    found = draft.inferred.get("award-structure")
    structure = AwardStructure(found.value) if found else AwardStructure.ONE_CONTRACT
    single = structure is AwardStructure.CONTRACT_PER_STAGE and len(staging.stages) == 1
    if single or (structure is AwardStructure.ROUNDS and not rounds):
        structure, found = AwardStructure.ONE_CONTRACT, None
    if structure is AwardStructure.ONE_CONTRACT and rounds:
        structure, found = AwardStructure.ROUNDS, draft.inferred.get("rounds")
    draft.assumptions.append(
        assume("award_structure", structure.value, found, silence="None of our patterns for another structure matched.")
    )
    return structure


def _rounds(draft: _Draft) -> tuple[Round, ...]:
    """Two or three rounds where the procedure's words tell them; none otherwise."""
    found = draft.inferred.get("rounds")
    if found is None or not re.search(r"flexible|restricted|negotiat", draft.notice.procedure, re.IGNORECASE):
        return ()
    kinds = [(RoundKind.PARTICIPATION, "Participation"), (RoundKind.FINAL, "Final bids")]
    if found.value == "3":
        kinds.insert(1, (RoundKind.INTERMEDIATE, "Initial bids and discussion"))
    draft.assumptions.append(assume("rounds", ", ".join(title for _, title in kinds), found, silence=""))
    return tuple(Round(id=kind.value, title=title, kind=kind) for kind, title in kinds)


def _circumstances(draft: _Draft) -> Circumstances:
    """What the words tell of the contract. Only yes is read; what nobody has said stays unsaid."""
    names = [name for name in Circumstances.__slots__ if f"circumstances.{name}" in draft.inferred]
    for name in names:
        found = draft.inferred[f"circumstances.{name}"]
        draft.assumptions.append(assume(f"circumstances.{name}", "yes", found, silence=""))
    return Circumstances(**dict.fromkeys(names, True))


def _warnings(notice: Notice) -> tuple[Assumption, ...]:
    """What could not be read in the notice, kept in sight."""
    return tuple(Assumption(subject="notice", value="to be checked", because=warning) for warning in notice.warnings)
