"""Components that enclose text, such as `{% details %}…{% enddetails %}`: a part of the library `look`."""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

enclosing = template.Library()


@enclosing.simple_block_tag
def details(content: SafeString, summary: str, *, open: bool = False) -> SafeString:
    """More for those who want it: `{% details "How we know" %}…{% enddetails %}`."""
    drawn = (
        '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>'
    )
    start = '<details class="govuk-details" open>' if open else '<details class="govuk-details">'
    return format_html(start + drawn, summary, content)


@enclosing.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """Text set apart: a quotation, an example, what the system read."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@enclosing.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """One sentence on a consequence that cannot be undone."""
    drawn = (
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>'
    )
    return format_html(drawn, _("Warning"), content)


@enclosing.simple_block_tag
def panel(content: SafeString, title: str) -> SafeString:
    """What has just been done, as the page's heading: `{% panel "Scheme published" %}…{% endpanel %}`."""
    drawn = (
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>'
    )
    return format_html(drawn, title, content)


@enclosing.simple_block_tag
def decide(content: SafeString, title: str = "") -> SafeString:
    """What needs a person's decision, in the one colour kept for it."""
    drawn = '<div class="cw-decide"><p class="cw-decide__title">{}</p>{}</div>'
    return format_html(drawn, title or _("Needs your decision"), content)


@enclosing.simple_block_tag
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


@enclosing.simple_block_tag(takes_context=True)
def tab(context: Context, content: SafeString, title: str, name: str = "") -> SafeString:
    """One panel of `{% tabs %}`; its title becomes the tab."""
    made = _tabs_of(context)
    id_ = name or slugify(title) or f"tab-{len(made) + 1}"
    hidden = " govuk-tabs__panel--hidden" if made else ""
    made.append((id_, title))
    drawn = '<div class="govuk-tabs__panel{}" id="{}"><h2 class="govuk-heading-m">{}</h2>{}</div>'
    return format_html(drawn, hidden, id_, title, content)


@enclosing.simple_block_tag(takes_context=True)
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
