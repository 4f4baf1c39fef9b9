"""Parts that all commands share: which workbook, which language, and what no command ever prints."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.config import studies
from studylib.report import Format
from studylib.stores.backup import read_backup
from studylib.stores.opening import open_store
from studylib.workbook.cells import Tab, Workbook
from tests.cli.program import NOW, SETTINGS, database, group, lines, printed, records, run
from tests.stores.database.databases import damage_row


@pytest.mark.parametrize(
    "as_of", ["yesterday", "", "2022-13-01", "5/6/2022", "1999-01-01", "44000", "2022-05-11T25:00"]
)
@pytest.mark.parametrize("command", ["board", "fines", "settlement"])
def test_a_moment_that_cannot_be_read_is_wrong_usage(command: str, as_of: str) -> None:
    result = printed(group(), command, "--as-of", as_of)
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert "--as-of" in result.stderr


def test_no_full_address_of_an_answer_is_printed() -> None:
    season = Workbook(
        (
            *group(members=[("하나", "hana@school.kr"), ("두리", "hana@school.kr")]).tabs[:-1],
            Tab(
                "Form Responses 1",
                (
                    ("Timestamp", "Email Address", "Name", "Week", "Link"),
                    (datetime(2022, 5, 3), "stranger@else.kr", "하나", 1, "https://x.example"),
                    (datetime(2022, 5, 3), "hana@school.kr", "두리", 1, "https://x.example"),
                ),
            ),
            Tab(
                "Form Responses 2",
                (
                    ("Timestamp", "Email Address", "Week", "Link"),
                    (datetime(2022, 5, 3), "unknown@else.kr", 1, "https://x.example"),
                ),
            ),
        )
    )
    for command in ("board", "fines", "check"):
        for form in ("table", "csv", "json"):
            result = printed(season, command, "--format", form)
            assert "hana@" not in result.output
            assert "stranger@" not in result.output
            assert "unknown@" not in result.output
    assert "s***@else.kr" in printed(season, "check").output


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("missing.xlsx", "There is no file missing.xlsx. Check the address."),
        ("sqlite:///missing.db", "There is no workbook at sqlite:///missing.db. Check the address."),
        ("text.xlsx", "text.xlsx is not an Excel workbook"),
        ("sqlite:///text.xlsx", "sqlite:///text.xlsx is not a SQLite database. Check the address."),
        ("empty.xlsx", "empty.xlsx is empty. Download it again as .xlsx."),
        ("folder.xlsx", "folder.xlsx is a folder."),
        ("notes.txt", "notes.txt is not the address of a workbook."),
        ("mysql://me:secret@host/name", "mysql://me:***@host/name is not the address of a workbook."),
        ("https://docs.google.com/spreadsheets/d/abc", "This is not the address of a Google Sheet."),
    ],
)
@pytest.mark.parametrize("command", ["board", "fines", "settlement", "close", "check", "export", "backup"])
def test_no_such_workbook_is_status_2_and_one_sentence(
    tmp_path: Path, command: str, address: str, why: str
) -> None:
    (tmp_path / "text.xlsx").write_text("Dear diary, " * 1000)
    (tmp_path / "empty.xlsx").touch()
    (tmp_path / "folder.xlsx").mkdir()
    result = run(
        "--workbook",
        address,
        command,
        *{"export": ["out.xlsx"], "backup": ["out.gz"], "close": ["2022-05"]}.get(command, []),
    )
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert result.stderr.startswith(why)
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "missing.db").exists()
    assert not (tmp_path / "out.xlsx").exists()


KOREAN = "missing.xlsx 파일이 없습니다. 주소를 확인해 주세요.\n"

ENGLISH = "There is no file missing.xlsx. Check the address.\n"


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, KOREAN),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"}, KOREAN),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, ENGLISH),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, ENGLISH),
    ],
)
def test_messages_before_a_study_is_loaded_are_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], line: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run("--workbook", "missing.xlsx", "board").stderr == line


def test_the_option_goes_before_the_environment_the_environment_before_the_secrets_the_secrets_before_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def member(*arguments: str) -> object:
        return records(run(*arguments, "board", "--format", "json"))[0]["member"]

    for name in ("option", "environment", "secrets"):
        database(group(members=[(name,)]), f"{name}.db")
    assert member() == "가람"
    assert (tmp_path / "data/studyboard.db").exists()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text('workbook = "sqlite:///secrets.db"\n')
    assert member() == "secrets"
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///environment.db")
    assert member() == "environment"
    assert member("--workbook", "sqlite:///option.db") == "option"
    monkeypatch.setenv(studies.VARIABLE, "")
    assert member() == "secrets"
    (tmp_path / ".streamlit/secrets.toml").write_text('theme = "x"\n')
    assert member() == "가람"


@pytest.mark.parametrize("secrets", ["workbook = ", "workbook = 5", '["workbook"'])
def test_secrets_that_cannot_be_read_are_status_2_unless_the_workbook_is_named(
    tmp_path: Path, secrets: str
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(secrets)
    result = run("board")
    assert result.exit_code == 2
    assert "secrets.toml" in result.stderr
    assert printed(group(), "board").exit_code == 0


def test_the_sample_is_made_once_and_then_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("board", "--as-of", "2022-05-11").stdout_bytes
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    assert run("board", "--as-of", "2022-05-11").stdout_bytes == first


def test_no_command_prints_an_address(tmp_path: Path) -> None:
    season = group(
        members=[("hana@school.kr", "hana@school.kr"), ("두리", "duri@school.kr")],
        answers=[
            (datetime(2022, 5, 4, 1), "hana@school.kr", 1, "https://x.kr/?u=hana@school.kr"),
            (datetime(2022, 5, 4, 1), "nobody@school.kr", 1, "duri@school.kr"),
        ],
    )
    address = database(season)
    for form in Format:
        for command in ("board", "fines", "settlement", "check"):
            found = run("--workbook", address, command, "--format", form)
            assert "***@school.kr" in found.output or command == "check", command
            for name in ("hana@", "nobody@", "duri@"):
                assert name not in found.output


def test_secrets_that_others_can_read_are_reported_on_stderr() -> None:
    Path(".streamlit").mkdir()
    Path(".streamlit/secrets.toml").write_text("[sheet]", encoding="utf-8")
    Path(".streamlit/secrets.toml").chmod(0o644)
    found = run("--workbook", database(group()), "check", "--format", "json")
    assert "chmod 600 .streamlit/secrets.toml" in found.stderr
    assert records(found) == []


def test_no_csv_holds_a_text_that_would_run_as_a_formula() -> None:
    """In every cell that people write, one after the other."""
    for start in ("=", "+", "-", "@", "\t=", "\r=", "＝", " ="):
        evil = f"{start}HYPERLINK(1)"
        season = group(
            settings=[*SETTINGS, ("name", evil)],
            members=[(evil,), ("두리",)],
            answers=[(datetime(2022, 5, 4, 1), evil, 1, "https://x.kr/1")],
            more=[Tab("tiers", (("status", "hours", "amount"), (evil, 12, 3000), ("absent", None, 4000)))],
        )
        for command in ("board", "fines", "settlement", "check"):
            found = printed(season, command, "--format", "csv")
            for row in lines(found):
                assert not [each for each in row if re.match(r"\s*[=+\-@＝＋－＠]\D", each)], (command, row)


@pytest.mark.parametrize(
    "command",
    [
        ("board",),
        ("fines", "--format", "csv"),
        ("settlement", "--format", "json"),
        ("check",),
        ("calendar",),
        ("remind", "--dry-run"),
        ("export", "copy.xlsx"),
        ("backup", "copy.gz"),
    ],
)
def test_a_damaged_row_ends_each_command_with_2_and_loses_nothing_else(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = f"sqlite:///{tmp_path}/season.db"
    rows = open_store(address, first=group, create=True).fetch().tabs
    damage_row(address, sum(len(tab.rows) for tab in rows), '["비밀",')
    result = run("--workbook", address, *command)
    assert result.exit_code == 2
    assert f"Row {len(rows[-1].rows)} of the tab {rows[-1].title} is damaged" in result.stderr
    assert "비밀" not in result.output
    if command[0] == "board":
        assert "하나" in result.stdout
    if command[0] == "backup":
        cells = read_backup(tmp_path / "copy.gz")
        assert cells.tabs[:-1] == rows[:-1]
        assert cells.tabs[-1].rows == (*rows[-1].rows[:-1], ())


def test_a_backup_restored_drops_the_damaged_row(tmp_path: Path) -> None:
    address, copy = f"sqlite:///{tmp_path}/season.db", str(tmp_path / "copy.gz")
    open_store(address, first=group, create=True)
    damage_row(address, 4, "[1,2")
    assert run("--workbook", address, "backup", copy).exit_code == 2
    assert run("--workbook", address, "restore", copy, "--replace").exit_code == 0
    assert "damaged" not in run("--workbook", address, "check").output
