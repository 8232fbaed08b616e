"""The checks of a case, grouped by what they stop and when they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.frameworks.rules import Moment, Rule
from commonweal.procurement.case import Answer
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import Source
from commonweal.scheme.checks import BEFORE_PUBLICATION, CheckAnswer, State
from commonweal_web.publication.models import CheckTask
from commonweal_web.publication.queries.assigned import open_tasks
from commonweal_web.publication.queries.reasons import FOUR_TESTS
from commonweal_web.publication.queries.remembered import proposal_of
from commonweal_web.publication.queries.standing import Standing

SETTLED = {State.MET, State.DOES_NOT_APPLY}
STATES = {
    State.MET: _("Met"),
    State.NOT_MET: _("Not met"),
    State.NOT_ANSWERED: _("Not answered"),
    State.UNKNOWN: _("Unknown"),
    State.DOES_NOT_APPLY: _("Does not apply"),
}
COLOURS = {State.NOT_MET: "red", State.NOT_ANSWERED: "decide", State.UNKNOWN: "grey", State.MET: "green"}
MOMENTS = {
    Moment.BEFORE_ENGAGEMENT: _("Before market engagement"),
    Moment.BEFORE_NOTICE: _("Before the notice"),
    Moment.BETWEEN_ROUNDS: _("Between rounds"),
    Moment.BEFORE_CONTRACT: _("Before the contract"),
    Moment.AT_A_GATE: _("At a gate"),
    Moment.AT_THE_END: _("At the end"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a check: its key, its words, its type, and the answer given so far."""

    key: str
    words: str
    type: str
    answer: Answer | None
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check with its answer, as a page shows it."""

    answer: CheckAnswer
    questions: tuple[Question, ...]
    task: CheckTask | None = None

    @property
    def name(self) -> str:
        return self.answer.check

    @property
    def rule(self) -> Rule:
        return self.answer.rule

    @property
    def state(self) -> str:
        return str(STATES[self.answer.verdict.state])

    @property
    def colour(self) -> str:
        return COLOURS.get(self.answer.verdict.state, "")

    @property
    def message(self) -> str:
        """The finding; of reasons to adopt, without how a file would have to say it."""
        if not (self.adopts_reasons and self.waits_for_answer and self.answer.verdict.asks):
            return self.answer.verdict.message
        if any(question.answer for question in self.questions):
            return gettext("The draft reasons have changed since a person adopted them: they have to be read again.")
        return gettext("Nobody has yet read the draft reasons and made them the authority’s own.")

    @property
    def moment(self) -> str:
        return str(MOMENTS[self.rule.moment])

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.rule.sources

    @property
    def is_open(self) -> bool:
        return self.answer.verdict.state not in SETTLED

    @property
    def not_met(self) -> bool:
        return self.answer.verdict.state is State.NOT_MET

    @property
    def waits_for_answer(self) -> bool:
        return self.answer.verdict.state is State.NOT_ANSWERED

    @property
    def is_blocking(self) -> bool:
        return self.rule.severity is Severity.BLOCKING

    @property
    def adopts_reasons(self) -> bool:
        """Whether it is met by a person who makes draft reasons the authority's own."""
        return self.name in FOUR_TESTS


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSection:
    """A part of the page: what its checks have in common, said once."""

    key: str
    title: str
    lead: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Every check of a case: what is due, by what it stops; what waits, by its moment; what is settled, by why."""

    due: tuple[CheckSection, ...]
    later: tuple[CheckSection, ...]
    met: tuple[CheckLine, ...]
    idle: tuple[tuple[str, tuple[CheckLine, ...]], ...]

    @property
    def due_count(self) -> int:
        return sum(len(section.lines) for section in self.due)

    @property
    def later_count(self) -> int:
        return sum(len(section.lines) for section in self.later)

    @property
    def idle_count(self) -> int:
        return sum(len(lines) for _reason, lines in self.idle)


def check_page(standing: Standing) -> CheckPage:
    """Every check, grouped. One query beyond the standing's."""
    lines = check_lines(standing)
    return CheckPage(
        due=due_sections(lines),
        later=tuple(
            CheckSection(key=moment.value, title=str(MOMENTS[moment]), lead="", lines=found)
            for moment in Moment
            if moment not in BEFORE_PUBLICATION
            if (found := tuple(each for each in lines if _waits(each) and each.rule.moment is moment))
        ),
        met=tuple(each for each in lines if each.answer.verdict.state is State.MET),
        idle=_idle(lines),
    )


def check_lines(standing: Standing) -> tuple[CheckLine, ...]:
    tasks = {task.check_name: task for task in open_tasks(standing.case)}
    given = standing.opened.case.answers if standing.opened else {}
    return tuple(
        CheckLine(answer=each, questions=questions_of(each, given.get(each.check, {})), task=tasks.get(each.check))
        for each in standing.answers
    )


def questions_of(answer: CheckAnswer, given: Mapping[str, Answer]) -> tuple[Question, ...]:
    return tuple(
        Question(
            key=key,
            words=ask.question,
            type=ask.type.value,
            answer=given.get(key),
            is_open=key in answer.verdict.asks,
        )
        for key, ask in answer.rule.asks.items()
    )


def due_sections(lines: Iterable[CheckLine]) -> tuple[CheckSection, ...]:
    """What is open before the notice, and what is not met whenever it is asked, by what it stops."""
    due = [each for each in lines if each.is_open and not _waits(each)]
    design = tuple(each for each in due if each.answer.blocks_design)
    stops = tuple(each for each in due if each.answer.blocks_publication and each not in design)
    rest = tuple(each for each in due if each not in design and each not in stops)
    sections = (
        CheckSection(
            key="design",
            title=str(_("These stop the design")),
            lead=str(_("Something in the case speaks against them. No scheme can be adopted until it is mended.")),
            lines=design,
        ),
        CheckSection(
            key="publication",
            title=str(_("These stop publication")),
            lead=str(_("A person has to answer them before the scheme can be approved and published.")),
            lines=stops,
        ),
        CheckSection(
            key="open",
            title=str(_("Open, and stopping nothing")),
            lead=str(_("Worth an answer before the notice: an auditor or a bidder may ask.")),
            lines=rest,
        ),
    )
    return tuple(section for section in sections if section.lines)


def _waits(line: CheckLine) -> bool:
    return line.is_open and line.rule.moment not in BEFORE_PUBLICATION and not line.not_met


def _idle(lines: Iterable[CheckLine]) -> tuple[tuple[str, tuple[CheckLine, ...]], ...]:
    """What does not apply, by why: one reason often serves many."""
    reasons: dict[str, list[CheckLine]] = {}
    for each in lines:
        if each.answer.verdict.state is State.DOES_NOT_APPLY:
            reasons.setdefault(each.message, []).append(each)
    return tuple((message, tuple(found)) for message, found in reasons.items())


def find_line(standing: Standing, name: str) -> CheckLine | None:
    return next((each for each in check_lines(standing) if each.name == name), None)


def next_due(standing: Standing, name: str) -> CheckLine | None:
    """The check to go on to: the first of those due, after this one and round again."""
    due = [line for section in due_sections(check_lines(standing)) for line in section.lines]
    places = [place for place, line in enumerate(due) if line.name == name]
    after = due[places[0] + 1 :] + due[: places[0]] if places else due
    return after[0] if after else None


def design_findings(standing: Standing) -> tuple[Finding, ...]:
    """What the design itself found of the scheme at stake: of an adopted one, once it was submitted or proposed."""
    if standing.opened is None:
        return ()
    option = standing.version.scheme.option if standing.version else "balanced"
    return proposal_of(standing.opened, option, standing.packs).findings
