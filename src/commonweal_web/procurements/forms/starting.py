"""Forms of the ways in which a case begins, and of files that people bring."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileInput
from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.procurements.forms.describing import LONGEST_TITLE
from commonweal_web.procurements.forms.fields import line
from commonweal_web.procurements.translate.starting import stage_words, templates
from commonweal_web.procurements.translate.uploads import looks_unlike_notices

MEGABYTES = settings.MAXIMUM_UPLOAD // 1_000_000
CASE_MEGABYTES = 5


class NoticeFile(forms.FileField):
    """A file of notices as a register serves it: JSON, one release a line, or either of them gzipped.

    It is told by what is in it: registers give such files many names.
    """

    def _refuse_other_kinds(self, file: UploadedFile) -> None:
        file.seek(0)
        refusal = looks_unlike_notices(file.read(4096))
        file.seek(0)
        if refusal:
            raise forms.ValidationError(refusal, code="wrong_kind")


class NoticeForm(forms.Form):
    """A notice to begin with."""

    heading = ""
    called = {"file": _("The file"), "number": _("The number")}

    file = NoticeFile(
        label=_("The file with the notice"),
        kinds=["json"],
        megabytes=MEGABYTES,
        widget=FileInput(),
        help_text=_(
            "From Find a Tender, Contracts Finder, Public Contracts Scotland or Sell2Wales, as open contracting data "
            "(JSON, or one release a line; gzipped or not), smaller than 20 MB. The file itself is not kept."
        ),
        error_messages={"required": _("Choose the file with the notice")},
    )
    number = line(
        _("Its ocid or notice number"),
        longest=100,
        hint=_("Only if the file holds more than one procurement, for example ocds-h6vhtk-0abc12 or 012345-2026"),
        width=20,
    )

    def refuse(self, message: str) -> None:
        self.add_error("file", message)


class TitleForm(forms.Form):
    """The first question."""

    heading = "title"
    called = {"title": _("The title")}

    title = line(
        _("What is the procurement called?"),
        longest=LONGEST_TITLE,
        missing=_("Enter the title of the procurement"),
        hint=_("As it will stand in the notice. You can change it later."),
    )


class TemplateForm(forms.Form):
    """A template, and what the case is to be called."""

    called = {"template": _("The template")}

    template = forms.ChoiceField(
        label=_("Which kind of procurement is closest to yours?"),
        choices=lambda: [(name, each.title) for name, each in templates().items()],
        widget=forms.Radios(),
        error_messages={"required": _("Choose a template")},
    )
    title = line(
        _("Title"),
        longest=LONGEST_TITLE,
        missing=_("Enter the title of the procurement"),
        hint=_("You can change it later"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["template"].widget.hints = {
            name: f"{each.summary} {'; '.join(stage_words(each))}." for name, each in templates().items()
        }


class CopyForm(forms.Form):
    """What comes along from another case."""

    called = {"along": _("What comes along")}

    title = line(
        _("Title of the new procurement"), longest=LONGEST_TITLE, missing=_("Enter the title of the new procurement")
    )
    along = forms.MultipleChoiceField(
        label=_("What else comes along?"),
        help_text=_("What is bought, its stages and all that describes it are copied. Schemes never are."),
        choices=[("decisions", _("Its decisions, with their reasons")), ("answers", _("Its answers to checks"))],
        required=False,
        widget=forms.Checkboxes(),
    )


class CaseFileForm(forms.Form):
    """A case that was made elsewhere."""

    called = {"file": _("The case file")}

    file = forms.FileField(
        label=_("The case file"),
        kinds=["zip", "yaml"],
        megabytes=CASE_MEGABYTES,
        help_text=_("case.yaml, or a zip of the case's folder, smaller than 5 MB"),
        error_messages={"required": _("Choose the case file")},
    )

    def refuse(self, message: str) -> None:
        self.add_error("file", message)
