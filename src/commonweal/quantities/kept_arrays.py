"""Arrays kept for when they are asked for again, up to a number of bytes; the longest unused goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

import numpy as np
from numpy.typing import NDArray


class KeptArrays:
    """A store of arrays by key, none of which may be written to. Safe between threads.

    What is kept never changes an answer: an array is a pure function of its key.
    """

    def __init__(self, *, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.bytes = 0
        self._arrays: OrderedDict[Hashable, NDArray[np.float64]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._arrays)

    def get(self, key: Hashable, make: Callable[[], NDArray[np.float64]]) -> NDArray[np.float64]:
        """The array of a key, made if it is not there. One larger than the limit is handed out and not kept."""
        with self._lock:
            if key in self._arrays:
                self._arrays.move_to_end(key)
                return self._arrays[key]
        array = make()
        array.setflags(write=False)
        with self._lock:
            self._keep(key, array)
        return array

    def _keep(self, key: Hashable, array: NDArray[np.float64]) -> None:
        if array.nbytes > self.limit_bytes or key in self._arrays:
            return
        self._arrays[key] = array
        self.bytes += array.nbytes
        while self.bytes > self.limit_bytes:
            _, oldest = self._arrays.popitem(last=False)
            self.bytes -= oldest.nbytes
