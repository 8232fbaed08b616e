"""Beginning the forecast of a case: a first forecast/inputs.yaml, never over one that is there."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.exchange.case_file.folder import FORECAST_FILE, CaseFolder
from commonweal.exchange.case_file.forecast_file import inputs_text
from commonweal.exchange.case_file.placing import placing_errors
from commonweal.exchange.case_file.writing import write_whole
from commonweal.frameworks.pack import Packs
from commonweal.record.errors import RefusedError
from commonweal.scheme.scheme import Scheme

if TYPE_CHECKING:
    from commonweal.forecast.starting import FirstInputs

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
    """The text of a first forecast/inputs.yaml, for a folder that has none."""
    file = opened.path / FORECAST_FILE
    if not opened.path.is_dir():
        raise RefusedError(
            "A zip is not changed.", where=str(opened.path), remedy="Unpack it, and start the forecast in the folder."
        )
    if opened.forecast is not None:
        raise RefusedError("A forecast is here already, and is not overwritten.", where=str(file))
    text, first = first_text(opened, packs=packs)
    return text, StartedForecast(
        file=file, effects=len(first.inputs.effects), beliefs=len(first.inputs.beliefs), notes=first.notes
    )


def first_text(opened: CaseFolder, *, packs: Packs, balanced: Scheme | None = None) -> tuple[str, FirstInputs]:
    """A first forecast/inputs.yaml with what it holds, from the adopted scheme, or else the balanced proposal.

    `balanced` is that proposal where it is at hand. Nothing is written. Raises MisuseError or RefusedError where the
    case cannot be designed or forecast.
    """
    from commonweal.forecast.starting import propose_inputs

    scheme, words = _scheme(opened, packs, balanced)
    with placing_errors(opened, packs):
        first = propose_inputs(opened.case.procurement, scheme, packs=packs)
    text = inputs_text(first.inputs, heading=HEADING.format(scheme=words, notes=_wrapped(first.notes)).rstrip())
    return text, first


def _wrapped(notes: tuple[str, ...]) -> str:
    return "\n".join(line for note in notes for line in textwrap.wrap(note, WIDTH))


def _scheme(opened: CaseFolder, packs: Packs, balanced: Scheme | None) -> tuple[Scheme, str]:
    newest = opened.newest_scheme
    if newest is not None:
        return newest.scheme, f"adopted scheme {newest.version}"
    if balanced is not None:
        return balanced, "the balanced proposal"
    from commonweal.design import propose_schemes

    with placing_errors(opened, packs):
        return propose_schemes(opened.case, packs=packs).option("balanced").scheme, "the balanced proposal"
