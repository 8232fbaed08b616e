"""The inverse of a distribution by halving: slow, and right wherever the distribution itself is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from commonweal.quantities.arrays import Numbers

# Enough to come from any two numbers of like size to two neighbours.
MOST_HALVINGS = 100


def halve(below: Callable[[Numbers], Numbers], shares: Numbers, *, least: Numbers, greatest: Numbers) -> Numbers:
    """The least number, of `least` to `greatest`, at which `below` comes up to each share; it does so at `greatest`."""
    low, high = least, greatest
    for _ in range(MOST_HALVINGS):
        middle = low / 2 + high / 2
        if not ((low < middle) & (middle < high)).any():
            break
        enough = below(middle) >= shares
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.asarray(np.where(below(least) >= shares, least, high))
