"""Ratio of two times, and its limit."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """How many times as long as ``rival`` the ``subject`` may take.

    With ``None`` the ratio is reported but not limited.
    """

    subject: str
    rival: str
    at_most: float | None = None


@dataclass(frozen=True)
class Ratio:
    """Both median times in seconds, and the limit of their ratio."""

    seconds: float
    rival_seconds: float
    limit: Limit

    @property
    def value(self) -> float:
        return self.seconds / self.rival_seconds

    @property
    def holds(self) -> bool:
        return self.limit.at_most is None or self.value <= self.limit.at_most

    @property
    def cells(self) -> tuple[str, ...]:
        """Cells of this ratio's row in the table of all ratios."""
        subject, rival, at_most = self.limit.subject, self.limit.rival, self.limit.at_most
        limit = "" if at_most is None else f"{at_most:g}"
        times = f"{self.seconds * 1000:.1f}", f"{self.rival_seconds * 1000:.1f}"
        return subject, times[0], rival, times[1], f"{self.value:.2f}", limit, "" if self.holds else "OVER"


def print_limits(measured: Mapping[str, float], limits: Mapping[str, float]) -> bool:
    """Print each measured figure beside its limit, inclusive. Return whether all hold."""
    missed = {name for name, most in limits.items() if measured[name] > most}
    for name, most in limits.items():
        print(f"{name}: {measured[name]:.2f}, at most {most}{'  MISSED' if name in missed else ''}")
    return not missed
