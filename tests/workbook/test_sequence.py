"""Moments out of order."""

import random
from itertools import combinations

import pytest

from studylib.workbook.sequence import find_out_of_order


@pytest.mark.parametrize(
    ("moments", "places"),
    [
        ([], []),
        ([1], []),
        ([1, 2, 2, 3], []),
        ([1, 9, 2, 3], [1]),
        ([1, 2, 3, 1.5], [3]),
        ([5, 6, 1, 2, 7, 8], [0, 1]),
    ],
)
def test_the_fewest_places_out_of_order_are_found(moments: list[float], places: list[int]) -> None:
    assert find_out_of_order(moments) == places


def test_without_the_places_out_of_order_the_moments_never_fall_and_fewer_would_not_do() -> None:
    for seed in range(200):
        moments = [float(random.Random(seed * 31 + at).randrange(6)) for at in range(seed % 8)]
        out = find_out_of_order(moments)
        kept = [each for at, each in enumerate(moments) if at not in out]
        assert kept == sorted(kept)
        longest = max(
            size
            for size in range(len(moments) + 1)
            if any(list(chosen) == sorted(chosen) for chosen in combinations(moments, size))
        )
        assert len(kept) == longest
