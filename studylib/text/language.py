"""Texts, dates and won in a reader's language. The door of babel.

Texts are written in English in the code; their translations lie in ``locale/``, compiled by ``make catalogues``.
"""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from studylib.text.message import Sentence
from studylib.text.particles import fill_korean

CODES = ("ko", "en")
MIDNIGHT = time()
LOCALE = Path(__file__).parent / "locale"

TOGETHER = "\u2060"
"""Unseen; keeps a sign and its amount on one line."""

DAY = {"ko": "M/d (EEE)", "en": "EEE M/d"}
MOMENT = {"ko": "M/d (EEE) HH:mm:ss", "en": "EEE M/d HH:mm:ss"}
FULL_DAY = {"ko": "y년 M월 d일 (EEE)", "en": "EEE, MMM d, y"}


@dataclass(frozen=True)
class Language:
    """One language that people read, by its code: ``ko`` or ``en``."""

    code: str

    def say(self, text: str | Sentence, /, **values: object) -> str:
        """The text in this language, its ``{names}`` filled in; a text without a translation stays English."""
        said = text if isinstance(text, Sentence) else Sentence(text, values)
        pattern = _catalogue(self.code).gettext(said.text)
        told = {name: self._told(each) for name, each in said.values.items()}
        if not told:
            return pattern
        return fill_korean(pattern, told) if self.code == "ko" else pattern.format(**told)

    def _told(self, value: object) -> object:
        return self.say(value) if isinstance(value, Sentence) else value

    def won(self, amount: int) -> str:
        """An amount of won: ``3,000원``, ``₩3,000``."""
        return self.say("₩{amount}", amount=self.number(amount))

    def signed(self, amount: int) -> str:
        """An amount of won with its sign, so that what is got can be told from what is given: ``+3,000원``."""
        sign = f"+{TOGETHER}" if amount > 0 else f"−{TOGETHER}" if amount < 0 else ""
        return f"{sign}{self.won(abs(amount))}"

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return format_decimal(value, locale=self.code)

    def day(self, day: date) -> str:
        """A day of the season: ``5/3 (화)``."""
        return _formatted(day, MIDNIGHT, DAY[self.code], self.code)

    def full_day(self, day: date) -> str:
        """A day with its year: ``2022년 5월 3일 (화)``."""
        return _formatted(day, MIDNIGHT, FULL_DAY[self.code], self.code)

    def weekday(self, day: date) -> str:
        """The day of the week: ``화요일``, ``Tuesday``."""
        return _formatted(day, MIDNIGHT, "EEEE", self.code)

    def moment(self, moment: datetime) -> str:
        """A moment to the second, rounded down as a clock shows it: ``5/3 (화) 23:59:59``."""
        return _formatted(moment.date(), moment.time(), MOMENT[self.code], self.code)

    def month(self, month: str) -> str:
        """``2022-05`` as ``2022년 5월``, ``May 2022``."""
        return _month(month, self.code)

    def span(self, seconds: float, most: int = 3) -> str:
        """A length of time in its ``most`` largest units, rounded down: ``1시간 7분 50초``."""
        rest = int(seconds)
        parts = []
        for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
            count, rest = divmod(rest, size)
            if count:
                parts.append(_unit(count, f"duration-{unit}", self.code))
        return " ".join(parts[:most]) if parts else self.say("less than a second")

    def week(self, number: int) -> str:
        """``3주차``, ``Week 3``."""
        return self.say("Week {number}", number=number)

    def names(self, names: Sequence[str]) -> str:
        """Several names in one line."""
        return ", ".join(names)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("studyboard", LOCALE, [code], fallback=True)


@lru_cache(maxsize=4096)
def _formatted(day: date, time: time, pattern: str, code: str) -> str:
    """A day and a time of day as they stand on the clock of their zone. Not a moment: two moments of different
    zones are equal where they are the same instant, and would be taken for one another here."""
    return format_datetime(datetime.combine(day, time), pattern, locale=code)


@lru_cache(maxsize=1024)
def _month(month: str, code: str) -> str:
    year, number = map(int, month.split("-"))
    return format_skeleton("yMMMM", datetime(year, number, 1), locale=Locale.parse(code))


@lru_cache(maxsize=4096)
def _unit(count: int, unit: str, code: str) -> str:
    return format_unit(count, unit, length="short", locale=code)
