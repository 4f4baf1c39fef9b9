"""The same workbook gives the same board from every store."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import reader, sample
from studylib.workbook.cells import Workbook
from tests.examples import many
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import fetched, judged

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)


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


@settings(max_examples=many(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
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
