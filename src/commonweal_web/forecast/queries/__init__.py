"""Reading the forecast of a case: what it is made from, what it comes to, and which run is of what stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import FORECAST_FILE
from commonweal.exchange.case_file.forecast_file import place_fault, read_inputs
from commonweal.forecast.impact import DRAWS
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.live import Prepared, prepare
from commonweal.forecast.result import Forecast
from commonweal.frameworks import Packs, parse_yaml
from commonweal.procurement.procurement import Procurement
from commonweal.record.digest import digest
from commonweal.record.errors import CommonwealError
from commonweal_web.design.keeping import Kept
from commonweal_web.design.queries import missing_parts, packs_of, read_newest
from commonweal_web.layout.context import installed_version
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import forecast_of
from commonweal_web.procurements.translate import Document
from commonweal_web.procurements.translate.wording import plain_message

SEED = 1
LIVE_DRAWS = 4096  # while somebody edits
WHOLE_DRAWS = DRAWS  # of the whole forecast: the engine's own number
_INPUTS: Kept[ForecastInputs] = Kept(40)
_LIVE: Kept[Forecast] = Kept(60)
_PREPARED: Kept[Prepared] = Kept(8)  # each holds some megabytes of draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasting:
    """A case and what its forecast is made from. `inputs` is None where it has none, or where `problem` says why.

    `missing` are the sentences on what the case itself still lacks.
    """

    document: Document
    packs: Packs
    text: str
    inputs: ForecastInputs | None
    problem: str = ""
    missing: tuple[str, ...] = ()

    @property
    def procurement(self) -> Procurement:
        assert self.document.opened is not None  # pages ask first
        return self.document.opened.case.procurement

    @property
    def stated(self) -> ForecastInputs:
        assert self.inputs is not None  # pages ask first
        return self.inputs

    def with_inputs(self, inputs: ForecastInputs, text: str = "") -> Forecasting:
        return replace(self, inputs=inputs, text=text)


def forecasting(case: Case) -> Forecasting:
    """What a case's forecast is made from, as it stands. Four queries."""
    return read_forecasting(read_newest(case), forecast_of(case), packs_of(case.organisation))


def read_forecasting(document: Document, text: str, packs: Packs) -> Forecasting:
    missing = tuple(missing_parts(document))
    found = Forecasting(document=document, packs=packs, text=text, inputs=None, missing=missing)
    if missing or not text:
        return found
    try:
        return replace(found, inputs=inputs_of(text))
    except CommonwealError as error:
        return replace(found, problem=plain_message(error))


def inputs_of(text: str) -> ForecastInputs:
    """The inputs that a text states. Raises UnreadableInput, one sentence with its line."""
    return _INPUTS.get(digest(text), lambda: read_inputs(parse_yaml(text, name=FORECAST_FILE)))


def live_forecast(found: Forecasting) -> Forecast:
    """What the inputs come to, quickly: few draws, and neither learning of single beliefs nor sensitivities.

    Raises MisuseError, one sentence, for what cannot be computed.
    """
    return _LIVE.get(forecast_key(found, draws=LIVE_DRAWS), lambda: _prepared(found).forecast())


def live_with_belief(found: Forecasting, name: str, stated: StatedBelief) -> Forecast:
    """The same with one belief stated otherwise; the rest is not drawn anew. Raises as `live_forecast` does."""
    return _prepared(found).with_belief(name, stated).forecast()


def _prepared(found: Forecasting) -> Prepared:
    return _PREPARED.get(
        forecast_key(found, draws=LIVE_DRAWS),
        lambda: prepare(found.procurement, found.stated, packs=found.packs, seed=SEED, draws=LIVE_DRAWS),
    )


def fault_of(error: CommonwealError, text: str) -> str:
    """An error of the computation as a page says it, with the line of what it quotes."""
    path = place_fault(file.data, error.message) if (file := parse_yaml(text, name=FORECAST_FILE)) else ()
    said = plain_message(error)
    if error.where or not path:
        return said
    return _("%(file)s, line %(line)s: %(said)s") % {"file": FORECAST_FILE, "line": file.line(path), "said": said}


def forecast_key(found: Forecasting, *, draws: int = 0, seed: int = SEED) -> str:
    """The digest of all that a forecast is made from, this release included: of the whole one unless told otherwise."""
    return digest(
        {
            "procurement": found.procurement,
            "inputs": found.stated,
            "packs": [f"{pack.name} {pack.digest}" for pack in found.packs.editions],
            "seed": seed,
            "draws": draws or WHOLE_DRAWS,
            "release": installed_version(),
        }
    )


def forget_forecasts() -> None:
    """For tests: as if the process had just started."""
    for kept in (_INPUTS, _LIVE, _PREPARED):
        kept.clear()
