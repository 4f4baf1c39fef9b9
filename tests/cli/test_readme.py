"""The commands `readme import` and `readme export`, the history in git among them."""

import os
import stat
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.readmes import database, put, run
from tests.season import seasons

pytestmark = pytest.mark.usefixtures("in_april")
TABLE = "|주차|과제|팀블로그|\n|-|-|-|\n|1주차|[가람](https://g.kr/1) [나래]()|나래|\n|2주차|[가람]() [나래]()|가람|\n"


# ---- export ----


def exported(text: bytes, *arguments: str) -> Result:
    Path("README.md").write_bytes(text)
    return run("--workbook", database(seasons.book()), "readme", "export", "README.md", *arguments)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_file_keeps_its_mark_its_line_ends_and_its_missing_last_one(mark: bytes, end: bytes) -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람]() [나래]()|\n|2주차||\n|3주차||\n\n끝"
    result = exported(mark + text.encode().replace(b"\n", end))
    assert result.exit_code == 0, result.output
    new = text.replace("[가람]() [나래]()", "[가람](https://n.kr/1) [나래](https://n.kr/2)")
    assert Path("README.md").read_bytes() == mark + new.encode().replace(b"\n", end)


def test_a_file_that_says_it_already_is_not_touched() -> None:
    exported(b"# x\n")
    before = os.stat("README.md")
    again = run("--workbook", "sqlite:///season.db", "readme", "export", "README.md")
    assert (again.exit_code, os.stat("README.md").st_ino) == (0, before.st_ino)
    assert "Nothing was written" in again.stdout


def test_the_permissions_of_the_file_stay_and_nothing_is_left_beside_it() -> None:
    Path("README.md").touch()
    os.chmod("README.md", 0o640)
    assert run("--workbook", database(), "readme", "export", "README.md").exit_code == 0
    assert stat.S_IMODE(os.stat("README.md").st_mode) == 0o640
    assert not [each for each in os.listdir() if each.endswith(".part")]


def test_a_moment_of_the_past_is_written_as_it_was() -> None:
    exported(b"", "--as-of", "2022-04-12T00:00")
    assert "https://n.kr/1" in Path("README.md").read_text(encoding="utf-8")
    assert "https://n.kr/2" not in Path("README.md").read_text(encoding="utf-8")


def test_a_link_that_the_season_lacks_is_named_and_stays_unless_it_is_replaced() -> None:
    text = TABLE.encode()
    kept = exported(text)
    assert kept.exit_code == 0
    assert (
        "Line 3: the season does not know the link https://g.kr/1 of 가람 in week 1. It stays." in kept.stderr
    )
    assert "[가람](https://g.kr/1) [가람](https://n.kr/1) [나래](https://n.kr/2)" in Path(
        "README.md"
    ).read_text("utf-8")
    replaced = exported(text, "--replace")
    assert (replaced.exit_code, replaced.stderr) == (0, "")
    assert "[가람](https://n.kr/1) [나래](https://n.kr/2)" in Path("README.md").read_text(encoding="utf-8")


def test_a_link_without_a_place_is_refused_and_the_file_stays() -> None:
    text = "|주차|가람|\n|-|-|\n|1주차||\n".encode()
    refused = exported(text)
    assert (refused.exit_code, Path("README.md").read_bytes()) == (1, text)
    assert refused.stderr == "The table has no place for 나래 in week 1. Add the row or the column.\n"


def test_a_file_that_is_not_in_utf_8_is_refused() -> None:
    assert exported(b"a\n\xff\n").exit_code == 2
    assert Path("README.md").read_bytes() == b"a\n\xff\n"


def test_an_export_is_imported_as_nothing_new() -> None:
    assert exported(b"").exit_code == 0
    result = run("--workbook", "sqlite:///season.db", "readme", "import", "README.md")
    assert (result.exit_code, "Nothing was written" in result.stdout) == (0, True)


def test_the_languages_of_the_terminal_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    result = run("--workbook", database(), "readme", "import", put("x"))
    assert "제출 표가 없습니다" in result.stderr
    assert "no table" not in result.stderr
