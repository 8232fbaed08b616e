"""Files that people send in: a Word template, a filled response."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms


class WordTemplateForm(forms.Form):
    """An organisation's own Word template."""

    template = forms.FileField(
        label=_("Word template"),
        kinds=["docx"],
        megabytes=9,
        help_text=_("A .docx document without macros, smaller than 9 MB. It is tried before it is taken."),
        error_messages={"required": _("Choose a Word template to upload")},
    )


class ResponseForm(forms.Form):
    """A filled response template, to be looked at."""

    response = forms.FileField(
        label=_("Filled response template"),
        kinds=["xlsx"],
        megabytes=18,
        help_text=_("The Excel workbook that you downloaded here and filled in, smaller than 18 MB"),
        error_messages={"required": _("Choose the filled response template")},
    )
