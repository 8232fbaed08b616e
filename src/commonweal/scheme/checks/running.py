"""Asking every check, and what a person must do about the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonweal.frameworks.pack import Pack
from commonweal.frameworks.rules import Moment, Rule
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.checks.context import Context, State, Verdict
from commonweal.scheme.checks.predicates import PREDICATES

# When a notice waits for an answer, and when the contract already runs.
BEFORE_PUBLICATION = frozenset({Moment.BEFORE_ENGAGEMENT, Moment.BEFORE_NOTICE})
AFTER_AWARD = frozenset({Moment.AT_A_GATE, Moment.AT_THE_END})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """One check's answer with its text."""

    check: str
    pack: str
    rule: Rule
    verdict: Verdict
    attribution: str = ""

    @property
    def fails(self) -> bool:
        """*Not met* on a blocking rule."""
        return self.verdict.state is State.NOT_MET and self.rule.severity is Severity.BLOCKING

    @property
    def blocks_design(self) -> bool:
        """It fails, and on something that comes before the contract runs: a late notice afterwards mends no design."""
        return self.fails and self.rule.moment not in AFTER_AWARD

    @property
    def blocks_publication(self) -> bool:
        """It blocks design; or it is a blocking rule asked before the notice, and *not answered*."""
        unanswered = self.verdict.state is State.NOT_ANSWERED and self.rule.moment in BEFORE_PUBLICATION
        return self.blocks_design or (unanswered and self.rule.severity is Severity.BLOCKING)


def ask_checks(context: Context) -> tuple[CheckAnswer, ...]:
    """Every check that the packs at hand carry, in order of moment, then name."""
    answers = [
        _ask(name, rule, pack, context)
        for pack in context.packs.editions
        for name, rule in pack.checks.items()
        if name in PREDICATES
    ]
    newest = {answer.check: answer for answer in sorted(answers, key=lambda each: each.pack)}
    moments = list(type(answers[0].rule.moment)) if answers else []
    return tuple(sorted(newest.values(), key=lambda each: (moments.index(each.rule.moment), each.check)))


def _ask(name: str, rule: Rule, pack: Pack, context: Context) -> CheckAnswer:
    verdict = PREDICATES[name](context)
    cited = replace(rule, sources=verdict.sources) if verdict.sources else rule
    return CheckAnswer(check=name, pack=pack.name, rule=cited, verdict=verdict, attribution=pack.head.attribution)


def answer_finding(answer: CheckAnswer) -> Finding | None:
    """The finding that an answer makes: none where met or not applying."""
    state, rule = answer.verdict.state, answer.rule
    if state in {State.MET, State.DOES_NOT_APPLY}:
        return None
    severity = rule.severity if state is State.NOT_MET else min(rule.severity, Severity.WARNING, key=lambda s: -s.rank)
    return Finding(
        code=answer.check,
        severity=severity,
        where=answer.verdict.where,
        message=f"{answer.verdict.message}",
        remedy=rule.remedy if state is State.NOT_MET else _task(answer),
        sources=rule.sources,
    )


def _task(answer: CheckAnswer) -> str:
    """What the named person has to answer."""
    questions = [answer.rule.asks[ask].question for ask in answer.verdict.asks if ask in answer.rule.asks]
    if not questions:
        return answer.rule.remedy
    return f"{' '.join(questions)} (answers: {answer.check})"
