"""Where not everything can be had: what had to give, and what falls short of an edition or passes a limit by itself."""

from __future__ import annotations

from commonweal.design.groundwork import Groundwork
from commonweal.design.problem import Relaxed
from commonweal.design.solution import Choice
from commonweal.record.finding import Finding, Severity


def relaxed_finding(what: Relaxed) -> Finding:
    """Something had to give, because nothing satisfied every rule."""
    return Finding(
        code=f"relaxed-{what.value.replace(' ', '-')}",
        severity=Severity.WARNING,
        where="design",
        message=f"No scheme satisfied every rule, so the {what} had to give, by as little as could be.",
        remedy={
            Relaxed.BURDEN: "Ask for less, or accept the hours and record why.",
            Relaxed.COUNT: "Lower the social value weighting, or accept fewer criteria and record why.",
            Relaxed.INSISTENCE: "Withdraw what is insisted on, or force it with a reason.",
        }[what],
    )


def short_of_kpis(ground: Groundwork, choices: tuple[Choice, ...]) -> list[Finding]:
    """The edition asks for more social value KPIs than can honestly be set at these stages."""
    rules = ground.applicability.rules
    found = []
    for choice in choices:
        for decision, counts in choice.within.counts.items():
            wanted = ground.rooms[decision].counts.kpis_least
            if rules is not None and counts.kpis_least < wanted:
                found.append(
                    Finding(
                        code="edition-kpis-short",
                        severity=Severity.WARNING,
                        where=f"award-decisions/{decision}",
                        message=f"{ground.edition_title} asks for at least {wanted} social value KPIs; of its criteria "
                        f"{counts.kpis_least or 'none'} can be given a target at these stages.",
                        remedy="Set others yourself and say so in the answer social-value-kpis-ppn-026/other_kpis.",
                        sources=(rules.kpis_source,) if rules.kpis_source else (),
                    )
                )
    return found


def prescribed_finding(ground: Groundwork, stage: str) -> Finding:
    """The edition's own reporting alone is more than our limit; it is not ours to drop."""
    rules = ground.applicability.rules
    return Finding(
        code="prescribed-reporting-over-limit",
        severity=Severity.WARNING,
        where=f"stages/{stage}",
        message="The reporting that comes with what is scored passes, by itself, our limit of hours at the stage "
        f"‘{stage}’.",
        remedy="Agree with the supplier how to report it lightly, or choose another outcome.",
        sources=(rules.outcomes_source,) if rules and rules.outcomes_source else (),
    )
