"""Files that people send in: a Word template, a filled response."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms

TEMPLATE_MEGABYTES, RESPONSE_MEGABYTES = 9, 18


class WordTemplateForm(forms.Form):
    """An organisation's own Word template."""

    template = forms.FileField(
        label=_("Word template"),
        kinds=["docx"],
        megabytes=TEMPLATE_MEGABYTES,
        help_text=format_lazy(
            _("A .docx document without macros, smaller than {megabytes} MB. It is tried before it is taken."),
            megabytes=TEMPLATE_MEGABYTES,
        ),
        error_messages={"required": _("Choose a Word template to upload")},
    )


class ResponseForm(forms.Form):
    """A filled response template, to be looked at."""

    response = forms.FileField(
        label=_("Filled response template"),
        kinds=["xlsx"],
        megabytes=RESPONSE_MEGABYTES,
        help_text=format_lazy(
            _("The Excel workbook that you downloaded here and filled in, smaller than {megabytes} MB"),
            megabytes=RESPONSE_MEGABYTES,
        ),
        error_messages={"required": _("Choose the filled response template")},
    )
