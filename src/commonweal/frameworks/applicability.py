"""Which edition binds: decided by the day of commencement, the body, the value and the regime."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.binding import Verdict, judge_edition
from commonweal.frameworks.edition_floor import find_floor, floor_base
from commonweal.frameworks.edition_reasons import say_what_it_changes, say_what_it_was, say_why_none, why_not_early
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import EditionRules, FloorBase, PackKind
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.exemption import TREATED, fails_exemption, treated_procurement
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.valuation import Valuation, value_procurement
from commonweal.record.errors import RefusedError
from commonweal.record.finding import Finding, Severity
from commonweal.record.reason import Reason
from commonweal.record.source import Source
from commonweal.record.text import first_upper


class Standing(StrEnum):
    """How an edition stands to a procurement."""

    BINDS = "binds"
    CHOSEN = "chosen"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """The edition that applies and why. `floor_share` is of `base`; None where no edition applies.

    `candidates` are the editions that could apply while something is unknown, each with what it would change.
    `possible` are their packs. `gap` says what we lack, where that and no fact of the case keeps the edition unknown.
    `named` are editions that may apply and are held by name only: they can be referred to, not designed with.
    """

    standing: Standing
    pack: Pack | None
    reason: Reason
    floor_share: Decimal | None = None
    floor_source: Source | None = None
    base: FloorBase = FloorBase.TOTAL
    candidates: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()
    gap: str = ""
    possible: tuple[Pack, ...] = ()
    named: tuple[Pack, ...] = ()

    @property
    def rules(self) -> EditionRules | None:
        return self.pack.head.rules if self.pack else None


def applicable_edition(case: Case, *, packs: Packs, known_on: date | None = None) -> Applicability:
    """Say which social value model binds a case, with what floor, on which base, or that none does.

    Unknown stays unknown: with no date of commencement no edition is taken, and every possible one is listed with
    what it would change. A person may adopt an edition that does not bind (decision `edition`), never drop one that
    does. Raises RefusedError where an edition is asked for that is held by name only. `known_on`: the day of what the
    case was read from, so that an edition of a later day is not named where no day of commencement is known.
    """
    found = _apply(case, treated_procurement(case), packs, known_on)
    if not fails_exemption(case):
        return found
    reason = replace(found.reason, text=f"{found.reason.text} {first_upper(TREATED)}.")
    return replace(found, reason=reason)


def _apply(case: Case, procurement: Procurement, packs: Packs, known_on: date | None) -> Applicability:
    valuation = value_procurement(procurement)
    models = [pack for pack in packs.of_kind(PackKind.SOCIAL_VALUE_MODEL) if pack.head.applies is not None]
    verdicts = [(pack, _judge(pack, procurement, valuation, packs)) for pack in models]
    binding = [(pack, verdict) for pack, verdict in verdicts if verdict.binds]
    unsure = [(pack, verdict) for pack, verdict in verdicts if verdict.binds is None]
    chosen = case.decided(DecisionKind.EDITION)[-1:]
    for decision in chosen:
        if decision.subject != "none":
            return _as_chosen(decision, packs, procurement, valuation, binding)
        if binding or not unsure:
            return _as_dropped(decision, procurement, valuation, binding)
    if binding:
        pack, verdict = binding[0]
        return _standing(Standing.BINDS, pack, verdict, procurement, valuation)
    if unsure:
        return _unknown(unsure, procurement, valuation, packs, dropped=bool(chosen))
    because = say_why_none(verdicts, procurement, known_on=known_on)
    return Applicability(standing=Standing.NONE, pack=None, reason=because)


def _judge(pack: Pack, procurement: Procurement, valuation: Valuation, packs: Packs) -> Verdict:
    """Judge one edition, knowing how the one that it follows is held."""
    earlier = _earlier(pack, packs)
    by_name = earlier is not None and earlier.head.by_name_only
    held = not pack.head.follows or (earlier is not None and not by_name)
    return judge_edition(pack, procurement, valuation, earlier_held=held, by_name=by_name)


def _earlier(pack: Pack, packs: Packs) -> Pack | None:
    """The edition that a pack took over from, where it is at hand."""
    return next((each for each in packs.newest() if each.id == pack.head.follows), None)


def _standing(
    standing: Standing, pack: Pack, verdict: Verdict, procurement: Procurement, valuation: Valuation
) -> Applicability:
    share, source, findings = find_floor(pack, valuation)
    return Applicability(
        standing=standing,
        pack=pack,
        reason=Reason(text=verdict.because, sources=(verdict.source,)),
        floor_share=share,
        floor_source=source,
        base=floor_base(pack, procurement),
        findings=(*findings, *_pending(pack)),
    )


def _pending(pack: Pack) -> tuple[Finding, ...]:
    if not pack.head.pending:
        return ()
    return (
        Finding(
            code="edition-pending",
            severity=Severity.WARNING,
            where="edition",
            message=f"{pack.head.title}: still awaited or not seen by us are {', '.join(pack.head.pending)}.",
            remedy="Check what has since been published, and edit the sub-criteria before you publish.",
            sources=(pack.head.applies.source,) if pack.head.applies else (),
        ),
    )


def _as_dropped(
    decision: Decision, procurement: Procurement, valuation: Valuation, binding: list[tuple[Pack, Verdict]]
) -> Applicability:
    """No edition, by choice: heard where none binds, refused where one does."""
    if not binding:
        return Applicability(standing=Standing.NONE, pack=None, reason=Reason(text=decision.reason, by=decision.by))
    pack, verdict = binding[0]
    kept = _standing(Standing.BINDS, pack, verdict, procurement, valuation)
    return _with(kept, _cannot_drop(pack, verdict, "set aside by a decision"))


def _as_chosen(
    decision: Decision,
    packs: Packs,
    procurement: Procurement,
    valuation: Valuation,
    binding: list[tuple[Pack, Verdict]],
) -> Applicability:
    """An edition taken by choice. Early adoption of a newer edition may replace one that binds; nothing else may."""
    pack_id, _, edition = decision.subject.partition("/")
    pack = packs.get(pack_id, edition)
    if pack.head.by_name_only:
        raise RefusedError(
            f"{pack.head.title} is held by name only and superseded for new procurements: nothing can be designed "
            "with it.",
            where="decisions",
            remedy="Remove the decision, or choose an edition that is held in full.",
        )
    for bound, verdict in binding:
        if bound.name == pack.name:
            return _standing(Standing.BINDS, pack, verdict, procurement, valuation)
    refused = why_not_early(pack, procurement, valuation) if binding else ""
    if refused:
        bound, verdict = binding[0]
        kept = _standing(Standing.BINDS, bound, verdict, procurement, valuation)
        return _with(kept, _cannot_drop(bound, verdict, f"replaced by {pack.head.title}: {refused}"))
    source = pack.head.applies.source if pack.head.applies else next(iter(pack.head.sources.values()))
    because = f"{pack.head.title} is used by choice: {decision.reason}"
    return _standing(
        Standing.CHOSEN, pack, Verdict(binds=False, because=because, source=source), procurement, valuation
    )


def _cannot_drop(pack: Pack, verdict: Verdict, how: str) -> Finding:
    return Finding(
        code="edition-binds",
        severity=Severity.BLOCKING,
        where="decisions",
        message=f"{pack.head.title} binds this procurement and cannot be {how}.",
        remedy="Remove the decision, or correct the facts on which the edition hangs (date, body, value, regime).",
        sources=(verdict.source,),
    )


def _with(applicability: Applicability, finding: Finding) -> Applicability:
    return replace(applicability, findings=(*applicability.findings, finding))


def _unknown(
    unsure: list[tuple[Pack, Verdict]],
    procurement: Procurement,
    valuation: Valuation,
    packs: Packs,
    *,
    dropped: bool,
) -> Applicability:
    """No edition is taken while its application is unknown; each possible one is listed with what it would change.

    `dropped`: a person decided to use none, which cannot be heard before it is known that none binds.
    """
    earlier = [(verdict, _earlier(pack, packs)) for pack, verdict in unsure if verdict.earlier]
    own = [
        say_what_it_changes(pack, verdict, procurement, valuation) for pack, verdict in unsure if verdict.may_be_chosen
    ]
    candidates = (*own, *(say_what_it_was(verdict, found) for verdict, found in earlier))
    because = " ".join(dict.fromkeys(verdict.because for _, verdict in unsure))
    finding = Finding(
        code="edition-unknown",
        severity=Severity.WARNING,
        where="procurement",
        message=f"Which social value edition applies is unknown. {because}"
        + (" The decision to use none waits for that." if dropped else ""),
        remedy="State the planned day of commencement, the kind of body, the regime and the value; or decide on an "
        "edition with a reason.",
        sources=tuple(verdict.source for _, verdict in unsure),
    )
    return Applicability(
        standing=Standing.UNKNOWN,
        pack=None,
        reason=Reason(text=f"Unknown, so designed without an edition. {because}"),
        candidates=candidates,
        findings=(finding,),
        gap=unsure[0][1].because if all(verdict.of_ours for _, verdict in unsure) else "",
        possible=tuple(pack for pack, verdict in unsure if verdict.may_be_chosen),
        named=tuple({found.name: found for _, found in earlier if found is not None}.values()),
    )
