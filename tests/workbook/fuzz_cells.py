"""Random cells, each with what it means: the one value that it may be read as."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from studylib.workbook.cells import Cell

NOTHING = object()
"""What a cell means that must be read as nothing: it is blank, broken or ambiguous."""


@dataclass(frozen=True)
class Meant:
    """A cell, and the one value that it may be read as. A reader may also refuse it, and say so."""

    cell: Cell
    value: object = NOTHING


BLANK = Meant(None)


class Dice(Random):
    """A source of chance. ``wild`` of all cells, from 0 to 1, mean nothing or are hostile."""

    wild = 0.1


ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!")
HOSTILE: tuple[Cell, ...] = (
    *ERRORS,
    True,
    False,
    float("nan"),
    float("inf"),
    -1e300,
    10**400,
    -(10**30),
    time(12, 0),
    timedelta(hours=30, milliseconds=7),
    date(1899, 12, 30),
    datetime(9999, 12, 31, 23, 59, 59, 999_999),
    "<script>alert(1)</script>",
    "**굵게** [a](javascript:alert(1)) :red[x]",
    "=SUM(A1)",
    "{member} {0} %s %(x)s",
    "\u202eسلام",
    "\ud800",
    "\x00\x07\x1b[31m",
    "\u200b\ufeff\u00ad",
    "a" * 5_000,
    "1 " * 2_000,
    "9" * 400,
    "( " * 1_500,
    "hana@school.kr, duri@school.kr",
    "½",
    "　",
)
"""Cells that mean nothing in any column of a value."""

POOL = (
    "가람",
    "나래",
    "다온",
    "Ada Lovelace",
    "José",
    "이 은빈",
    "<b>라온</b>",
    "**마루**",
    "مرحبا",
    "O'Neil, Kim",
    "바다🌊",
    "ß",
)
INVISIBLE = ("\u200b", "\u200d", "\ufeff", "\u00ad", "\u200e", "\u2060")


def hide(random: Dice, text: str) -> str:
    """Put an invisible character somewhere into a text."""
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(INVISIBLE) + text[at:]


def make_name(random: Dice, name: str) -> Meant:
    """Write a member's name: as it is, in another form, or so that nobody can be sure."""
    same = (
        name,
        f"  {name} ",
        name.upper() if name.isascii() else name,
        name.replace(" ", "  "),
        hide(random, name),
    )
    another = (f"{name}님", f"{name}x", name[:-1] + "큥", "아무개", f"{name}, 아무개", 5, date(2022, 4, 6))
    return _choose(random, same, name, another)


def make_week(random: Dice, number: int) -> Meant:
    """Write a week's number."""
    written: tuple[Cell, ...] = (
        number,
        float(number),
        str(number),
        f" {number} ",
        f"{number}주차",
        f"{number} 주차",
        f"제{number}주차",
        f"Week {number}",
        f"week{number}",
        f"{number}주차 RNNs",
        f"{number}회차",
        f"{number}차시",
        hide(random, f"{number}주차"),
    )
    other = number + 1
    none: tuple[Cell, ...] = (
        f"{number}주차, {other}주차",
        f"{number}-{other}",
        f"Week {number} & {other}",
        f"{number}/{other}",
        number + 0.5,
        0,
        -number,
        f"-{number}",
        "삼주차",
        "12345",
        datetime(2022, 4, number),
    )
    return _choose(random, written, number, none)


def _choose(random: Dice, good: tuple[Cell, ...], value: object, none: tuple[Cell, ...]) -> Meant:
    """Choose a cell that means the value, or one of the others. Those only look like it, are hostile or blank."""
    if random.random() >= random.wild:
        return Meant(random.choice(good), value)
    return Meant(random.choice(none if random.random() < 0.5 else (None, "", " ", *HOSTILE)))


def make_moment(random: Dice, at: datetime) -> Meant:
    """Write a local moment, whole in seconds. It is never between 1 and 4 o'clock, when clocks change."""
    half, hour = ("오전" if at.hour < 12 else "오후"), at.hour % 12 or 12
    serial = (at - datetime(1899, 12, 30)) / timedelta(days=1)
    good: tuple[Cell, ...] = (
        at,
        at,
        serial,
        f"{at:%Y-%m-%d %H:%M:%S}",
        f"{at:%Y/%m/%d %H:%M:%S}",
        f"{at:%Y-%m-%dT%H:%M:%S}",
        f"{at.year}. {at.month}. {at.day} {half} {hour}:{at:%M:%S}",
        f"{at.year}년 {at.month}월 {at.day}일 {at:%H:%M:%S}",
        hide(random, f"{at:%Y-%m-%d %H:%M:%S}"),
    )
    none: tuple[Cell, ...] = (
        "yesterday",
        f"{at:%Y}-13-45 00:00:00",
        f"{at:%Y-%m-%d} 61:00",
        f"{at:%H:%M:%S}",
        2022,
        at.hour / 24,
        f"{at:%Y-%m-%d %H:%M:%S} ~",
    )
    return _choose(random, good, at, none)


def make_day(random: Dice, day: date) -> Meant:
    """Write a day."""
    good: tuple[Cell, ...] = (
        day,
        datetime(day.year, day.month, day.day),
        f"{day}",
        f"{day:%Y/%m/%d}",
        f"{day.year}. {day.month}. {day.day}",
        f"{day.year}년 {day.month}월 {day.day}일",
        (day - date(1899, 12, 30)).days,
    )
    none: tuple[Cell, ...] = ("언젠가", f"{day:%Y-%m}-32", f"{day:%Y}", 0.5, "4월")
    return _choose(random, good, day, none)


def make_month(random: Dice, month: str) -> Meant:
    """Write a month of ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:])
    good: tuple[Cell, ...] = (month, f"{year}년 {number}월", f"{year}/{number:02}", f" {month} ")
    none: tuple[Cell, ...] = ("May", f"{number}월", f"{year}-13", year, f"{month}, {year}-12")
    return _choose(random, good, month, none)


def make_amount(random: Dice, won: int) -> Meant:
    """Write an amount of won, of four digits or more."""
    good: tuple[Cell, ...] = (
        won,
        float(won),
        str(won),
        f"{won:,}",
        f"{won:,}원",
        f"₩{won:,}",
        f"{won} 원",
    )
    none: tuple[Cell, ...] = (
        f"{won // 1000}.{won % 1000:03}",
        won + 0.5,
        f"{won}~",
        f"{won} {won}",
        10**13,
        date(2022, 4, 30),
        "약 3천원",
    )
    return _choose(random, good, won, none)


def make_link(random: Dice, token: str) -> Meant:
    """Write a link that holds a token of its own."""
    address = f"https://x.example/{token}"
    good: tuple[Cell, ...] = (
        address,
        f" {address} ",
        f"{address}\nhttps://y.example/b",
        f"https://y.example/a\n{address}",
        f"{address}, https://y.example/b",
        f"x.example/{token}",
        f"내 글 {address}",
        hide(random, address),
    )
    none: tuple[Cell, ...] = (
        f"노션에 올렸어요 {token}",
        f"javascript:alert('{token}')",
        f"file:///{token}",
        5,
        date(2022, 4, 12),
    )
    return _choose(random, good, token, none)


def make_text(random: Dice, token: str) -> Meant:
    """Write a note that holds a token of its own. Any text is one."""
    return Meant(random.choice((token, f" {token} ", f"{token} <b>x</b>", f"{token}\n**y**")), token)


def make_noise(random: Dice) -> Cell:
    """Write anything, into a column that nobody reads."""
    return random.choice((None, None, "ok", 3, "3주차", "https://noise.example", *HOSTILE))
