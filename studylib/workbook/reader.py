"""Read a study and its problems from a workbook, for all stores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from studylib.season.kinds import Audience, Pot
from studylib.season.problems import Problem
from studylib.season.study import Break, Study, Tier, Week
from studylib.season.weeks import to_milliseconds
from studylib.workbook import (
    answers,
    bounded,
    layouts,
    links,
    moments,
    odd_settings,
    schedule,
    settings,
    suspects,
    tables,
    unread_answers,
    values,
    voided,
)
from studylib.workbook.cells import Workbook
from studylib.workbook.closed_months import list_payers, read_payments, read_settlements
from studylib.workbook.former import report_lost
from studylib.workbook.identity import parse_identity
from studylib.workbook.members import Roster, read_members
from studylib.workbook.schedule import WeekRow
from studylib.workbook.settled_weeks import report_moved
from studylib.workbook.tables import Dated, Table
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
    answers: list[Table]

    def list_all(self) -> tuple[Table, ...]:
        titled = (self.settings, self.members, self.weeks, self.tiers, self.breaks, self.excuses)
        return (*titled, self.payments, self.settlements, *self.answers)


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
        answers=tables.find_answer_tables(workbook),
    )


def _read_study(workbook: Workbook, found: _Tables) -> Study:
    given = settings.read_settings(found.settings)
    zone = given.read("timezone", values.parse_zone, DEFAULT_ZONE)
    local = zone or DEFAULT_ZONE
    starts_on = given.demand("starts_on", moments.parse_day)
    members = read_members(found.members)
    people = Roster(members)
    tiers = read_tiers(found.tiers)
    breaks = schedule.read_breaks(found.breaks, people)
    week_rows = schedule.read_weeks(found.weeks, people, local)
    numbers = frozenset(week_rows) or None
    closed = read_settlements(found.settlements, people, local, numbers)
    submissions = answers.read_submissions(
        found.answers, people, numbers, zone=local, written_in=workbook.zone or local
    )
    report_lost(found.members, members, closed)
    study = Study(
        name=settings.read_name(given),
        timezone=local,
        language=given.read_or("language", settings.parse_one_of(settings.LANGUAGES), "ko"),
        starts_on=starts_on,
        pot=given.read_or("pot", settings.parse_one_of(settings.POTS), Pot.EQUAL_EXCEPT_LAST),
        form=settings.read_form(given),
        repository=given.read("repository", links.shorten_link, None),
        curriculum_url=given.read("curriculum_url", links.shorten_link, None),
        audience=given.read_or("access", settings.parse_one_of(settings.AUDIENCES), Audience.MEMBERS),
        public_money=given.read_or("public_money", settings.parse_one_of(settings.YES_OR_NO), False),
        short_names=given.read("short_names", settings.parse_one_of(settings.YES_OR_NO), False) is not False,
        sample=given.read_or("sample", settings.parse_one_of(settings.YES_OR_NO), False),
        remind_hours=settings.read_remind_hours(given),
        identity=given.read("id", parse_identity, None),
        members=members,
        weeks=_schedule(starts_on, zone, breaks, tiers, week_rows),
        tiers=tiers,
        breaks=breaks,
        excuses=schedule.read_excuses(found.excuses, people, numbers),
        payments=read_payments(found.payments, list_payers(members, closed), local),
        settlements=closed,
        settlements_read=all(each.is_notice for each in found.settlements.problems),
        submissions=submissions,
        answers_read=all(map(answers.has_readable_columns, found.answers)),
        voided=answers.read_voided_answers(found.answers, people, written_in=workbook.zone or local),
    )
    report_moved(week_rows, study, found.settlements)
    return study


def _schedule(
    starts_on: date | None,
    zone: ZoneInfo | None,
    breaks: tuple[Break, ...],
    tiers: tuple[Tier, ...],
    week_rows: Mapping[int, WeekRow],
) -> tuple[Week, ...]:
    if starts_on is None or zone is None:
        return ()
    return schedule.schedule_season(starts_on, breaks, tiers, zone, week_rows)


def _place_in(workbook: Workbook) -> Callable[[Problem], tuple[int, int]]:
    """Sort problems by tab and row as in the workbook, those of missing tabs first."""
    places = {tab.title: at for at, tab in enumerate(workbook.tabs)}
    return lambda problem: (places.get(problem.tab, -1), problem.row or 0)
