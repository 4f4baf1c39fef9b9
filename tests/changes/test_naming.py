"""The cells that name a member."""

from studylib.changes.naming import count_mentions, list_naming_tables, read_roster
from tests.changes.builders import study_of
from tests.changes.naming_season import everywhere
from tests.season.seasons import book, tab


def test_each_tab_but_the_roster_is_counted() -> None:
    cells = everywhere()
    assert count_mentions(cells, study_of(cells), "가람", by_address=True) == {
        "weeks": 1,
        "breaks": 1,
        "excuses": 1,
        "payments": 1,
        "settlements": 1,
        "Form Responses 1": 2,
    }
    assert count_mentions(cells, study_of(cells), "다온", by_address=True) == {}


def test_an_answer_counts_by_its_address_alone() -> None:
    cells = book(
        answers=tab(
            "Form Responses 1",
            "Timestamp | Email Address | week | link",
            "2022-04-12 | narae@x.kr | 1 | https://n.kr/2",
        )
    )
    assert count_mentions(cells, study_of(cells), "나래", by_address=True) == {"Form Responses 1": 1}
    assert count_mentions(cells, study_of(cells), "나래", by_address=False) == {}


def test_a_tab_without_a_needed_column_is_looked_at_all_the_same() -> None:
    cells = book(payments=tab("payments", "member | amount", "나래 | 3000"))
    assert count_mentions(cells, study_of(cells), "나래", by_address=True) == {
        "payments": 1,
        "Form Responses 1": 1,
    }
    assert "payments" in {table.title for table, _, _ in list_naming_tables(cells)}


def test_of_two_rows_with_one_name_the_first_counts() -> None:
    cells = book(members=tab("members", "name", "가람", "나래", " 가람 ", ""))
    assert [record.number for record in read_roster(cells)] == [2, 3]
