"""Read a study and its problems from a workbook, for all stores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from studylib.season.kinds import Audience, Pot
from studylib.season.problems import ANYWHERE, Problem
from studylib.season.study import Break, Study
from studylib.season.tasks import Task
from studylib.season.weeks import to_milliseconds
from studylib.workbook import (
    answers,
    bounded,
    layouts,
    links,
    moments,
    notices,
    odd_settings,
    rule_settings,
    schedule,
    sent_months,
    settings,
    suspects,
    tables,
    unread_answers,
    values,
    voided,
)
from studylib.workbook.attendance import list_meetings, read_arrivals
from studylib.workbook.cells import Workbook
from studylib.workbook.closed_months import list_payers, read_payments, read_settlements
from studylib.workbook.former import report_lost
from studylib.workbook.identity import parse_identity
from studylib.workbook.members import Roster, read_members
from studylib.workbook.passes import notice_idle, read_passes
from studylib.workbook.rule_settings import RuleSettings
from studylib.workbook.schedule import Calendar, WeekRow
from studylib.workbook.settings import Settings
from studylib.workbook.settled_weeks import report_moved, report_other_period
from studylib.workbook.steps import read_steps
from studylib.workbook.tables import Dated, Table
from studylib.workbook.task_names import TaskNames
from studylib.workbook.tasks import TaskRow, check_dues, drop_early, explain_due, read_tasks
from studylib.workbook.tier_needs import meet_needs
from studylib.workbook.tiers import read_tiers

DEFAULT_ZONE = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, slots=True)
class _Tables:
    """All tables of a workbook."""

    settings: Table
    members: Table
    weeks: Table
    tiers: Table
    breaks: Table
    excuses: Table
    payments: Table
    settlements: Table
    tasks: Table
    attendance: Table
    passes: Table
    steps: Table
    answers: list[Table]

    def list_all(self) -> tuple[Table, ...]:
        titled = (self.settings, self.members, self.weeks, self.tiers, self.breaks, self.excuses)
        later = (self.tasks, self.attendance, self.passes, self.steps)
        return (*titled, self.payments, self.settlements, *later, *self.answers)


def read(workbook: Workbook) -> tuple[Study, list[Problem]]:
    """Read the study and its problems, as ``read_dated`` does."""
    study, problems, _ = read_dated(workbook)
    return study, problems


def read_dated(workbook: Workbook) -> tuple[Study, list[Problem], tuple[Dated, ...]]:
    """Read the study, and all problems in the order of the workbook's cells. List the rows with a moment, rising.

    It holds no address but each member's own, in ``email``. In every other text addresses are masked. What is
    unreadable does not count until the leader fixes it. Neither does what is beyond the limits of ``sizes``. Without a
    readable start or zone the study has no weeks, so nothing is judged.
    """
    workbook, beyond = bounded.bound_workbook(workbook)
    found = _find_tables(workbook)
    study = _read_study(workbook, found)
    odd_settings.read_columns(found.settings, found.list_all())
    for table in found.list_all():
        table.report_cells(void=voided.list_void(table))
    problems = [Problem(each.title, each.number, None, each.why, is_damage=True) for each in workbook.damages]
    problems += beyond
    problems += [problem for table in found.list_all() for problem in table.problems]
    problems += suspects.list_suspects(workbook, tables.list_namings(workbook), Roster(study.members))
    if not found.answers:
        problems += unread_answers.explain_silence(study)
    if study.steps:  # what a row costs depends on the rows before it
        problems = [replace(each, reach=ANYWHERE) if each.reach.weeks else each for each in problems]
    dated = (each for table in found.list_all() for each in table.dated)
    rising = tuple(sorted(dated, key=lambda each: to_milliseconds(each.moment)))
    return study, sorted(problems, key=_place_in(workbook)), rising


def _find_tables(workbook: Workbook) -> _Tables:
    return _Tables(
        settings=tables.find_table(layouts.SETTINGS, workbook, needed=True),
        members=tables.find_table(layouts.MEMBERS, workbook, needed=True),
        weeks=tables.find_table(layouts.WEEKS, workbook, needed=True),
        tiers=tables.find_table(layouts.TIERS, workbook),
        breaks=tables.find_table(layouts.BREAKS, workbook),
        excuses=tables.find_table(layouts.EXCUSES, workbook),
        payments=tables.find_table(layouts.PAYMENTS, workbook),
        settlements=tables.find_table(layouts.SETTLEMENTS, workbook),
        tasks=tables.find_table(layouts.TASKS, workbook),
        attendance=tables.find_table(layouts.ATTENDANCE, workbook),
        passes=tables.find_table(layouts.PASSES, workbook),
        steps=tables.find_table(layouts.STEPS, workbook),
        answers=tables.find_answer_tables(workbook),
    )


def _read_study(workbook: Workbook, found: _Tables) -> Study:
    given = settings.read_settings(found.settings)
    study = replace(
        _read_season(workbook, found, given, rule_settings.read_rules(given)),
        name=settings.read_name(given),
        language=given.read_or("language", settings.parse_one_of(settings.LANGUAGES), "ko"),
        form=settings.read_form(given),
        repository=given.read("repository", links.shorten_link, None),
        curriculum_url=given.read("curriculum_url", links.shorten_link, None),
        audience=given.read_or("access", settings.parse_one_of(settings.AUDIENCES), Audience.MEMBERS),
        public_money=given.read_or("public_money", settings.parse_one_of(settings.YES_OR_NO), False),
        short_names=given.read("short_names", settings.parse_one_of(settings.YES_OR_NO), False) is not False,
        sample=given.read_or("sample", settings.parse_one_of(settings.YES_OR_NO), False),
        remind_hours=settings.read_remind_hours(given),
        least_done=settings.read_completion(given),
        announces=given.read_or("announce", settings.parse_one_of(settings.YES_OR_NO), False),
        sent=sent_months.read_sent(given),
        identity=given.read("id", parse_identity, None),
    )
    notices.notice_account(given, study)
    notices.notice_zone(given, study, workbook.zone)
    found.attendance.problems += notices.list_silent(found.attendance, study)
    return study


def _read_season(workbook: Workbook, found: _Tables, given: Settings, rules: RuleSettings) -> Study:
    """Read the members, the rules and the records of the season."""
    zone = given.read("timezone", values.parse_zone, DEFAULT_ZONE)
    local = zone or DEFAULT_ZONE
    starts_on = given.demand("starts_on", moments.parse_day)
    members = read_members(found.members)
    people = Roster(members)
    breaks = schedule.read_breaks(found.breaks, people)
    tiers = read_tiers(found.tiers)
    task_rows = read_tasks(found.tasks, people, tiers)
    week_rows = schedule.read_weeks(found.weeks, people, [row.task for row in task_rows], local)
    numbers = frozenset(week_rows) or None
    calendar = _make_calendar(starts_on, zone, breaks, rules)
    calendar, tasks = _check_dues(given, calendar, task_rows, week_rows)
    names = TaskNames(tasks)
    tiers = meet_needs(found.tiers, tiers, tasks, week_rows)
    closed = read_settlements(found.settlements, people, local, numbers, tasks)
    submissions = answers.read_submissions(
        found.answers, people, numbers, names, zone=local, written_in=workbook.zone or local
    )
    weeks = schedule.schedule_season(calendar, tiers, tasks, week_rows) if calendar else ()
    pass_rows = read_passes(found.passes, people, numbers, names, local)
    report_lost(found.members, members, closed)
    study = Study(
        name="",
        timezone=local,
        starts_on=starts_on,
        cycle=rules.cycle or 7,
        due=rules.due,
        pot=given.read_or("pot", settings.parse_one_of(settings.POTS), Pot.EQUAL_EXCEPT_LAST),
        settle=rules.settle,
        pay_through=rules.pay_through,
        account=rules.account,
        smallest_transfer=rules.smallest_transfer,
        fines_from=rules.fines_from,
        pass_count=rules.pass_count,
        pass_hours=rules.pass_hours,
        members=members,
        weeks=weeks,
        tiers=tiers,
        tasks=tasks,
        steps=read_steps(found.steps, tiers),
        breaks=breaks,
        excuses=schedule.read_excuses(found.excuses, people, numbers, names),
        passes=tuple(row.granted for row in pass_rows),
        arrivals=read_arrivals(found.attendance, people, numbers, names, list_meetings(weeks, tiers), local),
        payments=read_payments(
            found.payments, list_payers(members, closed), local, rules.settle, rules.fines_from
        ),
        settlements=closed,
        settlements_read=all(each.is_notice for each in found.settlements.problems),
        submissions=submissions,
        answers_read=all(map(answers.has_readable_columns, found.answers)),
        voided=answers.read_voided_answers(found.answers, people, written_in=workbook.zone or local),
    )
    report_moved(week_rows, study, found.settlements)
    report_other_period(given, study, found.settlements.title)
    notice_idle(pass_rows, study)
    notices.notice_turns(task_rows, study)
    return study


def _make_calendar(
    starts_on: date | None, zone: ZoneInfo | None, breaks: tuple[Break, ...], rules: RuleSettings
) -> Calendar | None:
    """Make the calendar. ``None`` if a cell that places the weeks is unreadable."""
    if starts_on is None or zone is None or rules.cycle is None:
        return None
    return Calendar(starts_on, breaks, zone, rules.cycle, rules.due)


def _check_dues(
    given: Settings,
    calendar: Calendar | None,
    task_rows: Sequence[TaskRow],
    week_rows: Mapping[int, WeekRow],
) -> tuple[Calendar | None, tuple[Task, ...]]:
    """Report the due times that cannot be in some cycle. Return the calendar and the tasks."""
    if calendar is None:
        return None, tuple(row.task for row in task_rows)
    days = calendar.list_first_days(week_rows)
    if why := explain_due(calendar.due, days, calendar.cycle):
        given.table.report(given.records["due"], "value", why)
    due = drop_early(calendar.due, days, calendar.cycle)
    return replace(calendar, due=due), check_dues(task_rows, days, calendar.cycle)


def _place_in(workbook: Workbook) -> Callable[[Problem], tuple[int, int]]:
    """Sort problems by tab and row as in the workbook, those of missing tabs first."""
    places = {tab.title: at for at, tab in enumerate(workbook.tabs)}
    return lambda problem: (places.get(problem.tab, -1), problem.row or 0)
