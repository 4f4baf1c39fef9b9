"""Read durations as people write them: ``30분``, ``12시간``, ``1일 12시간``, ``2 days``."""

import re
from fractions import Fraction

LONGEST = 40
"""Most characters of a written duration."""

_NUMBER = r"\d{1,15}(?:\.\d{1,15})?"
_UNITS = (
    (r"주일?|weeks?|w", Fraction(168)),
    (r"일|days?|d", Fraction(24)),
    (r"시간|hours?|hrs?|h", Fraction(1)),
    (r"분|minutes?|mins?|m", Fraction(1, 60)),
    (r"초|seconds?|secs?|s", Fraction(1, 3600)),
)
_PARTS = re.compile(
    r"(?:마감 ?후 ?|\+)?"
    + r" ?".join(rf"(?:({_NUMBER}) ?(?:{names}))?" for names, _ in _UNITS)
    + r"(?: ?이내| ?까지| ?미만)?",
    re.ASCII | re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?|\d{1,2} ?시(?: ?\d{1,2} ?분)?", re.ASCII)


def parse_written_hours(text: str) -> Fraction | None:
    """Parse a tidy text with units as hours. ``None`` if it is none, or a part exceeds the unit before it."""
    match = _PARTS.fullmatch(text.replace("하루", "1일")) if len(text) <= LONGEST else None
    if match is None:
        return None
    parts = [(Fraction(each), size) for each, (_, size) in zip(match.groups(), _UNITS, strict=True) if each]
    if not parts or (len(parts) > 1 and any(each.denominator > 1 for each, _ in parts)):
        return None
    spans = [each * size for each, size in parts]
    falls = all(lower < before for lower, (_, before) in zip(spans[1:], parts, strict=False))
    return sum(spans, Fraction(0)) if falls else None


def has_days(text: str) -> bool:
    """Check if a tidy text with units counts in whole days or weeks: ``1일``, ``1일 12시간``, not ``0.5일``."""
    match = _PARTS.fullmatch(text.replace("하루", "1일")) if len(text) <= LONGEST else None
    wholes = [each for each in match.groups()[:2] if each] if match else []
    return any(float(each) for each in wholes) and all(float(each).is_integer() for each in wholes)


def is_clock(text: str) -> bool:
    """Check if a text may be a time of day: ``12:00``, ``12시``."""
    return len(text) <= LONGEST and _CLOCK.fullmatch(text) is not None
