"""How much of a page jumps while it is drawn: the cumulative layout shift, as web.dev/cls defines it."""

from collections.abc import Sequence

WATCH = """
window.jumps = []
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.jumps.push([each.startTime, each.value])
}).observe({ type: "layout-shift", buffered: true })
"""
"""A script for the beginning of a page. ``window.jumps`` then has the milliseconds and the size of each jump."""
AT_MOST = 0.1
"""The largest shift that is called good."""


def find_shift(jumps: Sequence[tuple[float, float]]) -> float:
    """The worst window of jumps: of at most five seconds, without a pause of a second."""
    worst = total = began = last = 0.0
    for moment, value in jumps:
        if moment - last > 1_000 or moment - began > 5_000:
            total, began = 0.0, moment
        total, last = total + value, moment
        worst = max(worst, total)
    return worst
