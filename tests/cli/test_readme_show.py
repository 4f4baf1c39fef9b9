"""The words of `readme import`: what it understood, and what it would write."""

import pytest

from studylib.source import reader
from tests.cli.readmes import answers, database, put, run

pytestmark = pytest.mark.usefixtures("in_april")
TABLE = "|주차|과제|팀블로그|\n|-|-|-|\n|1주차|[가람](https://g.kr/1) [나래]()|나래|\n|2주차|[가람]() [나래]()|가람|\n"


def test_a_dry_run_writes_nothing() -> None:
    address = database()
    before = reader.open_store(address).version()
    result = run("--workbook", address, "readme", "import", put(TABLE), "--dry-run")
    assert (result.exit_code, reader.open_store(address).version()) == (0, before)
    assert "1 links" in result.stdout


def test_each_problem_is_printed_and_the_rest_is_written() -> None:
    address = database()
    text = TABLE.replace("[나래]()|나래", "[라온](https://r.kr)|나래")
    result = run("--workbook", address, "readme", "import", put(text), "--assume-in-time")
    assert (result.exit_code, answers(address)) == (1, [("가람", 1, "https://g.kr/1")])
    assert "Line 3: There is no member “라온”" in result.stderr
