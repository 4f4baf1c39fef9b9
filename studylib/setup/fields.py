"""The fields of the set-up form, as typed, and the plan that they make."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from studylib.setup.checks import check_book, check_fields, list_notices
from studylib.setup.curriculum import read_curriculum
from studylib.setup.lines import LONGEST_LINE, clean_text
from studylib.setup.plan import USUAL_WEEKS, Carried, Plan, PlanFault, find_first_day
from studylib.setup.roster import read_roster, write_roster
from studylib.workbook import moments, rule_settings, settings, values
from studylib.workbook.cells import Cell
from studylib.workbook.settings import parse_one_of
from studylib.workbook.typed import tidy

T = TypeVar("T")
D = TypeVar("D")

_WEEKS = re.compile(r"(\d{1,6}) ?(?:주|주간|주차|회|회차|weeks?|w)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """What was typed into each field, unread. ``None`` and ``""`` take the default."""

    name: str = ""
    starts_on: date | str | None = None
    """Default: the next Monday, or today."""
    weeks: int | str | None = None
    """Default: the lines of the curriculum, else 12."""
    due: str = ""
    members: str = ""
    """One a line."""
    preset: str | None = None
    settle: str = ""
    """``month`` or ``season``, or their Korean names."""
    pot: str = ""
    """A word of the setting ``pot``."""
    curriculum: str = ""
    """One week a line, or ``fsdl`` for that course."""
    cycle: int | str | None = None
    language: str = "ko"
    timezone: str = "Asia/Seoul"


def read_plan(
    typed: TypedPlan, today: date, carried: Carried | None = None
) -> tuple[Plan, tuple[PlanFault, ...]]:
    """Read the fields into a plan, and tell each fault. A faulty field takes its default.

    ``carried`` comes from the plan of a next season. Never raises. Only a plan without faults (notices aside) may be
    made.
    """
    members, of_members = read_roster(typed.members)
    topics, of_topics = read_curriculum(typed.curriculum)
    starts_on, of_start = _read("starts_on", typed.starts_on, _parse_day, find_first_day(today))
    weeks, of_weeks = _read("weeks", typed.weeks, _parse_weeks, len(topics) or USUAL_WEEKS)
    cycle, of_cycle = _read("cycle", typed.cycle, rule_settings.parse_cycle, None)
    settle, of_settle = _read("settle", typed.settle, parse_one_of(rule_settings.PERIODS), None)
    pot, of_pot = _read("pot", typed.pot, parse_one_of(settings.POTS), None)
    plan = Plan(
        name=_tidy_line(typed.name),
        starts_on=starts_on,
        weeks=weeks,
        cycle=cycle,
        due=_tidy_line(typed.due),
        members=members,
        preset=typed.preset or None,
        settle=settle,
        pot=pot,
        curriculum=topics,
        language=typed.language,
        timezone=typed.timezone,
        carried=carried,
    )
    found = (*of_members, *of_topics, *of_start, *of_weeks, *of_cycle, *of_settle, *of_pot)
    return plan, (*found, *_check(plan, found, today))


def _check(plan: Plan, found: tuple[PlanFault, ...], today: date) -> tuple[PlanFault, ...]:
    """Check the fields that have no fault yet. If none has, check the workbook and add the notices."""
    told = {each.field for each in found if not each.is_notice}
    more = tuple(each for each in check_fields(plan) if each.field not in told)
    if told or more:
        return more
    return check_book(plan) or tuple(list_notices(plan, today))


def _read(
    field: str, typed: Cell, parse: Callable[[Cell], T], default: D
) -> tuple[T | D, tuple[PlanFault, ...]]:
    """Read what was typed into a field. Nothing typed, or an unreadable text, gives the default."""
    if values.is_blank(typed):
        return default, ()
    try:
        return values.require(typed, parse), ()
    except values.CellError as unreadable:
        return default, (PlanFault(field, unreadable.why),)


def _parse_day(cell: Cell) -> date:
    return cell.date() if isinstance(cell, datetime) else moments.parse_day(cell)


def _parse_weeks(cell: Cell) -> int:
    """Parse a number of weeks: ``12``, ``12주``. The limits are checked with the plan."""
    text = tidy(cell) if isinstance(cell, str) and len(cell) < LONGEST_LINE else ""
    return int(match[1]) if (match := _WEEKS.fullmatch(text)) else values.parse_whole(cell)


def _tidy_line(typed: str) -> str:
    return values.fold_blanks(values.show_text(clean_text(typed[:LONGEST_LINE])))


def choose_preset(typed: TypedPlan, preset: str) -> TypedPlan:
    """Choose other rules. What was typed of due time, cycle and money belonged to those before, and goes."""
    return replace(typed, preset=preset, due="", cycle=None, settle="", pot="")


def write_plan(plan: Plan) -> TypedPlan:
    """Write the plan of a next season into the fields, to fill a form. It has no curriculum yet."""
    return TypedPlan(
        name=plan.name,
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        due=plan.due,
        members=write_roster(plan.members),
        preset=plan.preset,
        settle=plan.settle or "",
        pot=plan.pot or "",
        cycle=plan.cycle,
        language=plan.language,
        timezone=plan.timezone,
    )
