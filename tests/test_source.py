"""Where the season comes from."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studylib import board, clock, sample, source, stores
from studylib.cells import Tab, Workbook, WorkbookError
from studylib.weeks import milliseconds
from tests import seasons

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.delenv(stores.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_address_the_sample_of_today_is_made_where_nothing_is_yet() -> None:
    opened = source.store()
    assert opened.name == stores.DEFAULT
    assert opened.writable
    found = source.load(opened)
    assert found.study.sample
    assert [tab.title for tab in found.cells.tabs] == [tab.title for tab in sample.workbook(NOW).tabs]


def test_the_sample_is_not_made_again_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = source.load(source.store()).cells
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    assert source.load(source.store()).cells == first


def test_an_own_season_at_the_default_address_is_left_alone() -> None:
    stores.open_store(stores.DEFAULT, create=True).replace(seasons.book())
    assert source.load(source.store()).study.name == "시험"


def test_no_other_database_is_made_by_being_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkbookError):
        source.store("sqlite:///elsewhere.db")
    monkeypatch.setenv(stores.VARIABLE, "sqlite:///elsewhere.db")
    with pytest.raises(WorkbookError):
        source.store()
    assert list(tmp_path.iterdir()) == []


def test_a_season_is_its_cells_what_they_say_what_they_do_not_and_when_they_were_read() -> None:
    book = seasons.book(excuses=seasons.tab("excuses", "week | member", "1 | nobody"))
    opened = stores.open_store("sqlite:///season.db", create=True)
    opened.replace(book)
    found = source.load(opened)
    assert [tab.title for tab in found.cells.tabs] == [tab.title for tab in book.tabs]
    assert [week.number for week in found.study.weeks] == [1, 2, 3]
    assert [(each.tab, each.row, each.column) for each in found.problems] == [("excuses", 2, "member")]
    assert found.read_at == NOW


def test_a_season_is_what_stands_in_the_store_when_it_is_loaded() -> None:
    opened = stores.open_store("sqlite:///season.db", create=True)
    opened.replace(seasons.book())
    before = source.load(opened)
    opened.append(
        "Form Responses 1",
        ("Timestamp", "name", "week", "link"),
        [(NOW.replace(tzinfo=None), "다온", 1, "https://n.kr")],
    )
    assert len(source.load(opened).study.submissions) == len(before.study.submissions) + 1


def test_a_workbook_without_anything_is_a_season_with_problems() -> None:
    opened = stores.open_store("sqlite:///season.db", create=True)
    for nothing in (Workbook(()), Workbook((Tab("members", ()), Tab("Form Responses 1", ())))):
        opened.replace(nothing)
        found = source.load(opened)
        assert found.study.weeks == ()
        assert found.problems


def test_the_events_of_a_season_are_those_at_which_its_board_changes() -> None:
    opened = stores.open_store("sqlite:///season.db", create=True)
    opened.replace(seasons.book())
    found = source.load(opened)
    first_week = found.study.weeks[0]
    assert milliseconds(first_week.due_at) in found.events
    assert board.last_event(found.events, first_week.due_at) == milliseconds(first_week.due_at)
