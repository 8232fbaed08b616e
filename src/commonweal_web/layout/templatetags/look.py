"""`{% load look %}`: the components of every page, and how numbers and dates are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms, template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commonweal_web.layout import components, numbers
from commonweal_web.layout.forms.rendering import BoundField

register = template.Library()

# --- forms ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; without a target it concerns the whole page."""

    text: str
    target: str


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


def find_problems(form: Any) -> list[Problem]:
    """Every error of a form or of a set of forms, in the order of the fields, with what it leads to."""
    if isinstance(form, forms.BaseFormSet):
        whole = [Problem(str(text), "") for text in form.non_form_errors()] if form.is_bound else []
        return whole + [problem for part in form for problem in find_problems(part)]
    if not form.is_bound:
        return []
    whole = [Problem(str(text), "") for text in form.non_field_errors()]
    return whole + [
        Problem(str(text), "" if field.is_hidden else getattr(field, "error_target", field.auto_id))
        for field in _in_order(form)
        for text in field.errors
    ]


def _in_order(form: forms.BaseForm) -> list[Any]:
    """As on the page: what an option reveals follows the question of the option."""
    ordered: list[Any] = []
    for field in form:
        if getattr(field, "is_revealed", False):
            continue
        ordered.append(field)
        names = [name for shown in getattr(field.field.widget, "reveals", {}).values() for name in shown]
        ordered.extend(form[name] for name in names)
    return ordered


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
def weight_bar(weights: Sequence[components.Weight]) -> dict[str, Any]:
    """One bar of the weighting by kind of measure, with its figures in words under it."""
    return {"weights": weights, "strips": components.lay_out(weights)}


@register.inclusion_tag("layout/parts/fit_bars.html")
def fit_bars(factors: Sequence[components.Factor]) -> dict[str, Any]:
    """The factors of fit as small bars, with a stroke at the least that is asked."""
    return {"factors": factors}


# --- parts that enclose text ----------------------------------------------------------------------


@register.simple_block_tag
def details(content: SafeString, summary: str, *, open: bool = False) -> SafeString:
    """More for those who want it: `{% details "How we know" %}…{% enddetails %}`."""
    drawn = (
        '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>'
    )
    start = '<details class="govuk-details" open>' if open else '<details class="govuk-details">'
    return format_html(start + drawn, summary, content)


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """Text set apart: a quotation, an example, what the system read."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """One sentence on a consequence that cannot be undone."""
    drawn = (
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>'
    )
    return format_html(drawn, _("Warning"), content)


@register.simple_block_tag
def panel(content: SafeString, title: str) -> SafeString:
    """What has just been done, as the page's heading: `{% panel "Scheme published" %}…{% endpanel %}`."""
    drawn = (
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>'
    )
    return format_html(drawn, title, content)


@register.simple_block_tag
def decide(content: SafeString, title: str = "") -> SafeString:
    """What needs a person's decision, in the one colour kept for it."""
    drawn = '<div class="cw-decide"><p class="cw-decide__title">{}</p>{}</div>'
    return format_html(drawn, title or _("Needs your decision"), content)


@register.simple_block_tag
def notification(content: SafeString, title: str = "", *, success: bool = False, name: str = "notice") -> SafeString:
    """A banner in the page; messages of Django's framework are shown by the frame itself."""
    drawn = (
        '<div class="govuk-notification-banner{}" role="{}" aria-labelledby="{}-title"'
        ' data-module="govuk-notification-banner" data-disable-auto-focus="true">'
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}-title">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>'
    )
    kind, role = (" govuk-notification-banner--success", "alert") if success else ("", "region")
    said = title or (_("Success") if success else _("Important"))
    return format_html(drawn, kind, role, name, name, said, content)


@register.simple_block_tag(takes_context=True)
def tab(context: Context, content: SafeString, title: str, name: str = "") -> SafeString:
    """One panel of `{% tabs %}`; its title becomes the tab."""
    made = _tabs_of(context)
    id_ = name or slugify(title) or f"tab-{len(made) + 1}"
    hidden = " govuk-tabs__panel--hidden" if made else ""
    made.append((id_, title))
    drawn = '<div class="govuk-tabs__panel{}" id="{}"><h2 class="govuk-heading-m">{}</h2>{}</div>'
    return format_html(drawn, hidden, id_, title, content)


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: SafeString, title: str) -> SafeString:
    """Panels one of which is seen at a time; without scripts, a list of links above all of them."""
    made = list(_tabs_of(context))
    _tabs_of(context).clear()
    item = '<li class="govuk-tabs__list-item{}"><a class="govuk-tabs__tab" href="#{}">{}</a></li>'
    states = ["" if place else " govuk-tabs__list-item--selected" for place in range(len(made))]
    links = format_html_join("", item, ((state, id_, text) for state, (id_, text) in zip(states, made, strict=True)))
    drawn = (
        '<div class="govuk-tabs" data-module="govuk-tabs"><p class="govuk-tabs__title">{}</p>'
        '<ul class="govuk-tabs__list">{}</ul>{}</div>'
    )
    return format_html(drawn, title, links, content)


def _tabs_of(context: Context) -> list[tuple[str, str]]:
    """The tabs drawn since the last `{% tabs %}` began: kept beside the page, as two may be drawn at once."""
    made: Any = context.render_context.get("tabs")
    if made is None:
        made = context.render_context["tabs"] = []
    return cast("list[tuple[str, str]]", made)


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
