"""A document of blocks in Word: real headings, repeated header rows, pictures with words for who sees none."""

from __future__ import annotations

import io
from functools import singledispatch

from commonweal.exchange.business_case.view import (
    LABEL,
    LEAD_IN,
    NEEDS,
    NORMAL,
    QUIET,
    BusinessCase,
    Grid,
    Heading,
    Picture,
    Points,
    Words,
)
from commonweal.exchange.charts.drawing import render_png
from commonweal.exchange.word.building import Builder, Column
from commonweal.exchange.word.rendering import finish_properties
from commonweal.exchange.word.zipping import fixed_zip

STYLES = {NORMAL: "Normal", LEAD_IN: "Normal", QUIET: "Quiet", NEEDS: "Needs a person", LABEL: "Label"}
PICTURE_WIDTH = 165


def word_of(annex: BusinessCase) -> bytes:
    """The annex as a Word document; equal annexes give equal bytes.

    Raises RefusedError where the converter of charts is not installed.
    """
    build = Builder()
    build.head(annex.title, mark=annex.mark)
    build.foot(annex.foot)
    _opening(build, annex)
    for part in annex.parts:
        build.heading(part.title, 1, mark=part.mark)
        for block in part.blocks:
            _add(block, build)
    finish_properties(build.document, title=annex.title, authority=annex.authority, subject=annex.foot)
    stream = io.BytesIO()
    build.document.save(stream)
    return fixed_zip(stream.getvalue())


def _opening(build: Builder, annex: BusinessCase) -> None:
    build.say(annex.title, "Title")
    build.say(annex.subtitle, "Lead")
    build.say(annex.authority)
    if annex.standing:
        build.say(annex.standing, "Quiet")
    first, *more = annex.finding
    build.say(first, "Lead")
    for sentence in more:
        build.say(sentence)
    for block in annex.opening:
        _add(block, build)
    build.say(annex.status, "Needs a person")
    build.contents([(part.mark, part.title) for part in annex.parts])


@singledispatch
def _add(block: object, build: Builder) -> None:  # noqa: ARG001 - each kind of block has its own below
    raise TypeError(f"No such block: {type(block).__name__}")


@_add.register
def _words(block: Words, build: Builder) -> None:
    said = build.lead_in if block.style == LEAD_IN else build.say
    said(block.text, STYLES[block.style])


@_add.register
def _heading(block: Heading, build: Builder) -> None:
    build.heading(block.text, 2)


@_add.register
def _points(block: Points, build: Builder) -> None:
    for line in block.lines:
        build.say(line, "List Bullet")


@_add.register
def _grid(block: Grid, build: Builder) -> None:
    build.say(block.caption, "Label")
    columns = [
        Column(each.heading, each.width, "", style="Cell Number" if each.number else "Cell") for each in block.columns
    ]
    build.grid(columns, block.rows, says=block.caption)


@_add.register
def _picture(block: Picture, build: Builder) -> None:
    build.picture(io.BytesIO(render_png(block.chart)), width=PICTURE_WIDTH, title=block.chart.title, words=block.words)
