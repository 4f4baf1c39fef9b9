"""Read names of columns, tabs and keys as people write them. All times are linear in the text."""

from collections.abc import Iterable
from functools import lru_cache

from studylib.text.bounds import normalize_text
from studylib.workbook import values
from studylib.workbook.cells import Cell

LONGEST = 120
"""Letters of a text that are compared."""

_OPENING, _CLOSING = "([【〈《「『", ")]】〉》」』"


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_VERBS = _list(
    "선택 입력 기입 작성 기재 첨부 공유 등록 제출 업로드 체크 표시 적어 써 골라 남겨 넣어 올려 붙여 알려 말해"
)

_ENDINGS = _list(
    "주시기바랍니다 해주세요 해주십시오 주세요 주십시오 부탁드립니다 부탁드려요 부탁해요 바랍니다 하십시오 "
    "하세요 해요 합니다 하시오 하기 무엇인가요 무엇입니까 무엇 뭔가요 뭐예요 어디인가요 어디 인가요 입니까 "
    "이에요 예요 일까요 신가요 나요"
)

_PARTICLES = ("을", "를", "은", "는", "이", "가", "로")

_BEGINNINGS = _list(
    "본인의 본인 자신의 나의 내 제출자의 제출할 제출하는 제출하실 제출한 해당 이번에 이번 여러분의 참여자의 "
    "어느 어떤 몇 pleaseenter pleaseselect pleasewrite please enter select choose pick write type paste "
    "provide submit whatis whats which what your the"
)


def squeeze(text: str) -> str:
    """Reduce a folded text to its letters and digits: ``제출 시간``, ``제출_시간`` and ``제출시간`` are alike."""
    wide = normalize_text("NFKC", text[:LONGEST])
    return "".join(char for char in wide.casefold() if char.isalnum())


def fold_start(cell: Cell) -> str:
    """Fold the beginning of a cell, enough to compare names."""
    return values.fold(cell[: 4 * LONGEST] if isinstance(cell, str) else cell)[:LONGEST]


def list_readings(cell: Cell) -> tuple[str, ...]:
    """List what a header may say, squeezed, the surest first: whole, without hints, without politeness."""
    return _list_readings(fold_start(cell))


@lru_cache(maxsize=4096)
def _list_readings(folded: str) -> tuple[str, ...]:
    bare = cut_hints(normalize_text("NFKC", folded))
    readings = (squeeze(folded), squeeze(bare), cut_politeness(squeeze(bare), asks="?" in bare))
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def list_parts(cell: Cell) -> tuple[str, ...]:
    """List the parts of a header that says one thing twice, such as ``링크 / Link``. Without a sign there are none."""
    folded = normalize_text("NFKC", fold_start(cell))
    for sign in "|,·":
        folded = folded.replace(sign, "/")
    parts = tuple(part for part in map(str.strip, folded.split("/")) if part)
    return parts if len(parts) > 1 else ()


def cut_hints(text: str) -> str:
    """Cut brackets with what is in them, and a number before the text: ``1. 링크 (URL)`` is ``링크``."""
    kept, depth = [], 0
    for char in _cut_number(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(char)
    return _cut_number(" ".join("".join(kept).split()))


def _cut_number(text: str) -> str:
    numbered = text.removeprefix("q").removeprefix("문").lstrip()
    rest = numbered.lstrip("0123456789")
    return rest[1:].strip() if rest != numbered and rest[:1] in (".", ")", ":", "번") and rest[1:] else text


def cut_politeness(squeezed: str, *, asks: bool = False) -> str:
    """Cut what only asks for the answer: ``이름을선택해주세요`` is ``이름``. Something always stays."""
    rest, polite = squeezed, asks
    while (shorter := _cut_end(rest, (*_ENDINGS, *_VERBS, "해"))) != rest:
        rest, polite = shorter, True
    if polite:
        rest = _cut_end(rest, _PARTICLES)
    while (shorter := _cut_beginning(rest)) != rest:
        rest = shorter
    return rest


def _cut_end(text: str, ends: Iterable[str]) -> str:
    return next((text[: -len(end)] for end in ends if text.endswith(end) and len(text) > len(end) + 1), text)


def _cut_beginning(text: str) -> str:
    return next(
        (
            text[len(start) :]
            for start in _BEGINNINGS
            if text.startswith(start) and len(text) > len(start) + 1
        ),
        text,
    )
