"""Uploads: of a few kinds, told by their first bytes and not by their name, and of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

FIRST = 4096


def _is_zip(start: bytes) -> bool:
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_pdf(start: bytes) -> bool:
    return start.startswith(b"%PDF-")


def _is_text(start: bytes) -> bool:
    """Unicode without NUL; the last character may be cut in two by the look at the first bytes only."""
    if b"\x00" in start:
        return False
    try:
        start.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return len(start) - fault.start < 4 and len(start) >= FIRST - 4
    return True


def _is_json(start: bytes) -> bool:
    return _is_text(start) and start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


# The kinds that a field may ask for: endings of the name, and what the first bytes must be.
KINDS: dict[str, tuple[tuple[str, ...], Callable[[bytes], bool]]] = {
    "csv": ((".csv",), _is_text),
    "docx": ((".docx",), _is_zip),
    "json": ((".json",), _is_json),
    "pdf": ((".pdf",), _is_pdf),
    "xlsx": ((".xlsx",), _is_zip),
    "yaml": ((".yaml", ".yml"), _is_text),
    "zip": ((".zip",), _is_zip),
}


class FileField(forms.FileField):
    """One file of `kinds`, of at most `megabytes`. What a file says it is and what it is must agree."""

    default_error_messages = {
        "too_large": _("%(field)s must be smaller than %(megabytes)s MB"),
        "wrong_kind": _("%(field)s must be a file of one of these kinds: %(kinds)s"),
        "not_what_it_says": _("%(field)s is named %(ending)s, but what is in it is something else"),
        "empty": _("%(field)s is empty: choose a file that holds something"),
        "invalid": _("%(field)s did not arrive: choose the file again"),
        "missing": _("%(field)s did not arrive: choose the file again"),
    }

    def __init__(self, *, kinds: Iterable[str], megabytes: int, **options: Any) -> None:
        self.kinds = tuple(kinds)
        self.megabytes = megabytes
        endings = [ending for kind in self.kinds for ending in KINDS[kind][0]]
        options.setdefault("widget", forms.FileInput({"accept": ",".join(endings)}))
        super().__init__(max_length=options.pop("max_length", 200), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and file is data:
            self._refuse_large(file)
            self._refuse_other_kinds(file)
        return file

    def _refuse_large(self, file: UploadedFile[Any]) -> None:
        if (file.size or 0) > self.megabytes * 1024 * 1024:
            raise self._fault("too_large", megabytes=self.megabytes)

    def _refuse_other_kinds(self, file: UploadedFile[Any]) -> None:
        ending = "." + (file.name or "").lower().rpartition(".")[2]
        tests = [test for kind in self.kinds for endings, test in [KINDS[kind]] if ending in endings]
        if not tests:
            raise self._fault("wrong_kind", kinds=", ".join(self.kinds))
        file.seek(0)
        start = file.read(FIRST)
        file.seek(0)
        if not any(test(start) for test in tests):
            raise self._fault("not_what_it_says", ending=ending)

    def _fault(self, code: str, **words: Any) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=words)
