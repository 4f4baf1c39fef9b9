"""A ratio of two times and the limit that it has to hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """``subject`` takes at most so many times as long as ``rival``; ``None`` is for the record."""

    subject: str
    rival: str
    at_most: float | None = None


@dataclass(frozen=True)
class Ratio:
    """Both times, in seconds, and the limit."""

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
        """The columns of the table at the end."""
        subject, rival, at_most = self.limit.subject, self.limit.rival, self.limit.at_most
        limit = "" if at_most is None else f"{at_most:g}"
        times = f"{self.seconds * 1000:.1f}", f"{self.rival_seconds * 1000:.1f}"
        return subject, times[0], rival, times[1], f"{self.value:.2f}", limit, "" if self.holds else "OVER"
