"""Turns and swaps that a README adds to a workbook."""

from studylib.readme import imported_turns
from studylib.workbook import reader
from tests.readme.examples import read
from tests.season import seasons


def test_the_queue_follows_the_table_and_only_what_differs_is_a_swap() -> None:
    rows = "".join(
        f"|{n}주차|[가람]() [나래]() [다온]()|{who}|\n" for n, who in ((1, "나래"), (2, "가람"), (3, "가람"))
    )
    found, _ = read("|주차|과제|당번|\n|-|-|-|\n" + rows, "가람", "나래", "다온")
    assert imported_turns.find_queue(found) == {"나래": 1, "가람": 2}
    members = seasons.tab("members", "name | turn", "가람 | 2", "나래 | 1", "다온 | 3")
    assert imported_turns.find_swaps(found, reader.read(seasons.book(members=members))[0]) == {3: "가람"}
