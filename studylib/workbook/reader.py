"""A workbook's cells -> the study and every problem. The one reader for all stores."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from studylib.season.study import Audience, Pot, Problem, Study
from studylib.workbook import answers, layouts, links, moments, settings, tables, values
from studylib.workbook import members as roster
from studylib.workbook.cells import Workbook
from studylib.workbook.closed_months import payers, read_payments, read_settlements
from studylib.workbook.members import Roster
from studylib.workbook.schedule import read_breaks, read_excuses, read_topics, season_weeks, with_swap
from studylib.workbook.tiers import read_tiers

DEFAULT_ZONE = ZoneInfo("Asia/Seoul")


def read(workbook: Workbook) -> tuple[Study, list[Problem]]:
    """The study that the workbook describes, and all in it that could not be read, in the order of its cells.

    No address stands in it but the members' own, each in its ``email``: in every other text they are masked.
    What is unreadable does not count until it is mended. Without a readable start or zone the study has no weeks,
    so nothing is judged.
    """
    problems: list[Problem] = []
    given = settings.settings(tables.titled(layouts.SETTINGS, workbook, problems, needed=True))
    zone = given.read("timezone", values.zone, DEFAULT_ZONE)
    starts_on = given.demand("starts_on", moments.day)
    members = roster.members(tables.titled(layouts.MEMBERS, workbook, problems, needed=True))
    people = Roster(members)
    tiers = read_tiers(tables.titled(layouts.TIERS, workbook, problems))
    breaks = read_breaks(tables.titled(layouts.BREAKS, workbook, problems), people)
    topics, extensions, swaps = read_topics(
        tables.titled(layouts.WEEKS, workbook, problems, needed=True), people, zone or DEFAULT_ZONE
    )
    numbers = frozenset(topics) or None
    known = len(problems)
    closed = read_settlements(
        tables.titled(layouts.SETTLEMENTS, workbook, problems), people, zone or DEFAULT_ZONE
    )
    settlements_read = len(problems) == known
    study = Study(
        name=given.read("name", values.shown, "") or "",
        timezone=zone or DEFAULT_ZONE,
        language=given.read("language", settings.one_of(settings.LANGUAGES), "ko") or "ko",
        starts_on=starts_on,
        pot=given.read("pot", settings.one_of(settings.POTS), Pot.EQUAL_EXCEPT_LAST) or Pot.EQUAL_EXCEPT_LAST,
        form=settings.form(given),
        repository=given.read("repository", links.shown_link, None),
        curriculum_url=given.read("curriculum_url", links.shown_link, None),
        audience=given.read("access", settings.one_of(settings.AUDIENCES), Audience.MEMBERS)
        or Audience.MEMBERS,
        public_money=bool(given.read("public_money", settings.one_of(settings.YES_OR_NO), False)),
        short_names=given.read("short_names", settings.one_of(settings.YES_OR_NO), False) is not False,
        sample=bool(given.read("sample", settings.one_of(settings.YES_OR_NO), False)),
        remind_hours=settings.remind_hours(given),
        members=members,
        weeks=tuple(
            with_swap(week, *swaps[week.number]) if week.number in swaps else week
            for week in season_weeks(starts_on, breaks, tiers, zone, topics, extensions)
        )
        if starts_on and zone
        else (),
        tiers=tiers,
        breaks=breaks,
        excuses=read_excuses(tables.titled(layouts.EXCUSES, workbook, problems), people, numbers),
        payments=read_payments(tables.titled(layouts.PAYMENTS, workbook, problems), payers(members, closed)),
        settlements=closed,
        settlements_read=settlements_read,
        submissions=answers.submissions(workbook, people, numbers, zone or DEFAULT_ZONE, problems),
    )
    return study, sorted(problems, key=_place_in(workbook))


def _place_in(workbook: Workbook) -> Callable[[Problem], tuple[int, int]]:
    """Problems in the order in which their cells stand in the workbook; those of missing tabs first."""
    places = {tab.title: at for at, tab in enumerate(workbook.tabs)}
    return lambda problem: (places.get(problem.tab, -1), problem.row or 0)
