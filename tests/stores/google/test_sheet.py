"""The store of a Google Sheet, against the stand-in for Google."""

import json
import logging
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studylib.season import board
from studylib.season.study import Study
from studylib.stores.google import key, session, sheet
from studylib.stores.google.sheet import Sheet
from studylib.stores.opening import open_store
from studylib.stores.store import HeaderChangedError
from studylib.stores.xlsx import write
from studylib.text.errors import WorkbookError
from studylib.workbook import answers, entries, reader, sample
from studylib.workbook.cells import Row, Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL, Judged, Season
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
TITLES = ["설정", "A1", "it's", "C", "R1C1", "1/2", "a!b", "설문지 응답 시트1", "'", "2022년 5월"]
"""Titles of which some read as a cell, a range or a quotation where they are not quoted."""


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with Google(open=True, quota=None) as google:
        yield google


@pytest.fixture
def google_(server: Google, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Google]:
    """Google, with nothing wrong and nothing in the first spreadsheet, and no key."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(key.KEY_FILE, raising=False)
    monkeypatch.setenv(session.ELSEWHERE, server.url)
    monkeypatch.setattr(session, "TIMEOUT", (1.0, 1.0))
    server.spreadsheet.fill(Workbook((Tab("시트1", ()),)))
    server.spreadsheet.zone, server.spreadsheet.locale = "Asia/Seoul", "ko_KR"
    server.spreadsheet.shared = "editor"
    server.open, server.on_request = True, lambda request: None
    yield server
    server.fix()


def writing(folder: Path) -> None:
    """Switch writing on in the settings file."""
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text("[sheet]\nwrite = true\n")


def fetched(google_: Google, book: Workbook) -> Workbook:
    google_.spreadsheet.fill(book)
    return Sheet(google_.address).fetch()


def judged(book: Workbook) -> tuple[Study, list[Judged]]:
    study, _ = reader.read(book)
    return study, seasons.cells(board.judge(study, NOW))


# ---- reading ----


def test_a_refresh_is_two_requests_however_many_tabs_there_are(google_: Google) -> None:
    book = Workbook(tuple(Tab(f"탭 {number}", (("a",),)) for number in range(30)))
    google_.spreadsheet.fill(book)
    opened, mark = Sheet(google_.address), google_.mark()
    assert google_.count(since=mark) == 0
    assert opened.fetch().tabs == book.tabs
    assert [each.kind for each in google_.requests[mark:]] == ["metadata", "values"]


def test_every_title_is_read_as_a_title(google_: Google) -> None:
    book = Workbook(tuple(Tab(title, ((title,), (at,))) for at, title in enumerate(TITLES)))
    assert fetched(google_, book).tabs == book.tabs


def test_hidden_tabs_are_read_too(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("a", ((1,),)), Tab("b", ((2,),)))))
    google_.spreadsheet.tab("b").hidden = True
    assert [tab.title for tab in Sheet(google_.address).fetch().tabs] == ["a", "b"]


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


def test_the_same_answer_in_two_tabs_counts_once(google_: Google) -> None:
    row = (datetime(2022, 4, 10, 12, 0, 0, 123_000), "가람", 1, "https://n.kr/1")
    header = ("Timestamp", "name", "week", "link")
    book = seasons.book(
        answers=seasons.tab("Form Responses 1", header, row),
        again=seasons.tab(
            "설문지 응답 시트2", ("타임스탬프", "링크", "주차", "이름"), (row[0], row[3], "1주차", "가람")
        ),
    )
    study, problems = reader.read(fetched(google_, book))
    assert (len(study.submissions), problems) == (1, [])


def test_a_tab_renamed_between_the_two_requests_costs_one_more_round_and_no_error(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("전", (("a",),)),)))

    def rename(request: Request) -> None:
        if request.kind == "values" and google_.count("values", mark) == 1:
            google_.spreadsheet.tab("전").title = "후"

    mark = google_.mark()
    google_.on_request = rename
    assert [tab.title for tab in Sheet(google_.address).fetch().tabs] == ["후"]
    assert [each.kind for each in google_.requests[mark:]] == ["metadata", "values"] * 2


def test_a_tab_renamed_all_the_time_is_an_error_in_words(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("0", (("a",),)),)))

    def rename(request: Request) -> None:
        if request.kind == "values":
            google_.spreadsheet.tabs[0].title += "'"

    google_.on_request = rename
    with pytest.raises(WorkbookError, match="Google refuses the request: 400"):
        Sheet(google_.address).fetch()


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


def test_each_tab_has_an_address_of_its_own_for_the_leader(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("설정", ()), Tab("멤버", ()))))
    opened = Sheet(google_.address)
    assert opened.address_of("설정") is None, "nothing was fetched yet"
    opened.fetch()
    first, second = (tab.id for tab in google_.spreadsheet.tabs)
    assert opened.address_of("설정") == f"{google_.address}#gid={first}"
    assert opened.address_of("멤버") == f"{google_.address}#gid={second}"
    assert opened.address_of("없는 탭") is None


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


# ---- the key ----


def with_key(google_: Google, folder: Path, **changes: str) -> None:
    """A key as Google gives it: its token address is Google's own."""
    fields = {**google_.key(), "token_uri": "https://oauth2.googleapis.com/token", **changes}
    lines = "".join(f"{name} = '''{value}'''\n" for name, value in fields.items())
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "secrets.toml").write_text(f"[service_account]\n{lines}")


def test_with_a_key_every_request_is_signed_by_a_token_for_reading_alone(
    google_: Google, tmp_path: Path
) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    mark = google_.mark()
    Sheet(google_.address).fetch()
    kinds = [(each.kind, each.signed) for each in google_.requests[mark:]]
    assert kinds == [("token", False), ("metadata", True), ("values", True)]
    (token,) = google_.requests[mark : mark + 1]
    _, claims, _ = token.body["assertion"][0].split(".")
    assert json.loads(urlsafe_b64decode(claims + "=="))["scope"] == session.READ_ONLY


def test_one_token_serves_many_reads(google_: Google, tmp_path: Path) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    opened, mark = Sheet(google_.address), google_.mark()
    for _ in range(3):
        opened.fetch()
    assert google_.count("token", mark) == 1


def test_without_a_key_only_a_stand_in_is_asked(google_: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Sheet(google_.address).fetch()
    monkeypatch.delenv(session.ELSEWHERE)
    with pytest.raises(WorkbookError, match="There is no key"):
        Sheet(google_.address)


# ---- what goes wrong ----

FAULTS = {
    "xlsx": "an Excel file in Google Drive",
    "401": "does not accept the key",
    "403": "not shared with Studyboard",
    "404": "no Google Sheet at this address",
    "429": "no more requests for a minute",
    "500": "a fault of its own",
    "502": "a fault of its own",
    "503": "a fault of its own",
    "login": "it is not from Google",
    "cut": "answer is incomplete",
    "reset": "cannot be reached",
    "hang": "did not answer in time",
}


@pytest.mark.parametrize("on", ["metadata", "values", "token"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_sentence_and_reported_soon(
    google_: Google, tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str, on: str
) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    google_.fault(fault, on=on)
    opened, start = Sheet(google_.address), monotonic()
    with caplog.at_level(logging.INFO), pytest.raises(WorkbookError) as raised:
        opened.fetch()
    assert monotonic() - start < 15
    if on != "token":
        assert FAULTS[fault] in str(raised.value)
    said = str(raised.value) + caplog.text
    assert google_.spreadsheet.id not in said
    assert "Bearer" not in said
    assert "Traceback" not in said
    google_.fix()
    assert opened.fetch().tabs


def test_the_account_to_share_with_is_named_whole(google_: Google, tmp_path: Path) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    google_.spreadsheet.shared = None
    with pytest.raises(WorkbookError) as raised:
        Sheet(google_.address).fetch()
    assert f"add {google_.key()['client_email']} as a viewer" in str(raised.value)


def test_a_key_that_google_rejects_is_reported(google_: Google, tmp_path: Path) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    google_.fault("invalid_grant", on="token")
    with pytest.raises(WorkbookError, match="withdrawn, or the clock"):
        Sheet(google_.address).fetch()


@pytest.mark.parametrize("fault", ["500", "502", "503", "429"])
def test_a_short_fault_is_tried_again_and_not_noticed(google_: Google, fault: str) -> None:
    google_.fault(fault, times=2, on="values")
    mark = google_.mark()
    assert Sheet(google_.address).fetch().tabs
    assert google_.count("values", mark) == 3


@pytest.mark.parametrize(("fault", "requests"), [("503", 3), ("429", 3), ("403", 1), ("404", 1), ("hang", 2)])
def test_a_lasting_fault_is_tried_a_few_times_and_no_more(google_: Google, fault: str, requests: int) -> None:
    google_.fault(fault, on="metadata")
    mark = google_.mark()
    with pytest.raises(WorkbookError):
        Sheet(google_.address).fetch()
    assert google_.count(since=mark) == requests


def test_a_missing_server_is_reported(google_: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.ELSEWHERE, "http://127.0.0.1:9")
    with pytest.raises(WorkbookError, match="cannot be reached"):
        Sheet(google_.address).fetch()


def test_the_quota_of_a_minute_is_reported(google_: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    with Google(open=True, quota=2) as strict:
        monkeypatch.setenv(session.ELSEWHERE, strict.url)
        opened = Sheet(strict.address)
        opened.fetch()
        with pytest.raises(WorkbookError, match="no more requests for a minute"):
            opened.fetch()


# ---- the settings ----


@pytest.mark.parametrize(
    ("given", "seconds"), [("", 60), ("refresh_seconds = 5", 5), ("refresh_seconds = 7.5", 7.5)]
)
def test_how_long_a_read_is_kept_is_a_setting(
    google_: Google, tmp_path: Path, given: str, seconds: float
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f"[sheet]\n{given}\n")
    assert Sheet(google_.address).refresh_seconds == seconds


@pytest.mark.parametrize("given", ["4.999", "0", "-1", '"60"', "true", "nan"])
def test_a_time_that_would_use_up_the_quota_is_refused(google_: Google, tmp_path: Path, given: str) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f"[sheet]\nrefresh_seconds = {given}\n")
    with pytest.raises(
        WorkbookError, match=r"“refresh_seconds” in \[sheet\].*not a number of seconds, 5 or more"
    ):
        Sheet(google_.address)


def test_a_word_that_is_neither_yes_nor_no_does_not_switch_writing_on(
    google_: Google, tmp_path: Path
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[sheet]\nwrite = "yes"\n')
    with pytest.raises(WorkbookError, match="neither true nor false"):
        Sheet(google_.address)


# ---- writing ----

HEADER = ("타임스탬프", "이름", "링크")


def test_a_sheet_is_only_read_unless_writing_is_switched_on(google_: Google) -> None:
    opened, mark = Sheet(google_.address), google_.mark()
    assert not opened.writable
    with pytest.raises(WorkbookError, match=r"set write = true in \[sheet\]"):
        opened.append("제출", HEADER, [("a", "b", "c")])
    with pytest.raises(WorkbookError, match="read-only"):
        opened.add([Tab("제출", (HEADER,))])
    assert google_.count(since=mark) == 0


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


def test_a_row_goes_under_the_header_of_an_empty_tab(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", ()),)))
    opened = Sheet(google_.address)
    opened.append("제출", HEADER, [("a", "b", "c")])
    assert opened.fetch().tabs[0].rows == (HEADER, ("a", "b", "c"))


def test_a_row_is_not_written_under_other_columns(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (("타임스탬프", "링크"),)),)))
    with pytest.raises(HeaderChangedError, match="columns of the tab 제출"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])
    assert len(google_.spreadsheet.tab("제출").rows) == 1


@pytest.mark.parametrize("fault", ["503", "reset", "hang", "cut", "login"])
def test_a_write_is_never_sent_twice_and_its_failure_is_never_claimed(
    google_: Google, tmp_path: Path, fault: str
) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    opened = Sheet(google_.address)
    version, mark = opened.version(), google_.mark()
    google_.fault(fault, on="write")
    with pytest.raises(WorkbookError, match="did not confirm"):
        opened.append("제출", HEADER, [("a", "b", "c")])
    assert google_.count("write", mark) == 1
    assert opened.version() != version


def test_a_row_that_google_would_shift_is_not_written(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    opened, mark = Sheet(google_.address), google_.mark()
    with pytest.raises(WorkbookError, match="Move it behind the others"):
        opened.append("제출", ("메모", *HEADER), [(None, "a", "b", "c")])
    assert google_.count(since=mark) == 0


def test_a_viewer_may_not_write_and_learns_what_to_ask_for(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    google_.spreadsheet.shared = "viewer"
    with pytest.raises(WorkbookError, match="an editor"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])


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


@pytest.mark.parametrize(("fault", "on"), [("503", "metadata"), ("hang", "values"), ("429", "write")])
def test_a_write_that_was_never_sent_is_reported_as_unwritten(
    google_: Google, tmp_path: Path, fault: str, on: str
) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    google_.fault(fault, on=on)
    with pytest.raises(WorkbookError, match="Nothing was written"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])
    assert len(google_.spreadsheet.tab("제출").rows) == 1


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
