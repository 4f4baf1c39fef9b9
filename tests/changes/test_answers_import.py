"""Adding a form's answers to a workbook."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.changes import history
from studylib.changes.answers_import import AnswersPlan, find_answers, make_answers_change, plan_answers
from studylib.changes.check import apply_edits
from studylib.text.errors import ChangeError
from studylib.workbook import answers, entries, reader
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from tests.changes.builders import of_study, saved, study_of, undone
from tests.growth import LINEAR, find_growth
from tests.season import seasons

HEADER: Row = ("타임스탬프", "이름", "주차", "링크", "메모")
ANSWERS = ("Timestamp", "name", "week", "link")
AT = "2022/04/10 12:00:00 오후 GMT+9"


def csv(*rows: Row, header: Row = HEADER) -> Tab:
    return Tab("answers", (header, *rows))


def season(*rows: Row) -> Workbook:
    return seasons.book(answers=seasons.tab("Form Responses 1", ANSWERS, *rows))


def added(cells: Workbook, tab: Tab) -> Workbook:
    return apply_edits(cells, make_answers_change(cells, study_of(cells), find_answers(tab), "a.csv").edits)


def plan(cells: Workbook, tab: Tab) -> AnswersPlan:
    return plan_answers(cells, study_of(cells), find_answers(tab))


def counts(cells: Workbook, tab: Tab) -> tuple[int, int, int]:
    found = plan(cells, tab)
    return len(found.new), found.present, found.unreadable


@pytest.mark.parametrize(
    "written",
    [
        AT,
        "2022/04/10 12:00:00 PM GMT+9",
        "2022. 4. 10 오후 12:00:00",
        "2022-04-10 12:00:00",
        "2022-04-10T03:00:00Z",
    ],
)
def test_an_answer_of_the_file_counts_from_its_time(written: str) -> None:
    after = added(season(), csv((written, "가람", "1주차", "https://n.kr/1", "메모")))
    study, problems = reader.read(after)
    assert problems == []
    (row,) = study.submissions.to_dict("records")
    assert (row["member"], row["week"], row["link"], row["note"]) == ("가람", 1, "https://n.kr/1", "메모")
    assert row["submitted_at"].isoformat() == "2022-04-10T12:00:00+09:00"


def test_twice_adds_nothing_the_second_time() -> None:
    tab = csv(
        (AT, "가람", "1주차", "https://n.kr/1\nhttps://n.kr/2"),
        (AT, "나래", "2주차", "https://n.kr/3"),
        (AT, "아무개", "2주차", "https://n.kr/4"),
        ("?", "가람", "2주차", "글"),
    )
    after = added(season(), tab)
    assert counts(season(), tab) == (4, 0, 2)
    assert counts(after, tab) == (0, 4, 0)
    with pytest.raises(ChangeError, match="nothing to save"):
        added(after, tab)


def test_an_answer_twice_in_the_file_is_added_once() -> None:
    row = (AT, "가람", "1주차", "https://n.kr/1")
    assert counts(season(), csv(row, row)) == (1, 1, 0)


@pytest.mark.parametrize(
    ("apart", "new"),
    [(0, 0), (204, 0), (999, 0), (1_000, 0), (-999, 0), (2_000, 1), (-2_000, 1), (60_000, 1)],
)
def test_the_same_answer_with_other_milliseconds_is_the_same(apart: int, new: int) -> None:
    at = datetime(2022, 4, 10, 12) + timedelta(milliseconds=apart)
    there = season((at, "가람", 1, "https://n.kr/1"))
    assert counts(there, csv((AT, "가람", "1주차", "https://n.kr/1")))[0] == new


@pytest.mark.parametrize(
    ("there", "new"),
    [
        (("가람", 2, "https://n.kr/1"), 0),
        (("나래", 1, "https://n.kr/1"), 0),
        (("가람", 1, "https://n.kr/9"), 0),
        (("나래", 2, "https://n.kr/1"), 0),
        (("가람", 2, "https://n.kr/9"), 1),
        (("나래", 1, "https://n.kr/9"), 1),
    ],
)
def test_an_answer_that_was_corrected_moved_or_renamed_since_is_there(there: Row, new: int) -> None:
    cells = season((datetime(2022, 4, 10, 12), *there))
    assert counts(cells, csv((AT, "가람", "1주차", "https://n.kr/1")))[0] == new


def test_two_answers_of_one_minute_are_two_though_one_is_there() -> None:
    there = season((datetime(2022, 4, 10, 12), "가람", 1, "https://n.kr/1"))
    minute = "2022-04-10 12:00"
    tab = csv((minute, "가람", 1, "https://n.kr/2"), (minute, "가람", 1, "https://n.kr/1"))
    found = plan(there, tab)
    assert [each["link"] for each in found.new] == ["https://n.kr/2"]


def test_what_cannot_be_read_is_added_too_and_becomes_a_problem() -> None:
    after = added(
        season(), csv((AT, "아무개", "1주차", "https://n.kr/1"), (AT, "가람", "?", "https://n.kr/2"))
    )
    study, problems = reader.read(after)
    assert len(study.submissions) == 0
    assert [(each.column, each.of_answer) for each in problems] == [("name", True), ("week", True)]


def test_columns_that_the_tab_lacks_are_made_and_no_cell_is_lost() -> None:
    header = (*HEADER[:1], "이메일 주소", *HEADER[1:], "만족도")
    after = added(season(), csv((AT, "garam@x.kr", "가람", 1, "https://n.kr/1", "메모", 5), header=header))
    (tab,) = [tab for tab in after.tabs if tab.title == "Form Responses 1"]
    assert {"Timestamp", "name", "week", "link"} < set(tab.rows[0])
    assert {"garam@x.kr", "메모"} < set(tab.rows[-1])


def test_a_file_without_names_gives_the_names_of_its_addresses() -> None:
    header: Row = ("Timestamp", "Email Address", "week", "link")
    cells = season()
    study = study_of(cells)
    people = tuple(replace(each, email="g@x.kr") if each.name == "가람" else each for each in study.members)
    tab = csv((AT, "g@x.kr", 1, "https://n.kr/1"), header=header)
    found = plan_answers(cells, replace(study, members=people), find_answers(tab))
    assert found.new[0]["name"] == "가람"


def test_a_workbook_without_answers_gets_a_tab_for_them() -> None:
    cells = seasons.book(answers=None)
    after = added(cells, csv((AT, "가람", 1, "https://n.kr/1")))
    assert after.tabs[-1].title == entries.TITLE
    assert len(reader.read(after)[0].submissions) == 1


def test_the_history_keeps_it_and_undoes_it() -> None:
    cells = season()
    change = make_answers_change(
        cells, study_of(cells), find_answers(csv((AT, "가람", 1, "https://n.kr/1"))), "a.csv"
    )
    after = saved(cells, change)
    (past,) = history.read_history(after)
    assert "a.csv" in past.what
    assert of_study(undone(after, past.number)) == of_study(cells)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((), "holds no answers of a form"),
        ((("a", "b"), ("1", "2")), "holds no answers of a form"),
        ((("<!DOCTYPE html>",), ("<html>",)), "holds no answers of a form"),
        ((("이름", "이메일"), ("가람", "g@x.kr")), "holds no answers of a form"),
        ((("타임스탬프", "이름", "주차"), (AT, "가람", 1)), "There is no column link"),
    ],
)
def test_a_table_of_another_kind_is_refused(rows: tuple[Row, ...], why: str) -> None:
    with pytest.raises(ChangeError, match=why):
        find_answers(Tab("x", rows))


def test_many_answers_at_one_second_take_linear_time() -> None:
    def make(count: int) -> tuple[Workbook, Tab, int]:
        rows: list[tuple[Cell, ...]] = [(AT, "가람", 1, f"https://n.kr/{at}") for at in range(count)]
        cells = season(*[(datetime(2022, 4, 10, 12), *row[1:]) for row in rows])
        return cells, csv(*rows), count

    def count_again(given: tuple[Workbook, Tab, int]) -> None:
        cells, rows, count = given
        assert counts(cells, rows) == (0, count, 0)

    assert find_growth(count_again, make, 800) < LINEAR


def test_the_same_answers_are_listed_as_the_reader_counts() -> None:
    cells = season(
        (datetime(2022, 4, 10, 12), "가람", 1, "https://n.kr/1"), ("?", "가람", 1, "https://n.kr/1")
    )
    study = study_of(cells)
    table = find_answers(cells.tabs[-1])
    assert [answer is not None for _, answer in answers.list_answers(table, study, study.timezone)] == [
        True,
        False,
    ]


# ---- several tasks a week ----

TASKS = seasons.tab("과제", "과제 | 종류", "풀이 |", "논문 |", "모임 | 출석")
OF_TASKS: Row = ("타임스탬프", "이름", "주차", "과제", "링크")


def busy(*rows: Row, header: Row = (*ANSWERS, "task")) -> Workbook:
    """A season of two tasks to hand in, with these answers."""
    return seasons.book(tasks=TASKS, answers=seasons.tab("Form Responses 1", header, *rows))


def add_for_tasks(cells: Workbook, tab: Tab) -> Workbook:
    change = make_answers_change(cells, study_of(cells), find_answers(tab, cells), "a.csv")
    return apply_edits(cells, change.edits)


def count_for_tasks(cells: Workbook, tab: Tab) -> tuple[int, int, int]:
    found = plan_answers(cells, study_of(cells), find_answers(tab, cells))
    return len(found.new), found.present, found.unreadable


def list_tasks(cells: Workbook) -> list[tuple[object, ...]]:
    study, problems = reader.read(cells)
    assert [each for each in problems if not each.is_notice] == []
    return list(study.submissions[["member", "week", "task", "link"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("header", [ANSWERS, (*ANSWERS, "task")])
def test_the_task_of_an_answer_comes_along_also_into_a_tab_without_a_column_for_it(header: Row) -> None:
    file = csv((AT, "가람", "1주차", "논문", "https://n.kr/1"), header=OF_TASKS)
    assert list_tasks(add_for_tasks(busy(header=header), file)) == [("가람", 1, "논문", "https://n.kr/1")]


def test_the_same_link_at_the_same_time_for_two_tasks_is_two_answers() -> None:
    both = [(AT, "가람", "1주차", task, "https://n.kr/1") for task in ("풀이", "논문")]
    after = add_for_tasks(busy(), csv(*both, header=OF_TASKS))
    assert sorted(each[2] for each in list_tasks(after)) == ["논문", "풀이"]  # type: ignore[type-var]
    assert count_for_tasks(after, csv(*both, header=OF_TASKS)) == (0, 2, 0)


def test_an_answer_that_was_moved_to_another_task_is_not_added_again() -> None:
    file = csv((AT, "가람", "1주차", "풀이", "https://n.kr/1"), header=OF_TASKS)
    moved = busy(("2022-04-10 12:00:00", "가람", 1, "https://n.kr/1", "논문"))
    assert count_for_tasks(moved, file) == (0, 1, 0)


def test_an_answer_that_may_be_for_two_tasks_is_added_and_does_not_count_yet() -> None:
    file = csv((AT, "가람", "1주차", "https://n.kr/1", ""))
    assert count_for_tasks(busy(), file) == (1, 0, 1)
    study, problems = reader.read(add_for_tasks(busy(), file))
    assert study.submissions.empty
    assert any("several tasks" in str(each.message) for each in problems)
