"""The cells that name a member."""

import pytest

from studylib.changes.naming import (
    count_mentions,
    has_name,
    list_naming_tables,
    read_roster,
    replace_names,
)
from tests.changes.builders import study_of
from tests.changes.naming_season import everywhere
from tests.changes.task_naming import with_tasks
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


def test_lists_of_doers_meetings_and_passes_count_too() -> None:
    cells = with_tasks()
    assert count_mentions(cells, study_of(cells), "가람", by_address=True) == {
        "tasks": 2,
        "excuses": 1,
        "attendance": 2,
        "passes": 1,
        "Form Responses 1": 4,
    }


@pytest.mark.parametrize(
    ("written", "column", "replaced"),
    [
        ("가람", "member", "새"),
        ("가람, 나래", "member", "가람, 나래"),
        ("가람, 나래", "who", "새, 나래"),
        ("나래;가람 ,다온", "who", "나래;새 ,다온"),
        (" 가람 \n가람이", "who", " 새 \n가람이"),
        ("당번", "who", "당번"),
        ("", "who", ""),
    ],
)
def test_a_name_is_replaced_alone_or_within_a_list(written: str, column: str, replaced: str) -> None:
    assert replace_names(written, column, {"가람": "새"}) == replaced
    assert has_name(written, column, "가람") is (replaced != written)
