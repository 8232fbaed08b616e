"""`{% load look %}`: the components of every page, and how numbers and dates are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template import Context
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal_web.layout import components, numbers
from commonweal_web.layout.enclosing import enclosing
from commonweal_web.layout.forms.problems import find_problems
from commonweal_web.layout.forms.rendering import BoundField

register = template.Library()
register.tags |= enclosing.tags

# --- forms ----------------------------------------------------------------------------------------


@register.simple_tag(name="field")
def draw_field(bound: BoundField, *, heading: bool | None = None, size: str | None = None) -> SafeString:
    """One field with its label, hint and errors: `{% field form.reason heading=True %}`."""
    bound.heading_asked, bound.size_asked = heading, size
    return bound.as_field_group()


@register.inclusion_tag("layout/error_summary.html", takes_context=True)
def error_summary(context: Context, *forms_shown: Any) -> dict[str, Any]:
    """What is wrong with the forms given, or else with the page's `form`, `forms` and `formset`."""
    shown = forms_shown or _forms_of(context)
    return {"problems": [problem for form in shown for problem in find_problems(form)]}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """'Error: ' at the start of the title of a page whose form was refused."""
    has_problems = any(True for form in _forms_of(context) for _problem in find_problems(form))
    return _("Error: ") if has_problems else ""


def _forms_of(context: Context) -> list[Any]:
    found = [context.get("form"), context.get("formset"), *(context.get("forms") or ())]
    return [form for form in found if isinstance(form, forms.BaseForm | forms.BaseFormSet)]


# --- lists, tables, pages -------------------------------------------------------------------------


@register.inclusion_tag("layout/parts/task_list.html")
def task_list(tasks: Sequence[components.Task], *, name: str = "tasks") -> dict[str, Any]:
    """Tasks with their status; `name` keeps the ids of two lists on one page apart."""
    return {"tasks": tasks, "name": name}


@register.inclusion_tag("layout/parts/summary_list.html")
def summary_list(answers: Sequence[components.Answer], *, borders: bool = True) -> dict[str, Any]:
    """Answers to check, each with its link to change it."""
    return {"answers": answers, "borders": borders, "any_action": any(answer.actions for answer in answers)}


@register.inclusion_tag("layout/parts/table.html")
def table(table: components.Table) -> dict[str, Any]:
    """A table that scrolls by itself where it is wider than the page."""
    return {"table": table}


@register.inclusion_tag("layout/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], *, label: str = "") -> dict[str, Any]:
    """Links to the pages of a long list, keeping what the list is filtered by."""
    numbers_shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "label": label or _("Pages"),
        "numbers": list(numbers_shown),
        "ellipsis": page.paginator.ELLIPSIS,
        "request": context.get("request"),
    }


@register.simple_tag
def start_page() -> str:
    """The address of the first page, also where the service lies under a path of its host."""
    return get_script_prefix()


@register.simple_tag
def back_link(url: str, text: str = "") -> SafeString:
    """Back to the question before, above the page: in the block `beforeContent`."""
    drawn = '<nav aria-label="{}"><a href="{}" class="govuk-back-link">{}</a></nav>'
    return format_html(drawn, _("Back"), url, text or _("Back"))


@register.inclusion_tag("layout/parts/breadcrumbs.html")
def breadcrumbs(*places: str) -> dict[str, Any]:
    """Where a page stands: `{% breadcrumbs cases_url "Procurements" case_url case.title %}`, in `beforeContent`."""
    if len(places) % 2:
        raise template.TemplateSyntaxError("breadcrumbs takes pairs of an address and its text.")
    return {"places": list(zip(places[::2], places[1::2], strict=True))}


# --- marks ----------------------------------------------------------------------------------------


@register.simple_tag
def tag(status: components.Status | str, colour: str = "") -> SafeString:
    """A status in a coloured box, or plain text when it has no colour."""
    shown = status if isinstance(status, components.Status) else components.Status(text=status, colour=colour)
    if not shown.colour:
        return format_html("{}", shown.text)
    kind = "cw-tag--decide" if shown.colour == "decide" else f"govuk-tag--{shown.colour}"
    return format_html('<strong class="govuk-tag {}">{}</strong>', kind, shown.text)


@register.simple_tag
def mark(kind: str) -> SafeString:
    """The marker alone: law solid, guidance outlined, our judgement dotted, each with its word."""
    return format_html('<span class="cw-mark cw-mark--{}">{}</span>', str(kind), components.MARKS[str(kind)])


@register.inclusion_tag("layout/parts/sources.html")
def sources(given: Sequence[Any]) -> dict[str, Any]:
    """Who says so: marker, title and place, and the confidence where it is below primary."""
    return {"sources": [(source, components.CONFIDENCES.get(str(source.confidence))) for source in given]}


@register.simple_tag
def kind_chip(kind: str) -> SafeString:
    """A kind of measure: its colour and its word."""
    drawn = '<span class="cw-chip"><span class="cw-swatch cw-kind--{}" aria-hidden="true"></span>{}</span>'
    return format_html(drawn, str(kind), components.KINDS[str(kind)])


@register.inclusion_tag("layout/parts/weight_bar.html")
def weight_bar(weights: Sequence[components.Weight], *, across: bool = False) -> dict[str, Any]:
    """One bar of the weighting by kind of measure, with its figures in words under it, and what the whole bar is.

    `across` several schemes the whole is no part of one total mark.
    """
    whole = None if across else sum((each.weighting for each in weights), Decimal(0))
    return {"weights": weights, "strips": components.lay_out(weights), "whole": whole}


@register.inclusion_tag("layout/parts/fit_bars.html")
def fit_bars(factors: Sequence[components.Factor]) -> dict[str, Any]:
    """The factors of fit as small bars, with a stroke at the least that is asked."""
    return {"factors": factors}


# --- numbers and dates ----------------------------------------------------------------------------


def _say(value: Any, say: Callable[[Any], str]) -> str:
    """Nothing known is shown as nothing: a page says 'not known' where it matters."""
    return "" if value is None or value == "" else say(value)


@register.filter
def money(value: Any) -> str:
    return _say(value, numbers.say_money)


@register.filter
def money_about(value: Any) -> str:
    return _say(value, numbers.say_money_about)


@register.filter
def percent(value: Any) -> str:
    return _say(value, numbers.say_percent)


@register.filter
def share(value: Any) -> str:
    return _say(value, numbers.say_share)


@register.filter
def months(value: Any) -> str:
    return _say(value, numbers.say_months)


@register.filter
def number(value: Any) -> str:
    return _say(value, numbers.say_number)


@register.filter
def full_number(value: Any) -> str:
    return _say(value, numbers.say_decimal)


@register.filter
def date_words(value: Any) -> str:
    return _say(value, numbers.say_date)


@register.filter
def moment(value: Any) -> str:
    return _say(value, numbers.say_moment)
