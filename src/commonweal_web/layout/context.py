"""What the frame of every page shows: menus that the settings name, and the version.

The look is the lowest app and knows no other, so the settings tell it which pages its menus lead to,
lists of (name of the URL, text), and what decides who is led there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

Named = Iterable[tuple[str, str | Promise]]
MENUS: dict[str, Named] = {
    "LAYOUT_NAVIGATION": (
        ("home", _("Procurements")),
        ("missions", _("Missions")),
        ("help", _("Help")),
    ),
    "LAYOUT_ACCOUNT": (("account", _("Account")),),
    "LAYOUT_FOOTER": (
        ("layout:about", _("What this is and is not")),
        ("layout:accessibility", _("Accessibility statement")),
        ("privacy", _("Privacy")),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a menu, and whether the page is under it."""

    url: str
    text: str | Promise
    current: bool = False
    within: bool = False


def look(request: HttpRequest) -> dict[str, Any]:
    """The context processor: menus, sign-out address and version, as `look`."""
    return {
        "look": {
            "navigation": links("LAYOUT_NAVIGATION", request),
            "account": links("LAYOUT_ACCOUNT", request),
            "footer": links("LAYOUT_FOOTER", request),
            "sign_out": _address(settings_of("LAYOUT_SIGN_OUT", "account_logout")),
            "version": installed_version(),
        }
    }


def links(menu: str, request: HttpRequest) -> list[Link]:
    """The links of a menu whose pages are there, and open to this person; a check tells of those that are not there."""
    path = request.path
    return [
        Link(url=url, text=text, current=path == url, within=url != get_script_prefix() and path.startswith(url))
        for name, text in settings_of(menu, MENUS[menu])
        if (url := _address(name)) and _may_open(request, url)
    ]


def _may_open(request: HttpRequest, url: str) -> bool:
    """As the setting LAYOUT_MAY_OPEN decides, a function of the user and the view; without one, everybody may."""
    named = settings_of("LAYOUT_MAY_OPEN", "")
    if not named or not hasattr(request, "user"):
        return True
    may_open: Callable[[Any, Any], bool] = import_string(named)
    return may_open(request.user, resolve(f"/{url.removeprefix(get_script_prefix())}").func)


def missing_pages() -> list[tuple[str, str]]:
    """Setting and name of every menu's page that is not there."""
    return [
        (menu, name)
        for menu, default in MENUS.items()
        for name, _text in settings_of(menu, default)
        if not _address(name)
    ]


def settings_of(name: str, default: Any) -> Any:
    return getattr(settings, name, default)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def installed_version() -> str:
    return version("commonweal")
