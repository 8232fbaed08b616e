"""Scrambled Sobol points. Only here is `scipy.stats` loaded, and inside the function, because that takes long."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Bits of each coordinate. Points stand in the middle of the cells that they make, so that none is 0 or 1.
BITS = 30


def scrambled_points(dimensions: int, exponent: int, *, generator: np.random.Generator) -> NDArray[np.float64]:
    """2^exponent points of `dimensions` coordinates inside (0, 1), as an array (dimensions, points), rows contiguous.

    Sobol's sequence with the direction numbers of Joe and Kuo (2008), scrambled by a random linear matrix and a digital
    shift (Matoušek 1998), so that each scramble is an unbiased sample of its own.
    """
    from scipy.stats import qmc

    points = qmc.Sobol(dimensions, scramble=True, bits=BITS, rng=generator).random_base2(exponent)
    return np.ascontiguousarray(points.T) + 2.0 ** -(BITS + 1)
