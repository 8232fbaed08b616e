"""commonweal explain."""

from __future__ import annotations

from pathlib import Path

import click

from commonweal.cli.options import JSON, PACKS, print_json


@click.command("explain")
@click.argument("code", metavar="CODE")
@PACKS
@JSON
def command(*, code: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Explain a criterion, measure, check or setting.

    CODE is a name such as co-design, ppn-002/1a, new-jobs, break-right or least-meaning.

    \b
    Examples:
      commonweal explain co-design
      commonweal explain ppn-002/1a
    """
    from commonweal.exchange.report.explanation import find_explanation
    from commonweal.exchange.report.text import print_explanation
    from commonweal.frameworks import load_packs

    explanation = find_explanation(code, load_packs(folders))
    print_json(explanation.data()) if as_json else print_explanation(explanation)
