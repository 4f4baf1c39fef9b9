"""Read marks in a table: signs such as ✅ and ❌, weeks, and names among signs."""

import re
import unicodedata
from enum import StrEnum

from studylib.workbook import values
from studylib.workbook.members import Roster


class Mark(StrEnum):
    """The meaning of a sign in a cell."""

    DONE = "done"
    LATE = "late"
    NOT = "not"


MARKS = {
    Mark.DONE: "o ○ ◯ ⭕ 🅾 ✅ ✔ ☑ ✓ v [x] [v] [o] :o: :white_check_mark: :heavy_check_mark: :ballot_box_with_check:"
    " 완료 제출 done yes",
    Mark.LATE: "△ ▲ ∆ 🔺 🔼 :small_red_triangle: 지각 late",
    Mark.NOT: "x ✗ ✘ ❌ ❎ ✖ × ☐ ⬜ [] - – — :x: :heavy_multiplication_x: :negative_squared_cross_mark:"
    " 미제출 결석 면제 휴식 absent excused no",
}
"""The signs, folded, by meaning. A sign for an absence or an excuse counts as not handed in."""

_MARK = {sign: mark for mark, signs in MARKS.items() for sign in signs.split()}


# ---- signs and names ----


def parse_mark(written: str) -> Mark | None:
    """Read the meaning of a sign. Return ``None`` if it is unknown."""
    bare = unicodedata.normalize("NFC", written).replace("\ufe0f", "").casefold()
    bare = re.sub(r"\[\s*\]", "[]", " ".join(bare.split()))
    return _MARK.get(bare) or _MARK.get(re.sub(r"^[-*+] ", "", bare)) or _MARK.get(bare.strip("()* "))


def fold_mark(written: str) -> str:
    return re.sub(r"[\W_]+", "", values.fold(written))


def split_signs(segment: str) -> tuple[str, Mark | None]:
    """Split the signs off the ends of a text, and read their meaning."""
    rest = " ".join(segment.split())
    mark: Mark | None = None
    for _ in range(3):
        if not rest or (whole := parse_mark(rest)):
            return "", (whole if rest else None) or mark
        before = re.match(r"(?:[-*+] )?(\[[ xXvVoO]?\]|:\w+:|[^\w\s]+️?|[oOxXvV](?=[\s:]))\s*(?=.)", rest)
        after = re.search(r"(?<=.)(?:\s*(\[[ xXvVoO]?\]|:\w+:|\([^()]*\)|[^\w\s:()]️?)|[\s:]+(\w+))$", rest)
        if before and (sign := parse_mark(before[1])):
            rest, mark = rest[before.end() :].strip(), sign
        elif after and (sign := parse_mark(after[1] or after[2])):
            rest, mark = rest[: after.start()].strip(), sign
        else:
            break
    return rest, mark


def clean_name(written: str, people: Roster | None = None) -> str:
    """Return the member's own name if ``people`` know it. Else cut the signs around the text."""
    if people and (member := people.by_name.get(values.fold(written))):
        return member.name
    return values.show_text(" ".join(written.strip(" :：-–—()*>→\t").split()))


def parse_week(text: str, *, digits: bool) -> int | None:
    """Read the week that a text names. Bare digits count only with ``digits``."""
    bare = re.sub(r"(\d)\s*(?:회차|차시)", r"\1주차", text.strip(" *#"))
    bare = re.sub(r"^(\d{1,3})(?:st|nd|rd|th)\s+week\b", r"Week \1", bare, flags=re.IGNORECASE)
    if bare.isdigit() and not digits:
        return None
    try:
        return values.parse_week(bare)
    except values.CellError:
        return None
