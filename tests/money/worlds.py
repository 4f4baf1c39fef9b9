"""A season that changes step by step, in a workbook and in the reference at once.

A step at the desk takes the road of the desk, with its guards. A step in the sheet rewrites a tab as a person would.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from studylib.changes import check, close, history
from studylib.changes.draft import Change
from studylib.money import settlement
from studylib.money.closing import ClosingError
from studylib.season import board, fines
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import reader
from studylib.workbook.cells import Edit, Row, Tab, Workbook
from tests.money import reference
from tests.money.reference import Book, ClosedMonth
from tests.season import seasons
from tests.season.reference import Season

WHAT = sentence("{month} closed", month="2022-04")
KEPT = ("settlements", "changes")
"""Tabs that only the desk writes here."""


@dataclass(frozen=True)
class World:
    """One moment of a season: the facts, what was closed, and the workbook that holds both."""

    season: Season
    now: datetime
    use: str
    closed: tuple[ClosedMonth, ...] = ()
    cells: Workbook = field(default=Workbook(()))

    @property
    def book(self) -> Book:
        """What the reference knows of it."""
        return Book(self.season, self.closed, self.now, self.use)


def begin(season: Season, now: datetime, use: str) -> World:
    world = World(season, now, use)
    return replace(world, cells=write(world))


def write(world: World) -> Workbook:
    """The workbook of the facts. The tabs that the desk alone writes stay as they are."""
    fresh = seasons.season_book(world.season).tabs
    head = (*fresh[0].rows, ("pot", world.use), ("language", "en"))
    kept = (tab for tab in world.cells.tabs if tab.title in KEPT)
    return Workbook((Tab(fresh[0].title, head), *fresh[1:], *kept))


def change_in_sheet(world: World, season: Season) -> World:
    """Give the season other facts, as people who type into the sheet do. Nothing refuses that."""
    changed = replace(world, season=season)
    return replace(changed, cells=write(changed))


def change_at_desk(world: World, season: Season) -> World | None:
    """Give the season other facts through the desk. ``None``: it refused, and said how to go on."""
    wanted = write(replace(world, season=season))
    edits = tuple(edit for tab in wanted.tabs for edit in list_edits(world.cells, tab))
    if not edits:
        return world
    study, _ = reader.read(world.cells)
    try:
        written = history.with_history(world.cells, study, Change(WHAT, edits), world.now)
    except ChangeError:
        return None
    return replace(world, season=season, cells=check.apply_edits(world.cells, written))


def list_edits(cells: Workbook, wanted: Tab) -> list[Edit]:
    """The edits that make a tab of the workbook the wanted one. A row too many becomes a blank one."""
    rows = next((tab.rows for tab in cells.tabs if tab.title == wanted.title), ())
    edits = []
    for number in range(1, max(len(rows), len(wanted.rows)) + 1):
        before: Row | None = rows[number - 1] if number <= len(rows) else None
        after: Row = wanted.rows[number - 1] if number <= len(wanted.rows) else ()
        if repr(before or ()) != repr(after):
            edits.append(Edit(wanted.title, number, before, after))
    return edits


def close_month(world: World, month: str) -> tuple[World, ClosedMonth | None]:
    """Close a month at the desk. The second value is what the reference closes, ``None`` if it refuses.

    The world stays the same if the desk refuses.
    """
    study, problems = reader.read(world.cells)
    expected = reference.close(world.book, month)
    holding = [each for each in problems if each.holds(world.now) and not each.is_notice]
    try:
        change = close.close_month(world.cells, study, holding, month, world.now)
    except ClosingError:
        return world, expected
    edits = history.with_history(world.cells, study, change, world.now)
    closed = (*world.closed, *([expected] if expected else ()))
    return replace(world, cells=check.apply_edits(world.cells, edits), closed=closed), expected


def undo_closing(world: World) -> World:
    """Undo the newest closing that is in force. The world stays the same if somebody has changed its rows since."""
    past = history.read_history(world.cells)
    closings = [each for each in past if each.in_force and not each.is_undo and is_closing(each.edits)]
    if not closings:
        return world
    study, _ = reader.read(world.cells)
    try:
        change = history.undo_change(world.cells, closings[0].number)
    except ChangeError:
        return world
    months = {str(cell) for edit in closings[0].edits for cell in edit.after[:1]}
    edits = history.with_history(world.cells, study, change, world.now)
    still = tuple(each for each in world.closed if each.month not in months)
    return replace(world, cells=check.apply_edits(world.cells, edits), closed=still)


def is_closing(edits: Sequence[Edit]) -> bool:
    return any(edit.title == "settlements" and edit.before is None for edit in edits)


def reopen_at_desk(world: World, month: str) -> World:
    """Reopen a closed month as the desk offers it."""
    study, _ = reader.read(world.cells)
    change = close.reopen_month(world.cells, study, month)
    edits = history.with_history(world.cells, study, change, world.now)
    still = tuple(each for each in world.closed if each.month != month)
    return replace(world, cells=check.apply_edits(world.cells, edits), closed=still)


def reopen_in_sheet(world: World, month: str) -> World:
    """Empty the rows of a closed month, as a person does in the sheet."""

    def empty(tab: Tab) -> Tab:
        if tab.title != "settlements":
            return tab
        return Tab(tab.title, tuple(() if row[:1] == (month,) else row for row in tab.rows))

    still = tuple(each for each in world.closed if each.month != month)
    return replace(world, cells=Workbook(tuple(map(empty, world.cells.tabs))), closed=still)


# ---- what the program makes of it ----


@dataclass(frozen=True)
class Figures:
    """What the program shows of a world."""

    study: Study
    problems: tuple[Problem, ...]
    rows: tuple[reference.Row, ...]
    months: tuple[reference.Month, ...]
    lines: Mapping[tuple[str, str], int]
    """The won on the list of fines, by month and member."""


def look(world: World) -> Figures:
    study, problems = reader.read(world.cells)
    judged = board.judge(study, world.now)
    columns = ["member", "week", "month", "fine", "fine_today"]
    rows = tuple(
        reference.Row(str(member), int(week), str(month), int(fine), int(today))
        for member, week, month, fine, today in judged[columns].itertuples(index=False)
    )
    months = tuple(
        reference.Month(
            each.month,
            each.closed,
            each.final,
            {one.member: one.fine for one in each.participants},
            {one.member: one.share for one in each.participants},
            each.carried_in,
            each.carried_out,
            drifts=each.recomputed is not None,
        )
        for each in settlement.settle(study, judged, world.now)
    )
    listed = fines.list_fines(study, judged, Language("en"))
    lines: Counter[tuple[str, str]] = Counter()
    for month, member, won in zip(listed["month"], listed["member"], listed["fine"].tolist(), strict=True):
        lines[month, member] += won
    return Figures(study, tuple(problems), rows, months, lines)
