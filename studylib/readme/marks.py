"""Read the marks in a table. They are signs (✅, ❌), counts (2/3) and words (지각)."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from studylib.text.bounds import normalize_text
from studylib.workbook import values


def fold_mark(written: str) -> str:
    """Fold a header or a sign: letters and digits only, in lower case and plain width."""
    return re.sub(r"[\W_]+", "", values.fold(normalize_text("NFKC", written)))


def fold_sign(written: str) -> str:
    """Fold a sign: plain width, lower case, single spaces, without the variants of emoji."""
    plain = normalize_text("NFKC", written).replace("\ufe0f", "").casefold()
    return re.sub(r"\[\s*\]", "[]", " ".join(plain.split()))


class Mark(StrEnum):
    """The meaning of a sign in a cell. ``part``: some of what the week asks for."""

    DONE = "done"
    LATE = "late"
    PART = "part"
    EXCUSED = "excused"
    NOT = "not"


Legend = Mapping[str, Mark]
"""What a file itself says of its signs, folded. It goes before what is known of them."""

MARKS = {
    Mark.DONE: "o ○ ◯ ⭕ 🅾 ✅ ✔ ☑ ✓ v [x] [v] [o] :o: :white_check_mark: :heavy_check_mark: :ballot_box_with_check:"
    " 🌕 💯 🆗 :full_moon: :100: 완료 제출 제출함 제출완료 인증 인증완료 출석 참석 통과 done yes ok submitted complete"
    " completed",
    Mark.LATE: "△ ▲ ∆ ▵ 🔺 🔼 :small_red_triangle: 지각 지각제출 늦음 늦게 늦은 지연 지연제출 late",
    Mark.PART: "🌓 🌗 🌔 🌖 🌒 🌘 ◐ ◑ :first_quarter_moon: 부분 부분제출 부분완료 일부 절반 half partial partly",
    Mark.EXCUSED: "면제 휴식 휴강 휴무 휴가 방학 쉼 공결 excused exempt off holiday vacation",
    Mark.NOT: "x ✗ ✘ ❌ ❎ ✖ × ☐ ⬜ [] [.] - – — 🌑 :new_moon: :x: :heavy_multiplication_x:"
    " :negative_squared_cross_mark: 미제출 미완료 미완 미인증 결석 불참 미참석 안함 못함 absent no none missing",
}
"""The signs and words, folded, by meaning."""

_MARK: Legend = {fold_sign(sign): mark for mark, signs in MARKS.items() for sign in signs.split()}
_LONGEST = 60
"""The most characters of a mark with its note. A longer text is none."""

_TOKEN = re.compile(r":\w+:|\[[ xvo.]?\]|\d[\d.,:/~-]*|[^\W\d_]+|[^\w\s]|_")
_LAST_SIGN = re.compile(r"(?<=.)(?:\s*(\[[ xXvVoO]?\]|:\w+:|\([^()]*\)|[^\w\s:()]️?)|[\s:]+(\w+))$")
_LONGEST_END = _LONGEST + 4
"""The most characters at the end of a text that hold its last sign. The search takes quadratic time over more."""

_NEUTRAL = frozenset([*"().,:;/!~*일월시분", "am", "pm"])
"""What may be beside a mark and says nothing of its own."""

_FINED = frozenset(["벌금", "원", "fine"])
"""What may be beside a mark for late or missing."""


def parse_mark(written: str, legend: Legend | None = None) -> Mark | None:
    """Read the meaning of a mark and the note beside it. Return ``None`` if a part of it is unknown.

    Of a count such as 2/3 all is done and none is missing. Any count between is a part.
    """
    if len(written) > _LONGEST:
        return None
    bare = fold_sign(written)
    if (known := _find_sign(bare, legend)) or (known := _find_sign(bare.strip("()* "), legend)):
        return known
    if known := _find_sign(re.sub(r"^[-*+] ", "", bare), legend):
        return known
    return _parse_count(bare) or _parse_tokens(bare, legend)


def _find_sign(folded: str, legend: Legend | None) -> Mark | None:
    return (legend or {}).get(folded) or _MARK.get(folded)


def _parse_count(bare: str) -> Mark | None:
    """Read a count such as 2/3 or a percentage. More than all is no count, but may be a date."""
    count = re.fullmatch(r"(\d{1,3}) ?/ ?(\d{1,3})(?: ?(?:개|문제|회))?", bare, re.ASCII)
    percent = re.fullmatch(r"(\d{1,3}) ?%", bare, re.ASCII)
    if not count and not percent:
        return None
    done, of = (int(count[1]), int(count[2])) if count else (int(percent[1]) if percent else 0, 100)
    if of == 0 or done > of:
        return None
    return Mark.DONE if done == of else Mark.PART if done else Mark.NOT


def _parse_tokens(bare: str, legend: Legend | None) -> Mark | None:
    """Read a mark among words, dates and times that all are known."""
    marks: list[Mark] = []
    fined = False
    for token in _TOKEN.findall(bare):
        if mark := _find_sign(token, legend):
            marks.append(mark)
        elif token in _FINED:
            fined = True
        elif not token[0].isdigit() and token not in _NEUTRAL:
            return None
    found = _combine_marks(frozenset(marks))
    return None if fined and found not in (Mark.NOT, Mark.LATE) else found


def _combine_marks(marks: Collection[Mark]) -> Mark | None:
    """Combine the marks of one cell. Return ``None`` if they contradict each other."""
    if len(marks) == 1:
        return next(iter(marks))
    for stronger, weaker in (
        (Mark.LATE, Mark.DONE),
        (Mark.PART, Mark.DONE),
        (Mark.EXCUSED, Mark.NOT),
    ):
        if set(marks) == {stronger, weaker}:
            return stronger
    return None


def split_signs(segment: str, legend: Legend | None = None) -> tuple[str, Mark | None]:
    """Split the signs off the ends of a text, and read their meaning. Leave it whole if they contradict each other."""
    text = rest = " ".join(segment.split())
    marks: set[Mark] = set()
    for _ in range(3):
        if whole := parse_mark(rest, legend):
            marks.add(whole)
            rest = ""
        before = re.match(r"(?:[-*+] )?(\[[ xXvVoO]?\]|:\w+:|[^\w\s]+️?|[oOxXvV](?=[\s:]))\s*(?=.)", rest)
        after = _LAST_SIGN.search(rest, max(0, len(rest) - _LONGEST_END))
        if before and (sign := parse_mark(before[1], legend)):
            rest = rest[before.end() :].strip()
        elif after and (sign := parse_mark(after[1] or after[2], legend)):
            rest = rest[: after.start()].strip()
        else:
            break
        marks.add(sign)
    mark = _combine_marks(marks)
    return (text, None) if marks and mark is None else (rest, mark)
