"""What can be done to a design: decide, withdraw, adopt. One transaction each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.design import Design, OptionDifference, Recomposed, compare_proposals
from commonweal.exchange.case_file.adopted import scheme_name
from commonweal.exchange.case_file.adopting import adoption
from commonweal.exchange.case_file.folder import CASE_FILE, LOCK_FILE
from commonweal.exchange.case_file.layout import read_layout
from commonweal.exchange.case_file.recording import with_replacing, with_withdrawal
from commonweal.frameworks import Packs, parse_yaml
from commonweal.procurement.case import Case as EngineCase
from commonweal.procurement.case import Decision, DecisionKind
from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.design.queries import (
    Designed,
    design_document,
    design_of,
    packs_of,
    read_newest,
    recomposed,
    say_error,
)
from commonweal_web.design.translate.decisions import decision_mark
from commonweal_web.procurements.actions import acting, add_version
from commonweal_web.procurements.models import Case, CaseVersion, SchemeVersion
from commonweal_web.procurements.translate import Document, changed, person_label


class Refused(Exception):
    """The engine will not have it: one sentence, and the field that it concerns where that is known."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Changed(Exception):
    """The case is not as the person saw it: nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants decided, as forms say it."""

    kind: str
    subject: str
    value: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Decisions to make, marks of decisions to withdraw, and weightings of the authority's own quality criteria."""

    made: Sequence[Wish] = ()
    withdrawn: Sequence[str] = ()
    quality: Mapping[int, Decimal] | None = None

    @property
    def nothing(self) -> bool:
        return not (self.made or self.withdrawn or self.quality)


# --- deciding -------------------------------------------------------------------------------------


def text_with(document: Document, wishes: Wishes, *, reason: str, by: User) -> str:
    """The document as it would be. Raises Refused for what cannot be written down."""
    text = document.text
    label, today = person_label(by), timezone.localdate()
    try:
        for mark in wishes.withdrawn:
            text = with_withdrawal(text, _place(text, mark), reason=reason, by=label, on=today, name=CASE_FILE)
        if wishes.quality:
            text = changed(text, {("quality", at, "weighting"): each for at, each in wishes.quality.items()})
        decisions = _decisions(wishes, reason=reason, by=by)
        return with_replacing(text, decisions, name=CASE_FILE) if decisions else text
    except CommonwealError as error:
        raise Refused(say_error(error)) from error


def case_with(case: EngineCase, wishes: Wishes, *, reason: str, by: User) -> EngineCase:
    """The same of the case itself, without writing it down: fast enough to be done while somebody types."""
    held = tuple(each for each in case.decisions if decision_mark(each) not in set(wishes.withdrawn))
    quality = tuple(
        replace(part, weighting=(wishes.quality or {}).get(at, part.weighting)) for at, part in enumerate(case.quality)
    )
    try:
        return replace(case, decisions=held, quality=quality).with_decisions(_decisions(wishes, reason=reason, by=by))
    except CommonwealError as error:
        raise Refused(say_error(error)) from error


def _decisions(wishes: Wishes, *, reason: str, by: User) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            kind=DecisionKind(each.kind),
            subject=each.subject,
            value=each.value,
            stage=each.stage,
            reason=reason.strip() or _("(no reason yet)"),
            by=person_label(by),
            on=timezone.localdate(),
        )
        for each in wishes.made
    )


def try_out(
    found: Designed, wishes: Wishes, *, by: User, reason: str = ""
) -> tuple[Design, tuple[OptionDifference, ...]]:
    """What decisions would do: the design with them, and what differs. Nothing is written. Raises Refused."""
    after = design_with(found.case, wishes, found.packs, reason=reason, by=by)
    return after, compare_proposals(found.ready.proposals, after.proposals)


def design_with(case: EngineCase, wishes: Wishes, packs: Packs, *, reason: str, by: User) -> Design:
    try:
        return design_of(case_with(case, wishes, reason=reason, by=by), packs)
    except CommonwealError as error:
        raise Refused(say_error(error), _field_of(wishes)) from error


def compose(found: Designed, wishes: Wishes, option: str, *, by: User) -> Recomposed:
    """One option with other weightings and words, at once. Raises Refused."""
    try:
        return recomposed(found.ready, case_with(found.case, wishes, reason="", by=by), option)
    except CommonwealError as error:
        raise Refused(say_error(error), _field_of(wishes)) from error


def decide(case: Case, wishes: Wishes, *, reason: str, by: User) -> CaseVersion:
    """Write decisions into the case, each with the reason, as one new version. Raises Refused, and then nothing is."""
    packs = packs_of(case.organisation)
    seen = read_newest(case)
    _check(seen, wishes, packs, reason=reason, by=by)  # solved before the lock
    with acting(case, Permission.DECIDE, by=by) as locked:
        document = read_newest(locked)
        if document.text != seen.text:
            _check(document, wishes, packs, reason=reason, by=by)
        version = add_version(locked, text_with(document, wishes, reason=reason, by=by), part="decisions", by=by)
        for wish in wishes.made:
            _record("decision-made", locked, by, kind=wish.kind, subject=wish.subject, version=version)
        for gone in _held(document, wishes.withdrawn):
            _record("decision-withdrawn", locked, by, kind=gone.kind.value, subject=gone.subject, version=version)
        if wishes.quality:
            _record("decision-made", locked, by, kind="weighting", subject="quality", version=version)
    return version


def _check(document: Document, wishes: Wishes, packs: Packs, *, reason: str, by: User) -> None:
    """A decision that the design refuses is not written down; withdrawing is always open."""
    if document.opened is None:
        raise Refused(document.problem or _("The case cannot be designed yet."))
    if wishes.made or wishes.quality:
        design_with(document.opened.case, wishes, packs, reason=reason, by=by)


def _held(document: Document, marks: Sequence[str]) -> list[Decision]:
    held = document.opened.case.decisions if document.opened else ()
    return [each for each in held if decision_mark(each) in set(marks)]


def _record(event: str, case: Case, by: User, *, kind: str, subject: str, version: CaseVersion) -> None:
    facts = {"decision": kind, "subject": subject[:200], "version": version.number, "digest": version.digest}
    record_event(event, by=by.key, chain=case.chain, facts=facts)


def _place(text: str, mark: str) -> int:
    """Where a decision stands in a text. Raises Refused where it is gone, or is an adoption."""
    held = read_layout(parse_yaml(text, name=CASE_FILE)).decisions
    found = [index for index, each in enumerate(held) if decision_mark(each) == mark]
    if not found:
        raise Refused(_("This decision was withdrawn or replaced meanwhile."))
    if held[found[0]].kind is DecisionKind.ADOPT:
        raise Refused(_("An adoption is not withdrawn. Adopt another option: it becomes a new version."))
    return found[0]


def _field_of(wishes: Wishes) -> str:
    kinds = {each.kind for each in wishes.made}
    return "value" if kinds & {"weighting", "factor"} else ""


# --- adopting -------------------------------------------------------------------------------------


def adopt(case: Case, option: str, *, seen: str, reason: str, by: User) -> SchemeVersion:
    """Take an option as the scheme to be approved.

    `seen` is the digest of the scheme that the person looked at: where the case has since changed so that another
    would be adopted, nothing is, and Changed is raised. Raises Refused while something blocks the option.
    """
    case.refresh_from_db(fields=["version"])
    packs = packs_of(case.organisation)
    found = design_document(read_newest(case), packs)  # solved before the lock
    if found.design is None:
        raise Refused(found.problem)
    with acting(case, Permission.DECIDE, by=by) as locked:
        document = read_newest(locked)
        if document.text != found.document.text:
            raise Changed
        if found.ready.proposals.option(option).scheme.digest() != seen:
            raise Changed
        return _adopt(locked, document, found, packs, option, reason=reason, by=by)


def _adopt(
    case: Case, document: Document, found: Designed, packs: Packs, option: str, *, reason: str, by: User
) -> SchemeVersion:
    row = write_adoption(case, document, found, packs, option, reason=reason, by=by)
    facts = {"option": option, "scheme": row.number, "digest": row.digest, "version": case.version}
    record_event("scheme-adopted", by=by.key, chain=case.chain, facts=facts)
    return row


def write_adoption(
    case: Case, document: Document, found: Designed, packs: Packs, option: str, *, reason: str, by: User
) -> SchemeVersion:
    """Write an option of a document's design as the next scheme of a locked case. Records no event. Raises Refused."""
    assert document.opened is not None
    today = timezone.localdate()
    try:
        version, texts = adoption(
            document.opened,
            found.ready.proposals,
            option,
            packs=packs,
            by=person_label(by),
            reason=reason,
            on=today,
            today=today,
        )
    except CommonwealError as error:
        raise Refused(error.message) from error
    row = SchemeVersion.objects.create(
        case=case,
        number=version.version,
        text=texts[scheme_name(version.version)],
        lock=texts[LOCK_FILE],
        digest=version.digest,
        case_version=case.version + 1,
        option=option,
        reason=reason,
        adopted_by=by,
        adopted_at=timezone.now(),
    )
    add_version(case, texts[CASE_FILE], part="adoption", by=by)
    return row
