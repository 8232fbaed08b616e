"""Why an edition binds or not, and what it would change: reasons for people to read."""

from __future__ import annotations

from datetime import date

from commonweal.frameworks.binding import Verdict, in_window, judge_edition, say_day
from commonweal.frameworks.edition_floor import find_floor, floor_base
from commonweal.frameworks.pack import Pack
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.valuation import Valuation
from commonweal.record.reason import Reason
from commonweal.record.text import inside_sentence


def why_not_early(pack: Pack, procurement: Procurement, valuation: Valuation) -> str:
    """Why an edition may not replace one that binds, empty where it may.

    It must allow early adoption, be published by the day of commencement, and ask something of this procurement: else
    a binding least weighting would be exchanged for none.
    """
    applies, commencement = pack.head.applies, procurement.commencement
    if applies is None or not applies.early_adoption:
        return "it provides for no early adoption"
    assert commencement is not None  # an edition binds, so the day is known
    if commencement.on < pack.head.published:
        return f"it was published on {say_day(pack.head.published)}, after the day of commencement"
    early = judge_edition(pack, procurement, valuation, earlier_held=True, starts=pack.head.published)
    return "" if early.binds else inside_sentence(early.because).removesuffix(".")


def say_what_it_was(verdict: Verdict, earlier: Pack | None) -> Reason:
    """The edition before one that may not yet bind: what it asks is not held, and its names at most."""
    text = f"{verdict.earlier} would apply; what it asks is not held here."
    if earlier is not None:
        text = (
            f"{verdict.earlier} would apply; it is held here by name only ({earlier.name}), so a notice or a "
            "portfolio can refer to its criteria, and nothing can be designed with them."
        )
    return Reason(text=text, sources=(verdict.source,))


def say_what_it_changes(pack: Pack, verdict: Verdict, procurement: Procurement, valuation: Valuation) -> Reason:
    share, _, _ = find_floor(pack, valuation)
    parts = [f"{pack.head.title} would apply"]
    if share is not None:
        base = floor_base(pack, procurement).replace("non-price", "non-price score")
        parts.append(f"ask for at least {share:.0%} of the {base}")
    if pack.head.rules and pack.head.rules.recommended_outcomes == 1:
        parts.append("and steer to one outcome")
    text = parts[0] + (f", {', '.join(parts[1:])}" if parts[1:] else "") + "."
    return Reason(text=text, sources=(verdict.source,))


def say_why_none(
    verdicts: list[tuple[Pack, Verdict]], procurement: Procurement, *, known_on: date | None = None
) -> Reason:
    """The nearest miss explains best: the edition whose window holds the day, else the newest that was published by it.

    `known_on` stands in for a day of commencement that nobody has stated: nothing later is named.
    """
    day = procurement.commencement.on if procurement.commencement else known_on
    in_time = [verdict for pack, verdict in verdicts if day and pack.head.applies and in_window(pack.head.applies, day)]
    published = [verdict for pack, verdict in verdicts if day is None or pack.head.published <= day]
    told = in_time or published[-1:]
    text = " ".join(verdict.because for verdict in told) or _none_held(verdicts, day)
    return Reason(text=f"No edition binds. {text}", sources=tuple(verdict.source for verdict in told))


def _none_held(verdicts: list[tuple[Pack, Verdict]], day: date | None) -> str:
    if not verdicts or day is None:
        return "No social value model is at hand."
    return f"None of those held here in full had been published by {say_day(day)}."
