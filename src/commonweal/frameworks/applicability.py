"""Which edition binds: decided by the day of commencement, the body, the value and the regime."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.pack import Applies, EditionRules, FloorBase, Pack, PackKind, Packs
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.valuation import Valuation, value_procurement
from commonweal.record.finding import Finding, Severity
from commonweal.record.reason import Reason
from commonweal.record.source import Source
from commonweal.record.text import with_article


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
    """

    standing: Standing
    pack: Pack | None
    reason: Reason
    floor_share: Decimal | None = None
    floor_source: Source | None = None
    base: FloorBase = FloorBase.TOTAL
    candidates: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def rules(self) -> EditionRules | None:
        return self.pack.head.rules if self.pack else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """Whether one edition binds: True, False, or None while something is unknown; with the sentence that says why."""

    binds: bool | None
    because: str
    source: Source


def applicable_edition(case: Case, *, packs: Packs) -> Applicability:
    """Say which social value model binds a case, with what floor, on which base, or that none does.

    Unknown stays unknown: with no date of commencement no edition is taken, and every possible one is listed with
    what it would change. A person may adopt an edition that does not bind (decision `edition`), never drop one that
    does.
    """
    procurement = case.procurement
    valuation = value_procurement(procurement)
    models = packs.of_kind(PackKind.SOCIAL_VALUE_MODEL)
    verdicts = [(pack, _verdict(pack, procurement, valuation)) for pack in models]
    binding = [(pack, verdict) for pack, verdict in verdicts if verdict.binds]
    unsure = [(pack, verdict) for pack, verdict in verdicts if verdict.binds is None]
    chosen = next(iter(case.decided(DecisionKind.EDITION)), None)
    if chosen is not None:
        return _as_chosen(chosen, packs, procurement, valuation, binding)
    if binding:
        pack, verdict = binding[0]
        return _standing(Standing.BINDS, pack, verdict, procurement, valuation)
    if unsure:
        return _unknown(unsure, procurement, valuation)
    because = _why_none(verdicts, procurement)
    return Applicability(standing=Standing.NONE, pack=None, reason=because)


def _verdict(pack: Pack, procurement: Procurement, valuation: Valuation) -> _Verdict:
    applies = pack.head.applies
    assert applies is not None
    title, source = pack.head.title, applies.source
    kind = procurement.authority.kind
    if kind in applies.not_for or (kind not in applies.authorities and kind not in applies.unsure_authorities):
        return _Verdict(binds=False, because=f"{title} does not bind {with_article(kind.words)}.", source=source)
    regime = procurement.regime.kind
    if regime in applies.discretionary_regimes:
        because = f"{title} is optional for {with_article(regime.words)} contract."
        return _Verdict(binds=False, because=because, source=source)
    if regime not in applies.regimes and regime is not RegimeKind.UNKNOWN:
        return _Verdict(binds=False, because=f"{title} does not reach {regime.words}.", source=source)
    if procurement.commencement is None:
        return _Verdict(binds=None, because="The day of commencement is not known.", source=source)
    day = procurement.commencement.on
    if not _in_window(applies, day):
        return _Verdict(binds=False, because=_window_words(title, applies, day), source=source)
    if applies.least_pounds is not None:
        enough = valuation.at_least(applies.least_pounds)
        if enough is False:
            because = f"{title} begins at £{applies.least_pounds:,.0f} including VAT; this is {valuation}."
            return _Verdict(binds=False, because=because, source=source)
        if enough is None:
            because = f"The value is {valuation}; {title} begins at £{applies.least_pounds:,.0f} including VAT."
            return _Verdict(binds=None, because=because, source=source)
    if kind in applies.unsure_authorities:
        because = f"{title} binds departments, agencies and non-departmental bodies; which this is has not been said."
        return _Verdict(binds=None, because=because, source=source)
    if regime is RegimeKind.UNKNOWN:
        return _Verdict(binds=None, because="The legal regime is not known.", source=source)
    return _Verdict(binds=True, because=f"{title} binds: {_window_words('it', applies, day)}", source=source)


def _in_window(applies: Applies, day: date) -> bool:
    return applies.mandatory_from <= day and (applies.mandatory_until is None or day <= applies.mandatory_until)


def _window_words(title: str, applies: Applies, day: date) -> str:
    until = f" to {_day(applies.mandatory_until)}" if applies.mandatory_until else ""
    return f"{title} is for procurements that commence from {_day(applies.mandatory_from)}{until}; this is {_day(day)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _standing(
    standing: Standing, pack: Pack, verdict: _Verdict, procurement: Procurement, valuation: Valuation
) -> Applicability:
    share, source, findings = _floor(pack, valuation)
    return Applicability(
        standing=standing,
        pack=pack,
        reason=Reason(text=verdict.because, sources=(verdict.source,)),
        floor_share=share,
        floor_source=source,
        base=_base(pack, procurement),
        findings=(*findings, *_pending(pack)),
    )


def _floor(pack: Pack, valuation: Valuation) -> tuple[Decimal | None, Source | None, tuple[Finding, ...]]:
    """The least weighting at this value. While the value straddles two bands, the higher one is taken, and said."""
    rules = pack.head.rules
    assert rules is not None
    possible = [
        band for band in rules.floors if _band_holds(band.from_pounds, band.below_pounds, valuation) is not False
    ]
    if not possible:
        return None, None, ()
    band = max(possible, key=lambda each: each.share)
    if len(possible) == 1:
        return band.share, band.source, ()
    finding = Finding(
        code="floor-band-unknown",
        severity=Severity.WARNING,
        where="procurement",
        message=f"The value is {valuation}, so the least social value weighting could be "
        f"{' or '.join(f'{each.share:.0%}' for each in possible)}; the higher is used.",
        remedy="State the value including VAT for every stage.",
        sources=(band.source,),
    )
    return band.share, band.source, (finding,)


def _band_holds(least: Decimal, below: Decimal | None, valuation: Valuation) -> bool | None:
    from_least = valuation.at_least(least)
    under = None if below is None else valuation.at_least(below)
    if from_least is False or under is True:
        return False
    if from_least is None or (below is not None and under is None):
        return None
    return True


def _base(pack: Pack, procurement: Procurement) -> FloorBase:
    rules = pack.head.rules
    assert rules is not None
    absolute = procurement.split is not None and procurement.split.method.is_absolute
    return rules.absolute_base if absolute else rules.base


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


def _as_chosen(
    decision: Decision,
    packs: Packs,
    procurement: Procurement,
    valuation: Valuation,
    binding: list[tuple[Pack, _Verdict]],
) -> Applicability:
    """An edition taken by choice. Early adoption of a newer edition may replace one that binds; nothing else may."""
    if decision.subject == "none":
        if not binding:
            reason = Reason(text=decision.reason, by=decision.by)
            return Applicability(standing=Standing.NONE, pack=None, reason=reason)
        pack, verdict = binding[0]
        kept = _standing(Standing.BINDS, pack, verdict, procurement, valuation)
        return _with(kept, _cannot_drop(pack, verdict, "set aside"))
    pack_id, _, edition = decision.subject.partition("/")
    pack = packs.get(pack_id, edition)
    bound = next((each for each, _ in binding if each.name == pack.name), None)
    if bound is not None:
        return _standing(Standing.BINDS, pack, dict(_by_name(binding))[pack.name], procurement, valuation)
    newer = pack.head.applies is not None and pack.head.applies.early_adoption
    if binding and not newer:
        other, verdict = binding[0]
        kept = _standing(Standing.BINDS, other, verdict, procurement, valuation)
        return _with(kept, _cannot_drop(other, verdict, f"replaced by {pack.head.title}"))
    source = pack.head.applies.source if pack.head.applies else next(iter(pack.head.sources.values()))
    verdict = _Verdict(binds=False, because=f"{pack.head.title} is used by choice: {decision.reason}", source=source)
    return _standing(Standing.CHOSEN, pack, verdict, procurement, valuation)


def _by_name(binding: list[tuple[Pack, _Verdict]]) -> list[tuple[str, _Verdict]]:
    return [(pack.name, verdict) for pack, verdict in binding]


def _cannot_drop(pack: Pack, verdict: _Verdict, how: str) -> Finding:
    return Finding(
        code="edition-binds",
        severity=Severity.BLOCKING,
        where="decisions",
        message=f"{pack.head.title} binds this procurement and cannot be {how} by a decision.",
        remedy="Remove the decision, or correct the facts on which the edition hangs (date, body, value, regime).",
        sources=(verdict.source,),
    )


def _with(applicability: Applicability, finding: Finding) -> Applicability:
    return replace(applicability, findings=(*applicability.findings, finding))


def _unknown(unsure: list[tuple[Pack, _Verdict]], procurement: Procurement, valuation: Valuation) -> Applicability:
    """No edition is taken while its application is unknown; each possible one is listed with what it would change."""
    candidates = tuple(_what_it_changes(pack, verdict, procurement, valuation) for pack, verdict in unsure)
    because = " ".join(dict.fromkeys(verdict.because for _, verdict in unsure))
    finding = Finding(
        code="edition-unknown",
        severity=Severity.WARNING,
        where="procurement",
        message=f"Which social value edition applies is unknown. {because}",
        remedy="State the planned day of commencement, the kind of body, the regime and the value; or decide on an "
        "edition with a reason.",
        sources=tuple(verdict.source for _, verdict in unsure),
    )
    return Applicability(
        standing=Standing.UNKNOWN,
        pack=None,
        reason=Reason(text=f"Unknown: designed without an edition. {because}"),
        candidates=candidates,
        findings=(finding,),
    )


def _what_it_changes(pack: Pack, verdict: _Verdict, procurement: Procurement, valuation: Valuation) -> Reason:
    share, _, _ = _floor(pack, valuation)
    parts = [f"{pack.head.title} would apply"]
    if share is not None:
        parts.append(
            f"ask for at least {share:.0%} of the {_base(pack, procurement).replace('non-price', 'non-price score')}"
        )
    if pack.head.rules and pack.head.rules.recommended_outcomes == 1:
        parts.append("and steer to one outcome")
    text = parts[0] + (f", {', '.join(parts[1:])}" if parts[1:] else "") + "."
    return Reason(text=text, sources=(verdict.source,))


def _why_none(verdicts: list[tuple[Pack, _Verdict]], procurement: Procurement) -> Reason:
    """The nearest miss explains best: the edition whose window holds the day, else the newest."""
    day = procurement.commencement.on if procurement.commencement else None
    in_time = [
        verdict for pack, verdict in verdicts if day and pack.head.applies and _in_window(pack.head.applies, day)
    ]
    told = in_time or [verdict for _, verdict in verdicts][-1:]
    text = " ".join(verdict.because for verdict in told) or "No social value model is at hand."
    return Reason(text=f"No edition binds. {text}", sources=tuple(verdict.source for verdict in told))
