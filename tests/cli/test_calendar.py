"""The command that writes the calendar."""

from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from studylib import cli, clock
from studylib.calendar import ics
from studylib.source import reader, season
from studylib.stores.opening import open_store
from studylib.text.language import Language
from studylib.workbook import sample
from tests.season.reference import SEOUL

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
ADDRESS = "sqlite:///season.db"


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    open_store(ADDRESS, first=lambda: sample.make_sample(NOW), create=True)


def wanted(language: str) -> bytes:
    study = season.load_season(reader.open_store(ADDRESS)).study
    return ics.write_calendar(study, Language(language), NOW)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_calendar_is_printed_byte_for_byte(language: str) -> None:
    result = CliRunner().invoke(cli.app, ["--workbook", ADDRESS, "calendar", "--language", language])
    assert result.stdout_bytes == wanted(language)


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it() -> None:
    Path("a.ics").write_text("old")
    CliRunner().invoke(cli.app, ["--workbook", ADDRESS, "calendar", "a.ics"])
    assert Path("a.ics").read_bytes() == wanted("ko")
    assert not list(Path().glob(".a.ics*"))


@pytest.mark.parametrize("arguments", [["none/a.ics"], ["--language", "fr"]])
def test_an_impossible_command_ends_without_a_traceback(arguments: list[str]) -> None:
    result = CliRunner().invoke(cli.app, ["--workbook", ADDRESS, "calendar", *arguments])
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
