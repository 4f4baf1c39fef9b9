"""The language that a visitor's browser asks for."""

import re

from studylib.text.language import CODES

LONGEST = 200
"""Characters of a header that are read. Browsers send about 40."""

_WEIGHT = re.compile(r"\s*q=(?P<weight>[01](?:\.\d{0,3})?)\s*")


def choose_spoken(accepted: str) -> str | None:
    """Choose our language that an ``Accept-Language`` likes best (RFC 9110). ``None``: it names none of ours."""
    weights: dict[str, float] = {}
    for part in accepted[:LONGEST].split(","):
        name, _, rest = part.partition(";")
        code = name.strip().lower().partition("-")[0]
        weights.setdefault(code, _read_weight(rest))
    best = max(CODES, key=lambda code: weights.get(code, 0.0))
    return best if weights.get(best, 0.0) > 0 else None


def _read_weight(rest: str) -> float:
    """Read a weight. No weight is 1, an unreadable one 0."""
    if not rest.strip():
        return 1.0
    found = _WEIGHT.fullmatch(rest)
    return float(found["weight"]) if found else 0.0
