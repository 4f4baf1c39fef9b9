"""What pages draw, worked out once a season: boards, settlements, figures."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from studylib import clock
from studylib.access import redaction
from studylib.access.redaction import Redaction
from studylib.calendar import ics
from studylib.figures import heatmap, palette
from studylib.money import payments, settlement, what_if
from studylib.money.payments import Outstanding
from studylib.money.settlement import Settlement
from studylib.money.what_if import Rules
from studylib.season import board, fines, standing, weeks
from studylib.season.standing import Standing
from studylib.season.study import Status
from studylib.source.season import Season, keep_with_season
from studylib.text.language import Language
from studylib.web.visit import Visit
from studylib.workbook.cells import Tab, Workbook


@dataclass(frozen=True)
class Drawing:
    """The board as a figure, in one line for those who do not see it, and the statuses that are on it."""

    figure: palette.Figure
    described: str
    statuses: tuple[Status, ...]


class JudgedCell(NamedTuple):
    """One row of the board with its reason in words; the columns as ``board.COLUMNS`` has them."""

    member: str
    week: int
    status: str
    link: str
    fine: int
    tier: int
    reason: str


def judge_board(visit: Visit) -> pd.DataFrame:
    """The board at the moment that the visit shows; shared between visitors, not to be changed."""
    return _judged(visit.season, visit.event)


def find_cell(visit: Visit, member: str, week: int) -> JudgedCell | None:
    """The row of the board, with its reason, of a member and week; ``None`` where the member does not answer."""
    return _cells(visit.season, visit.event, visit.language).get((member, week))


def find_standing(visit: Visit) -> Standing:
    """How the group stands at the moment that the visit shows."""
    month = f"{visit.now.astimezone(visit.study.timezone):%Y-%m}"
    return _standing(visit.season, visit.event, month)


def draw_board(visit: Visit) -> Drawing:
    """The board as a figure; shared between visitors, not to be changed."""
    today = visit.now.astimezone(visit.study.timezone).date()
    mark = visit.language.say("Then") if visit.as_of else visit.language.say("Today")
    return _drawing(visit.season, visit.event, today, visit.language, visit.theme, mark)


def settle_months(visit: Visit) -> tuple[Settlement, ...]:
    """The months of the season, rising, at the moment that the visit shows."""
    at = weeks.to_milliseconds(visit.now)
    closings = (weeks.to_milliseconds(row.closed_at) for row in visit.study.settlements if row.closed_at)
    closed = max((closing for closing in closings if closing <= at), default=0)
    return _settled(visit.season, visit.event, max(visit.event, closed))


def list_outstanding(visit: Visit) -> tuple[Outstanding, ...]:
    """What each member still owes of each month at the moment that the visit shows."""
    return payments.list_outstanding(visit.study, settle_months(visit), visit.now)


def suppose_rules(visit: Visit, rules: Rules) -> Visit:
    """The same visit of the season as it would be under other rules; nothing of it is kept anywhere."""
    season = _supposed(visit.season, rules)
    reading = replace(visit.reading, season=season)
    return replace(visit, reading=reading, event=board.find_last_event(season.events, visit.now))


def write_calendar(season: Season, language: Language) -> bytes:
    """The season as a calendar that is stamped now."""
    return ics.write_calendar(season.study, language, clock.now())


@keep_with_season
def mark_calendar(season: Season, code: str) -> str:
    """What marks the season's calendar in that language: the same as long as nothing in it but the stamps differs."""
    plain = ics.write_calendar(season.study, Language(code), weeks.EPOCH)
    return hashlib.sha256(plain).hexdigest()[:32]


@lru_cache(maxsize=16)
def write_spreadsheet(tab: Tab) -> bytes:
    """The tab as an .xlsx file. Raises ``WorkbookError`` where a cell of it does not fit into one."""
    from studylib.stores.xlsx import write

    return write.pack_xlsx(Workbook((tab,)))


@keep_with_season
def _settled(season: Season, event: int, at: int) -> tuple[Settlement, ...]:
    return settlement.settle(season.study, _judged(season, event), weeks.from_milliseconds(at))


@keep_with_season
def redact_season(season: Season, veil: Redaction) -> Season:
    """The season as somebody under that veil may know it: the cells are the leader's, and what is wrong with them is
    the group's."""
    cells = Workbook(()) if veil.cells else season.cells
    return Season(cells, redaction.redact(season.study, veil), () if veil.reasons else season.problems)


@keep_with_season
def _supposed(season: Season, rules: Rules) -> Season:
    return replace(season, study=what_if.apply_rules(season.study, tiers=rules.tiers, pot=rules.pot))


@keep_with_season
def _judged(season: Season, event: int) -> pd.DataFrame:
    return board.judge(season.study, weeks.from_milliseconds(event))


@keep_with_season
def _explained(season: Season, event: int, language: Language) -> pd.DataFrame:
    rows = _judged(season, event)
    return rows.assign(reason=fines.explain_fines(season.study, rows, language))


@keep_with_season
def _cells(season: Season, event: int, language: Language) -> dict[tuple[str, int], JudgedCell]:
    rows = _explained(season, event, language)
    columns = (rows[name] for name in JudgedCell._fields)
    return {(row.member, row.week): row for row in map(JudgedCell, *columns)}


@keep_with_season
def _standing(season: Season, event: int, month: str) -> Standing:
    return standing.find_standing(season.study, _judged(season, event), weeks.from_milliseconds(event), month)


@keep_with_season
def _drawing(season: Season, event: int, today: date, language: Language, theme: str, mark: str) -> Drawing:
    rows = _explained(season, event, language)
    figure = heatmap.draw_heatmap(season.study, rows, language, today, palette.PALETTES[theme], mark)
    there = set(rows["status"].unique())
    return Drawing(
        figure, heatmap.describe_board(rows, language), tuple(each for each in Status if each in there)
    )
