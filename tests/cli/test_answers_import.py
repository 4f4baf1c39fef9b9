"""``import`` of a form's answers."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from studylib.stores.google import session
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from tests.cli.program import NOW, answer_row, database, group, process, records, run

CSV = (
    '"타임스탬프","이름","주차","링크"\n'
    '"2022/05/03 11:57:13 오후 GMT+9","하나","1주차","https://hana.example/1"\n'
    '"2022/05/10 9:00:00 오후 GMT+9","하나","2주차","https://hana.example/2\nhttps://hana.example/2b"\n'
    '"2022/05/10 9:01:00 오후 GMT+9","아무개","2주차","https://x.example"'
)


def save_csv(name: str = "answers.csv", text: str = CSV, encoding: str = "utf-8") -> str:
    Path(name).write_bytes(text.encode(encoding))
    return name


def test_answers_are_added_once_and_counted() -> None:
    address = database(group())
    result = run("--workbook", address, "import", save_csv())
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "answers.csv: 2 answers added, 1 were there already.",
        "Of those added, 1 cannot be read yet. The command check says why.",
    ]
    assert "1" in result.stderr
    board = records(run("--workbook", address, "board", "--format", "json"))
    (cell,) = [each for each in board if (each["member"], each["week"]) == ("하나", 2)]
    assert cell["status"] == "on_time"
    again = run("--workbook", address, "import", save_csv())
    assert again.stdout.splitlines() == ["answers.csv: 0 answers added, 3 were there already."]
    assert again.exit_code == 0


def test_an_excel_of_korea_and_a_zip_of_forms_add_the_same() -> None:
    save_csv("excel.csv", encoding="cp949")
    save_csv("google.csv", encoding="utf-8-sig")
    with zipfile.ZipFile("forms.csv.zip", "w") as archive:
        archive.write("google.csv")
    fetched = []
    for number, file in enumerate(("excel.csv", "google.csv", "forms.csv.zip")):
        address = database(group(), f"{number}.db")
        assert run("--workbook", address, "import", file).exit_code == 0
        fetched.append(open_store(address).fetch().tabs[3])
    assert fetched[0] == fetched[1] == fetched[2]


def test_the_answers_of_an_xlsx_alone_are_added_too() -> None:
    rows = (answer_row((datetime(2022, 5, 10, 21), "하나", 2, "https://hana.example/2")),)
    header = ("Timestamp", "Email Address", "Name", "Week", "Link")
    write.write_xlsx(Workbook((Tab("Form Responses 1", (header, *rows)),)), "answers.xlsx")
    address = database(group())
    result = run("--workbook", address, "import", "answers.xlsx")
    assert result.stdout == "answers.xlsx: 1 answers added, 0 were there already.\n"
    assert len(open_store(address).fetch().tabs) == 5, "the history is new"


def test_into_an_xlsx_nothing_is_imported_and_what_to_do_is_said() -> None:
    write.write_xlsx(group(), "season.xlsx")
    there = Path("season.xlsx").read_bytes()
    result = run("--workbook", "season.xlsx", "import", save_csv())
    assert (result.exit_code, Path("season.xlsx").read_bytes()) == (2, there)
    assert result.stderr == (
        "season.xlsx is read-only. Import it into a database first, then import the answers there.\n"
    )


def test_into_a_google_sheet_nothing_is_imported_and_what_to_do_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(session.ELSEWHERE, "http://127.0.0.1:9")
    result = run("--workbook", "https://docs.google.com/spreadsheets/d/abcdefgh/edit", "import", save_csv())
    assert result.exit_code == 2
    assert "Link the form to it" in result.stderr


@pytest.mark.parametrize("there", [sample.make_sample(NOW), Workbook(()), group(members=())])
def test_without_a_season_the_answers_belong_nowhere(there: Workbook) -> None:
    address = database(there)
    before = open_store(address).fetch()
    result = run("--workbook", address, "import", save_csv())
    assert result.exit_code == 2
    assert "belong nowhere" in result.stderr
    assert open_store(address).fetch() == before


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("members.csv", "name,email\n가람,g@x.kr\n", "holds no answers of a form"),
        ("empty.csv", "", "holds no answers of a form"),
        ("page.csv", "<!DOCTYPE html><html><body>Sign in</body></html>", "holds no answers of a form"),
        ("short.csv", "Timestamp,name,week\n", "There is no column link"),
        ("nul.csv", "a\0b", "is no text"),
        ("wide.csv", "x," * 1_000_000, "columns"),
    ],
)
def test_another_file_is_an_error_that_leaves_everything_as_it_was(name: str, text: str, why: str) -> None:
    address = database(group())
    there = open_store(address).fetch()
    result = run("--workbook", address, "import", save_csv(name, text))
    assert result.exit_code == 2
    assert why in result.stderr
    assert open_store(address).fetch() == there


def test_answers_replace_nothing() -> None:
    result = run("--workbook", database(group()), "import", save_csv(), "--replace")
    assert result.exit_code == 2
    assert "only for a whole workbook" in result.stderr


def test_a_missing_file_and_a_missing_database_are_errors() -> None:
    assert run("--workbook", database(group()), "import", "missing.csv").exit_code == 2
    assert run("--workbook", "sqlite:///no.db", "import", save_csv()).exit_code == 2
    assert not Path("no.db").exists()


@pytest.mark.slow
def test_as_a_workbook_it_is_named_and_what_to_do_is_said_in_korean_too() -> None:
    result = process("--workbook", save_csv(), "board", LC_ALL="ko_KR.UTF-8")
    assert result.returncode == 2
    assert "import answers.csv" in result.stderr.decode()
