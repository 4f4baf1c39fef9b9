"""Read the number of a week as people write it: ``3주차``, ``제3회``, ``Week 3: RNNs``."""

import re


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


_WHOLE = _compile(
    r"(?:(?:week|wk|w|주차)(?: ?#|[ ._-])?|제 ?|# ?)?(\d{1,3})"
    r"(?: ?(?:주 ?차|주|회차|회|차시|차|week|wk|w)|(?:st|nd|rd|th) ?(?:week|wk))?"
)
"""A cell that names a week and nothing else."""

_TITLED = tuple(
    map(
        _compile,
        (
            r"(?:제 ?)?(\d{1,3}) ?주 ?차(.*)",
            r"(?:week|wk) ?#?(\d{1,3})((?:[^\w.,/-]|[.,:-] ).*)",
            r"w(\d{1,3}) ?[:–-] (.*)",
            r"[(\[<{【「『〈《](?:제? ?(\d{1,3}) ?(?:주 ?차|회차|차시))[)\]>}】」』〉》](.*)",
            r"[(\[<{【「『〈《](?:week|wk|w) ?(\d{1,3})[)\]>}】」』〉》](.*)",
        ),
    )
)
_MEETING = _compile(r"(?:제 ?)?(\d{1,3}) ?(?:회차|차시)(.*)")

_NUMBER_ALONE = _compile(r"(\W*)(?:(와|과|및|and|to)\W*)?\d+( ?(?:회차|차시|회|차))?\W*")
"""A title that is no more than another number: ``3주차 ~ 4``, ``Week 3 & 4``."""

_SEPARATORS = frozenset(",~&+/–-")
_OTHER_WEEK = _compile(r"\d ?주|week ?\d")
_OTHER_MEETING = _compile(r"\d ?(?:주|회|차)|week ?\d")


def parse_number(text: str) -> int:
    """Parse the number of a week from a tidy text. Return 0 if it names none or two."""
    if whole := _WHOLE.fullmatch(text):
        return int(whole[1])
    for pattern in _TITLED:
        if match := pattern.fullmatch(text):
            return 0 if _names_another(match[2], _OTHER_WEEK) else int(match[1])
    match = _MEETING.fullmatch(text)
    return 0 if match is None or _names_another(match[2], _OTHER_MEETING) else int(match[1])


def _names_another(title: str, other: re.Pattern[str]) -> bool:
    """Check if a title names another week. ``3주차 2회차`` is one: the second meeting of week 3."""
    if alone := _NUMBER_ALONE.fullmatch(title):
        return not alone[3] or bool(alone[2]) or not _SEPARATORS.isdisjoint(alone[1])
    return other.search(title) is not None
