"""What the pages of a challenge show. All of it follows from the report, and is kept with what that is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.challenge import AwardChallenge, ChallengeReport
from commonweal.exchange.challenge_report.applying import differences
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.reading import scored_awards, taken_of
from commonweal.exchange.challenge_report.words import say_fared, say_part, say_points
from commonweal.record.errors import CommonwealError
from commonweal.record.finding import Finding
from commonweal_web.challenge.queries import ADOPTED, Challenged, case_challenge, report_of, version_challenged
from commonweal_web.challenge.queries.mends import Offered
from commonweal_web.challenge.translate.leaks import ShownLeak, shown_leaks
from commonweal_web.challenge.translate.parts import ShownPart, shown_parts, verdict_tag
from commonweal_web.challenge.translate.pictures import Line, Scale, before_after_scale, compared_scale
from commonweal_web.design.keeping import Kept
from commonweal_web.design.queries import Designed, outdated
from commonweal_web.layout.components import Column, Status, Table
from commonweal_web.procurements.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a challenge tells, whoever asks: the finding, its leaks, the scale, and the detail."""

    report: ChallengeReport
    verdict: Status
    finding: tuple[str, ...]
    awards: Table | None
    worst: tuple[ShownLeak, ...]
    rest: tuple[ShownLeak, ...]
    before_after: Scale | None
    parts: tuple[ShownPart, ...]

    @property
    def scored(self) -> tuple[AwardChallenge, ...]:
        """The award decisions whose judgements and weightings can be tried otherwise."""
        return scored_awards(self.report)


_TOLD: Kept[Told] = Kept(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A challenge as the page of a case has it."""

    asked: Challenged
    told: Told
    came_out: CameOut | None = None
    outdated: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CameOut:
    """What the newest version changed against the one before it, as it really came out."""

    number: int
    before: int
    reason: str
    table: Table


def shown_of(case: Case, asked: Challenged) -> Shown:
    """Everything that the page says of a scheme's challenge. Six queries at most."""
    told = _TOLD.get((asked.key, asked.row is None, get_language()), lambda: _tell(case_challenge(asked)))
    return Shown(
        asked=asked,
        told=told,
        came_out=_came_out(case, asked, told.report),
        outdated=outdated(asked.document) if asked.of == ADOPTED else (),
    )


def _tell(found: CaseChallenge) -> Told:
    worst, rest = shown_leaks(found.report, found.packs)
    return Told(
        report=found.report,
        verdict=verdict_tag(found.report.verdict),
        finding=found.finding,
        awards=_every_award(found.report) if len(found.report.awards) > 1 else None,
        worst=worst,
        rest=rest,
        before_after=before_after_scale(found.report),
        parts=shown_parts(found),
    )


def _every_award(report: ChallengeReport) -> Table:
    """Where each award decision stands, for a scheme that has several."""
    columns = (
        Column(title=_("Award decision")),
        Column(title=_("Verdict")),
        Column(title=_("Alignment"), number=True),
        Column(title=_("The usual counts"), number=True),
        Column(title=_("Points that leaks take"), number=True),
        Column(title=_("The most valuable bid wins"), number=True),
    )
    rows = [
        (
            each.target.title,
            verdict_tag(each.verdict).text,
            _reached(each),
            say_part(each.twin.alignment) if each.twin else "–",
            _taken(each) or "–",
            _picks(each) or "–",
        )
        for each in report.awards
    ]
    return Table(caption=_("By award decision"), columns=columns, rows=rows, size="s", dense=True, stack=True)


def _came_out(case: Case, asked: Challenged, report: ChallengeReport) -> CameOut | None:
    if asked.row is None or asked.row.number < 2:
        return None
    before = asked.row.number - 1
    try:
        earlier = version_challenged(case, before)
        held = report_of(earlier) if earlier else None
    except CommonwealError:
        return None  # made with an edition that is no longer at hand: there is nothing to hold it against
    if held is None:
        return None
    said = _("Version %(number)s")
    titles = (said % {"number": before}, said % {"number": asked.row.number})
    table = beside(_("Before and after, as it came out"), titles, (held, report))
    return CameOut(number=asked.row.number, before=before, reason=asked.row.reason, table=table)


# --- two challenges side by side ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a mend would really bring about: the challenge of the scheme that the design makes of its decisions."""

    table: Table
    helps: bool
    differs: tuple[str, ...]


def outcome_of(asked: Challenged, after: Designed, option: str, offered: Offered) -> Outcome:
    """The challenge before a mend, and after it as the design would carry it out; where that is not what it foresaw."""
    scheme = after.ready.proposals.option(option).scheme
    made = replace(
        asked,
        of=option,
        document=after.document,
        scheme=scheme,
        case=after.case,
        packs=after.packs,
        row=None,
        version=None,
        proposals=None,
    )
    before, then = case_challenge(asked), case_challenge(made)
    titles = (_("As it stands"), _("With the mend"))
    return Outcome(
        table=beside(_("As the design would carry it out"), titles, (before.report, then.report)),
        helps=_measures(then.report) > _measures(before.report),
        differs=tuple(differences(before, then, offered.leak.award, offered.mend.mend.changes)),
    )


def _measures(report: ChallengeReport) -> tuple[bool, Decimal, Decimal]:
    """The better, the higher: something is scored, leaks take little, alignment is high."""
    taken = sum((taken_of(each) for each in report.awards), Decimal(0))
    reached = [each.standing.alignment for each in report.awards if each.standing]
    return bool(reached), -taken, sum(reached, Decimal(0))


def beside(caption: str, titles: tuple[str, str], reports: tuple[ChallengeReport, ChallengeReport]) -> Table:
    """Two challenges side by side: the verdict, and at each award decision alignment and what leaks take."""
    before, after = reports
    rows = [(_("Verdict"), str(verdict_tag(before.verdict).text), str(verdict_tag(after.verdict).text))]
    held = {each.target.id: each for each in before.awards}
    for each in after.awards:
        rows += _award_rows(held.get(each.target.id), each, several=len(after.awards) > 1)
    columns = (Column(title=_("What")), Column(title=titles[0]), Column(title=titles[1]))
    return Table(caption=caption, columns=columns, rows=rows, size="s", dense=True, stack=True)


def _award_rows(before: AwardChallenge | None, after: AwardChallenge, *, several: bool) -> list[tuple[str, str, str]]:
    named = {
        _reached: (_("Alignment"), _("Alignment at ‘%(title)s’")),
        _taken: (_("Points that leaks take"), _("Points that leaks take at ‘%(title)s’")),
        _picks: (_("The most valuable bid wins"), _("The most valuable bid wins at ‘%(title)s’")),
    }
    rows = []
    for say, (alone, at) in named.items():
        then, now = say(before), say(after)
        if then or now:
            rows.append((at % {"title": after.target.title} if several else alone, then or "–", now or "–"))
    return rows


def _reached(award: AwardChallenge | None) -> str:
    if award is None or award.standing is None:
        return _("nothing is scored")
    return say_part(award.standing.alignment)


def _taken(award: AwardChallenge | None) -> str:
    if award is None or award.standing is None:
        return ""
    return _("%(taken)s of %(total)s") % {"taken": say_points(taken_of(award)), "total": say_points(award.target.total)}


def _picks(award: AwardChallenge | None) -> str:
    return say_part(award.tournament.level) if award and award.tournament else ""


# --- a look ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A challenge with other numbers, beside the one that stands."""

    changed: bool
    verdict: Status
    was: Status
    lines: tuple[Line, ...]
    threshold: str
    taken: str
    fares: str
    leaks: tuple[str, ...]
    weightings: tuple[tuple[str, str, str], ...]


def looked_at(before: AwardChallenge, after: AwardChallenge) -> Looked:
    """What a look shows."""
    assert before.standing is not None and after.standing is not None and after.twin is not None
    changed = before is not after
    return Looked(
        changed=changed,
        verdict=verdict_tag(after.verdict),
        was=verdict_tag(before.verdict),
        lines=compared_scale(before.standing, after.standing if changed else None, after.twin),
        threshold=f"{after.standing.threshold * 100:.2f}%",
        taken=_taken(after),
        fares=say_fared(after.against_twin) if after.against_twin else "",
        leaks=tuple(dict.fromkeys(found.leak.finding for found in after.leaks)),
        weightings=tuple(
            (each.title, f"{each.weighting:f}", f"{each.best_weighting:f}") for each in after.standing.criteria
        ),
    )


def forget_told() -> None:
    """For tests: as if the process had just started."""
    _TOLD.clear()
