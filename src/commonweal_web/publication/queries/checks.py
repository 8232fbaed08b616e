"""The checks of a case, grouped by what they stop and when they are asked, with the people who are to answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.frameworks.rules import Moment, Rule
from commonweal.procurement.case import Answer
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import Source
from commonweal.scheme.checks import (
    BEFORE_PUBLICATION,
    CheckAnswer,
    State,
    clear_and_measurable,
    functional_specification,
    proportionate,
    subject_matter,
)
from commonweal.scheme.checks.four_tests import ADOPTED_ASK, REASONS_ASK, reasons_digits
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.models import Case
from commonweal_web.publication.models import CheckTask
from commonweal_web.publication.queries.remembered import packs_at_hand, proposal_of
from commonweal_web.publication.queries.standing import Standing

SETTLED = {State.MET, State.DOES_NOT_APPLY}
# Each of the four tests' checks, with the test whose draft reasons a person adopts there.
FOUR_TESTS = {
    each.CHECK: each.TEST for each in (clear_and_measurable, functional_specification, proportionate, subject_matter)
}
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


def open_tasks(case: Case) -> Iterable[CheckTask]:
    return CheckTask.objects.filter(case=case, ended_at=None).select_related("person")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReason:
    """The draft reason why a criterion passes one of the four tests."""

    title: str
    stage: str
    text: str


def draft_reasons(standing: Standing, check: str) -> tuple[DraftReason, ...]:
    """The drafts that a person reads before they become the authority's own; none without an adopted scheme."""
    test = FOUR_TESTS.get(check)
    if test is None or standing.version is None or standing.opened is None:
        return ()
    titles = {stage.id: stage.title for stage in standing.opened.case.procurement.stages}
    return tuple(
        DraftReason(title=each.title, stage=titles.get(each.stage, each.stage), text=each.tests[test].text)
        for each in standing.version.scheme.scored
        if test in each.tests
    )


def shown_reasons(standing: Standing, check: str) -> str:
    """The digits of the drafts that a page shows, so that others are never adopted unseen."""
    if check not in FOUR_TESTS or standing.version is None:
        return ""
    return reasons_digits(standing.version.scheme, FOUR_TESTS[check])


def who_may_answer(case: Case) -> list[User]:
    """The people of a team whose role includes answering checks, by name. One query."""
    roles = [key for key, role in CASE_ROLES.items() if Permission.ANSWER_CHECK in role.permissions]
    members = case.team.filter(role__in=roles, user__is_active=True).select_related("user")
    return sorted({each.user for each in members}, key=lambda user: (user.name, user.key))


def design_findings(standing: Standing) -> tuple[Finding, ...]:
    """What the design itself found of the scheme at stake: of an adopted one, once it was submitted or proposed."""
    if standing.opened is None:
        return ()
    option = standing.version.scheme.option if standing.version else "balanced"
    return proposal_of(standing.opened, option, standing.packs).findings


def adopting_answers(standing: Standing, check: str, *, label: str) -> dict[str, str]:
    """The answers by which a person makes the drafts of today the authority's own reasons."""
    assert standing.version is not None
    return {ADOPTED_ASK: label, REASONS_ASK: reasons_digits(standing.version.scheme, FOUR_TESTS[check])}


# --- named people's tasks -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalTask:
    """A check that a person is to answer, as their own list shows it."""

    task: CheckTask
    title: str
    today: date

    @property
    def is_late(self) -> bool:
        return self.task.due_on is not None and self.task.due_on < self.today


def check_title(name: str) -> str:
    """A check as its pack calls it; by its name where no pack at hand has it."""
    return check_titles().get(name, name)


@cache
def check_titles() -> Mapping[str, str]:
    return {name: rule.title for pack in packs_at_hand().editions for name, rule in pack.checks.items()}


def tasks_of(user: User, *, today: date) -> tuple[PersonalTask, ...]:
    """The checks that a person is to answer, the most pressing first. One query."""
    found = CheckTask.objects.filter(person=user, ended_at=None).select_related("case")
    return tuple(
        PersonalTask(task=task, title=check_title(task.check_name), today=today)
        for task in sorted(found, key=lambda task: (task.due_on or date.max, task.pk))
    )
