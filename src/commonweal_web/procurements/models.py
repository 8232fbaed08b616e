"""Cases. Each version is one whole document, the text of a case file; the other columns are there to look it up."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.models import Organisation
from commonweal_web.accounts.roles import CASE_ROLES

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another


def new_reference() -> str:
    """Ten characters to read out, such as 7K3F9-QX2MD."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


class State(models.TextChoices):
    """Where a case stands. What may be done in each is in `states`."""

    DRAFT = "draft", _("Draft")
    IN_APPROVAL = "in-approval", _("In approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    AMENDED = "amended", _("Amended")
    CLOSED = "closed", _("Closed")


class Case(models.Model):
    """One procurement. `version` is its newest document; `title`, `commencement` and `value` are read from that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=11, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=300)
    commencement = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["organisation", "-changed_at"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def chain(self) -> str:
        """How the record names this case."""
        return str(self.id)


class CaseVersion(models.Model):
    """The document of a case as it stood: the text of case.yaml, which may still lack parts. Never changed.

    `forecast` is the text of forecast/inputs.yaml as it stood, empty where there was none.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    forecast = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    part = models.CharField(max_length=60)  # what was changed, by the name of its section
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_version_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.case_id} version {self.number}"


class SchemeVersion(models.Model):
    """A scheme that was adopted, with its text as schemes/v001.yaml holds it. What is published is never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="schemes")
    number = models.PositiveIntegerField()
    text = models.TextField()
    lock = models.TextField()  # packs.lock of that day
    digest = models.CharField(max_length=64)
    case_version = models.PositiveIntegerField()
    option = models.CharField(max_length=20)
    reason = models.TextField(max_length=4_000)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_scheme_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.case_id} scheme {self.number}"


class Membership(models.Model):
    """A person's role on the team of a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(key, role.title) for key, role in CASE_ROLES.items()])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user", "role"], name="one_role_on_a_case_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role}"


class Comment(models.Model):
    """What somebody on the team remarked on a case, or on one thing in it that `subject` names. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120, blank=True)  # such as criterion:ppn-002/co-design; empty for the case
    text = models.TextField(max_length=4_000)
    written_at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["case", "subject"])]

    def __str__(self) -> str:
        return f"{self.case_id} comment {self.pk}"


class Draft(models.Model):
    """A document that is not yet a case, or not yet part of one: seen only by the person who brought it.

    What was drafted from one file shares a `batch`. `case` is the case into which an uploaded case file is to go.
    Deleted when used, and after a week.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    batch = models.UUIDField()
    title = models.CharField(max_length=300)
    about = models.CharField(max_length=300)
    source = models.CharField(max_length=20)
    text = models.TextField()
    forecast = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["person", "batch"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.source}"


class KeptForm(models.Model):
    """What a person typed into a page and sent when their session had ended. Deleted when used, and after a week."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=300)
    data = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "address"], name="one_kept_form_a_page")]

    def __str__(self) -> str:
        return f"{self.address}"
