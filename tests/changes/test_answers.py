"""Answers that are voided, counted again, moved and taken back."""

from datetime import datetime, timedelta

import pytest

from studylib.changes.answers import (
    LONGEST_REASON,
    TAKE_BACK,
    RowPlace,
    move_answer,
    restore_answer,
    take_back,
    void_answer,
)
from studylib.changes.draft import Draft, OvertakenError
from studylib.readme import importing
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.layouts import ANSWERS
from tests.changes.builders import drafted, of_study, rows, saved, study_of, undone
from tests.season.reference import SEOUL
from tests.season.seasons import book

TITLE = "Form Responses 1"
AT = datetime(2022, 4, 10, 12)
HERE = RowPlace(TITLE, 2)


def season(week: Cell = 1, more: tuple[Tab, ...] = ()) -> Workbook:
    header = ("Timestamp", "name", "week", "link")
    answers = Tab(TITLE, (header, (AT, "가람", week, "https://n.kr/1"), (AT, "나래", 1, "https://n.kr/2")))
    return Workbook((*book(answers=answers).tabs, *more))


def counted(cells: Workbook) -> list[tuple[str, int]]:
    found = study_of(cells).submissions
    return list(zip(found["member"], found["week"], strict=True))


def void(cells: Workbook, reason: str = "주차 착오", place: RowPlace = HERE) -> Workbook:
    return saved(cells, void_answer(cells, cells, study_of(cells), place, reason))


def move(cells: Workbook, week: int, place: RowPlace = HERE) -> Workbook:
    return saved(cells, move_answer(cells, cells, study_of(cells), place, week))


# ---- void, and count again ----


def test_a_voided_answer_stays_with_its_reason_and_counts_no_more() -> None:
    cells = void(season())
    assert rows(cells, TITLE)[:2] == (
        ("Timestamp", "name", "week", "link", "무효"),
        (AT, "가람", 1, "https://n.kr/1", "주차 착오"),
    )
    assert counted(cells) == [("나래", 1)]
    assert [(each.member, each.week, each.reason) for each in study_of(cells).voided] == [
        ("가람", 1, "주차 착오")
    ]


def test_the_history_tells_of_it_and_undoes_it() -> None:
    change = void_answer(season(), season(), study_of(season()), HERE, "x y")
    assert Language("ko").say(change.what) == "무효 처리: 가람 · 1주차"
    assert counted(undone(void(season()), 1)) == counted(season())


def test_a_voided_answer_counts_again() -> None:
    cells = void(season())
    again = saved(cells, restore_answer(cells, cells, study_of(cells), HERE))
    assert (counted(again), study_of(again).voided) == (counted(season()), ())


def test_an_unreadable_answer_can_be_voided_so_that_nothing_is_left_to_fix() -> None:
    cells = void(season(week="셋"))
    assert [each.week for each in study_of(cells).voided] == [None]


def test_an_import_of_a_readme_brings_no_voided_link_back() -> None:
    cells = void(season())
    assert ("가람", 1, "https://n.kr/1") in importing.list_known(cells, study_of(cells))


@pytest.mark.parametrize("reason", ["", "   ", "\n\t", "no", "FALSE", "아니오", "예", "\u200b"])
def test_an_answer_is_not_voided_without_a_reason(reason: str) -> None:
    with pytest.raises(ChangeError, match="Write the reason"):
        void(season(), reason)


@pytest.mark.parametrize(("length", "refused"), [(-1, False), (0, False), (1, True)])
def test_a_reason_has_a_longest_length(length: int, refused: bool) -> None:
    reason = "가" * (LONGEST_REASON + length)
    if refused:
        with pytest.raises(ChangeError, match="too long"):
            void(season(), reason)
    else:
        assert study_of(void(season(), reason)).voided[0].reason == reason


def test_what_is_void_is_neither_voided_nor_moved_and_what_is_not_is_not_restored() -> None:
    cells = void(season())
    with pytest.raises(ChangeError, match="void already"):
        void(cells)
    with pytest.raises(ChangeError, match="First let it count again"):
        move(cells, 2)
    with pytest.raises(ChangeError, match="not void"):
        restore_answer(season(), season(), study_of(season()), HERE)


@pytest.mark.parametrize(
    "place",
    [RowPlace(TITLE, 1), RowPlace(TITLE, 4), RowPlace("members", 2), RowPlace("x", 2), RowPlace(TITLE, -1)],
)
def test_a_row_that_is_no_answer_is_refused(place: RowPlace) -> None:
    with pytest.raises(ChangeError, match="no such submission"):
        void(season(), place=place)


def copied() -> Workbook:
    """A season in which one answer is in two tabs."""
    copy = Tab(
        "제출",
        (("타임스탬프", "이름", "주차", "링크"), ("2022-04-10 12:00:00", "가람", "1주차", "https://n.kr/1")),
    )
    return season(more=(copy,))


def test_the_same_answer_in_another_tab_is_voided_moved_and_counted_again_with_it() -> None:
    assert counted(copied()) == [("가람", 1), ("나래", 1)]
    cells = void(copied())
    assert [row[-1] for row in (rows(cells, TITLE)[1], rows(cells, "제출")[1])] == ["주차 착오"] * 2
    again = saved(cells, restore_answer(cells, cells, study_of(cells), RowPlace("제출", 2)))
    assert counted(again) == counted(copied())
    moved = move(copied(), 2)
    assert counted(moved) == [("가람", 2), ("나래", 1)]
    assert of_study(undone(moved, 1)) == of_study(copied())


def test_a_row_that_another_leader_changed_is_not_voided_over() -> None:
    base = season()
    now = saved(base, drafted(base, Draft(ANSWERS, TITLE, {2: {"week": 2}})))
    with pytest.raises(OvertakenError):
        void_answer(base, now, study_of(now), HERE, "주차 착오")


# ---- move ----


@pytest.mark.parametrize(("written", "moved"), [(1, 3), ("1", "3주차"), ("1주차", "3주차"), (1.0, 3)])
def test_a_moved_answer_keeps_its_time_and_all_its_other_cells(written: Cell, moved: Cell) -> None:
    cells = move(season(week=written), 3)
    assert rows(cells, TITLE)[1] == (AT, "가람", moved, "https://n.kr/1")
    assert counted(cells) == [("가람", 3), ("나래", 1)]
    assert counted(undone(cells, 1)) == [("가람", 1), ("나래", 1)]


def test_an_answer_whose_week_is_unreadable_is_moved_to_a_week() -> None:
    assert counted(move(season(week="셋"), 2)) == [("가람", 2), ("나래", 1)]


@pytest.mark.parametrize(
    ("week", "why"), [(0, "no week 0"), (4, "no week 4"), (-1, "no week -1"), (1, "for week 1 already")]
)
def test_an_answer_is_not_moved_to_an_unknown_week_nor_to_its_own(week: int, why: str) -> None:
    with pytest.raises(ChangeError, match=why):
        move(season(), week)


# ---- take back ----

SENT = Answer("가람", 1, AT.replace(tzinfo=SEOUL), "https://n.kr/1", "")
ROW: Row = (AT, "가람", 1, "https://n.kr/1")
SOON = SENT.submitted_at + timedelta(minutes=1)


def taken(cells: Workbook, at: datetime = SOON) -> Workbook:
    study: Study = study_of(cells)
    return saved(cells, take_back(cells, study, TITLE, ROW, SENT, at))


def test_an_answer_is_taken_back_and_the_leader_can_bring_it_back() -> None:
    cells = taken(season())
    assert counted(cells) == [("나래", 1)]
    assert rows(cells, TITLE)[1] == ()
    assert counted(undone(cells, 1)) == counted(season())


@pytest.mark.parametrize(("after", "refused"), [(-1, False), (0, True), (1, True)])
def test_it_can_be_taken_back_for_a_while(after: int, refused: bool) -> None:
    at = SENT.submitted_at + TAKE_BACK + timedelta(milliseconds=after)
    if refused:
        with pytest.raises(ChangeError, match="10 minutes only"):
            taken(season(), at)
    else:
        assert counted(taken(season(), at)) == [("나래", 1)]


def test_a_row_that_has_changed_since_is_not_taken_back() -> None:
    for changed in (void(season()), move(season(), 2), taken(season())):
        with pytest.raises(ChangeError, match="has changed since"):
            taken(changed)


def test_an_answer_of_a_tab_that_is_gone_is_not_taken_back() -> None:
    with pytest.raises(ChangeError, match="has changed since"):
        taken(book(answers=None))


@pytest.mark.parametrize(("after", "refused"), [(-1, False), (0, True), (1, True)])
def test_an_answer_that_a_month_was_closed_with_is_not_taken_back(after: int, refused: bool) -> None:
    closed_at = AT + timedelta(seconds=after)
    header = ("month", "member", "fine", "share", "carried_out", "closed_at")
    closed = Tab("settlements", (header, ("2022-04", "가람", 0, 0, 0, closed_at)))
    if refused:
        with pytest.raises(ChangeError, match="was closed with this submission"):
            taken(season(more=(closed,)))
    else:
        assert counted(taken(season(more=(closed,)))) == [("나래", 1)]
