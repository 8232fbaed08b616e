"""What a stage costs, in pounds net of VAT at the forecast's price base."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.procurement.stage import Stage
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Money, Vat
from commonweal.quantities.series import YearSeries, change_price_base
from commonweal.record.errors import MisuseError, MixedMoney
from commonweal.record.finding import Finding, Severity
from commonweal.record.text import say_list


def net_funding(
    stage: Stage, *, price_base: int, deflator: YearSeries | None, costs: Sequence[str] = ()
) -> tuple[Decimal, list[Finding]]:
    """What one contract is paid for the stage, net of VAT at the price base; and what was supposed on the way.

    `costs` are titles of effects that are costs of the stage: with them one without funding is not called free.
    Prices of another year are converted by the deflator, or refused where it does not reach. VAT is taken off where
    it is included. Nothing is converted without a finding.
    """
    if stage.funding is None:
        return Decimal(0), [_cost_elsewhere(stage, costs) if costs else _free(stage)]
    money, findings = _without_vat(stage, stage.funding)
    if money.currency != "GBP":
        raise MixedMoney(
            f"The funding of '{stage.title}' is {money}: a forecast is in pounds.", remedy="State it in pounds."
        )
    if money.price_base is None:
        return money.amount, [*findings, _in_cash(stage, price_base)]
    if money.price_base == price_base:
        return money.amount, findings
    return _at_base(stage, money, price_base=price_base, deflator=deflator), [
        *findings,
        _note(
            "funding-at-another-price-base",
            stage,
            f"The funding of '{stage.title}' is in prices of {money.price_base} and was put in those of {price_base}.",
        ),
    ]


def _without_vat(stage: Stage, money: Money) -> tuple[Money, list[Finding]]:
    if money.vat is Vat.EXCLUDED:
        return money, []
    if money.vat is Vat.INCLUDED:
        net = Money(
            amount=money.amount / (1 + PUBLIC_VAT_SHARE),
            vat=Vat.EXCLUDED,
            currency=money.currency,
            price_base=money.price_base,
        )
        said = f"The funding of '{stage.title}' includes VAT; it was taken off at {PUBLIC_VAT_SHARE:.0%}."
        return net, [_note("funding-included-vat", stage, said)]
    said = f"Nobody has said whether the funding of '{stage.title}' includes VAT; it was taken to be net."
    return money, [
        _note("funding-vat-unknown", stage, said, remedy="Say whether it includes VAT.", severity=Severity.WARNING)
    ]


def _at_base(stage: Stage, money: Money, *, price_base: int, deflator: YearSeries | None) -> Decimal:
    known = deflator.by_year() if deflator else {}
    if deflator is None or money.price_base not in known or price_base not in known:
        raise MixedMoney(
            f"The funding of '{stage.title}' is in prices of {money.price_base} and the forecast in those of "
            f"{price_base}, and no deflator at hand reaches both.",
            remedy=f"State the funding in prices of {price_base}.",
        )
    return change_price_base(money, to_year=price_base, deflator=deflator).amount


def check_price_base(year: int) -> None:
    """A price base is a year people could mean."""
    if not 1990 <= year <= 2100:
        raise MisuseError(f"The price base of a forecast is a year such as 2026, not {year}.")


def _free(stage: Stage) -> Finding:
    return _note(
        "stage-without-funding",
        stage,
        f"The stage '{stage.title}' has no funding stated, so it is counted as if it were free.",
        remedy="State what it costs the public.",
        severity=Severity.WARNING,
    )


def _cost_elsewhere(stage: Stage, costs: Sequence[str]) -> Finding:
    named = say_list([f"'{each}'" for each in costs])
    said = f"What '{stage.title}' costs stands among the effects, in {named}, and lessens social value there."
    return _note("cost-among-effects", stage, said)


def _in_cash(stage: Stage, price_base: int) -> Finding:
    said = f"The funding of '{stage.title}' states no price base; it was taken to be in prices of {price_base}."
    return _note("funding-without-price-base", stage, said)


def _note(
    code: str, stage: Stage, message: str, *, remedy: str = "", severity: Severity = Severity.INFORMATION
) -> Finding:
    return Finding(code=code, severity=severity, where=f"stages.{stage.id}", message=message, remedy=remedy)
