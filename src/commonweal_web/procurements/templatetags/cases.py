"""`{% load cases %}`: keeping what is typed, and parts of a case's pages that other apps use too."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonweal_web.accounts.models import User, display_name
from commonweal_web.procurements.keeping import FIELD, token_for
from commonweal_web.procurements.queries import comments_on
from commonweal_web.procurements.translate.saying import named_title

register = template.Library()


@register.simple_tag(takes_context=True)
def keep_typed(context: Context) -> SafeString:
    """Inside a form: what is typed into it is kept if the session has ended when it is sent."""
    request = context.get("request")
    if request is None or not isinstance(request.user, User):
        return SafeString("")
    drawn = '<input type="hidden" name="{}" value="{}">'
    return format_html(drawn, FIELD, token_for(request.user, request.path))


@register.inclusion_tag("procurements/parts/comments_link.html")
def comments_about(access: Any, subject: str = "") -> dict[str, Any]:
    """How many comments there are on a thing, with the way to them: `{% comments_about access "criterion:x" %}`."""
    return {"access": access, "subject": subject, "count": len(comments_on(access.case, subject))}


@register.filter
def person_name(user: User) -> str:
    """A person as pages name them; who was erased is a former user."""
    return display_name(user)


@register.filter
def named(name: str) -> str:
    return named_title(name)
