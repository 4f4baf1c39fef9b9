"""Closing a month as a change: the rows that it adds, under which headers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studylib.changes import close
from studylib.changes.added_rows import list_added_rows
from studylib.changes.check import apply_edits
from studylib.changes.draft import Change, Draft, make_change
from studylib.money.closing import ClosingError
from studylib.season.study import ClosedShare, Study
from studylib.text.message import sentence
from studylib.workbook import entries, reader
from studylib.workbook.cells import Tab, Workbook, trim_row
from studylib.workbook.entries import NewRows
from studylib.workbook.layouts import SETTLEMENTS
from tests.examples import many
from tests.money.chains import close_all, studies
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import NEW_YORK, tab

AT = datetime(2022, 5, 2, 9, 30, 15, tzinfo=SEOUL)
ROWS = (ClosedShare("2022-04", "가람", 4_000, 0, 1, AT), ClosedShare("2022-04", "나래", 0, 3_999, 1, AT))


def keep(book: Workbook, study: Study, shares: Sequence[ClosedShare]) -> Change:
    """The change that adds those rows."""
    draft = Draft(SETTLEMENTS, added=entries.list_settlement_records(study, shares))
    return make_change(book, book, draft, sentence("{month} closed", month="2022-04"), study.language)


def reread(book: Workbook, title: str) -> Study:
    study, problems = reader.read(book)
    assert [str(each.message) for each in problems if each.tab == title] == []
    return study


def append(book: Workbook, study: Study, shares: Sequence[ClosedShare]) -> tuple[NewRows, Study]:
    """The rows to append or to paste, and the study as it is read after that."""
    new = list_added_rows(book, keep(book, study, shares))
    tabs = {each.title: each for each in book.tabs}
    present = tabs.get(new.title, Tab(new.title, (new.header,)))
    tabs[new.title] = Tab(new.title, (*present.rows, *new.rows))
    return new, reread(Workbook(tuple(tabs.values())), new.title)


def test_the_rows_go_under_the_headers_of_the_tab_in_either_language_in_any_order() -> None:
    book = seasons.book(settlements=tab("정산", "메모 | 이월 | fine | 이름 | 분배 | 월 | 정산일시"))
    new, again = append(book, reader.read(book)[0], ROWS)
    assert (new.title, new.header) == ("정산", book.tabs[-1].rows[0])
    assert new.rows == (
        (None, 1, 4_000, "가람", 0, "2022-04", datetime(2022, 5, 2, 9, 30, 15)),
        (None, 1, 0, "나래", 3_999, "2022-04", datetime(2022, 5, 2, 9, 30, 15)),
    )
    assert again.settlements == ROWS


def test_rows_to_append_to_a_tab_without_the_time_of_closing_come_without_it() -> None:
    book = seasons.book(settlements=tab("settlements", "month | member | fine | share | carried_out | memo"))
    new, again = append(book, reader.read(book)[0], ROWS)
    assert new.rows == (("2022-04", "가람", 4_000, 0, 1, None), ("2022-04", "나래", 0, 3_999, 1, None))
    assert again.settlements == tuple(replace(row, closed_at=None) for row in ROWS)


def test_the_change_gives_a_tab_without_the_time_of_closing_a_column_for_it() -> None:
    book = seasons.book(settlements=tab("settlements", "month | member | fine | share | carried_out"))
    change = keep(book, reader.read(book)[0], ROWS)
    assert len(change.added) == 2
    assert reread(apply_edits(book, change.edits), "settlements").settlements == ROWS


@pytest.mark.parametrize(
    ("language", "title", "header"),
    [
        ("ko", "정산", ("월", "이름", "벌금", "분배", "이월", "정산일시", "주차", "주차별 벌금")),
        (
            "en",
            "settlements",
            ("month", "member", "fine", "share", "carried_out", "closed_at", "weeks", "week_fines"),
        ),
    ],
)
def test_a_missing_tab_is_made_in_the_language_of_the_study(
    language: str, title: str, header: tuple[str, ...]
) -> None:
    new, again = append(seasons.book(), replace(reader.read(seasons.book())[0], language=language), ROWS)
    assert (new.title, new.header) == (title, header)
    assert again.settlements == ROWS


@settings(max_examples=many(30))
@given(studies())
def test_closed_months_are_read_back_as_they_were_written_either_way(
    drawn: tuple[Season, Study, datetime],
) -> None:
    season, study, now = drawn
    shares = close_all(study, now)
    assume(shares)
    book = seasons.season_book(season)
    new, again = append(book, study, shares)
    assert again.settlements == shares
    change = keep(book, study, shares)
    assert (tuple(map(trim_row, new.rows)), again.settlements) == (
        change.added,
        reread(apply_edits(book, change.edits), new.title).settlements,
    )


ZONES = st.sampled_from([SEOUL, NEW_YORK, ZoneInfo("UTC"), ZoneInfo("Pacific/Kiritimati")])


@settings(max_examples=many(60))
@given(st.integers(2000, 2099), st.timedeltas(timedelta(0), timedelta(days=400)), ZONES)
def test_a_month_closed_in_any_year_is_read_back_or_refused(
    year: int, after: timedelta, zone: ZoneInfo
) -> None:
    season = Season(starts_on=date(year, 11, 20), week_count=1, zone=zone)
    book = seasons.season_book(season)
    study = reader.read(book)[0]
    now = study.weeks[0].closes_at.astimezone(UTC) + after
    closed_at = now.astimezone(zone).replace(microsecond=0)
    if closed_at.year >= 2100:
        with pytest.raises(ClosingError, match=f"The clock of this machine says {closed_at:%Y-%m-%d}"):
            close.close_month(book, study, [], f"{year}-11", now)
        return
    change = close.close_month(book, study, [], f"{year}-11", now)
    again = reread(apply_edits(book, change.edits), change.edits[0].title)
    assert {(row.month, row.closed_at) for row in again.settlements} == {(f"{year}-11", closed_at)}


@pytest.mark.parametrize("now", [datetime.max, datetime.min])
def test_the_ends_of_the_calendar_close_no_month(now: datetime) -> None:
    book = seasons.season_book(Season(week_count=1))
    with pytest.raises(ClosingError, match="The clock of this machine says"):
        close.close_month(book, reader.read(book)[0], [], "2022-04", now.replace(tzinfo=UTC))
