"""Whether a published scheme may still be amended: what the law says, from facts that only people know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import Source, judged
from commonweal.scheme.checks.context import OUTSIDE_BODIES, Context
from commonweal.scheme.checks.reach import day_words
from commonweal.scheme.checks.refining_announced import CHECK as ANNOUNCED

# Whose sources tell of s.24, so that an amendment rests on what the pack at hand says, with its date.
REFINING = ("refining-announced", "refining-no-retrospect")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """What a person says of the procedure.

    `first_deadline` is the first day by which suppliers were to ask to take part, or to bid; `today` the day of
    asking. `refines` says that award criteria are refined, `final_invited` that final bids were invited,
    `dropped_would_pass` that a supplier already dropped would have gone through, `changes_field` that who takes part
    could be others. None: not said.
    """

    today: date
    first_deadline: date
    awarded: bool
    refines: bool | None = None
    final_invited: bool | None = None
    dropped_would_pass: bool | None = None
    changes_field: bool | None = None

    @property
    def deadline_passed(self) -> bool:
        """On the day itself the hour decides, and nobody has said it: the deadline counts as passed."""
        return self.today >= self.first_deadline


def judge_amendment(facts: AmendmentFacts, context: Context) -> tuple[Finding, ...]:
    """What stands against an amendment (blocking), and what it then asks of the authority (information)."""
    found = tuple(_judge(facts, context))
    return tuple(sorted(found, key=lambda finding: finding.severity.rank))


def amendment_rules(context: Context) -> tuple[Finding, ...]:
    """What decides whether a published scheme may be amended, before anybody has said anything."""
    act, retrospect = (_source(context, name) for name in REFINING)
    return (
        _asks(
            "amendment-before-deadline",
            "Until the first deadline the terms may be changed; notice and documents are then published again.",
            "",
            replace(act, where="s.31"),
        ),
        _asks(
            "amendment-substantial",
            "After it only what would not change who takes part, and everybody who takes part is told.",
            "",
            replace(act, where="s.31"),
        ),
        _asks(
            "refining-announced",
            "Award criteria are refined only in a competitive flexible procedure that provides for it, and before "
            "final bids are invited.",
            "",
            act,
        ),
        _asks(
            "refining-brings-back",
            "A refinement that would have let a dropped supplier through is not made.",
            "",
            retrospect,
        ),
    )


def _judge(facts: AmendmentFacts, context: Context) -> Iterator[Finding]:
    act = _source(context, REFINING[0])
    if facts.awarded:
        yield _stops(
            "amendment-after-award",
            "The contract is awarded, so the scheme that bids were assessed by stays as it is.",
            "A change from here is a change of the contract: look at the checks asked at a gate.",
            replace(act, where="s.74"),
        )
        return
    if context.under_the_act is False or context.procurement.authority.kind in OUTSIDE_BODIES:
        yield _asks(
            "amendment-outside-act",
            "The Act's rules on changing a procedure do not apply here; bidders still rely on what was published.",
            "Tell every bidder at once, and give them time to answer what changed.",
            judged("Commonweal's judgement", where="amendments outside the Act"),
        )
        return
    if not facts.deadline_passed:
        yield _asks(
            "amendment-before-deadline",
            f"The first deadline, {day_words(facts.first_deadline)}, has not passed: the terms may be changed.",
            "Publish notice and documents again, and move the deadline where bidders need the time.",
            replace(act, where="s.31"),
        )
        return
    yield from _refining(facts, context) if facts.refines else _changing(facts, context, act)


def _refining(facts: AmendmentFacts, context: Context) -> Iterator[Finding]:
    """s.24: only in a flexible procedure, if provided for, before final bids, and letting nobody back in."""
    announced, retrospect = (_source(context, name) for name in REFINING)
    if not _is_flexible(context):
        yield _stops(
            "refining-one-round",
            "Award criteria are refined only in a competitive flexible procedure, and bids are made here in one round.",
            "Leave the criteria as published.",
            announced,
        )
    elif not context.said(ANNOUNCED, "refines", bool) or not context.said(ANNOUNCED, "provided_for", bool):
        yield _stops(
            "refining-not-provided-for",
            "Nobody has said that the tender notice or the documents provide for refining a criterion.",
            f"If they do, answer the check '{ANNOUNCED}'; if not, leave the criteria as published.",
            announced,
        )
    if facts.final_invited is not False:
        yield _stops(
            "refining-after-final-bids",
            "Award criteria are refined only before final bids are invited.",
            "Leave the criteria as published.",
            announced,
        )
    if facts.dropped_would_pass is not False:
        yield _stops(
            "refining-brings-back",
            "It has not been said that every supplier already dropped would have been dropped under the refined "
            "criteria too.",
            "Score the dropped bids again; if one would have gone through, leave the criteria as published.",
            retrospect,
        )
    yield _asks(
        "refining-republished",
        "Refined criteria are published again before final bids are invited; weightings move only in consequence.",
        "Publish notice and documents again, and answer the checks asked between rounds.",
        retrospect,
    )


def _changing(facts: AmendmentFacts, context: Context, act: Source) -> Iterator[Finding]:
    """s.31: after the first deadline, only what would not change who takes part."""
    source = replace(act, where="s.31")
    light = context.procurement.regime.kind is RegimeKind.LIGHT_TOUCH
    if not light and facts.changes_field is not False:
        yield _stops(
            "amendment-substantial",
            "After the first deadline a change is not made if others could have taken part because of it.",
            "Leave this as published, or end this procedure and start another.",
            source,
        )
    yield _asks(
        "amendment-told",
        "After the first deadline everybody who takes part is told of the change.",
        "Tell every supplier still taking part, at the same time.",
        source,
    )


def _is_flexible(context: Context) -> bool:
    procurement = context.procurement
    return procurement.award_structure is AwardStructure.ROUNDS or len(procurement.rounds) > 1


def _source(context: Context, check: str) -> Source:
    return context.law.checks[check].sources[0]


def _stops(code: str, message: str, remedy: str, source: Source) -> Finding:
    return Finding(
        code=code, severity=Severity.BLOCKING, where="amendment", message=message, remedy=remedy, sources=(source,)
    )


def _asks(code: str, message: str, remedy: str, source: Source) -> Finding:
    return Finding(
        code=code, severity=Severity.INFORMATION, where="amendment", message=message, remedy=remedy, sources=(source,)
    )
