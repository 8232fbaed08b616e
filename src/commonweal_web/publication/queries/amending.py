"""Whether the published scheme may be amended now."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from commonweal.design.groundwork import lay_ground
from commonweal.design.proposal import check_context
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.amending import AmendmentFacts, amendment_rules, judge_amendment
from commonweal_web.procurements.models import Case
from commonweal_web.publication.models import Amendment
from commonweal_web.publication.queries.standing import Standing


def amendment_of(case: Case) -> Amendment | None:
    """The amendment that is under way: begun, and neither published nor dropped."""
    return Amendment.objects.filter(case=case, dropped_at=None, publication=None).select_related("by", "parent").last()


def read_facts(stored: dict[str, Any], *, today: date) -> AmendmentFacts:
    """What a person said of the procedure, on a day: the deadline may have passed since."""
    return AmendmentFacts(
        today=today, **{**stored, "first_deadline": date.fromisoformat(str(stored["first_deadline"]))}
    )


def findings_on(facts: AmendmentFacts, standing: Standing) -> tuple[Finding, ...]:
    """What the law says of amending this procedure now: what stands against it first."""
    if standing.opened is None:
        return ()
    context = check_context(
        lay_ground(standing.opened.case, packs=standing.packs), standing.version.scheme if standing.version else None
    )
    return judge_amendment(facts, context)


def rules_on(standing: Standing) -> tuple[Finding, ...]:
    """What decides whether this procedure may be amended, with who says so."""
    if standing.opened is None:
        return ()
    return amendment_rules(check_context(lay_ground(standing.opened.case, packs=standing.packs), None))


def findings_against(amendment: Amendment, standing: Standing) -> tuple[Finding, ...]:
    """What stands against publishing an amendment today."""
    facts = read_facts(amendment.facts, today=timezone.localdate())
    return tuple(each for each in findings_on(facts, standing) if each.severity is Severity.BLOCKING)
