"""What the frame of every page shows: menus that the settings name, and the version.

The look is the lowest app and knows no other, so the settings tell it which pages its menus lead to:
lists of (name of the URL, text).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
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
            "navigation": links("LAYOUT_NAVIGATION", path=request.path),
            "account": links("LAYOUT_ACCOUNT", path=request.path),
            "footer": links("LAYOUT_FOOTER", path=request.path),
            "sign_out": _address(settings_of("LAYOUT_SIGN_OUT", "account_logout")),
            "version": installed_version(),
        }
    }


def links(menu: str, *, path: str) -> list[Link]:
    """The links of a menu whose pages are there; a check tells of the others."""
    return [
        Link(url=url, text=text, current=path == url, within=url != "/" and path.startswith(url))
        for name, text in settings_of(menu, MENUS[menu])
        if (url := _address(name))
    ]


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
