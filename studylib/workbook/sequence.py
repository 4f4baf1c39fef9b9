"""Find what is out of order."""

from bisect import bisect_right
from collections.abc import Sequence


def find_out_of_order(moments: Sequence[float]) -> list[int]:
    """Find the fewest places, rising, without which the moments never fall."""
    ends: list[float] = []
    lengths = []
    for moment in moments:
        place = bisect_right(ends, moment)
        ends[place : place + 1] = [moment]
        lengths.append(place + 1)
    wanted, last, kept = len(ends), float("inf"), set()
    for place in range(len(moments) - 1, -1, -1):
        if lengths[place] == wanted and moments[place] <= last:
            kept.add(place)
            wanted, last = wanted - 1, moments[place]
    return [place for place in range(len(moments)) if place not in kept]
