"""Beginning the forecast of a case: a first forecast/inputs.yaml, never over one that is there."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from commonweal.exchange.case_file.folder import FORECAST_FILE, CaseFolder
from commonweal.exchange.case_file.forecast_file import inputs_text
from commonweal.exchange.case_file.placing import placing_errors
from commonweal.exchange.case_file.writing import write_whole
from commonweal.frameworks.pack import Packs
from commonweal.record.errors import RefusedError
from commonweal.scheme.scheme import Scheme

HEADING = (
    "What the forecast of this case is made from: a first set, proposed by Commonweal from {scheme}.\n"
    "Every belief is wide, and a judgement unless a source stands with it. Replace them by your own, best those first\n"
    "that commonweal forecast names as most worth better evidence.\n"
    "{notes}"
)
WIDTH = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedForecast:
    """What was written: where, how much of it, and what was left out or taken for granted."""

    file: Path
    effects: int
    beliefs: int
    notes: tuple[str, ...]


def start_forecast(opened: CaseFolder, *, packs: Packs) -> StartedForecast:
    """Write a first forecast/inputs.yaml. Raises RefusedError where one is there, and for a zip."""
    text, started = first_inputs(opened, packs=packs)
    write_whole(started.file, text, replace=False)
    return started


def first_inputs(opened: CaseFolder, *, packs: Packs) -> tuple[str, StartedForecast]:
    """The text of a first forecast/inputs.yaml, from the adopted scheme, or else the balanced proposal."""
    from commonweal.forecast.starting import propose_inputs

    file = opened.path / FORECAST_FILE
    if not opened.path.is_dir():
        raise RefusedError(
            "A zip is not changed.", where=str(opened.path), remedy="Unpack it, and start the forecast in the folder."
        )
    if opened.forecast is not None:
        raise RefusedError("A forecast is here already, and is not overwritten.", where=str(file))
    scheme, words = _scheme(opened, packs)
    with placing_errors(opened, packs):
        first = propose_inputs(opened.case.procurement, scheme, packs=packs)
    text = inputs_text(first.inputs, heading=HEADING.format(scheme=words, notes=_wrapped(first.notes)).rstrip())
    return text, StartedForecast(
        file=file, effects=len(first.inputs.effects), beliefs=len(first.inputs.beliefs), notes=first.notes
    )


def _wrapped(notes: tuple[str, ...]) -> str:
    return "\n".join(line for note in notes for line in textwrap.wrap(note, WIDTH))


def _scheme(opened: CaseFolder, packs: Packs) -> tuple[Scheme, str]:
    newest = opened.newest_scheme
    if newest is not None:
        return newest.scheme, f"adopted scheme {newest.version}"
    from commonweal.design import propose_schemes

    with placing_errors(opened, packs):
        return propose_schemes(opened.case, packs=packs).option("balanced").scheme, "the balanced proposal"
