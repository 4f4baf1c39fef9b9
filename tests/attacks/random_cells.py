"""Random cells of every type that a workbook may hold, and of every size."""

import struct
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from studylib.workbook.cells import Cell

BITS = (1, 31, 53, 54, 64, 1_024, 9_999, 10_000, 10_001, 14_284, 14_285, 60_000, 140_000)
"""Sizes of whole numbers. Python writes no decimal beyond 14,284 bits, and an Excel cell holds no text of the last."""

PIECES = (
    *"=+-@;|,\t\n\r\0\x07\x1b\x85\u2028'\"<&%1/가",
    *("\ud800", "\udfff", "\ufffe", "\u202e", "\u200b", "\u0301\u0327" * 20, "\U0001f469\u200d\U0001f4bb"),
    *(
        "<r>",
        "</r>",
        "_x0041_",
        "_x0000",
        "https://n.kr/",
        "hong@school.kr",
        "1e999",
        "9" * 5_000,
        "a" * 20_000,
    ),
)
"""Texts that one of the roads takes for something else, or cannot hold."""

LONGEST = timedelta.max // timedelta(microseconds=1)


def make_cell(random: Random) -> Cell:
    """Make one cell. Each type is as likely as any other."""
    return random.choice(MAKERS)(random)


def _make_whole(random: Random) -> Cell:
    return random.choice((1, -1)) * random.getrandbits(random.choice(BITS))


def _make_float(random: Random) -> Cell:
    """Make any double: subnormal, without a fraction, infinite or not a number."""
    [number] = struct.unpack("<d", random.randbytes(8))
    return random.choice((float(number), float("nan"), float("inf"), -float("inf"), -0.0, 5e-324, 1e308, 0.1))


def _make_text(random: Random) -> Cell:
    return "".join(random.choices(PIECES, k=random.randrange(5)))


def _make_day(random: Random) -> Cell:
    return date.fromordinal(random.choice((1, random.randint(1, date.max.toordinal()), date.max.toordinal())))


def _make_time(random: Random) -> Cell:
    clock = time(random.randrange(24), 59, 59, random.choice((0, 1_000, 999_999)))
    return random.choice((clock, clock.replace(tzinfo=timezone(timedelta(hours=9)))))


def _make_moment(random: Random) -> Cell:
    at = random.choice((datetime.min, datetime.max, datetime(2022, 4, 6, 23, 59, 59, 500_000)))
    return random.choice((at, at.replace(tzinfo=timezone(timedelta(hours=random.randint(-23, 23))))))


def _make_span(random: Random) -> Cell:
    return random.choice(
        (timedelta.min, timedelta.max, timedelta(microseconds=random.randint(-LONGEST // 2, LONGEST)))
    )


MAKERS: tuple[Callable[[Random], Cell], ...] = (
    _make_whole,
    _make_float,
    _make_text,
    _make_day,
    _make_time,
    _make_moment,
    _make_span,
    lambda random: random.choice((None, True, False, "")),
)
