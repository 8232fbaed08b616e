"""Each payment above £30,000 is published after its quarter (s.70, from April 2026)."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.awarded import is_northern_irish, outside_publication
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply
from commonweal.scheme.checks.reach import pounds

CHECK = "payments-published"


def check(context: Context) -> Verdict:
    """A person says that every payment over the amount is published in time, where one can be so large."""
    if outside := outside_publication(context, "s.70"):
        return outside
    procurement = context.procurement
    if context.regime_is(RegimeKind.CONCESSION) or procurement.authority.kind is AuthorityKind.SCHOOL:
        return does_not_apply("s.70 reaches neither concessions nor schools.")
    if is_northern_irish(procurement):
        return does_not_apply("s.70 does not reach transferred Northern Ireland procurement.")
    above = context.law.parameter("payment-published-above")
    days = context.law.parameter("payment-published-days")
    if context.valuation.more_than(above) is False or context.said(CHECK, "any_so_large", bool) is False:
        return does_not_apply(f"No payment is above {pounds(above)}.")
    return answer_by(
        context,
        CHECK,
        "published",
        yes=f"Every payment above {pounds(above)} is published within {days:f} days of its quarter's end.",
        no=f"A payment above {pounds(above)} is not published within {days:f} days of its quarter's end.",
        unsaid=f"Whether every payment above {pounds(above)} is published in time has not been said.",
    )
