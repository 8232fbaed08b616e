"""The social value edition is chosen by the day of commencement, and never guessed."""

from __future__ import annotations

from commonweal.frameworks.applicability import Standing
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.regime import RegimeKind
from commonweal.record.text import inside_sentence
from commonweal.scheme.checks.asking import join_words
from commonweal.scheme.checks.context import Context, Verdict, met, not_met, unknown

_UNSURE_BODIES = {AuthorityKind.UNKNOWN, AuthorityKind.CENTRAL_GOVERNMENT}


def check(context: Context) -> Verdict:
    """The edition follows from stated facts, and the scheme is made under that one."""
    applicability = context.applicability
    if applicability.standing is Standing.UNKNOWN and applicability.gap:
        because = inside_sentence(applicability.gap)
        return unknown(f"Which social value edition applies is unknown: {because}")
    if applicability.standing is Standing.UNKNOWN:
        missing = join_words(_missing(context) or ["the facts on which it hangs"])
        return unknown(f"Which social value edition applies is unknown: it waits for {missing}.")
    pack = applicability.pack
    name, title = (pack.name, pack.head.title) if pack else ("", "no edition")
    if context.scheme is not None and context.scheme.edition != name:
        made_under = context.scheme.edition or "no edition"
        return not_met(f"The scheme is made under {made_under}, but {title} applies.", where="edition")
    if applicability.standing is Standing.CHOSEN:
        return met(f"{title} is used by a person's choice.")
    if pack is None:
        return met("No social value edition binds this procurement, on the facts stated.")
    return met(f"{title} binds this procurement, by its day of commencement.")


def _missing(context: Context) -> list[str]:
    """What has to be said before an edition can be taken."""
    procurement = context.procurement
    missing = ["the day of commencement"] if procurement.commencement is None else []
    if procurement.authority.kind in _UNSURE_BODIES:
        missing.append("the kind of body")
    if procurement.regime.kind is RegimeKind.UNKNOWN:
        missing.append("the regime")
    if context.valuation.lowest is None or context.valuation.lowest != context.valuation.highest:
        missing.append("the value including VAT")
    return missing
