"""What a design needs a person for, and what is worth knowing of it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design import SchemeProposal
from commonweal.exchange.report.view import ReportView
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import PriceMethod
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.checks import State

# The findings that a decision answers: its kind. What a command line would record, a page links to.
ANSWERED_BY = {
    "additionality-unsaid": "additionality",
    "link-unknown": "link",
    "outcomes-near-tie": "outcome",
    "edition-unknown": "edition",
    "weighting-not-kept": "weighting",
    "insisted-has-no-place": "force",
    "force-not-kept": "link",
}
SHOWN_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding as a page shows it: with the decision that answers it, else with what mends it."""

    message: str
    remedy: str
    kind: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an option needs a person for, and what is worth knowing."""

    blocking: tuple[str, ...]
    decisions: tuple[Item, ...]
    notes: tuple[Item, ...]

    @property
    def count(self) -> int:
        return len(self.blocking) + len(self.decisions)

    @property
    def first(self) -> tuple[Item, ...]:
        return self.decisions[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> tuple[Item, ...]:
        return self.decisions[SHOWN_AT_ONCE:]


def found_in(view: ReportView) -> Found:
    blocked = {each.message for each in view.chosen.proposal.findings if each.severity is Severity.BLOCKING}
    return Found(
        blocking=view.chosen.proposal.blocking,
        decisions=tuple(item_of(each) for each in view.decisions if each.message not in blocked),
        notes=tuple(item_of(each) for each in view.notes),
    )


def item_of(finding: Finding) -> Item:
    """A finding with the kind of decision that answers it; what a file would have to say is then left out."""
    kind = ANSWERED_BY.get(finding.code, "")
    subject = "" if finding.where.startswith("award-decisions/") or "/" not in finding.where else finding.where
    return Item(message=finding.message, remedy="" if kind else finding.remedy, kind=kind, subject=subject)


def unmet_checks(proposal: SchemeProposal) -> tuple[str, ...]:
    """What the checks find not met, beside what stops adoption already."""
    found = [each.verdict.message for each in proposal.answers if each.verdict.state is State.NOT_MET]
    return tuple(each for each in found if each not in proposal.blocking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """What of an option would stop publication: parts of the scheme itself, and how many checks wait for answers."""

    method: bool
    disqualifying: bool
    unasked: tuple[str, ...]
    checks: int

    @property
    def in_the_scheme(self) -> bool:
        return self.method or self.disqualifying or bool(self.unasked)


def stops_publication(proposal: SchemeProposal, case: Case) -> Stopping:
    """What can be adopted, and not yet published."""
    return Stopping(
        method=any(award.split.method is PriceMethod.UNSTATED for award in proposal.scheme.awards),
        disqualifying=not str(case.answer("methodology-stated", "disqualifying") or "").strip(),
        unasked=tuple(part.title for award in proposal.scheme.awards for part in award.unasked),
        checks=sum(each.blocks_publication for each in proposal.answers),
    )
