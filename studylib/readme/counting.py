"""Count weeks that a README names by days or by weeks of months."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from studylib.readme.choices import Choices, WeeksAre
from studylib.readme.week_texts import Day, WeekOfMonth


def count_months(named: Sequence[WeekOfMonth], *, anyhow: bool) -> list[int] | None:
    """Count weeks of months 1, 2, 3 in their order. The same one again keeps its number.

    Return ``None`` if a week is missing or out of order, unless ``anyhow``.
    """
    numbers = [1] if named else []
    for before, after in pairwise(named):
        if before == after:
            numbers.append(numbers[-1])
            continue
        follows = after.week == before.week + 1 if after.month == before.month else _starts(before, after)
        if not follows and not anyhow:
            return None
        numbers.append(numbers[-1] + 1)
    return numbers


def _starts(before: WeekOfMonth, after: WeekOfMonth) -> bool:
    """Whether the second one is the first week of the next month."""
    return after.week == 1 and after.month == before.month % 12 + 1


def count_days(written: Sequence[Day], choices: Choices) -> list[int | None] | None:
    """Find the weeks of days. Return ``None`` if the two ways to number them differ and no choice decides.

    By date, a day belongs to the season's week that holds it. Without a season, weeks are seven days each from the
    first day. A day outside the season has no number. By number, the days are counted in their order.
    """
    days = _date_days(written, choices)
    counted: list[int | None] = [sorted(set(days)).index(day) + 1 for day in days] if days else []
    dated = _find_weeks_of(days, choices)
    if choices.weeks_are is WeeksAre.NUMBERS:
        return counted
    if choices.weeks_are is WeeksAre.DATES:
        return dated
    return counted if counted == dated else None


def _date_days(written: Sequence[Day], choices: Choices) -> list[date]:
    """Give a year to days without one. The oldest has the year of the season's first week, and later ones follow."""
    year = choices.calendar[0][1].year if choices.calendar else 2024
    falling = _is_falling(written)
    dated: list[date] = []
    for day in reversed(written) if falling else written:
        full = _make_date(day.year or year, day)
        if dated and not day.year and full < dated[-1] - timedelta(days=180):
            year += 1
            full = _make_date(year, day)
        dated.append(full)
    return dated[::-1] if falling else dated


def _is_falling(written: Sequence[Day]) -> bool:
    """Whether the newest day comes first: the days are then closer to each other."""
    ordinals = [(each.year or 0) * 372 + each.month * 31 + each.day for each in written]
    rising = sum((after - before) % 372 for before, after in pairwise(ordinals))
    return rising > sum((before - after) % 372 for before, after in pairwise(ordinals))


def _make_date(year: int, day: Day) -> date:
    try:
        return date(year, day.month, day.day)
    except ValueError:  # 29 February of another year
        return date(year, 3, 1)


def _find_weeks_of(days: Sequence[date], choices: Choices) -> list[int | None]:
    if not choices.calendar:
        first = min(days, default=date.min)
        return [(day - first).days // 7 + 1 for day in days]
    return [next((n for n, first, last in choices.calendar if first <= day <= last), None) for day in days]
