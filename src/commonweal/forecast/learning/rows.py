"""The rows that the value of learning is estimated from: runs of a model, kept apart by scramble."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonweal.record.errors import MisuseError

Floats = npt.NDArray[np.float64]
LEAST_REPLICATES = 4
LEAST_ROWS = 256


def check_net_values(net_values: Floats) -> Floats:
    """Net values by run and option, in pounds: shape (replicates, draws, options), finite, enough of them.

    Replicates are independent scrambles of the same model, four or more (eight as a rule), and 256 runs or more in
    all; at least two options. MisuseError otherwise.
    """
    values = as_rows(net_values, dimensions=3, what="The net values")
    replicates, draws, options = values.shape
    if options < 2:
        raise MisuseError("The net values hold one option: there is nothing to decide.", remedy="Add stopping as one.")
    check_enough(replicates, draws)
    return values


def check_signals(signals: Floats, *, like: Floats, what: str = "The parameter") -> Floats:
    """A parameter or signal by run, as shape (replicates, draws, number): finite, and of the same runs as `like`."""
    values = np.asarray(signals, dtype=np.float64)
    if values.ndim == 2:
        values = values[:, :, np.newaxis]
    values = as_rows(values, dimensions=3, what=what)
    if values.shape[:2] != like.shape[:2]:
        raise MisuseError(
            f"{what} has {values.shape[0]} replicates of {values.shape[1]} runs, and the net values have "
            f"{like.shape[0]} of {like.shape[1]}.",
            remedy="Take both from the same runs.",
        )
    return values


def check_enough(replicates: int, draws: int) -> None:
    """Four independent scrambles and 256 runs in all are the least that an interval can be stated from."""
    if replicates < LEAST_REPLICATES:
        raise MisuseError(
            f"{replicates} replicates are too few to say how sure an estimate is.",
            remedy=f"Use {LEAST_REPLICATES} independent scrambles or more; 8 are usual.",
        )
    if replicates * draws < LEAST_ROWS:
        raise MisuseError(f"{replicates * draws} runs are too few to learn from.", remedy=f"Use {LEAST_ROWS} or more.")


def as_rows(values: Floats, *, dimensions: int, what: str) -> Floats:
    """The array in float64 with so many dimensions, every number finite; MisuseError names what is not."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != dimensions or array.size == 0:
        raise MisuseError(f"{what} has shape {array.shape}; {dimensions} dimensions are needed, none of them empty.")
    if not np.isfinite(array).all():
        count = int(array.size - np.isfinite(array).sum())
        raise MisuseError(f"{what} has {count} numbers that are not finite.", remedy="Mend the model's runs first.")
    return array
