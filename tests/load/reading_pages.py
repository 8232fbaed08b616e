"""Forms as a browser would send them, read from a page."""

from __future__ import annotations

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """Every form of a page, with what each of its fields holds."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._fields: Fields | None = None
        self._text: str | None = None
        self._select: str | None = None
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            self.forms.append(self._fields)
        elif self._fields is None:
            return
        elif tag == "input" and said.get("name"):
            self._input(said)
        elif tag == "textarea":
            self._text = said.get("name", "")
            self._fields[self._text] = [""]
        elif tag == "select":
            self._select, self._first = said.get("name", ""), None
        elif tag == "option" and self._select is not None:
            if "selected" in said:
                self._fields.setdefault(self._select, []).append(said.get("value", ""))
            elif self._first is None:
                self._first = said.get("value", "")

    def _input(self, said: dict[str, str]) -> None:
        assert self._fields is not None
        kind = said.get("type", "text")
        if kind in {"submit", "button", "file", "image"}:
            return
        if kind in {"radio", "checkbox"} and "checked" not in said:
            return
        self._fields.setdefault(said["name"], []).append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "textarea" and self._fields is not None and self._text is not None:
            self._fields[self._text] = [self._fields[self._text][0].removeprefix("\n")]
            self._text = None
        elif tag == "select" and self._fields is not None and self._select is not None:
            if self._select not in self._fields and self._first is not None:
                self._fields[self._select] = [self._first]
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._fields is not None and self._text is not None:
            self._fields[self._text][0] += data


def form_with(page: str, name: str) -> Fields | None:
    """The first form of a page that has a field of this name; None where there is none."""
    reader = _Forms()
    reader.feed(page)
    return next((form for form in reader.forms if name in form), None)
