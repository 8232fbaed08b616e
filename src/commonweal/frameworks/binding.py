"""Whether one edition binds a procurement, and why: the body, the regime, the day, the value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from commonweal.frameworks.pack import Pack
from commonweal.frameworks.pack_head import Applies
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.valuation import Valuation
from commonweal.record.source import Source
from commonweal.record.text import with_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether one edition binds: True, False, or None while something is unknown; with the sentences that say why.

    `of_ours`: what is unknown is in no fact of the case, but in a text or an edition that we do not hold.
    `earlier` is the edition before it, where that one may apply instead and is not held; `may_be_chosen` is False
    where this edition itself is out of the question then.
    """

    binds: bool | None
    because: str
    source: Source
    of_ours: bool = False
    earlier: str = ""
    may_be_chosen: bool = True


def judge_edition(
    pack: Pack,
    procurement: Procurement,
    valuation: Valuation,
    *,
    earlier_held: bool,
    by_name: bool = False,
    starts: date | None = None,
) -> Verdict:
    """Say whether an edition binds. `starts` asks the same as if it had been mandatory from that day.

    `earlier_held` is False where the edition that it took over from is not at hand, or at hand `by_name` only: before
    this one's time nobody can then say what binds.
    """
    applies = pack.head.applies
    assert applies is not None
    day = _of_day(pack, applies, procurement, earlier_held=earlier_held, by_name=by_name, starts=starts)
    value = _of_value(pack, applies, valuation)
    body = judge_reach(pack, procurement, earlier_held=earlier_held, by_name=by_name)
    for verdict in (body, day, value):
        if verdict is not None and verdict.binds is False:
            return verdict
    return day or value or body or _binds(pack, applies, procurement, starts)


def in_window(applies: Applies, day: date) -> bool:
    """Whether the edition is the mandatory one of a day."""
    return applies.mandatory_from <= day and (applies.mandatory_until is None or day <= applies.mandatory_until)


def judge_reach(pack: Pack, procurement: Procurement, *, earlier_held: bool, by_name: bool = False) -> Verdict | None:
    """What body, regime and circumstances decide, whatever day and value; None where all lie inside the reach."""
    applies = pack.head.applies
    assert applies is not None
    title, source = pack.head.title, applies.source
    kind, regime = procurement.authority.kind, procurement.regime.kind
    if kind in applies.not_for or kind not in {*applies.authorities, *applies.unsure_authorities}:
        return Verdict(binds=False, because=f"{title} does not bind {with_article(kind.words)}.", source=source)
    if regime is RegimeKind.LEGACY and not earlier_held:
        because = f"{pack.head.follows_label} may bind under {regime.words}, and it is {_how_held(by_name)}."
        label = pack.head.follows_label
        return Verdict(binds=None, because=because, source=source, of_ours=True, earlier=label, may_be_chosen=False)
    for each in applies.discretionary:
        if regime is each.regime and (not each.authorities or kind in each.authorities):
            because = f"{title} is optional for {with_article(regime.words)} contract"
            of_whom = f" of the {kind.words}" if each.authorities else ""
            return Verdict(binds=False, because=f"{because}{of_whom}.", source=source)
    known = {*applies.regimes, *applies.unsure_regimes, RegimeKind.UNKNOWN}
    if regime not in known:
        return Verdict(binds=False, because=f"{title} does not reach {regime.words}.", source=source)
    for left_out in applies.leaves_out:
        if getattr(procurement.circumstances, left_out.circumstance):
            return Verdict(binds=False, because=f"{title} leaves out {left_out.words}.", source=source)
    return _unsure_of_regime(pack, applies, kind, regime)


def _unsure_of_regime(pack: Pack, applies: Applies, kind: AuthorityKind, regime: RegimeKind) -> Verdict | None:
    title, source = pack.head.title, applies.source
    if regime in applies.unsure_regimes:
        because = f"How {title} treats {with_article(regime.words)} contract was not seen."
        return Verdict(binds=None, because=because, source=source, of_ours=True)
    for each in applies.discretionary:
        if regime is each.regime and kind in each.unsure_authorities:
            whose = " or ".join(f"the {body.words}'s" for body in each.authorities)
            because = (
                f"{title} is optional for {whose} {regime.words} contracts; whether this is one has not been said."
            )
            return Verdict(binds=None, because=because, source=source)
    if kind in applies.unsure_authorities:
        because = f"{title} binds departments, agencies and non-departmental bodies; which this is has not been said."
        return Verdict(binds=None, because=because, source=source)
    if regime is RegimeKind.UNKNOWN:
        return Verdict(binds=None, because="The legal regime is not known.", source=source)
    return None


def _of_day(
    pack: Pack, applies: Applies, procurement: Procurement, *, earlier_held: bool, by_name: bool, starts: date | None
) -> Verdict | None:
    """What the day of commencement decides; None where the edition is the mandatory one of that day."""
    source = applies.source
    if procurement.regime.kind is RegimeKind.LEGACY:
        return None
    if procurement.commencement is None:
        return Verdict(binds=None, because="The day of commencement is not known.", source=source)
    day = procurement.commencement.on
    if starts is not None and starts <= day < applies.mandatory_from:
        return None
    if in_window(applies, day):
        return None
    if day < applies.mandatory_from and not earlier_held:
        return _before_its_time(pack, applies, day, by_name=by_name)
    return Verdict(binds=False, because=_window_words(pack.head.title, applies, day), source=source)


def _before_its_time(pack: Pack, applies: Applies, day: date, *, by_name: bool) -> Verdict:
    """The edition before it is not held in full: what binds, or what that asks, cannot be said."""
    label, title = pack.head.follows_label, pack.head.title
    optional = applies.optional_from is not None and applies.optional_from <= day
    if optional:
        assert applies.optional_from is not None
        last = applies.mandatory_from - timedelta(days=1)
        because = (
            f"From {say_day(applies.optional_from)} to {say_day(last)} an authority could choose between "
            f"{title} and {label}, which is {_how_held(by_name)}."
        )
    else:
        since = say_day(applies.optional_from or applies.mandatory_from)
        because = f"Before {since} {label} may bind, and it is {_how_held(by_name)}."
    return Verdict(
        binds=None, because=because, source=applies.source, of_ours=True, earlier=label, may_be_chosen=optional
    )


def _how_held(by_name: bool) -> str:
    return "held here by name only" if by_name else "not held here"


def _of_value(pack: Pack, applies: Applies, valuation: Valuation) -> Verdict | None:
    if applies.least_pounds is None:
        return None
    enough = valuation.at_least(applies.least_pounds)
    least = f"£{applies.least_pounds:,.0f} including VAT"
    if enough is False:
        because = f"{pack.head.title} begins at {least}; this is {valuation}."
        return Verdict(binds=False, because=because, source=applies.source)
    if enough is None:
        because = f"The value is {valuation}; {pack.head.title} begins at {least}."
        return Verdict(binds=None, because=because, source=applies.source)
    return None


def _binds(pack: Pack, applies: Applies, procurement: Procurement, starts: date | None) -> Verdict:
    assert procurement.commencement is not None
    day = procurement.commencement.on
    words = f"{pack.head.title} binds: {_window_words('it', applies, day)}"
    unsaid = [
        each.words for each in applies.leaves_out if getattr(procurement.circumstances, each.circumstance) is None
    ]
    if unsaid and starts is None:
        words += f" It leaves out {', '.join(unsaid)}; this is taken not to be one, as nobody has said."
    return Verdict(binds=True, because=words, source=applies.source)


def _window_words(title: str, applies: Applies, day: date) -> str:
    until = f" to {say_day(applies.mandatory_until)}" if applies.mandatory_until else ""
    since = f"{say_day(applies.mandatory_from)}{until}"
    return f"{title} is for procurements that commence from {since}; this is {say_day(day)}."


def say_day(day: date) -> str:
    """A day as people write it: 2 March 2026."""
    return f"{day.day} {day:%B %Y}"
