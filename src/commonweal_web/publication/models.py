"""What was submitted, approved, published, amended and closed; who is to answer what; and documents made of it.

What was decided is never changed: those rows can be added, and neither saved again nor deleted.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.models import Organisation
from commonweal_web.procurements.models import Case, SchemeVersion

MAXIMUM_REASON = 4_000


class NeverChanged(Exception):
    """Somebody tried to change what was decided. A change is a new version."""

    def __init__(self, row: models.Model | type[models.Model]) -> None:
        named = row._meta.verbose_name
        super().__init__(f"A {named} is never changed or removed: a change is a new one.")


class UnchangingRows(models.QuerySet):
    """Rows that nobody updates or deletes, in bulk either."""

    def update(self, **values: Any) -> NoReturn:  # noqa: ARG002 - as the framework has it
        raise NeverChanged(self.model)

    def bulk_update(self, *arguments: Any, **named: Any) -> NoReturn:  # noqa: ARG002 - likewise
        raise NeverChanged(self.model)

    def delete(self) -> NoReturn:
        raise NeverChanged(self.model)


class Unchanging(models.Model):
    """A row that can be added, and never after that saved or deleted."""

    objects: ClassVar[Any] = UnchangingRows.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *arguments: Any, **named: Any) -> None:
        if not self._state.adding:
            raise NeverChanged(self)
        super().save(*arguments, **named)

    def delete(self, *arguments: Any, **named: Any) -> NoReturn:  # noqa: ARG002 - likewise
        raise NeverChanged(self)


def a_person(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class Submission(Unchanging):
    """A scheme given to another person to approve, as it stood. `findings` are those of the design that day.

    `scheme_digest` is of the whole scheme, `digest` of what bidders would see of it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    scheme = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    case_version = models.PositiveIntegerField()
    scheme_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    note = models.TextField(max_length=MAXIMUM_REASON, blank=True)
    by = a_person()
    at = models.DateTimeField()

    class Meta(Unchanging.Meta):
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_submission_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.case_id} submission {self.number}"


class OutcomeKind(models.TextChoices):
    APPROVED = "approved", _("Approved")
    SENT_BACK = "sent-back", _("Sent back")
    TAKEN_BACK = "taken-back", _("Taken back")


class Outcome(Unchanging):
    """What became of a submission. One only: of two people who decide at once, the second is refused.

    An approval that is taken back before publication leaves a second row, of its own kind.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=OutcomeKind)
    reason = models.TextField(max_length=MAXIMUM_REASON, blank=True)
    by = a_person()
    at = models.DateTimeField()

    class Meta(Unchanging.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(kind__in=["approved", "sent-back"]),
                name="one_ruling_a_submission",
            ),
            models.UniqueConstraint(fields=["submission", "kind"], name="one_outcome_of_a_kind"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind}"


class Amendment(models.Model):
    """A published scheme taken up again. `facts` is what a person said of the procedure, `reason` what bidders read."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="amendments")
    parent = models.ForeignKey("Publication", on_delete=models.PROTECT, related_name="amendments")
    reason = models.TextField(max_length=MAXIMUM_REASON)
    facts = models.JSONField(default=dict)
    by = a_person()
    at = models.DateTimeField()
    dropped_by = a_person(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id} amendment of {self.parent_id}"


class WordTemplate(Unchanging):
    """An organisation's own Word template; the newest counts, and one without content goes back to Commonweal's own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="word_templates")
    name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    by = a_person()
    at = models.DateTimeField()

    class Meta(Unchanging.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.name}"


class Publication(Unchanging):
    """A published scheme: what bidders may see of it, as text whose digest stands beside it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    amendment = models.OneToOneField(Amendment, on_delete=models.PROTECT, null=True, related_name="publication")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="publication")
    scheme = models.OneToOneField(SchemeVersion, on_delete=models.PROTECT, related_name="publication")
    case_version = models.PositiveIntegerField()
    scheme_digest = models.CharField(max_length=64)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    template = models.ForeignKey(WordTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = a_person()
    approved_at = models.DateTimeField()
    by = a_person()
    at = models.DateTimeField()

    class Meta(Unchanging.Meta):
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_publication_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.case_id} publication {self.number}"


class Ending(models.TextChoices):
    """Why a case is closed."""

    AWARDED = "awarded", _("A contract was awarded, and nothing is left to do here")
    NO_AWARD = "no-award", _("The procedure ended without an award")
    NOT_BEGUN = "not-begun", _("The procurement is not taken forward")


class Closure(Unchanging):
    """The end of a case. Nothing follows it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="closure")
    ending = models.CharField(max_length=12, choices=Ending)
    reason = models.TextField(max_length=MAXIMUM_REASON)
    by = a_person()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} closed"


class CheckTask(models.Model):
    """A person who is to answer a check, and by when. Given to somebody else, it is another row."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="check_tasks")
    check_name = models.CharField(max_length=100)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="check_tasks")
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=1_000, blank=True)
    given_by = a_person()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    answered = models.BooleanField(default=False)  # ended because the check was answered, not given to another

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "check_name"], condition=models.Q(ended_at=None), name="one_open_task_a_check"
            )
        ]
        indexes = [models.Index(fields=["person", "ended_at", "due_on"])]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.check_name}"


class MessageKind(models.TextChoices):
    SUBMITTED = "submitted", _("A scheme waits for your approval")
    APPROVED = "approved", _("Your scheme was approved: it can be published")
    SENT_BACK = "sent-back", _("Your scheme was sent back, with a reason")
    TAKEN_BACK = "taken-back", _("A scheme that waited for your approval was taken back")
    PUBLISHED = "published", _("A scheme was published")
    AMENDED = "amended", _("An amended scheme was published: see what changed")
    AMENDING = "amending", _("The published scheme is being amended")
    CLOSED = "closed", _("The procurement was closed")
    ASKED = "asked", _("You are asked to answer a check")


class Message(models.Model):
    """One line for one person about a step of a case, shown until they have seen it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=12, choices=MessageKind)
    about = models.CharField(max_length=100, blank=True)  # the number or the check that it tells of
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "seen_at"])]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class MakingState(models.TextChoices):
    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")


class MadeDocument(models.Model):
    """A document made in the background. `key` is the digest of all it is made from: nothing is made twice."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40)
    of = models.CharField(max_length=20)  # "draft", or the number of a publication
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=MakingState, default=MakingState.WAITING)
    name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, blank=True)
    problem = models.TextField(max_length=1_000, blank=True)
    asked_by = a_person()
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind", "of"], name="one_document_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} of {self.of}"
