"""Find how the time of a work grows with its input, as a ratio within one run. No machine is too slow for it."""

import gc
from collections.abc import Callable
from time import thread_time
from typing import TypeVar

Input = TypeVar("Input")

LINEAR = 3.0
"""Twice the input takes twice the time if it is linear, and four times the time if it is quadratic."""

TELLING = 0.004
"""Seconds of the processor. Below that, the clock says more about the machine than about the work."""

ATTEMPTS = 12
"""A linear work needs one, unless the machine is disturbed meanwhile."""


def find_growth(work: Callable[[Input], object], make: Callable[[int], Input], size: int) -> float:
    """Find by how much the time grows from ``size`` to twice and four times of it: the larger of the two steps.

    ``make`` makes an input of a size, which takes no part. It is below ``LINEAR`` for a linear work. Other programs
    can only slow a work down, so each input counts by its quickest attempt.
    """
    inputs = [make(size * times) for times in (1, 2, 4)]
    quickest = [float("inf")] * 3
    for _ in range(ATTEMPTS):
        quickest = [min(before, _measure(work, each)) for before, each in zip(quickest, inputs, strict=True)]
        growth = max(_divide(quickest[1], quickest[0]), _divide(quickest[2], quickest[1]))
        if growth < LINEAR:
            break
    return growth


def _measure(work: Callable[[Input], object], given: Input) -> float:
    gc.disable()  # a collection would count for the work during which it happens
    try:
        began = thread_time()
        work(given)
        return thread_time() - began
    finally:
        gc.enable()


def _divide(longer: float, shorter: float) -> float:
    return max(longer, TELLING) / max(shorter, TELLING)
