"""The program: its options, and how it runs as a process of its own. No traceback ever comes out of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studylib import __version__
from studylib.config import studies
from tests.cli.program import ROOT, database, group, process, run


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bored",),
        ("board", "--format", "yaml"),
        ("board", "--loud"),
        ("board", "extra"),
        ("--workbook",),
        ("import",),
        ("export",),
        ("backup",),
        ("restore",),
        ("close",),
        ("import", "a.xlsx", "b.xlsx"),
    ],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    commands = ("board", "fines", "settlement", "close", "check", "import", "export", "backup", "restore")
    assert all(f" {command} " in result.stdout for command in commands)


def test_the_program_prints_the_same_bytes_with_every_locale_and_ends_with_the_same_status() -> None:
    address = database(group(members=[("하나",), ("하나",)]))
    expected = run("--workbook", address, "check", "--format", "csv")
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "cp949"}
    result = process("check", "--format", "csv", **{studies.VARIABLE: address}, **locale)
    assert (result.returncode, result.stdout, result.stderr) == (1, expected.stdout_bytes, b"")
    assert "하나" in result.stdout.decode()


def test_the_program_says_why_it_cannot_and_ends_with_status_2() -> None:
    result = process("--workbook", "missing.xlsx", "board")
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr == b"There is no file missing.xlsx. Check the address.\n"


def test_a_file_name_that_the_terminal_cannot_show_is_no_traceback() -> None:
    address = database(group())
    result = process("--workbook", address, "export", "밤샘.xlsx", PYTHONIOENCODING="cp1252")
    assert result.returncode == 0
    assert Path("밤샘.xlsx").exists()


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    address = database(group())
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        result = subprocess.run(
            [sys.executable, "-m", "studylib", "--workbook", address, "board"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert b"Traceback" not in result.stderr
    assert b"Exception" not in result.stderr


HEAVY = (
    *(
        "streamlit",
        "plotly",
        "gspread",
        "google",
        "requests",
        "python_calamine",
        "xlsxwriter",
        "babel.messages",
    ),
    *("alembic", "apprise", "rich.console", "pydantic", "sqlalchemy.orm", "starlette", "studylib.cli.readme"),
)


def test_the_board_is_printed_without_importing_what_only_pages_and_sheets_need() -> None:
    address = database(group())
    code = (
        "import sys\n"
        "from studylib import cli\n"
        "try:\n"
        f"    cli.app(['--workbook', {address!r}, 'board'])\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (result.returncode, result.stderr.strip()) == (0, b"")
    assert "하나".encode() in result.stdout


def test_the_version_is_printed_whatever_else_is_asked_for() -> None:
    for arguments in (["--version"], ["--workbook", "missing.xlsx", "--version", "board"]):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (0, f"Studyboard {__version__}\n")
