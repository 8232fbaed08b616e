"""Writes the generated pages of the documentation, from the project's root.

python docs/generate.py [--check|--figure|--screens|--charts|--labels DIR|--days DIR|--challenged DIR...|
                         --new-check SLUG|--new-attack SLUG]

Each function in GENERATORS gives files by their path from the root, and the folders that it owns: no other page may
stand there. With --check nothing is written, and the exit status is 1 where a file is stale, missing or left over.
With --new-check nothing is generated: the five things of a new check are laid out, to be filled in.
With --new-attack it is the things of a new attack of the challenge.
With --figure the README's picture is drawn instead, from the review of an invented notice.
With --screens the tutorial's pictures of the service are drawn, by the test that takes a newcomer through it.
With --charts the charts of the sandbox pilot's forecast are drawn, for the page that explains them.
With --labels the notices that a folder of labels names are read, and how well is printed; for tests/labels the page
that tells it is written too. It needs the real notices, which are never part of the project; so does --days, which
writes the page on what two days of them show, and --challenged, which writes the page on how they would be bid for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from generators.api import api_pages
from generators.attacks import attack_pages
from generators.case_file import case_file_pages
from generators.checks import check_pages
from generators.commands import command_pages
from generators.crosswalks import crosswalk_page
from generators.examples import example_page
from generators.navigation import decision_index, glossary_page, navigation
from generators.notices import notice_page
from generators.packs import pack_pages
from generators.pages import ROOT, Written
from generators.prompts import prompt_page
from generators.remarks import remark_pages
from generators.tournament import tournament_page
from generators.word_template import word_template_page

GENERATORS: tuple[Callable[[], Written], ...] = (
    check_pages,
    remark_pages,
    attack_pages,
    pack_pages,
    notice_page,
    crosswalk_page,
    prompt_page,
    command_pages,
    api_pages,
    case_file_pages,
    example_page,
    tournament_page,
    word_template_page,
    glossary_page,
    decision_index,
    navigation,
)


def stale_files() -> Iterator[tuple[Path, str | None]]:
    """Every file that is not as it should be, with the text it should have; None where it should not be there."""
    for generate in GENERATORS:
        written = generate()
        for name, text in written.texts.items():
            file = ROOT / name
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                yield file, text
        for folder in written.owns:
            for file in sorted((ROOT / folder).glob("*.md")):
                if file.relative_to(ROOT).as_posix() not in written.texts:
                    yield file, None


def lay_out(options: argparse.Namespace, parser: argparse.ArgumentParser) -> str:
    """The files of a new check or a new attack, and what to do next."""
    from generators.new_attack import lay_out_attack
    from generators.new_check import lay_out_check

    if options.new_attack:
        return lay_out_attack(options.new_attack)
    if not options.pack:
        parser.error("--new-check needs --pack, such as --pack procurement-act-2023.")
    return lay_out_check(options.new_check, options.pack)


def of_real_notices(options: argparse.Namespace) -> Written:
    """A page of figures on notices that are at hand."""
    from generators.challenged import challenged_page, read_challenged
    from generators.two_days import read_days, two_days_page

    if options.days:
        return two_days_page(read_days(options.days))
    return challenged_page(read_challenged(options.challenged))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a file is stale")
    parser.add_argument("--figure", action="store_true", help="draw the README's figure, which needs Chromium")
    parser.add_argument("--screens", action="store_true", help="draw the service's pages, which needs Chromium")
    parser.add_argument("--charts", action="store_true", help="draw the charts of the page on reading a forecast")
    parser.add_argument("--new-check", metavar="SLUG", help="lay out a new check, to be filled in; needs --pack")
    parser.add_argument("--pack", help="the pack that carries the new check's rule")
    parser.add_argument("--new-attack", metavar="SLUG", help="lay out a new attack, to be filled in")
    parser.add_argument("--labels", type=Path, metavar="DIR", help="measure how well labelled notices are read")
    parser.add_argument("--days", type=Path, metavar="DIR", help="write the page on two days of notices held there")
    parser.add_argument(
        "--challenged",
        type=Path,
        nargs="+",
        metavar="DIR",
        help="write the page on how notices held there would be bid for",
    )
    options = parser.parse_args(arguments)
    if options.labels:
        from generators.labels import main as measure_labels

        sys.stdout.write(measure_labels(options.labels))
        return 0
    if options.new_check or options.new_attack:
        sys.stdout.write(lay_out(options, parser))
        return 0
    if options.days or options.challenged:
        for name, text in of_real_notices(options).texts.items():
            (ROOT / name).write_text(text, encoding="utf-8")
        return 0
    if options.screens:
        from generators.screens import draw_screens

        return draw_screens()
    if options.charts:
        from generators.forecast_figures import draw_forecast_figures

        draw_forecast_figures()
        return 0
    if options.figure:
        from generators.figure import draw_figure

        draw_figure()
        return 0
    stale = list(stale_files())
    for file, text in stale:
        said = "stale" if options.check else "written" if text is not None else "removed"
        sys.stdout.write(f"{said}: {file.relative_to(ROOT).as_posix()}\n")
        if options.check:
            continue
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
