"""``erase``: a member is erased, or each cell to change is named."""

from pathlib import Path

from studylib.stores.xlsx import write
from tests.cli.program import database, leaving, records, run


def test_a_member_is_erased_only_with_a_confirmation() -> None:
    address = database(leaving())
    asked = run("--workbook", address, "erase", "하나")
    assert (asked.exit_code, "Say --yes to do it." in asked.stderr) == (2, True)
    assert "하나" in run("--workbook", address, "board").stdout
    done = run("--workbook", address, "erase", "하나", "--yes")
    assert (done.exit_code, done.stdout) == (0, "탈퇴한 멤버 1 is erased\n")
    board = run("--workbook", address, "board").stdout
    assert "하나" not in board
    assert "탈퇴한 멤버 1" in board
    again = run("--workbook", address, "erase", "하나", "--yes")
    assert (again.exit_code, "There is no member “하나”" in again.stderr) == (2, True)


def test_a_file_that_is_only_read_is_not_changed_and_each_cell_is_named(tmp_path: Path) -> None:
    write.write_xlsx(leaving(), tmp_path / "season.xlsx")
    found = run("--workbook", "season.xlsx", "erase", "하나", "--yes", "--format", "json")
    assert found.exit_code == 1
    assert {"tab": "members", "row": 2, "column": "email", "text": ""} in records(found)
    assert "Change these cells by hand" in found.stderr
