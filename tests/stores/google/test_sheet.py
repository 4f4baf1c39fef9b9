"""The store of a Google Sheet, against the stand-in for Google."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studylib.stores.google import sheet
from studylib.stores.google.sheet import Sheet
from studylib.stores.opening import open_store
from studylib.stores.store import HeaderChangedError
from studylib.stores.xlsx import write
from studylib.text.errors import WorkbookError
from studylib.workbook import answers, entries, reader, sample
from studylib.workbook.cells import Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import fetched, judged, writing

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.google.com/spreadsheets/d/{id}",
        "https://docs.google.com/spreadsheets/d/{id}/edit?usp=sharing#gid=12",
        "https://docs.google.com/spreadsheets/u/1/d/{id}/edit",
    ],
)
def test_an_address_is_taken_as_the_browser_shows_it(google_: Google, address: str) -> None:
    opened = open_store(address.format(id=google_.spreadsheet.id))
    assert isinstance(opened, Sheet)
    assert [tab.title for tab in opened.fetch().tabs] == ["시트1"]


@pytest.mark.parametrize(
    "address",
    ["https://docs.google.com/forms/d/e/1FAIpQLSabcdefgh/viewform", "https://docs.google.com/spreadsheets/"],
)
def test_another_address_of_googles_is_refused_in_words(google_: Google, address: str) -> None:
    with pytest.raises(WorkbookError, match="not the address of a Google Sheet"):
        open_store(address)


def test_a_sheet_never_shows_its_whole_address(google_: Google) -> None:
    assert google_.spreadsheet.id not in Sheet(google_.address).name


# ---- the same board from every store ----


def from_all(book: Workbook, google_: Google, folder: Path) -> list[Workbook]:
    """The workbook as each store gives it back."""
    database = open_store(f"sqlite:///{folder / 'season.db'}", create=True)
    database.replace(book)
    write.write_xlsx(book, folder / "season.xlsx")
    return [database.fetch(), open_store(str(folder / "season.xlsx")).fetch(), fetched(google_, book)]


def assert_the_same(books: list[Workbook]) -> None:
    (first, cells), *others = map(judged, books)
    for study, found in others:
        assert found == cells
        assert study.submissions.equals(first.submissions)
        assert study.weeks == first.weeks
    problems = [[(each.tab, each.row, each.column) for each in reader.read(book)[1]] for book in books]
    assert problems == [problems[0]] * len(books)


def test_the_sample_season_gives_the_same_board_from_every_store(google_: Google, tmp_path: Path) -> None:
    assert_the_same(from_all(sample.make_sample(NOW), google_, tmp_path))


def test_a_workbook_of_all_kinds_of_cells_gives_the_same_board_from_every_store(
    google_: Google, tmp_path: Path
) -> None:
    book = seasons.book(
        members=seasons.tab(
            "멤버", ("참여일", "이름"), (None, "007"), (date(2022, 4, 6), "나래"), (), (44_657, "다온")
        ),
        weeks=seasons.tab(
            "주차", ("마감", "주차"), (None, 1), (datetime(2022, 4, 20, 12, 30), "2주차"), (None, "Week 3")
        ),
        tiers=seasons.tab(
            "벌금", ("금액", "구분", "마감 후 시간"), ("3,000원", "지각", 12.5), (4000.0, "결석", None)
        ),
        answers=seasons.tab(
            "설문지 응답 시트1",
            ("비고", "링크", "주차", "이름", "타임스탬프", "점수"),
            (None, "https://n.kr/1", 1, "007", datetime(2022, 4, 12, 23, 59, 59, 999_000), 3),
            (),
            (None, "https://n.kr/2", "1", "나래", datetime(2022, 4, 13), "3/4"),
            ("합계", None, None, None, None, 12),
            (None, "https://n.kr/3", "3주차", "다온", datetime(2022, 4, 13, 0, 0, 0, 1_000)),
            (None, "https://n.kr/4", 2, "다온", "2022. 4. 19 오후 11:59:59"),
            (None, "노션", True, 7, 45_000_000),
        ),
    )
    assert_the_same(from_all(book, google_, tmp_path))


ZONES_WITHOUT_SUMMER_TIME = st.sampled_from([SEOUL, ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu")])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(season=seasons.seasons(), zone=ZONES_WITHOUT_SUMMER_TIME)
def test_any_season_gives_the_same_board_from_every_store(
    google_: Google, tmp_path: Path, season: Season, zone: ZoneInfo
) -> None:
    season = Season(**{**vars(season), "zone": zone, "extensions": {}})
    google_.spreadsheet.zone = zone.key
    times = [each.at.astimezone(zone).replace(tzinfo=None) for each in season.answers]
    rows = [(at, each.member, each.week, each.link) for at, each in zip(times, season.answers, strict=True)]
    book = seasons.season_book(season)
    header = ("Timestamp", "name", "week", "link")
    typed = Workbook((*book.tabs[:-1], seasons.tab("Form Responses 1", header, *rows)))
    assert_the_same([book, *from_all(typed, google_, tmp_path)])


# ---- writing ----


HEADER = ("타임스탬프", "이름", "링크")


def test_the_first_row_makes_the_tab_and_the_next_ones_go_below(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    opened = Sheet(google_.address)
    version = opened.version()
    opened.append("제출", HEADER, [("2022-05-01", "가람", "=1+1")])
    opened.append("제출", HEADER, [("2022-05-02", None, "007")])
    opened.append("제출", HEADER, [("2022-05-03", "나래")])
    assert opened.version() != version
    assert opened.fetch().tabs[-1] == Tab(
        "제출",
        (HEADER, ("2022-05-01", "가람", "=1+1"), ("2022-05-02", None, "007"), ("2022-05-03", "나래")),
    )
    assert google_.spreadsheet.tab("제출").frozen_rows == 1


def test_a_row_is_not_written_under_other_columns(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (("타임스탬프", "링크"),)),)))
    with pytest.raises(HeaderChangedError, match="columns of the tab 제출"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])
    assert len(google_.spreadsheet.tab("제출").rows) == 1


def test_a_row_that_google_would_shift_is_not_written(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    opened, mark = Sheet(google_.address), google_.mark()
    with pytest.raises(WorkbookError, match="Move it behind the others"):
        opened.append("제출", ("메모", *HEADER), [(None, "a", "b", "c")])
    assert google_.count(since=mark) == 0


def test_a_sheet_is_never_replaced(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    with pytest.raises(WorkbookError, match="never replaces"):
        Sheet(google_.address).replace(Workbook(()))


def test_the_rows_of_a_sheet_are_changed_in_the_sheet_itself(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    sheet = Sheet(google_.address)
    with pytest.raises(WorkbookError, match="in the sheet itself"):
        sheet.rewrite([])
    assert sheet.address.startswith("https://docs.google.com/spreadsheets/d/")


def test_an_answer_from_the_page_goes_beside_the_forms_tab(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(seasons.book())
    google_.spreadsheet.zone = "America/New_York"
    opened = Sheet(google_.address)
    cells = opened.fetch()
    study, _ = reader.read(cells)
    at = datetime(2022, 4, 12, 23, 59, 59, 999_000, tzinfo=SEOUL)
    answer = answers.Answer("다온", 1, at, "https://n.kr/9", "")
    entry = entries.make_answer_rows(cells, study, answer, beside_form=True)
    opened.append(entry.title, entry.header, entry.rows)
    again, problems = reader.read(opened.fetch())
    assert entry.title == "제출"
    assert problems == []
    handed_in = again.submissions[again.submissions["member"] == "다온"]
    assert handed_in["submitted_at"].tolist() == [at]
    assert len(google_.spreadsheet.tab("Form Responses 1").rows) == 3


def test_a_write_does_not_wait_for_ever_behind_another(
    google_: Google, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing(tmp_path)
    monkeypatch.setattr(sheet, "TURN_SECONDS", 0.05)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    opened, mark = Sheet(google_.address), google_.mark()
    google_.fault("hang", on="metadata")
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(opened.append, "제출", HEADER, [("a", "b", "c")])
        google_.wait(1, "metadata", since=mark)
        with pytest.raises(WorkbookError, match="Others are writing"):
            opened.append("제출", HEADER, [("d", "e", "f")])
        google_.fix()
        first.result()
    assert [row[0] for row in opened.fetch().tabs[0].rows] == ["타임스탬프", "a"]
