"""A change is checked before it is saved: it adds no problem."""

from datetime import datetime

import pytest

from studylib.changes.check import UnreadableError, find_new_problems
from studylib.changes.draft import Change, Draft
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Edit, Workbook
from studylib.workbook.layouts import ANSWERS, BREAKS, MEMBERS, SETTINGS, TIERS, WEEKS
from tests.changes.builders import drafted, said, saved, study_of
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft(MEMBERS, added=({"name": "가람"},)), "Two members have the name 가람"),
        (Draft(WEEKS, changed={2: {"due_at": "soon"}}), "“soon” is no date or time"),
        (Draft(WEEKS, changed={2: {"due_at": "2022-04-01"}}), "would be due before it opens"),
        (Draft(WEEKS, changed={2: {"writer": "nobody"}}), "There is no member “nobody”"),
        (
            Draft(TIERS, added=({"status": "late", "hours": 12, "amount": 3000},)),
            "No tier is without a limit",
        ),
        (Draft(SETTINGS, changed={3: {"value": "spring"}}), "“spring” is no date or time"),
        (Draft(SETTINGS, changed={3: {"value": None}}), "This cell is empty"),
        (
            Draft(BREAKS, added=({"starts_on": "2022-04-08", "ends_on": "2022-04-07"},)),
            "ends before it starts",
        ),
    ],
)
def test_a_change_that_makes_something_unreadable_is_refused_with_the_readers_sentence(
    draft: Draft, why: str
) -> None:
    with pytest.raises(UnreadableError, match=why) as raised:
        saved(book(), drafted(book(), draft))
    assert why in said(raised.value.problems[0])


def unread() -> Workbook:
    """Two answers that cannot be read, one of them for two reasons."""
    answers = tab(
        "Form Responses 1",
        "Timestamp | name | week | link",
        "2022-04-10 12:00:00 | 가람 | 1 | https://n.kr/1",
        "2022-04-12 23:59:59 | 나래 | 1 | my notes",
        "2022-04-13 00:00:01 | 다운 | 1 | not yet",
    )
    return book(answers=answers)


def answer(cells: Workbook, number: int, **fixed: Cell) -> Change:
    return drafted(cells, Draft(ANSWERS, "Form Responses 1", changed={number: fixed}))


def test_an_answer_that_is_mended_counts_from_its_original_time() -> None:
    after = saved(unread(), answer(unread(), 3, link="https://n.kr/2"))
    submissions = study_of(after).submissions
    assert list(submissions["member"]) == ["가람", "나래"]
    assert submissions["submitted_at"].iloc[1] == datetime(2022, 4, 12, 23, 59, 59, tzinfo=SEOUL)


def test_a_change_may_leave_old_problems_and_mend_one_of_two() -> None:
    after = saved(unread(), answer(unread(), 4, name="다온"))
    assert [(each.row, each.column) for each in reader.read(after)[1]] == [(3, "link"), (4, "link")]


def test_a_change_from_one_unreadable_text_to_another_is_refused() -> None:
    with pytest.raises(UnreadableError, match="“still none” is not a link"):
        saved(unread(), answer(unread(), 3, link="still none"))


def test_the_same_problem_in_another_row_is_a_new_one() -> None:
    made = drafted(
        unread(),
        Draft(ANSWERS, "Form Responses 1", changed={3: {"link": "https://n.kr/2"}, 2: {"link": "my notes"}}),
    )
    with pytest.raises(UnreadableError, match="“my notes” is not a link"):
        saved(unread(), made)


def test_filling_one_of_the_rows_that_a_formula_fills_adds_no_problem() -> None:
    rows = [(None, None, "#N/A")] * 30
    filled = book(answers=tab("Form Responses 1", ("Timestamp", "name", "week", "link"), *rows))
    after = ("2022-04-10 12:00", "가람", 1, "https://n.kr/1")
    for number in (2, 10, 31):
        edit = Edit("Form Responses 1", number, rows[0], after)
        assert find_new_problems(filled, [edit]) == ()


@pytest.mark.parametrize("name", ["다우", "다운이", "다운 님"])
def test_a_new_member_may_be_what_an_old_problem_now_suggests(name: str) -> None:
    """The problem of the answer then asks whether that member was meant, in other words than before."""
    after = saved(unread(), drafted(unread(), Draft(MEMBERS, added=({"name": name},))))
    assert [(each.row, each.column) for each in reader.read(after)[1]] == [
        (3, "link"),
        (4, "name"),
        (4, "link"),
    ]
