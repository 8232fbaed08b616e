"""What the checks answered and why criteria are not there, grouped so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.design.rationale import WhyNot
from commonweal.scheme.checks import BEFORE_PUBLICATION, CheckAnswer, State

SETTLED = {State.MET, State.DOES_NOT_APPLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNotView:
    stages: str
    ruling: str
    because: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNotGroup:
    """Criteria, each by code and title, that the same rulings keep out at the same stages."""

    criteria: tuple[tuple[str, str], ...]
    entries: tuple[WhyNotView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGroup:
    moment: str
    answers: tuple[CheckAnswer, ...]


def due_checks(answers: Sequence[CheckAnswer]) -> tuple[CheckGroup, ...]:
    """What is open before the notice, and what is not met whenever it is asked, by moment."""
    return _by_moment([each for each in answers if each.verdict.state not in SETTLED and not _waits(each)])


def later_checks(answers: Sequence[CheckAnswer]) -> tuple[CheckGroup, ...]:
    """What is open and waits for a moment after the notice, by that moment."""
    return _by_moment([each for each in answers if _waits(each)])


def later_sentence(groups: Sequence[CheckGroup]) -> str:
    """'5 checks wait for later moments: 1 between rounds, 4 before contract.'; nothing where none waits."""
    total = sum(len(group.answers) for group in groups)
    if not total:
        return ""
    counts = ", ".join(f"{len(group.answers)} {group.moment}" for group in groups)
    return f"{total} check{'s wait' if total > 1 else ' waits'} for later moments: {counts}."


def waiting_sentence(answers: Sequence[CheckAnswer], *, published: bool = False) -> str:
    """How many legal questions wait for a named person: those before the notice, else those of later moments."""
    due = sum(len(group.answers) for group in due_checks(answers))
    later = sum(len(group.answers) for group in later_checks(answers))
    if published:
        open_still = (
            f"{_questions(due)} of those asked before the notice {'are' if due > 1 else 'is'} open. " if due else ""
        )
        return f"{open_still}{_waiting(later)} for later moments."
    if due:
        return f"{_waiting(due)} for a named person before publication."
    return f"{_waiting(later)} for later moments; none before publication."


def _questions(count: int) -> str:
    return f"{count or 'No'} legal question{'' if count == 1 else 's'}"


def _waiting(count: int) -> str:
    return f"{_questions(count)} {'waits' if count == 1 else 'wait'}"


def _waits(answer: CheckAnswer) -> bool:
    later = answer.rule.moment not in BEFORE_PUBLICATION
    return later and answer.verdict.state not in {*SETTLED, State.NOT_MET}


def _by_moment(answers: Sequence[CheckAnswer]) -> tuple[CheckGroup, ...]:
    moments = dict.fromkeys(answer.rule.moment for answer in answers)
    return tuple(
        CheckGroup(moment=moment.words, answers=tuple(each for each in answers if each.rule.moment is moment))
        for moment in moments
    )


def idle_checks(answers: tuple[CheckAnswer, ...]) -> tuple[tuple[str, tuple[CheckAnswer, ...]], ...]:
    """What does not apply, by why: one reason often serves many, and need not be read again for each."""
    reasons: dict[str, list[CheckAnswer]] = {}
    for answer in answers:
        if answer.verdict.state is State.DOES_NOT_APPLY:
            reasons.setdefault(answer.verdict.message, []).append(answer)
    return tuple((message, tuple(group)) for message, group in reasons.items())


def count_states(answers: tuple[CheckAnswer, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for answer in answers:
        counts[answer.verdict.state.value] = counts.get(answer.verdict.state.value, 0) + 1
    return counts


def counts_sentence(counts: Mapping[str, int]) -> str:
    """'9 met, 1 does not apply, 4 not answered.'"""
    said = {State.DOES_NOT_APPLY.value: "do not apply"}
    parts = [f"{count} {said.get(state, state) if count > 1 else state}" for state, count in counts.items()]
    return f"{', '.join(parts)}."


def why_not_rows(rejected: tuple[WhyNot, ...], titles: Mapping[str, str]) -> tuple[WhyNotGroup, ...]:
    """One entry for the stages that share an answer, and one group for the criteria that share all of theirs."""
    criteria: dict[tuple[str, str], dict[tuple[str, str, str], list[str]]] = {}
    for each in rejected:
        answers = criteria.setdefault((each.code, each.title), {})
        answers.setdefault((each.ruling.value, each.because, each.mend), []).append(titles[each.stage])
    groups: dict[tuple[WhyNotView, ...], list[tuple[str, str]]] = {}
    for named, answers in criteria.items():
        entries = tuple(
            WhyNotView(stages=_stages(stages, titles), ruling=ruling, because=because, mend=mend)
            for (ruling, because, mend), stages in answers.items()
        )
        groups.setdefault(entries, []).append(named)
    return tuple(WhyNotGroup(criteria=tuple(named), entries=entries) for entries, named in groups.items())


def _stages(stages: list[str], titles: Mapping[str, str]) -> str:
    return "every stage" if len(stages) > 1 and len(stages) == len(titles) else ", ".join(stages)
