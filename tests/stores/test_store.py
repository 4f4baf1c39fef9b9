"""The same workbook gives the same board from every store."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studylib.money import settlement
from studylib.season import board
from studylib.season.study import Study
from studylib.stores import backup
from studylib.stores.google.sheet import Sheet
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import reader, sample, template
from studylib.workbook.cells import Workbook
from studylib.workbook.presets.preset import list_presets
from tests.examples import many
from tests.season import seasons, task_seasons
from tests.season.reference import SEOUL, Season
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.postgresql import Server
from tests.stores.google.sheets import fetched, judged
from tests.workbook import task_books
from tests.workbook.presets.seasons import SEASONS, make_workbook

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


# ---- several tasks a week ----

LONG_AFTER = datetime(2027, 1, 1, tzinfo=SEOUL)


def assert_one_board(books: list[Workbook], now: datetime = LONG_AFTER) -> Study:
    """Assert that all read as the same study without a problem, and are judged alike in all columns."""
    read = [reader.read(book) for book in books]
    first, _ = read[0]
    for study, problems in read:
        assert [str(each) for each in problems if not each.is_notice] == []
        assert (study.tasks, study.steps, study.passes, study.arrivals) == (
            first.tasks,
            first.steps,
            first.passes,
            first.arrivals,
        )
        assert (study.tiers, study.weeks, study.payments) == (first.tiers, first.weeks, first.payments)
        assert board.judge(study, now).equals(board.judge(first, now))
        assert settlement.settle(study, board.judge(study, now), now) == settlement.settle(
            first, board.judge(first, now), now
        )
    return first


def test_a_season_of_tasks_gives_the_same_board_from_every_store(
    google_: Google, tmp_path: Path, postgresql_server: Server
) -> None:
    """Cells have the types that people's sheets give them: times of day, days, percentages of a day, numbers."""
    book = seasons.book(
        settings=seasons.tab(
            "설정",
            ("키", "값"),
            ("시작일", date(2022, 4, 6)),
            ("주기", 7),
            ("마감", "26:00"),
            ("패스권", 1),
            ("패스 신청", 24),
            ("벌금 출처", "예치금"),
            ("정산 방법", "모임통장"),
            ("계좌", "국민 123-45-678"),
        ),
        members=seasons.tab("멤버", ("이름", "당번 순서"), ("가람", 1), ("나래", 2), ("다온", 3)),
        tasks=seasons.tab(
            "과제",
            ("과제", "종류", "마감", "횟수", "하루 최대", "대상", "벌금표", "상한", "주차부터", "주차까지"),
            ("풀이", "제출", "일 22:00", 3, 2, None, "풀이표", 5_000, 1, None),
            ("모임", "출석", "월 20:00", None, None, None, "모임표", None, None, 2),
            ("발제", None, None, 1.0, None, "당번", None, None, 2.0, None),
            ("발표", None, "23:59", None, None, "나래, 다온", None, "1만", None, 1),
        ),
        tiers=seasons.tab(
            "벌금",
            ("구분", "마감 후 시간", "금액", "벌금표", "단위", "주차부터"),
            ("지각", 12, 3_000, None, None, None),
            ("결석", None, 4_000, None, None, None),
            ("지각", 24.0, "5,000원", None, "2시간당", 2),
            ("결석", None, 6_000.0, None, None, 2),
            ("미제출", None, 1_500, "풀이표", "개당", None),
            ("지각", 0.5, 1_000, "모임표", "10분당", None),
            ("불참", None, 10_000, "모임표", None, None),
        ),
        steps=seasons.tab(
            "누적",
            ("구분", "금액들", "벌금표", "그다음", "기간"),
            ("불참", "10000, 20000", "모임표", "처음부터", "시즌"),
        ),
        excuses=seasons.tab("면제", ("주차", "이름", "사유", "과제"), (1, "다온", "여행", "풀이")),
        attendance=seasons.tab(
            "출석",
            ("주차", "과제", "이름", "구분", "도착"),
            (1, "모임", "가람", None, datetime(2022, 4, 11, 20, 12)),
            (1, None, "나래", "면제", None),
            (2, None, "다온", "불참", None),
        ),
        passes=seasons.tab(
            "패스", ("신청일시", "주차", "이름", "과제"), (datetime(2022, 4, 15, 9), "2주차", "나래", "풀이")
        ),
        payments=seasons.tab(
            "납부",
            ("납부일", "월", "이름", "금액", "계정"),
            (date(2022, 4, 6), None, "가람", 30_000, "예치금"),
            (date(2022, 5, 6), "2022-04", "나래", "1천원", None),
        ),
        answers=seasons.tab(
            "설문지 응답 시트1",
            ("타임스탬프", "이름", "주차", "과제", "링크"),
            (datetime(2022, 4, 10, 21, 59, 59, 999_000), "가람", 1, "풀이", "https://n.kr/1\nhttps://n.kr/2"),
            (datetime(2022, 4, 10, 22), "가람", 1, "풀이", "https://n.kr/3"),
            (datetime(2022, 4, 13, 1, 59, 59, 999_000), "나래", "1주차", "발표", "https://n.kr/4"),
            (datetime(2022, 4, 20, 2), "나래", 2, "발제", "https://n.kr/5"),
        ),
    )
    books = from_all(book, google_, tmp_path)
    backup.write_backup(book, tmp_path / "kept", NOW)
    far = open_store(postgresql_server.database(), create=True)
    far.replace(book)
    study = assert_one_board([book, *books, backup.read_backup(tmp_path / "kept"), far.fetch()])
    fined = board.judge(study, LONG_AFTER)
    assert fined["fine"].sum() > 0
    assert [task.name for task in study.tasks] == ["풀이", "모임", "발제", "발표"]
    assert study.arrivals[0].arrived_at == datetime(2022, 4, 11, 20, 12, tzinfo=SEOUL)


def test_a_season_of_tasks_takes_two_requests(google_: Google) -> None:
    preset = {each.id: each for each in list_presets("ko")}["late_problems"]
    google_.spreadsheet.fill(make_workbook(preset, SEASONS["late_problems"]))
    mark = len(google_.requests)
    Sheet(google_.address).fetch()
    assert [each.kind for each in google_.requests[mark:]] == ["metadata", "values"]


@settings(max_examples=many(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_season_of_tasks_exported_and_imported_gives_the_same_board(
    tmp_path: Path, data: st.DataObject
) -> None:
    """Once into a file and from there into a database, once into a backup and out of it, once as a copy for a sheet."""
    facts = data.draw(task_seasons.seasons())
    now = data.draw(task_seasons.moments(facts))
    book = task_books.make_book(facts)
    write.write_xlsx(book, tmp_path / "season.xlsx")
    database = open_store(f"sqlite:///{tmp_path / 'season.db'}", create=True)
    database.replace(open_store(str(tmp_path / "season.xlsx")).fetch())
    backup.write_backup(database.fetch(), tmp_path / "kept", NOW)
    copy = template.make_copy(reader.read(book)[0], book)
    (first, *others) = (
        reader.read(each)[0] for each in (book, database.fetch(), backup.read_backup(tmp_path / "kept"), copy)
    )
    for study in others:
        assert (study.tasks, study.tiers, study.weeks) == (first.tasks, first.tiers, first.weeks)
        assert board.judge(study, now).equals(board.judge(first, now))


def test_the_season_of_each_preset_gives_the_same_board_from_every_store(
    google_: Google, tmp_path: Path
) -> None:
    for preset in list_presets("ko"):
        folder = tmp_path / preset.id
        folder.mkdir()
        book = make_workbook(preset, SEASONS[preset.id])
        assert_one_board([book, *from_all(book, google_, folder)])
