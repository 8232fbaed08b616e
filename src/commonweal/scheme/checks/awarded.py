"""The contract once awarded: its days as people state them, and whose contracts publish nothing about them."""

from __future__ import annotations

from datetime import date

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, outside_the_act

STANDSTILL = "standstill"
CONTRACT_ASK, AWARD_NOTICE_ASK = "contract_on", "award_notice_on"


def contract_day(context: Context) -> date | None:
    """The day on which the contract is entered into, or is planned to be."""
    return context.said(STANDSTILL, CONTRACT_ASK, date)


def award_notice_day(context: Context) -> date | None:
    return context.said(STANDSTILL, AWARD_NOTICE_ASK, date)


def is_welsh(procurement: Procurement) -> bool:
    """Devolved Welsh, by body or by regime. A reserved arrangement is not told apart: the case cannot say it."""
    return procurement.authority.kind is AuthorityKind.DEVOLVED_WALES or procurement.regime.kind is RegimeKind.WALES


def is_northern_irish(procurement: Procurement) -> bool:
    """Transferred Northern Ireland, by body or by regime."""
    kind = procurement.authority.kind
    return kind is AuthorityKind.DEVOLVED_NORTHERN_IRELAND or procurement.regime.kind is RegimeKind.NORTHERN_IRELAND


def is_private_utility(procurement: Procurement) -> bool:
    return procurement.authority.kind is AuthorityKind.PRIVATE_UTILITY


def outside_publication(context: Context, section: str) -> Verdict | None:
    """The answer of a check on a notice after award that private utilities need not publish, or None."""
    if outside := outside_the_act(context):
        return outside
    if is_private_utility(context.procurement):
        return does_not_apply(f"{section} does not reach a private utility.")
    return None
