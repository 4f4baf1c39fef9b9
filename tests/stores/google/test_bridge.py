"""The group's own script in the place of the Sheets API."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studylib.config.bridge import VARIABLE
from studylib.stores.google import bridge
from studylib.stores.google.sheet import Sheet
from studylib.stores.opening import open_store
from studylib.stores.store import WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook import reader, sample
from studylib.workbook.cells import Cell, Edit, Tab, Workbook, trim_row
from tests.examples import many
from tests.season import seasons
from tests.season.reference import Season
from tests.stand_ins.appsscript.server import ScriptServer
from tests.stand_ins.appsscript.world import ID, list_rows
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.scripts import HEADER, fetch_through, with_token
from tests.stores.google.sheets import NOW, fetched, judged


@pytest.fixture
def both(
    google_: Google, scripts: ScriptServer, monkeypatch: pytest.MonkeyPatch
) -> tuple[Google, ScriptServer]:
    """The Sheets API, and the script beside it. The variable names the script's server."""
    return google_, scripts


def read_both(
    both: tuple[Google, ScriptServer],
    book: Workbook,
    monkeypatch: pytest.MonkeyPatch,
    zone: str = "Asia/Seoul",
) -> tuple[Workbook, Workbook]:
    google_, scripts = both
    google_.spreadsheet.zone = zone
    with monkeypatch.context() as patch:
        patch.setenv("STUDYBOARD_SHEETS_API", google_.url)
        direct = fetched(google_, book)
    return direct, fetch_through(scripts, book, zone)


# ---- the same board ----


def test_the_sample_gives_the_same_cells_and_the_same_board_through_the_script(
    both: tuple[Google, ScriptServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    direct, through = read_both(both, sample.make_sample(NOW), monkeypatch)
    assert through == direct
    assert judged(through)[1] == judged(direct)[1]


ZONES = st.sampled_from(["Asia/Seoul", "UTC", "Asia/Kathmandu", "America/New_York"])


@settings(max_examples=many(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(season=seasons.seasons(), zone=ZONES)
def test_any_season_gives_the_same_board_through_the_script_as_through_the_api(
    both: tuple[Google, ScriptServer], monkeypatch: pytest.MonkeyPatch, season: Season, zone: str
) -> None:
    season = Season(**{**vars(season), "zone": ZoneInfo(zone), "extensions": {}})
    times = [each.at.astimezone(season.zone).replace(tzinfo=None) for each in season.answers]
    rows = [
        (at, each.member, each.week, each.link)
        for at, each in zip(times, season.answers, strict=True)
        if at
        == at.replace(tzinfo=season.zone)
        .astimezone(ZoneInfo("UTC"))
        .astimezone(season.zone)
        .replace(tzinfo=None)
    ]
    tabs = seasons.season_book(season).tabs[:-1]
    book = Workbook((*tabs, seasons.tab("Form Responses 1", ("Timestamp", "name", "week", "link"), *rows)))
    direct, through = read_both(both, book, monkeypatch, zone)
    assert through == direct
    assert judged(through)[1] == judged(direct)[1]


def test_all_kinds_of_cells_come_through_to_the_millisecond(
    both: tuple[Google, ScriptServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells: Sequence[Cell] = (
        *("007", "1/2", "=1+1", "'", "", " 가 ", "TRUE", 2, 2.5, -1, True, False),
        *(
            date(2026, 4, 12),
            datetime(2026, 4, 12, 23, 59, 59, 999_000),
            datetime(2026, 4, 13, 0, 0, 0, 1_000),
        ),
        datetime(1901, 1, 1, 12),
    )
    book = Workbook(
        (Tab("it's", tuple((each, "끝") for each in cells)), Tab("A1", ()), Tab("1/2", ((), ("x",))))
    )
    direct, through = read_both(both, book, monkeypatch)
    assert through == direct


def test_a_time_alone_comes_as_it_is_shown_and_is_read_alike(
    both: tuple[Google, ScriptServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The zones of 1899 make no number of it. Seoul was 8:27:52 ahead."""
    book = seasons.book(
        settings=seasons.tab(
            "settings",
            *seasons.WELL["settings"].rows,
            ("due", timedelta(hours=26)),
        ),
        tasks=seasons.tab("tasks", ("task", "kind", "due"), ("글", "link", time(21, 30))),
        tiers=seasons.tab("tiers", "status | hours | amount", ("late", time(12), 3_000), "absent | | 4000"),
    )
    direct, through = (reader.read(each) for each in read_both(both, book, monkeypatch))
    assert through[0].weeks == direct[0].weeks
    assert [(each.tab, each.row, each.column) for each in through[1]] == [
        (each.tab, each.row, each.column) for each in direct[1]
    ]


def test_links_behind_texts_and_notes_of_edits_come_through(scripts: ScriptServer) -> None:
    scripts.fill(seasons.book())
    world = scripts.world
    answers = world["spreadsheets"][ID]["tabs"][-1]
    answers["rows"][1][3] = {"v": "내 글", "link": "https://n.kr/whole"}
    answers["rows"][2][3] = {
        "v": "하나 둘",
        "runs": [[0, "https://n.kr/1"], [2, None], [3, "https://n.kr/2"]],
    }
    answers["rows"].append(
        [
            {"v": 44_660.5, "p": "m/d/yyyy h:mm:ss"},
            "다온",
            1,
            {"v": "글", "f": '=HYPERLINK("https://n.kr/f", "글")'},
        ]
    )
    scripts.runtime.change(spreadsheets=world["spreadsheets"])
    study, problems = reader.read(Sheet(scripts.address).fetch())
    assert problems == []
    assert set(study.submissions["link"]) >= {"https://n.kr/whole", "https://n.kr/f"}
    assert any("https://n.kr/1" in link for link in study.submissions["link"])


def test_an_error_in_a_cell_is_its_text(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("설정", (("키",), ("값",))),)))
    world = scripts.world
    world["spreadsheets"][ID]["tabs"][0]["rows"][1][0] = {"v": "#REF!", "f": "=없음!A1"}
    scripts.runtime.change(spreadsheets=world["spreadsheets"])
    assert Sheet(scripts.address).fetch().tabs[0].rows == (("키",), ("#REF!",))


# ---- how it is asked ----


def test_a_refresh_is_two_requests_however_many_tabs_there_are(scripts: ScriptServer) -> None:
    book = Workbook(tuple(Tab(f"탭 {number}", (("a",),)) for number in range(30)))
    scripts.fill(book)
    opened, mark = Sheet(scripts.address), len(scripts.requests)
    assert opened.fetch().tabs == book.tabs
    assert scripts.kinds(mark) == ["metadata", "values"]


def test_the_token_stands_in_the_body_alone_and_nothing_else_signs_the_request(
    scripts: ScriptServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".netrc").write_text("machine script.google.com login a password b\n")
    mark = len(scripts.requests)
    opened = Sheet(scripts.address)
    with caplog.at_level(logging.DEBUG):
        opened.fetch()
        scripts.fault("broken")
        with pytest.raises(WorkbookError) as raised:
            opened.fetch()
    asked = scripts.requests[mark:]
    assert not any(each.signed for each in asked)
    places = "".join(f"{each.path} {each.query}" for each in asked)
    told = " ".join(
        [places, caplog.text, str(raised.value), opened.name, str(opened.address), repr(vars(opened))]
    )
    assert scripts.token not in told
    assert "AKfycb" not in " ".join([caplog.text, str(raised.value), opened.name, str(opened.address)])


def test_the_sheet_itself_is_known_after_the_first_read(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("설정", (("키",),)),)))
    opened = Sheet(scripts.address)
    assert (opened.address, opened.address_of("설정")) == (None, None)
    opened.fetch()
    assert opened.address == f"https://docs.google.com/spreadsheets/d/{ID}/edit"
    assert str(opened.address_of("설정")).startswith(f"{opened.address}#gid=")


def test_the_store_opens_by_the_address_of_the_script(scripts: ScriptServer) -> None:
    store = open_store(scripts.address)
    assert (store.name, store.remote, store.writable, store.refresh_seconds) == (
        "Google Apps Script",
        True,
        True,
        60,
    )


def test_the_variable_of_the_environment_may_have_the_token(
    scripts: ScriptServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_token(tmp_path, "another")
    monkeypatch.setenv(VARIABLE, scripts.token)
    assert Sheet(scripts.address).fetch().tabs


# ---- writing ----


def test_a_sheet_is_only_read_unless_writing_is_switched_on(scripts: ScriptServer, tmp_path: Path) -> None:
    with_token(tmp_path, more="")
    opened, mark = Sheet(scripts.address), len(scripts.requests)
    with pytest.raises(WorkbookError, match="set write = true") as raised:
        opened.append("제출", HEADER, [("a", "b", "c")])
    assert "service account" not in str(raised.value)
    assert len(scripts.requests) == mark


def test_rows_are_added_below_the_last_one_and_texts_stay_texts(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("제출", (HEADER, ("a", "b", "c"))),)))
    opened = Sheet(scripts.address)
    opened.append("제출", HEADER, [("2026-04-12", "=1+1", "'x"), ("007", True, 3)])
    assert opened.fetch().tabs[0].rows[2:] == (("2026-04-12", "=1+1", "'x"), ("007", True, 3))


def test_a_missing_tab_is_made_with_its_header(scripts: ScriptServer) -> None:
    opened = Sheet(scripts.address)
    opened.append("제출", HEADER, [("a", "b", "c")])
    assert [tab.title for tab in opened.fetch().tabs] == ["시트1", "제출"]
    assert list_rows(scripts.world, "제출") == [list(HEADER), ["a", "b", "c"]]
    assert scripts.world["spreadsheets"][ID]["tabs"][1]["frozen"] == 1


def test_a_whole_season_is_pushed_and_comes_back(scripts: ScriptServer) -> None:
    book = sample.make_sample(NOW)
    Sheet(scripts.address).add(book.tabs, zone="Asia/Seoul", locale="ko_KR")
    assert {tab.title for tab in Sheet(scripts.address).fetch().tabs} >= {tab.title for tab in book.tabs}
    longest = max(book.tabs, key=lambda tab: len(tab.rows))
    assert len(list_rows(scripts.world, longest.title)) == len(longest.rows)


def test_of_many_writers_at_once_no_row_is_lost(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))

    stores = [Sheet(scripts.address) for _ in range(3)]

    def write(number: int) -> None:
        """Write again as long as one is told that nothing was written."""
        for _ in range(20):
            with suppress(WorkbookChangedError):
                return stores[number % 3].append("제출", HEADER, [(str(number), "b", "c")])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(20)))
    rows = list_rows(scripts.world, "제출")[1:]
    assert sorted(row[0] for row in rows) == sorted(map(str, range(20)))


def fail_first_write(scripts: ScriptServer, fault: str) -> list[Request]:
    """Let the first write meet a fault."""
    met: list[Request] = []

    def meet(request: Request) -> None:
        if request.kind == "write":
            met.append(request)
            if len(met) == 1:
                scripts.fault(fault, times=1)

    scripts.on_request = meet
    return met


@pytest.mark.parametrize("fault", ["lost_answer", "cut_answer", "twice", "expired"])
def test_a_write_whose_answer_was_lost_is_found_by_its_mark(scripts: ScriptServer, fault: str) -> None:
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))
    fail_first_write(scripts, fault)
    Sheet(scripts.address).append("제출", HEADER, [("a", "b", "c")])
    assert list_rows(scripts.world, "제출") == [list(HEADER), ["a", "b", "c"]]


@pytest.mark.parametrize("fault", ["reset", "broken", "503", "quota"])
def test_a_write_that_was_lost_on_its_way_is_said_to_be_unwritten(scripts: ScriptServer, fault: str) -> None:
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))
    fail_first_write(scripts, fault)
    with pytest.raises(WorkbookError, match="Nothing was written"):
        Sheet(scripts.address).append("제출", HEADER, [("a", "b", "c")])
    assert list_rows(scripts.world, "제출") == [list(HEADER)]


@pytest.mark.parametrize("fault", ["reset", "500", "503", "elsewhere"])
def test_a_write_that_is_said_to_be_unwritten_never_comes_late(scripts: ScriptServer, fault: str) -> None:
    """A gateway may answer in the place of a script that still runs."""
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))
    met = fail_first_write(scripts, fault)
    with pytest.raises(WorkbookError, match="Nothing was written"):
        Sheet(scripts.address).append("제출", HEADER, [("a", "b", "c")])
    assert "error" in scripts.runtime.post({**met[0].body, "token": scripts.token})
    assert list_rows(scripts.world, "제출") == [list(HEADER)]


@pytest.mark.parametrize("fault", ["reset", "lost_answer", "broken", "503"])
def test_a_write_without_a_mark_is_never_sent_twice_and_its_failure_is_never_claimed(
    scripts: ScriptServer, fault: str
) -> None:
    fail_first_write(scripts, fault)
    mark = len(scripts.requests)
    with pytest.raises(WorkbookError, match="did not confirm"):
        Sheet(scripts.address).add([Tab("제출", (HEADER,))])
    assert scripts.kinds(mark).count("write") == 1


@pytest.mark.parametrize("fault", ["crowded", "sign_in", "no_function"])
def test_a_write_that_the_script_never_saw_is_not_said_to_be_written(
    scripts: ScriptServer, fault: str
) -> None:
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))
    opened = Sheet(scripts.address)
    scripts.on_request = lambda request: scripts.fault(fault) if request.kind == "write" else None
    with pytest.raises(WorkbookError) as raised:
        opened.append("제출", HEADER, [("a", "b", "c")])
    assert "did not confirm" not in str(raised.value)


def test_an_outage_of_a_moment_is_tried_again_for_a_read_alone(scripts: ScriptServer) -> None:
    scripts.fault("503", times=1)
    mark = len(scripts.requests)
    assert Sheet(scripts.address).fetch().tabs
    assert scripts.kinds(mark) == ["metadata", "metadata", "values"]


def test_a_script_that_wakes_slowly_is_waited_for(
    scripts: ScriptServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bridge.TIMEOUT[1] > 5
    scripts.latency = 0.4
    try:
        assert Sheet(scripts.address).fetch().tabs
    finally:
        scripts.latency = 0.0


# ---- the desk ----


@settings(max_examples=many(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_change_of_rows_leaves_the_same_cells_through_the_script_as_through_the_api(
    both: tuple[Google, ScriptServer], monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    google_, scripts = both
    book = Workbook(
        (Tab("멤버", (("이름", "참여일"), ("가람", date(2022, 4, 6)), ("007", None), ("다온", 2.5))),)
    )
    cell = st.sampled_from(
        [None, "x", "=1", "2022-01-01", 7, True, date(2022, 5, 1), datetime(2022, 5, 1, 12, 30)]
    )
    rows = data.draw(st.lists(st.tuples(st.sampled_from(["가람", "새 이름"]), cell), min_size=3, max_size=6))

    def change(opened: Sheet) -> Workbook:
        present = opened.fetch().tabs[0].rows
        edits = [
            Edit("멤버", number, present[number - 1] if number <= len(present) else None, trim_row(list(row)))
            for number, row in enumerate(rows, 2)
        ]
        opened.rewrite([each for each in edits if each.before != each.after])
        return opened.fetch()

    google_.spreadsheet.fill(book)
    with monkeypatch.context() as patch:
        patch.setenv("STUDYBOARD_SHEETS_API", google_.url)
        direct = change(Sheet(google_.address))
    scripts.fill(book)
    assert change(Sheet(scripts.address)) == direct


def test_a_row_that_somebody_changed_meanwhile_is_not_overwritten(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("멤버", (("이름",), ("가람",))),)))
    opened = Sheet(scripts.address)
    opened.fetch()
    world = scripts.world
    world["spreadsheets"][ID]["tabs"][0]["rows"][1] = ["나래"]
    scripts.runtime.change(spreadsheets=world["spreadsheets"])
    with pytest.raises(WorkbookChangedError):
        opened.rewrite([Edit("멤버", 2, ("가람",), ("다온",))])
    assert list_rows(scripts.world, "멤버") == [["이름"], ["나래"]]


def test_a_formula_and_a_merged_cell_are_left_as_they_are(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("멤버", (("이름", "수"), ("가람", 1), ("나래", 2))),)))
    world = scripts.world
    tab = world["spreadsheets"][ID]["tabs"][0]
    tab["rows"][1][1] = {"v": 1, "f": "=1*1"}
    tab["merges"] = [[2, 1, 2, 1]]
    scripts.runtime.change(spreadsheets=world["spreadsheets"])
    opened = Sheet(scripts.address)
    opened.fetch()
    with pytest.raises(WorkbookError, match="a formula fills it"):
        opened.rewrite([Edit("멤버", 2, ("가람", 1), ("가람", 5))])
    with pytest.raises(WorkbookError, match="it is merged with others"):
        opened.rewrite([Edit("멤버", 3, ("나래", 2), ("다온", 2))])
    assert list_rows(scripts.world, "멤버")[1:] == [["가람", 1], ["나래", 2]]
