"""``rename``: a member gets another name in every tab, or each cell to change is named."""

from pathlib import Path

from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from tests.cli.program import database, group, records, run


def test_a_member_is_renamed_in_every_tab() -> None:
    address = database(group())
    done = run("--workbook", address, "rename", "두리", "두리안")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "두리 renamed 두리안")
    board = run("--workbook", address, "board", "--format", "json")
    assert {row["member"] for row in records(board)} == {"하나", "두리안"}
    assert "두리," not in str(
        [tab.rows for tab in open_store(address).fetch().tabs if tab.title != "변경 기록"]
    )


def test_a_name_that_is_taken_or_unknown_is_refused() -> None:
    address = database(group())
    for old, new, why in (
        ("두리", "하나", "There is a member 하나 already"),
        ("누구", "하나둘", "There is no member “누구”"),
        ("두리", "=1+1", "starts like a formula"),
    ):
        refused = run("--workbook", address, "rename", old, new)
        assert (refused.exit_code, why in refused.stderr) == (2, True)


def test_a_file_that_is_only_read_is_not_changed_and_each_cell_is_named(tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    found = run("--workbook", "season.xlsx", "rename", "두리", "두리안", "--format", "json")
    assert found.exit_code == 1
    assert {"tab": "members", "row": 3, "column": "name", "text": "두리안"} in records(found)
    assert "Change these cells by hand" in found.stderr
