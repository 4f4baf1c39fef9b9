"""Results of a season that visitors share: boards, figures, settlements. Nothing of them may be changed in place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.figures import cells, slots, window
from studylib.money import balances, settlement, what_if
from studylib.money.balances import Balance
from studylib.money.settlement import Settlement
from studylib.money.what_if import Rules
from studylib.season import board, closings, drifts, events, reasons, standing, weeks
from studylib.season.closings import Unplaced
from studylib.season.drifts import Drift
from studylib.season.kinds import Status
from studylib.season.standing import Standing
from studylib.season.study import ClosedShare, Study, Week
from studylib.source.season import Season, keep_with_season
from studylib.text.language import Language
from studylib.web import grid
from studylib.web.visit import Visit

# ---- the board ----


class JudgedCell(NamedTuple):
    """One row of the board with its reason in words. The other columns are those of ``board.COLUMNS``."""

    member: str
    week: int
    task: str | None
    status: Status
    link: str
    fine: int
    fine_today: int
    tier: int
    reason: str


_Cells = tuple[JudgedCell, ...]


def find_season(visit: Visit) -> Season:
    """Find the season as it stood at the moment shown, without the closings that came since."""
    study = closings.look_back(visit.study, visit.now, visit.present)
    return visit.season if study is visit.study else _reopen(visit.season, study.settlements)


@keep_with_season
def _reopen(season: Season, settlements: tuple[ClosedShare, ...]) -> Season:
    return replace(season, study=replace(season.study, settlements=settlements))


def judge_board(visit: Visit) -> pd.DataFrame:
    """Judge the board at the moment shown."""
    return judge_season(find_season(visit), visit.event)


@keep_with_season
def judge_season(season: Season, event: int) -> pd.DataFrame:
    return board.judge(season.study, weeks.from_milliseconds(event))


def find_own_rows(visit: Visit, member: str) -> pd.DataFrame:
    """Find the rows of one member on the board."""
    return _select_member(find_season(visit), visit.event, member)


@keep_with_season
def _select_member(season: Season, event: int, member: str) -> pd.DataFrame:
    return judge_season(season, event).loc[lambda rows: rows["member"] == member]


@keep_with_season
def _explain(season: Season, event: int, language: Language, first: int, last: int) -> pd.DataFrame:
    """Explain the rows of the weeks from ``first`` to ``last``, inclusive."""
    board = judge_season(season, event)
    rows = board[board["week"].between(first, last)]
    return rows.assign(reason=reasons.explain_fines(season.study, rows, language))


def _choose_weeks(season: Season, event: int, week: int = 0) -> tuple[Week, ...]:
    return window.choose_weeks(season.study, weeks.from_milliseconds(event), week)


def find_cells(visit: Visit, member: str, week: int) -> tuple[JudgedCell, ...]:
    """Find the rows of a member and a week, in the order of the tasks. Empty if the member is not judged then."""
    season = find_season(visit)
    found = _index_cells(season, visit.event, visit.language).get((member, week))
    return found or _find_other_cells(season, visit.event, visit.language, member, week)


@keep_with_season
def _index_cells(season: Season, event: int, language: Language) -> dict[tuple[str, int], _Cells]:
    found: dict[tuple[str, int], list[JudgedCell]] = {}
    shown = _choose_weeks(season, event)
    for cell in _list_cells(_explain(season, event, language, shown[0].number, shown[-1].number)):
        found.setdefault((cell.member, cell.week), []).append(cell)
    return {spot: tuple(rows) for spot, rows in found.items()}


def _find_other_cells(season: Season, event: int, language: Language, member: str, week: int) -> _Cells:
    """Find the rows of a cell that the grid does not show at first."""
    board = judge_season(season, event)
    rows = board[(board["week"] == week) & (board["member"] == member)]
    reason = reasons.explain_fines(season.study, rows, language)
    return tuple(_list_cells(rows.assign(reason=reason)))


def _list_cells(rows: pd.DataFrame) -> Iterator[JudgedCell]:
    columns = (rows[name] for name in JudgedCell._fields)
    for member, week, task, status, *others in zip(*columns, strict=True):
        yield JudgedCell(member, week, None if pd.isna(task) else task, Status(status), *others)


def find_standing(visit: Visit) -> Standing:
    """Find the present week, the missing members and the month's fines, at the moment shown."""
    month = f"{visit.now.astimezone(visit.study.timezone):%Y-%m}"
    return _find_standing(find_season(visit), visit.event, month)


def find_standing_at(season: Season, now: datetime) -> Standing:
    """Find the standing of a season at ``now``, for a request without a visit."""
    month = f"{now.astimezone(season.study.timezone):%Y-%m}"
    return _find_standing(season, events.find_last_event(season.events, now), month)


@keep_with_season
def _find_standing(season: Season, event: int, month: str) -> Standing:
    return standing.find_standing(
        season.study, judge_season(season, event), weeks.from_milliseconds(event), month
    )


# ---- the grid ----


@dataclass(frozen=True)
class Drawing:
    """The board as a grid, and the statuses and weeks on it."""

    grid: Markup
    statuses: tuple[Status, ...]
    weeks: tuple[int, ...]


def draw_board(visit: Visit, *, by_task: bool = False, linked: bool = True, week: int = 0) -> Drawing:
    """Draw the board as a grid, with the week of the moment shown marked.

    ``by_task``: a row a task. ``linked``: its cells lead to their details. ``week``: one to draw in any case, or 0.
    """
    today = slots.round_day(visit.study, visit.now.astimezone(visit.study.timezone).date())
    mark = visit.language.say("Then") if visit.as_of else visit.language.say("Today")
    season = find_season(visit)
    shown = _choose_weeks(season, visit.event, week)
    span = shown[0].number, shown[-1].number
    return _draw_board(season, visit.event, today, visit.language, mark, by_task, linked, span)


@keep_with_season
def _draw_board(
    season: Season,
    event: int,
    today: date,
    language: Language,
    mark: str,
    by_task: bool,
    linked: bool,
    span: tuple[int, int],
) -> Drawing:
    rows = _explain(season, event, language, *span)
    shown = tuple(week for week in season.study.weeks if span[0] <= week.number <= span[1])
    study = replace(season.study, weeks=shown)
    hovers = window.has_hovers(season.study)
    return Drawing(
        grid.draw_grid(study, rows, language, today, mark, by_task=by_task, hovers=hovers, linked=linked),
        cells.list_statuses(rows, by_task=by_task),
        tuple(week.number for week in shown),
    )


def has_several_tasks(study: Study) -> bool:
    """Check if a cell of the grid can be opened into its tasks."""
    return len(study.tasks) > 1


def prepare_board(visit: Visit) -> None:
    """Compute what costs most at the moment shown, so that its pages find it kept."""
    if visit.study.members and visit.study.weeks:
        draw_board(visit)
        draw_board(visit, by_task=has_several_tasks(visit.study))
        _index_cells(find_season(visit), visit.event, visit.language)


# ---- money ----


def settle_months(visit: Visit) -> tuple[Settlement, ...]:
    """Settle the months of the season, oldest first, at the moment shown."""
    return settle_season(find_season(visit), visit.event)


@keep_with_season
def settle_season(season: Season, event: int) -> tuple[Settlement, ...]:
    return settlement.settle(season.study, judge_season(season, event), weeks.from_milliseconds(event))


def list_balances(visit: Visit) -> tuple[Balance, ...]:
    """List the deposits at the moment shown. Empty without deposits."""
    return balances.list_balances(visit.study, settle_months(visit), visit.now)


def suppose_rules(visit: Visit, rules: Rules) -> Visit:
    """Replace the rules of the visit's season. Nothing of it is saved."""
    season = _suppose(visit.season, rules)
    reading = replace(visit.reading, season=season)
    return replace(visit, reading=reading, event=events.find_last_event(season.events, visit.now))


@keep_with_season
def _suppose(season: Season, rules: Rules) -> Season:
    return replace(season, study=what_if.apply_rules(season.study, tiers=rules.tiers, pot=rules.pot))


def list_unplaced(visit: Visit) -> tuple[Unplaced, ...]:
    """List the closed fines that no row of the board has, at the moment shown."""
    return _list_unplaced(find_season(visit), visit.event)


@keep_with_season
def _list_unplaced(season: Season, event: int) -> tuple[Unplaced, ...]:
    return closings.list_unplaced(season.study, judge_season(season, event))


def list_drifts(visit: Visit) -> tuple[Drift, ...]:
    """List the closed fines that would be others today, at the moment shown. Only the leader sees them."""
    if not visit.rights.may(Need.LEAD):
        return ()
    return drifts.list_drifts(find_season(visit).study, judge_board(visit), list_unplaced(visit))
