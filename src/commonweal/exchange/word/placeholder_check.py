"""What a Word template asks for, before anything is filled in: known placeholders, loops, conditions, no more."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from commonweal.exchange.tender_pack.placeholders import Placeholder, all_names, known_placeholders
from commonweal.record.errors import UnreadableInput

FILTERS = frozenset({"capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper"})
REFERENCE = "docs/reference/word-template.md lists every placeholder."
_LOOP = {"index", "index0", "first", "last", "length", "revindex"}
_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_WORDS = Placeholder(name="", says="words")
Names = Mapping[str, Placeholder]


def sandbox() -> ImmutableSandboxedEnvironment:
    """Where templates are filled in: nothing but values, every text escaped, an unknown name an error."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def check_placeholders(document: Any, *, name: str) -> None:
    """Refuse a template that asks for what is not known, or does more than show, repeat and leave out.

    Raises UnreadableInput that names the placeholder and the nearest known one.
    """
    for xml in _parts(document):
        try:
            tree = sandbox().parse(document.patch_xml(xml))
        except TemplateSyntaxError as error:
            raise UnreadableInput(
                f"A placeholder or loop of the template is not closed or not one: {_one_line(error.message)}.",
                where=name,
                remedy=REFERENCE,
            ) from error
        _Checker(name=name).check(tree, known_placeholders(), within=None)


def _parts(document: Any) -> list[str]:
    """The body, the headers and footers, the footnotes and the properties: everywhere that docxtpl fills in."""
    document.init_docx()
    xml = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        xml += [document.get_part_xml(part) for _, part in document.get_headers_footers(uri)]
    for part in document.docx.part.package.parts:
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            xml.append(part.blob.decode("utf-8"))
    properties = document.docx.core_properties
    said = (properties.author, properties.comments, properties.identifier, properties.subject, properties.title)
    return [*xml, *said, properties.language]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checker:
    """Walks one template. `names` are what may be said at a place; `within` is the loop that it stands in, if any."""

    name: str

    def check(self, node: nodes.Node, names: Names, *, within: nodes.For | None) -> None:
        if isinstance(node, nodes.For):
            self._check_loop(node, names, within=within)
            return
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.meaning(node, names)
            return
        if isinstance(node, nodes.Filter):
            self._check_filter(node)
        elif not isinstance(node, _PLAIN):
            raise self._refused(f"does more than show, repeat or leave out ({type(node).__name__.lower()})")
        for child in node.iter_child_nodes():
            self.check(child, names, within=within)

    def _check_loop(self, node: nodes.For, names: Names, *, within: nodes.For | None) -> None:
        if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None:
            raise self._refused("has a loop that is not of the plain kind, for NAME in LIST")
        what = self.meaning(node.iter, names)
        if not what.is_list:
            raise self._refused(f"repeats over '{_path(node.iter)}', which is no list")
        if within is not None and not isinstance(node.iter, nodes.Getattr):
            raise self._refused(
                f"repeats over '{_path(node.iter)}' inside another loop, where only a part of its turn can be repeated"
            )
        turn = Placeholder(name=node.target.name, says="", parts=what.parts)
        loop = Placeholder(name="loop", says="", parts=dict.fromkeys(_LOOP, _WORDS))
        inside = {**names, node.target.name: turn, "loop": loop}
        for child in (*node.body, *node.else_):
            self.check(child, inside, within=node)

    def _check_filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS:
            raise self._refused(f"uses '|{node.name}'; what may be used is {', '.join(sorted(FILTERS))}")

    def meaning(self, node: nodes.Node, names: Names) -> Placeholder:
        """What a name or a part of one stands for."""
        if isinstance(node, nodes.Name):
            return self._known(node.name, names, node)
        if isinstance(node, nodes.Getattr):
            return self._known(node.attr, self.meaning(node.node, names).parts, node)
        raise self._refused(f"asks for something that is no placeholder ({type(node).__name__.lower()})")

    def _known(self, name: str, names: Names, node: nodes.Node) -> Placeholder:
        if name in names:
            return names[name]
        near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5) or difflib.get_close_matches(
            name, sorted(set(all_names())), n=1
        )
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise UnreadableInput(
            f"The template asks for '{_path(node)}', which is no placeholder.", where=self.name, remedy=hint + REFERENCE
        )

    def _refused(self, what: str) -> UnreadableInput:
        return UnreadableInput(f"The template {what}.", where=self.name, remedy=REFERENCE)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name[:80] if isinstance(node, nodes.Name) else "something else"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())[:200].rstrip(".")
