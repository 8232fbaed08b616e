"""Printing a page of HTML as a tagged PDF (PDF/UA-1), with nothing fetched from anywhere."""

from __future__ import annotations

from typing import Any

from commonweal.record.errors import RefusedError

PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"


def print_pdf(html: str, *, mark: str = "") -> bytes:
    """A PDF of a page of ours. `mark` stands on top of every page, such as that it is a draft.

    Refused where the library that sets text is not installed, with what installs it.
    """
    try:
        from weasyprint import CSS, HTML
    except OSError as error:
        raise RefusedError(
            "PDF needs Pango, which sets its text, and that is not installed here.",
            remedy=f"On Debian or Ubuntu: {PANGO}. Word needs none of it.",
        ) from error
    sheets = [CSS(string=_mark_css(mark))] if mark else []
    content: bytes = HTML(string=html, url_fetcher=_no_fetching()).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")
    return content


def _no_fetching() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class NoFetching(URLFetcher):  # type: ignore[misc]
        """A page of ours holds everything itself: whatever it asks for beyond that is an error."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - their signature
            raise FatalURLFetchingError(f"A document takes nothing from outside, and was to fetch {url[:80]}.")

    return NoFetching()


def _mark_css(mark: str) -> str:
    quoted = mark.replace("\\", "").replace('"', "")
    return f'@page {{ @top-center {{ content: "{quoted}"; font: bold 9pt Arial, sans-serif; }} }}'
