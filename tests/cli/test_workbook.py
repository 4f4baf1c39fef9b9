"""``import`` and ``export``: a whole workbook moves, cell by cell."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import sample
from studylib.workbook.cells import Row, Tab, Workbook
from tests.cli.program import NOW, UNREAD_ANSWERS, database, group, leaving, printed, records, run

TRICKY: tuple[Row, ...] = (
    (
        "text",
        "글\n둘째 줄",
        "=1+1",
        "'quoted",
        " spaces ",
        "\t",
        "1",
        "TRUE",
        "2022-05-11",
        "x" * 10_000,
        "🎉",
    ),
    ("numbers", 0, -1, 1.5, 12345678901, True, False),
    (),
    (None, None, "after two blanks"),
    ("times", date(2022, 5, 11), datetime(2022, 5, 11, 0, 30, 0, 123_000), time(12, 30), timedelta(hours=30)),
)


def test_import_and_export_carry_a_workbook_around_without_losing_a_cell() -> None:
    season = Workbook((*sample.make_sample(NOW).tabs, Tab("<b>아무거나", TRICKY)))
    write.write_xlsx(season, "one.xlsx")
    original = open_store("one.xlsx").fetch()
    assert run("--workbook", "sqlite:///new/folder/season.db", "import", "one.xlsx").exit_code == 0
    assert open_store("sqlite:///new/folder/season.db").fetch() == original
    assert run("--workbook", "sqlite:///new/folder/season.db", "export", "two.xlsx").exit_code == 0
    assert open_store("two.xlsx").fetch() == original
    assert [tab.title for tab in original.tabs] == [tab.title for tab in season.tabs]
    for command in ("board", "fines", "check"):
        printed_of = [
            run("--workbook", address, command).stdout_bytes for address in ("one.xlsx", "two.xlsx")
        ]
        assert printed_of[0] == printed_of[1] == printed(season, command).stdout_bytes


def test_import_and_export_say_how_much_they_carried() -> None:
    write.write_xlsx(group(), "one.xlsx")
    result = run("--workbook", "sqlite:///season.db", "import", "one.xlsx")
    assert result.stdout == "sqlite:///season.db: 4 tabs, 14 rows imported.\n"
    result = run("--workbook", "sqlite:///season.db", "export", "two.xlsx")
    assert result.stdout == "two.xlsx: 4 tabs, 14 rows written.\n"


def test_a_season_that_is_there_is_replaced_only_when_asked() -> None:
    address = database(group())
    there = open_store(address).fetch()
    other = group(members=[("세찬",)])
    write.write_xlsx(other, "other.xlsx")
    result = run("--workbook", address, "import", "other.xlsx")
    assert result.exit_code == 2
    assert result.stderr.startswith("sqlite:///season.db already holds a season. Say --replace")
    assert open_store(address).fetch() == there
    assert run("--workbook", address, "import", "other.xlsx", "--replace").exit_code == 0
    assert open_store(address).fetch() == open_store("other.xlsx").fetch()


@pytest.mark.parametrize("there", [sample.make_sample(NOW), Workbook(())], ids=["the sample", "nothing"])
def test_the_sample_and_an_empty_database_are_replaced_without_asking(there: Workbook) -> None:
    address = database(there)
    write.write_xlsx(group(), "season.xlsx")
    assert run("--workbook", address, "import", "season.xlsx").exit_code == 0
    assert open_store(address).fetch() == open_store("season.xlsx").fetch()


def test_import_without_an_address_replaces_the_sample_that_a_first_start_made() -> None:
    assert run("check").exit_code == 1
    write.write_xlsx(group(), "season.xlsx")
    assert run("import", "season.xlsx").exit_code == 0
    assert [each["member"] for each in records(run("board", "--format", "json"))] == ["하나"] * 3 + [
        "두리"
    ] * 3


@pytest.mark.parametrize("file", ["missing.xlsx", "text.xlsx", "sqlite:///missing.db", "notes.txt"])
def test_a_file_that_cannot_be_imported_leaves_everything_as_it_was(tmp_path: Path, file: str) -> None:
    (tmp_path / "text.xlsx").write_text("Dear diary, " * 1000)
    address = database(sample.make_sample(NOW))
    there = open_store(address).fetch()
    assert run("--workbook", address, "import", file).exit_code == 2
    assert open_store(address).fetch() == there
    assert run("--workbook", "sqlite:///new.db", "import", file).exit_code == 2
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    "cells",
    [
        Workbook((Tab("Sheet1", ()),)),
        Workbook((Tab("설정", ()), Tab("멤버", ((None, " "),)))),
        Workbook((Tab("가계부", (("날짜", "금액"), ("2022-05-11", 3_000))),)),
    ],
    ids=["empty", "empty tabs", "another"],
)
def test_a_workbook_without_a_tab_of_a_study_is_not_imported(cells: Workbook) -> None:
    write.write_xlsx(cells, "other.xlsx")
    address = database(group())
    there = open_store(address).fetch()
    for option in ((), ("--replace",)):
        result = run("--workbook", address, "import", "other.xlsx", *option)
        assert result.exit_code == 2
        assert result.stderr.startswith("There is nothing to import from other.xlsx")
    assert open_store(address).fetch() == there


def test_nothing_is_imported_into_a_file() -> None:
    write.write_xlsx(group(), "one.xlsx")
    write.write_xlsx(sample.make_sample(NOW), "two.xlsx")
    there = Path("two.xlsx").read_bytes()
    result = run("--workbook", "two.xlsx", "import", "one.xlsx")
    assert (result.exit_code, Path("two.xlsx").read_bytes()) == (2, there)
    assert result.stderr == "two.xlsx is read-only. Import it into a database to write to it.\n"


def test_import_says_what_could_not_be_read_and_takes_it_all_the_same() -> None:
    write.write_xlsx(group(answers=UNREAD_ANSWERS["a script"]), "season.xlsx")
    result = run("--workbook", "sqlite:///season.db", "import", "season.xlsx")
    assert result.exit_code == 0
    assert "읽지 못한 항목이 1건" in result.stderr
    assert "javascript:alert(1)" in open_store("sqlite:///season.db").fetch().tabs[-1].rows[1]


def test_export_replaces_a_file_and_makes_no_folder(tmp_path: Path) -> None:
    address = database(group())
    (tmp_path / "old.xlsx").write_text("old")
    assert run("--workbook", address, "export", "old.xlsx").exit_code == 0
    assert open_store("old.xlsx").fetch() == open_store(address).fetch()
    result = run("--workbook", address, "export", "no/such/folder.xlsx")
    assert result.exit_code == 2
    assert "no/such/folder.xlsx" in result.stderr
    assert not (tmp_path / "no").exists()


def test_a_workbook_without_tabs_is_not_exported() -> None:
    result = printed(Workbook(()), "export", "out.xlsx")
    assert result.exit_code == 2
    assert result.stderr == "The workbook has no tabs, and an Excel file needs one. Add one first.\n"


def test_an_exported_workbook_is_for_its_owner_alone() -> None:
    database(leaving())
    assert run("--workbook", "sqlite:///season.db", "export", "x.xlsx").exit_code == 0
    assert Path("x.xlsx").stat().st_mode & 0o777 == 0o600
    assert Path("season.db").stat().st_mode & 0o777 == 0o600
