"""A form that is a window on parts of the document: it shows them, and gives back those that were changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from commonweal_web.layout import forms
from commonweal_web.procurements.translate import Path, part_of
from commonweal_web.procurements.translate.parts import same

Read = Callable[[Any], dict[str, Any]]
Write = Callable[[Mapping[str, Any], Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """How one part of the document and some fields stand for each other.

    `read` gives the fields' values from the part as it is (None where it is not there). `write` gives the part from
    what was typed and the part as it was; None takes it away. `default` is what a part that is not there means.
    """

    path: Path
    read: Read
    write: Write
    default: Any = None


def plain(field: str, *path: str | int, default: Any = None) -> Binding:
    """One field for one part, as it is: a text, a number, a day, a choice."""

    def read(value: Any) -> dict[str, Any]:
        return {field: default if value is None else value}

    def write(cleaned: Mapping[str, Any], old: Any) -> Any:  # noqa: ARG001 - the signature of every binding
        value = cleaned.get(field)
        return None if value in ("", None) else value

    return Binding(path=path or (field,), read=read, write=write, default=default)


def yes_no(field: str, *path: str | int, default: bool | None = None) -> Binding:
    """A question that is answered yes, no, or (where it may be left open) not yet."""
    shown = {True: "yes", False: "no", None: "unsaid"}

    def read(value: Any) -> dict[str, Any]:
        return {field: shown.get(default if value is None else value, "unsaid")}

    def write(cleaned: Mapping[str, Any], old: Any) -> Any:  # noqa: ARG001 - the signature of every binding
        return {"yes": True, "no": False}.get(cleaned.get(field, ""))

    return Binding(path=path or (field,), read=read, write=write, default=default)


def money(amount: str, vat: str, *path: str | int) -> Binding:
    """A sum with whether VAT is in it. What else the part says of it stays, until another amount is typed."""

    def read(value: Any) -> dict[str, Any]:
        held = value if isinstance(value, dict) else {}
        return {amount: held.get("amount"), vat: held.get("vat", "unknown") if held else None}

    def write(cleaned: Mapping[str, Any], old: Any) -> Any:
        if cleaned.get(amount) is None:
            return None
        held = dict(old) if isinstance(old, dict) and old.get("amount") == cleaned[amount] else {}
        said = cleaned.get(vat) or "unknown"
        kept = {"vat": said} if said != "unknown" or "vat" in held else {}
        return {**held, "amount": tidy(cleaned[amount]), **kept}

    return Binding(path=path, read=read, write=write)


def lines(field: str, *path: str | int, usual: Callable[[], Sequence[str]] = tuple) -> Binding:
    """A list of short texts, one a line. `usual` gives what is shown, and meant, where the part is not there."""

    def read(value: Any) -> dict[str, Any]:
        return {field: "\n".join(str(each) for each in value or usual())}

    def write(cleaned: Mapping[str, Any], old: Any) -> Any:  # noqa: ARG001 - the signature of every binding
        said = [line.strip() for line in (cleaned.get(field) or "").splitlines() if line.strip()]
        return None if said == list(usual()) else said or None

    return Binding(path=path or (field,), read=read, write=write)


def tidy(number: Any) -> Any:
    """A whole amount without its noughts behind the point, as people write it in the file."""
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else number.normalize()
    return number


class DocumentForm(forms.Form):
    """A form of parts of a document, seen at one of its versions. Fields are declared as always, parts as `bindings`.

    `at` is where the parts stand, for the forms of one stage or lot. `refused_at` is the field to which a sentence of
    the engine belongs when the page has no nearer one.
    """

    bindings: ClassVar[Sequence[Binding]] = ()
    refused_at: ClassVar[str] = ""

    version = forms.WholeNumberField(
        label="", min_value=0, max_value=1_000_000_000, required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, data: Any = None, *, document: Mapping[str, Any], version: int, at: Path = (), **options: Any
    ) -> None:
        self.document, self.at = document, at
        initial = {"version": version, **options.pop("initial", {})}
        for binding in self.all_bindings():
            initial |= binding.read(part_of(document, at + binding.path))
        super().__init__(data, initial=initial, **options)

    def all_bindings(self) -> Sequence[Binding]:
        return self.bindings

    def parts(self) -> dict[Path, Any]:
        """What was changed, by path."""
        changed: dict[Path, Any] = {}
        for binding in self.all_bindings():
            path = self.at + binding.path
            old = part_of(self.document, path)
            new = tidy(binding.write(self.cleaned_data, old))
            if not same(new, binding.default if old is None else old):
                changed[path] = new
        return changed

    def item(self) -> dict[str, Any]:
        """All that was typed as one new part: an item to be added to a list."""
        made: dict[str, Any] = {}
        for binding in self.all_bindings():
            value = tidy(binding.write(self.cleaned_data, None))
            if value is not None and not same(value, binding.default):
                _put(made, binding.path, value)
        return made

    def refuse(self, message: str) -> None:
        """Show a sentence of the engine at the field it concerns."""
        self.add_error(self.refused_at or None, message)


def _put(made: dict[str, Any], path: Path, value: Any) -> None:
    for step in path[:-1]:
        made = made.setdefault(str(step), {})
    made[str(path[-1])] = value
