"""What the addresses of the API say of themselves, as pages do: who may open them."""

from __future__ import annotations

from typing import Any

BY_OPERATION = "token"  # each method of the address states a scope and a permission of its own


def stated(urls: tuple[Any, str, str]) -> tuple[Any, str, str]:
    """The addresses of an API, each with `.access`."""
    patterns, app_name, namespace = urls
    kept = [each for each in patterns if each.name != "api-root"]
    for each in kept:
        each.callback.access = BY_OPERATION
    return kept, app_name, namespace
