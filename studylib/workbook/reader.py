"""A workbook's cells -> the study and every problem. The one reader for all stores."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from studylib.season.study import Audience, Pot, Problem, Study
from studylib.workbook import answers, layouts, links, moments, settings, tables, values
from studylib.workbook.cells import Workbook
from studylib.workbook.closed_months import list_payers, read_payments, read_settlements
from studylib.workbook.members import Roster, read_members
from studylib.workbook.schedule import read_breaks, read_excuses, read_topics, schedule_season, swap_writer
from studylib.workbook.tiers import read_tiers

DEFAULT_ZONE = ZoneInfo("Asia/Seoul")


def read(workbook: Workbook) -> tuple[Study, list[Problem]]:
    """The study that the workbook describes, and all in it that could not be read, in the order of its cells.

    No address stands in it but the members' own, each in its ``email``: in every other text they are masked.
    What is unreadable does not count until it is fixed. Without a readable start or zone the study has no weeks,
    so nothing is judged.
    """
    problems: list[Problem] = []
    given = settings.read_settings(tables.find_table(layouts.SETTINGS, workbook, problems, needed=True))
    zone = given.read("timezone", values.parse_zone, DEFAULT_ZONE)
    starts_on = given.demand("starts_on", moments.parse_day)
    members = read_members(tables.find_table(layouts.MEMBERS, workbook, problems, needed=True))
    people = Roster(members)
    tiers = read_tiers(tables.find_table(layouts.TIERS, workbook, problems))
    breaks = read_breaks(tables.find_table(layouts.BREAKS, workbook, problems), people)
    topics, extensions, swaps = read_topics(
        tables.find_table(layouts.WEEKS, workbook, problems, needed=True), people, zone or DEFAULT_ZONE
    )
    numbers = frozenset(topics) or None
    known = len(problems)
    closed = read_settlements(
        tables.find_table(layouts.SETTLEMENTS, workbook, problems), people, zone or DEFAULT_ZONE
    )
    settlements_read = len(problems) == known
    study = Study(
        name=given.read("name", values.show_masked, "") or "",
        timezone=zone or DEFAULT_ZONE,
        language=given.read("language", settings.parse_one_of(settings.LANGUAGES), "ko") or "ko",
        starts_on=starts_on,
        pot=given.read("pot", settings.parse_one_of(settings.POTS), Pot.EQUAL_EXCEPT_LAST)
        or Pot.EQUAL_EXCEPT_LAST,
        form=settings.read_form(given),
        repository=given.read("repository", links.shorten_link, None),
        curriculum_url=given.read("curriculum_url", links.shorten_link, None),
        audience=given.read("access", settings.parse_one_of(settings.AUDIENCES), Audience.MEMBERS)
        or Audience.MEMBERS,
        public_money=bool(given.read("public_money", settings.parse_one_of(settings.YES_OR_NO), False)),
        short_names=given.read("short_names", settings.parse_one_of(settings.YES_OR_NO), False) is not False,
        sample=bool(given.read("sample", settings.parse_one_of(settings.YES_OR_NO), False)),
        remind_hours=settings.parse_remind_hours(given),
        members=members,
        weeks=tuple(
            swap_writer(week, *swaps[week.number]) if week.number in swaps else week
            for week in schedule_season(starts_on, breaks, tiers, zone, topics, extensions)
        )
        if starts_on and zone
        else (),
        tiers=tiers,
        breaks=breaks,
        excuses=read_excuses(tables.find_table(layouts.EXCUSES, workbook, problems), people, numbers),
        payments=read_payments(
            tables.find_table(layouts.PAYMENTS, workbook, problems), list_payers(members, closed)
        ),
        settlements=closed,
        settlements_read=settlements_read,
        submissions=answers.read_submissions(workbook, people, numbers, zone or DEFAULT_ZONE, problems),
    )
    return study, sorted(problems, key=_place_in(workbook))


def _place_in(workbook: Workbook) -> Callable[[Problem], tuple[int, int]]:
    """Problems in the order in which their cells stand in the workbook; those of missing tabs first."""
    places = {tab.title: at for at, tab in enumerate(workbook.tabs)}
    return lambda problem: (places.get(problem.tab, -1), problem.row or 0)
