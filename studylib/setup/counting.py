"""Count the number in a season's name up: ``MLOps 1기`` becomes ``MLOps 2기``."""

import re

_NUMBERS = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<ko>\d{1,4})(?= ?(?:기(?![가-힣])|기수|회차|번째 ?(?:시즌|기수)|시즌(?! ?\d)))"
    r"|(?<=시즌)(?P<after>\d{1,4})(?![\d.])"
    r"|(?<=시즌 )(?P<apart>\d{1,4})(?![\d.])"
    r"|(?<![A-Za-z])(?:season|cohort|batch|round|part|vol\.?|no\.?|s) ?(?P<en>\d{1,4})(?![\w.])"
    r"|\# ?(?P<sign>\d{1,4})(?![\w.]))",
    re.ASCII | re.IGNORECASE,
)
"""Matches the number of a season."""

_LAST = re.compile(r"(?<=\S )(?P<last>\d{1,2})$", re.ASCII)
"""Matches a small number at the end, such as that of ``MLOps 2``."""


def count_up(name: str) -> str | None:
    """Count the number of a season in its name up. ``None`` if it has none, or several.

    Leading zeros stay. Years, such as those of ``2022 상반기``, are no such numbers.
    """
    found = list(_NUMBERS.finditer(name)) or list(_LAST.finditer(name))
    if len(found) != 1:
        return None
    kind = found[0].lastgroup
    assert kind is not None
    start, end = found[0].span(kind)
    return f"{name[:start]}{int(name[start:end]) + 1:0{end - start}}{name[end:]}"
