"""A forecast kept as text: written whole, and read back as the same forecast."""

from __future__ import annotations

import msgspec

from commonweal.forecast.result import Forecast
from commonweal.record.errors import UnreadableInput


def forecast_json(forecast: Forecast) -> str:
    """Every number of a forecast with its workings, as JSON; numbers are texts of their digits, as decimals are."""
    return msgspec.json.encode(forecast).decode()


def read_forecast(text: str) -> Forecast:
    """The forecast that `forecast_json` wrote, equal to it. Raises UnreadableInput for one of another release."""
    try:
        return msgspec.json.decode(text, type=Forecast)
    except msgspec.ValidationError as error:
        raise UnreadableInput(
            "The kept forecast is of another release of Commonweal.", remedy="Make it again."
        ) from error
    except msgspec.DecodeError as error:
        raise UnreadableInput("What was kept of the forecast is damaged.", remedy="Make it again.") from error
