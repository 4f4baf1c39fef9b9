"""Write texts, dates and won in a reader's language. The door of babel.

The code holds the English texts. ``locale/`` holds their translations, which ``make catalogues`` compiles.
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

from studylib.text.chat import TOGETHER
from studylib.text.direction import isolate, join_texts
from studylib.text.message import Sentence
from studylib.text.particles import fill_korean

CODES = ("ko", "en")
MIDNIGHT = time()
NO_FIGURE = "–"
"""What stands for a figure that there is not."""
LOCALE = Path(__file__).parent / "locale"

DAY = {"ko": "M/d (EEE)", "en": "EEE M/d"}
MOMENT = {"ko": "M/d (EEE) HH:mm:ss", "en": "EEE M/d HH:mm:ss"}
FULL_DAY = {"ko": "y년 M월 d일 (EEE)", "en": "EEE, MMM d, y"}


@dataclass(frozen=True)
class Language:
    """One language of the reader, by its code: ``ko`` or ``en``."""

    code: str

    def say(self, text: str | Sentence, /, **values: object) -> str:
        """Say a text in this language and fill in its ``{names}``. Without a translation it stays English.

        Without values, braces stay unchanged.
        """
        original = text if isinstance(text, Sentence) else Sentence(text, values)
        pattern = _load_catalogue(self.code).gettext(original.text)
        translated = {name: self._translate(value) for name, value in original.values.items()}
        if not translated:
            return pattern
        return fill_korean(pattern, translated) if self.code == "ko" else pattern.format(**translated)

    def _translate(self, value: object) -> object:
        if isinstance(value, Sentence):
            return self.say(value)
        if isinstance(value, datetime):
            return self.moment(value)
        return isolate(value) if isinstance(value, str) else value

    def won(self, amount: int) -> str:
        """Write an amount of won: ``3,000원``, ``₩3,000``."""
        return self.say("₩{amount}", amount=self.number(amount))

    def signed(self, amount: int) -> str:
        """Write an amount of won with a sign: ``+3,000원`` to receive, ``−3,000원`` to pay. 0 has none."""
        sign = f"+{TOGETHER}" if amount > 0 else f"−{TOGETHER}" if amount < 0 else ""
        return f"{sign}{self.won(abs(amount))}"

    def number(self, value: float) -> str:
        """Write a number with the separators of the language."""
        return _format_number(value, self.code)

    def day(self, day: date) -> str:
        """Write a day of the season: ``5/3 (화)``."""
        return _format_clock(day, MIDNIGHT, DAY[self.code], self.code)

    def full_day(self, day: date) -> str:
        """Write a day with its year: ``2022년 5월 3일 (화)``."""
        return _format_clock(day, MIDNIGHT, FULL_DAY[self.code], self.code)

    def weekday(self, day: date) -> str:
        """Write the day of the week: ``화요일``, ``Tuesday``."""
        return _format_clock(day, MIDNIGHT, "EEEE", self.code)

    def moment(self, moment: datetime) -> str:
        """Write a moment to the second, rounded down as on a clock: ``5/3 (화) 23:59:59``."""
        return _format_clock(moment.date(), moment.time(), MOMENT[self.code], self.code)

    def month(self, month: str) -> str:
        """Write ``2022-05`` as ``2022년 5월``, ``May 2022``. The period ``season`` is that of the whole season."""
        return self.say("the season") if month == "season" else _format_month(month, self.code)

    def period(self, period: str) -> str:
        """Write a period as a label: ``2022년 5월``, or that of the whole season."""
        return self.say("Season") if period == "season" else _format_month(period, self.code)

    def span(self, seconds: float, most: int = 3) -> str:
        """Write a length of time in its ``most`` largest units, rounded down: ``1시간 7분 50초``.

        A negative length, after the clock was put back, counts as none.
        """
        rest = max(int(seconds), 0)
        parts = []
        for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
            count, rest = divmod(rest, size)
            if count:
                parts.append(_format_unit(count, f"duration-{unit}", self.code))
        return " ".join(parts[:most]) if parts else self.say("less than a second")

    def week(self, number: int) -> str:
        """Write the number of a week: ``3주차``, ``Week 3``."""
        return self.say("Week {number}", number=number)

    def names(self, names: Sequence[str]) -> str:
        """Write several names in one line."""
        return join_texts(names, ", ")


@cache
def _load_catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("studyboard", LOCALE, [code], fallback=True)


@lru_cache(maxsize=4096)
def _format_clock(day: date, time: time, pattern: str, code: str) -> str:
    """Format a day and a time as the clock of their zone shows them.

    The cache takes no moments: equal moments of two zones would share one entry.
    """
    return format_datetime(datetime.combine(day, time), pattern, locale=code)


@lru_cache(maxsize=4096, typed=True)
def _format_number(value: float, code: str) -> str:
    return format_decimal(value, locale=code)


@lru_cache(maxsize=1024)
def _format_month(month: str, code: str) -> str:
    year, number = map(int, month.split("-"))
    return format_skeleton("yMMMM", datetime(year, number, 1), locale=Locale.parse(code))


@lru_cache(maxsize=4096)
def _format_unit(count: int, unit: str, code: str) -> str:
    return format_unit(count, unit, length="short", locale=code)
