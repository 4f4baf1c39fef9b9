"""The desk's acts on a Google Sheet: as on a database, whatever goes wrong on the way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studylib.changes import answers, renaming
from studylib.changes.draft import Change
from studylib.changes.form_tab import FormTabError
from studylib.changes.history import read_history
from studylib.source import save
from studylib.source.season import Season, load_season, read_season
from studylib.stores.google import key, session
from studylib.stores.google.sheet import Sheet
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook import entries
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Row, Workbook, trim_row
from tests.source.acts import ACTS, FORM, NOW, check_each_act, make_season, undo
from tests.stand_ins.github import until
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google

ROOT = Path(__file__).parents[2]
READS = ["metadata", "values"]


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with Google(open=True, quota=None) as google:
        yield google


@pytest.fixture
def google_(server: Google, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Google]:
    """A season in a sheet that may be written to."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[sheet]\nwrite = true\n")
    monkeypatch.delenv(key.KEY_FILE, raising=False)
    monkeypatch.setenv(session.ELSEWHERE, server.url)
    server.spreadsheet.fill(make_season())
    yield server
    server.on_request = lambda request: None
    server.fix()


def list_rows(cells: Workbook) -> dict[str, list[Row]]:
    """List the rows of each tab without the blank ones at the end, which a sheet does not give."""
    found: dict[str, list[Row]] = {}
    for tab in cells.tabs:
        rows = [trim_row(row) for row in tab.rows]
        while rows and not rows[-1]:
            rows.pop()
        found[tab.title] = rows
    return found


def act_on(store: Store, name: str) -> Change:
    return save.save_change(store, ACTS[name], NOW)


def test_each_act_leaves_the_same_cells_board_and_history_as_on_a_database_and_can_be_undone(
    google_: Google, tmp_path: Path
) -> None:
    sheet = Sheet(google_.address)
    check_each_act(sheet, tmp_path, list_rows)
    assert len(read_history(sheet.fetch())) == 2 * (len(ACTS) + 1)


@pytest.mark.parametrize("name", ["excuse", "extend", "void", "attend", "close"])
def test_an_act_is_one_look_and_one_write_after_the_read(google_: Google, name: str) -> None:
    sheet = Sheet(google_.address)
    sheet.fetch()
    mark = google_.mark()
    act_on(sheet, name)
    assert [each.kind for each in google_.requests[mark:]] == [*READS, "metadata", "write"]


ROWS = {
    "extend": ("weeks", "B4"),
    "void": (FORM, "D3"),
    "roster": ("members", "A5"),
    "excuse": ("weeks", "B3"),
}
"""Acts, and a cell that somebody else changes before the write. The last is of no row of the act."""


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_a_person_changes_before_the_write_is_never_overwritten(
    google_: Google, name: str
) -> None:
    title, place = ROWS[name]
    seen = Sheet(google_.address).fetch()
    edits = ACTS[name](read_season(seen)).edits
    sheet = Sheet(google_.address)
    sheet.fetch()
    google_.spreadsheet.tab(title).edit(place, "다른 글")
    before = google_.spreadsheet.tab(title).rows
    if name == "excuse":
        sheet.rewrite(edits)
        return
    with pytest.raises(WorkbookChangedError, match="has changed in the meantime"):
        sheet.rewrite(edits)
    assert google_.spreadsheet.tab(title).rows == before


@pytest.mark.parametrize("fault", ["503", "reset", "502", "503-after", "reset-after", "cut"])
@pytest.mark.parametrize("name", ["excuse", "void", "close"])
def test_a_fault_in_the_middle_leaves_the_act_whole_or_not_done_and_says_which(
    google_: Google, name: str, fault: str
) -> None:
    sheet = Sheet(google_.address)
    before = list_rows(sheet.fetch())
    google_.fault(fault, times=1, on="write")
    if fault in ("503-after", "reset-after", "cut"):
        act_on(sheet, name)
    else:
        with pytest.raises(WorkbookError, match="Nothing was written"):
            act_on(sheet, name)
        assert list_rows(sheet.fetch()) == before
        act_on(sheet, name)
    assert [each.number for each in read_history(sheet.fetch())] == [1]
    save.save_change(sheet, undo(1), NOW)
    assert {title: rows[1:] for title, rows in list_rows(sheet.fetch()).items() if title in before} == {
        title: rows[1:] for title, rows in before.items()
    }


@pytest.mark.parametrize("is_done", [False, True])
def test_a_program_that_is_killed_leaves_the_act_whole_or_not_done(
    google_: Google, tmp_path: Path, is_done: bool
) -> None:
    google_.fault("hang-after" if is_done else "reset", times=1, on="write")
    mark = google_.mark()
    command = [sys.executable, "-m", "tests.source.sheet_writers", "act", google_.address, "close"]
    program = subprocess.Popen(command, cwd=tmp_path, env=_environment(google_))
    google_.on_request = lambda each: program.kill() if each.kind == "write" and not is_done else None
    google_.wait(1, "write", since=mark, within=60)
    if is_done:
        until(lambda: google_.spreadsheet.metadata)
        program.kill()
    program.wait(60)
    google_.fix()
    sheet = Sheet(google_.address)
    assert bool(read_history(sheet.fetch())) is is_done
    assert bool(load_season(sheet).study.settlements) is is_done
    act_on(sheet, "reopen" if is_done else "close")
    assert [each.number for each in read_history(sheet.fetch())] == ([2, 1] if is_done else [1])


def _environment(google: Google) -> dict[str, str]:
    return {**os.environ, session.ELSEWHERE: google.url, "PYTHONPATH": str(ROOT)}


def test_fifty_writers_at_once_lose_no_row_and_write_none_twice(google_: Google, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.source.sheet_writers", "append", google_.address]
    writers = [
        subprocess.Popen(
            [*command, f"w{number}", "25"],
            cwd=tmp_path,
            env=_environment(google_),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    written = [name for each in writers for name in each.communicate(timeout=240)[0].split()]
    rows = [row[0] for row in google_.spreadsheet.tab("제출").rows[1:]]
    assert sorted(map(str, rows)) == sorted(written)
    assert len(rows) == 50


def test_a_change_of_the_forms_own_tab_names_the_cells_to_change_there_first(google_: Google) -> None:
    sheet = Sheet(google_.address)

    def rename(now: Season) -> Change:
        return renaming.rename_member(now.cells, now.study, "나래", "노래")

    with pytest.raises(FormTabError, match="First change these cells") as refused:
        save.save_change(sheet, rename, NOW)
    assert [(each.title, each.number) for each in refused.value.edits] == [(FORM, 3)]
    assert not read_history(sheet.fetch())
    google_.spreadsheet.tab(FORM).edit("B3", "노래")
    save.save_change(sheet, rename, NOW)
    assert load_season(sheet).study.members[1].name == "노래"
    with pytest.raises(FormTabError):
        save.save_change(
            sheet,
            lambda now: answers.move_answer(now.cells, now.cells, now.study, answers.RowPlace(FORM, 3), 2),
            NOW,
        )


def test_two_leaders_at_two_programs_decide_one_after_the_other(google_: Google) -> None:
    sheet, other = Sheet(google_.address), Sheet(google_.address)
    decided: list[int] = []

    def close(now: Season) -> Change:
        decided.append(len(now.study.excuses))
        if len(decided) == 1:
            act_on(other, "excuse")
        return ACTS["pay"](now)

    assert save.save_change(sheet, close, NOW).number == 2
    assert decided == [0, 1]


def test_what_a_person_typed_into_the_same_row_meanwhile_stays_beside_the_change(google_: Google) -> None:
    sheet = Sheet(google_.address)
    looks: list[Request] = []

    def type_once(request: Request) -> None:
        if "ranges" in request.query and request.kind == "metadata":
            looks.append(request)
            if len(looks) == 1:
                google_.spreadsheet.tab("weeks").edit("B4", "사람이 고친 제목")

    google_.on_request = type_once
    assert act_on(sheet, "extend").number == 1
    row = next(tab.rows[3] for tab in sheet.fetch().tabs if tab.title == "weeks")
    assert (row[1], str(row[2]), len(looks)) == ("사람이 고친 제목", "2022-04-30 23:59:00", 2)


def test_an_answer_beside_the_form_is_taken_back_from_a_sheet(google_: Google) -> None:
    sheet = Sheet(google_.address)
    season = load_season(sheet)
    sent = Answer("가람", 2, NOW, "https://n.kr/2\nhttps://n.kr/3", "메모", "글")
    entry = entries.make_answer_rows(season.cells, season.study, sent, beside_form=True)
    sheet.append(entry.title, entry.header, entry.rows)
    assert len(load_season(sheet).study.submissions) == len(season.study.submissions) + 1

    def take_back(now: Season) -> Change:
        return answers.take_back(now.cells, now.study, entry.title, entry.rows[0], sent, NOW)

    save.save_change(sheet, take_back, NOW)
    assert load_season(sheet).study.submissions.equals(season.study.submissions)
    assert entry.title != FORM
