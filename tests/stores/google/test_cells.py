"""Cells and zones of a Google Sheet, as the Sheets API gives and takes them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from studylib.changes.check_in import check_in
from studylib.changes.close import close_month
from studylib.changes.passes import ask_pass
from studylib.season.records import Arrival, Pass
from studylib.source import save
from studylib.source.season import load_season
from studylib.stores.google.cells import write_cell
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.workbook import reader
from studylib.workbook.cells import Row, Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import fetched, judged, writing


def test_cells_come_as_they_are_stored(google_: Google) -> None:
    rows = (
        ("글", "007", "1e5", "=1+1", "  x ", "３", "18-24"),
        (),
        (1, 2.5, -3, True, False, 10**12),
        (None, None, "after blanks"),
    )
    assert fetched(google_, Workbook((Tab("탭", rows),))).tabs[0].rows == rows


def test_a_number_without_a_fraction_is_whole(google_: Google) -> None:
    (row,) = fetched(google_, Workbook((Tab("탭", ((2.0, 3),)),))).tabs[0].rows
    assert [(cell, type(cell)) for cell in row] == [(2, int), (3, int)]


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (datetime(2022, 4, 12, 23, 59, 59, 999_000), "on_time"),
        (datetime(2022, 4, 13), "late"),
        (datetime(2022, 4, 13, 0, 0, 0, 1_000), "late"),
    ],
)
def test_an_answer_keeps_its_millisecond(google_: Google, at: datetime, status: str) -> None:
    row = (at, "가람", 1, "https://n.kr/1")
    book = seasons.book(answers=seasons.tab("Form Responses 1", ("Timestamp", "name", "week", "link"), row))
    study, cells = judged(fetched(google_, book))
    assert study.submissions["submitted_at"].iloc[0] == at.replace(tzinfo=SEOUL)
    assert cells[0].status == status


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Asia/Seoul", 12), ("GMT+09:00", 12), ("Europe/Paris", 5), ("GMT-07:00", -4), ("Asia/Kathmandu", 8.75)],
)
def test_the_time_of_an_answer_is_of_the_spreadsheets_zone_and_shown_in_the_studys(
    google_: Google, zone: str, hour: float
) -> None:
    local = datetime(2022, 4, 10) + timedelta(hours=hour)
    row = (local, "가람", 1, "https://n.kr/1")
    google_.spreadsheet.zone = zone
    book = seasons.book(answers=seasons.tab("Form Responses 1", ("Timestamp", "name", "week", "link"), row))
    study, _ = reader.read(fetched(google_, book))
    assert study.submissions["submitted_at"].iloc[0].isoformat() == "2022-04-10T12:00:00+09:00"


def test_days_that_people_write_are_the_studys_whatever_the_spreadsheets_zone(google_: Google) -> None:
    google_.spreadsheet.zone = "America/Los_Angeles"
    book = seasons.book(
        settings=seasons.tab("settings", ("key", "value"), ("starts_on", date(2022, 4, 6))),
        weeks=seasons.tab("weeks", ("week", "due_at"), (1, datetime(2022, 4, 14, 12))),
    )
    study, _ = reader.read(fetched(google_, book))
    assert study.weeks[0].opens_at == datetime(2022, 4, 6, tzinfo=SEOUL)
    assert study.weeks[0].due_at == datetime(2022, 4, 14, 12, tzinfo=SEOUL)


def test_an_unknown_zone_is_reported_and_not_guessed(google_: Google) -> None:
    google_.spreadsheet.zone = "Mars/Olympus"
    with pytest.raises(WorkbookError, match=r"Mars/Olympus.*File > Settings"):
        Sheet(google_.address).fetch()


def test_tabs_are_made_with_room_and_what_has_no_type_in_json_is_a_text(
    google_: Google, tmp_path: Path
) -> None:
    writing(tmp_path)
    rows: tuple[Row, ...] = (
        ("a", "b"),
        (datetime(2022, 5, 1, 23, 59, 59, 999_000), date(2022, 5, 1)),
        (time(12, 30), timedelta(hours=30)),
        (float("nan"), True),
        *((number, None) for number in range(1200)),
    )
    google_.spreadsheet.fill(Workbook((Tab("빈 탭", ()),)))
    opened = Sheet(google_.address)
    opened.add([Tab("빈 탭", rows), Tab("새 탭", rows)], zone="Europe/Paris", locale="en_US")
    for tab in opened.fetch().tabs:
        assert tab.rows[:5] == (
            ("a", "b"),
            ("2022-05-01 23:59:59.999", "2022-05-01"),
            ("12:30:00", "1 day, 6:00:00"),
            ("nan", True),
            (0,),
        )
        assert len(tab.rows) == 1204
    assert (google_.spreadsheet.zone, google_.spreadsheet.locale) == ("Europe/Paris", "en_US")


@pytest.mark.parametrize("zone", ["Asia/Seoul", "GMT-07:00", "Asia/Kathmandu"])
@pytest.mark.parametrize("year", [2000, 2038, 2099])
def test_a_closed_month_of_any_year_is_read_again_whatever_the_spreadsheets_zone(
    google_: Google, tmp_path: Path, year: int, zone: str
) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(
        seasons.book(settings=seasons.tab("settings", "key | value", f"시작일 | {year}-04-06"))
    )
    google_.spreadsheet.zone = zone
    at = datetime(year, 12, 31, 23, 59, 59, tzinfo=SEOUL)
    save.save_change(
        Sheet(google_.address),
        lambda season: close_month(season.cells, season.study, [], f"{year}-04", at),
        at,
    )
    season = load_season(Sheet(google_.address))
    assert {row.closed_at for row in season.study.settlements} == {at}
    assert all(each.is_notice for each in season.findings)  # the sheet may be of another zone


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/Los_Angeles"])
def test_a_pass_and_an_arrival_are_appended_and_read_again_to_the_millisecond(
    google_: Google, tmp_path: Path, zone: str
) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(
        seasons.book(
            settings=seasons.tab("settings", "key | value", "starts_on | 2022-04-06", "passes | 1"),
            tasks=seasons.tab("tasks", "task | kind | due", "모임 | attendance | Sat 19:00"),
            answers=None,
        )
    )
    google_.spreadsheet.zone = zone
    at = datetime(2022, 4, 9, 19, 1, 2, 345_000, SEOUL)
    asked = Pass(at - timedelta(days=1), 1, "나래", "모임", "시험")
    save.save_change(
        Sheet(google_.address),
        lambda season: ask_pass(season.cells, season.study, asked, with_offset=True),
        at,
    )
    save.save_change(
        Sheet(google_.address),
        lambda season: check_in(season.cells, season.study, (1, "모임"), "가람", at, with_offset=True),
        at,
    )
    study = load_season(Sheet(google_.address)).study
    assert study.passes == (asked,)
    assert study.arrivals == (Arrival(1, "모임", "가람", at),)


@pytest.mark.parametrize("number", [2**53 - 1, 2**53, -(2**53)])
def test_a_number_that_a_sheet_keeps_exactly_is_written_as_one(number: int) -> None:
    assert write_cell(number) == number


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (2**53 + 1, "9007199254740993"),
        (-(2**20_000), hex(-(2**20_000))),
        (float("nan"), "nan"),
        (-float("inf"), "-inf"),
    ],
    ids=["just after", "endless", "no number", "infinite"],
)
def test_a_number_that_a_sheet_cannot_keep_is_written_as_a_text(cell: float, written: str) -> None:
    assert write_cell(cell) == written
