"""A change that goes beyond the limits is refused before anything is written."""

import pytest

from studylib.changes.check import UnreadableError
from studylib.changes.draft import Cells, Draft
from studylib.changes.sizes import SizeError, check_new_rows
from studylib.text.errors import ChangeError
from studylib.workbook import sizes
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.entries import NewRows
from studylib.workbook.layouts import MEMBERS, SETTINGS, WEEKS
from tests.changes.builders import drafted, saved
from tests.season.seasons import book, tab

EDGE = pytest.mark.parametrize(("more", "refused"), [(-1, False), (0, False), (1, True)])


def save(cells: Workbook, draft: Draft, refused: bool, match: str) -> None:
    if not refused:
        saved(cells, drafted(cells, draft))
        return
    with pytest.raises(ChangeError, match=match):
        saved(cells, drafted(cells, draft))


@EDGE
def test_a_cell_takes_as_much_as_excel(more: int, refused: bool) -> None:
    reading = "글" * (sizes.LONGEST_TEXT + more)
    save(book(), Draft(WEEKS, changed={2: {"reading": reading}}), refused, "row 2, column .*32768 characters")


def test_emoji_count_twice() -> None:
    reading = "👍" * (sizes.LONGEST_TEXT // 2 + 1)
    save(book(), Draft(WEEKS, changed={2: {"reading": reading}}), True, "32768 characters")


@EDGE
def test_a_new_member_has_a_name_of_at_most_the_longest(more: int, refused: bool) -> None:
    name = "가" * (sizes.LONGEST_NAME + more)
    save(book(), Draft(MEMBERS, added=({"name": name},)), refused, "101 characters")


@EDGE
def test_a_study_has_a_name_of_at_most_the_longest(more: int, refused: bool) -> None:
    name = "가" * (sizes.LONGEST_NAME + more)
    cells = book(settings=tab("settings", "key | value", "name | 시험", "starts_on | 2022-04-06"))
    save(cells, Draft(SETTINGS, changed={2: {"value": name}}), refused, "101 characters")


@EDGE
def test_a_study_takes_no_more_than_the_most_members(more: int, refused: bool) -> None:
    many = Tab("members", (("name",), *((f"멤버{place}",) for place in range(sizes.MOST_MEMBERS - 1 + more))))
    cells = Workbook((*(each for each in book().tabs if each.title != "members"), many))
    save(cells, Draft(MEMBERS, added=({"name": "새 멤버"},)), refused, "has 1001 members")


def test_a_study_that_has_too_many_members_may_change_but_not_grow() -> None:
    many = Tab("members", (("name", "github"), *((f"멤버{place}",) for place in range(1_200))))
    cells = Workbook((*(each for each in book().tabs if each.title != "members"), many))
    changed: Cells = {"github": "garam"}
    saved(cells, drafted(cells, Draft(MEMBERS, changed={5: changed})))
    with pytest.raises(SizeError, match="has 1201 members"):
        saved(cells, drafted(cells, Draft(MEMBERS, added=({"name": "새 멤버"},))))


def test_a_week_beyond_the_last_one_that_fits_is_refused() -> None:
    many = Tab("members", (("name",), *((f"멤버{place}",) for place in range(1_000))))
    weeks = Tab("weeks", (("week",), *((week,) for week in range(1, 151))))
    cells = Workbook((*(each for each in book().tabs if each.title not in ("members", "weeks")), many, weeks))
    with pytest.raises(UnreadableError, match="at most 150 weeks"):
        saved(cells, drafted(cells, Draft(WEEKS, added=({"week": 151},))))


def test_a_cell_that_was_too_long_may_stay() -> None:
    endless = "a" * 40_000
    cells = book(weeks=tab("weeks", "week | title | note", f"1 | | {endless}"))
    saved(cells, drafted(cells, Draft(WEEKS, changed={2: {"title": "제목"}})))


def test_a_tab_takes_no_more_than_the_most_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_ROWS", 2)
    cells = book(weeks=tab("weeks", "week", "1"))
    with pytest.raises(SizeError, match="at most 2"):
        saved(cells, drafted(cells, Draft(WEEKS, added=({"week": 2},))))


@EDGE
def test_a_row_to_append_has_no_longer_text(more: int, refused: bool) -> None:
    new = NewRows("설문지 응답 시트1", ("링크",), (("a",), (None, "a" * (sizes.LONGEST_TEXT + more))))
    if not refused:
        check_new_rows(new)
        return
    with pytest.raises(SizeError, match="column B: a text has 32768 characters"):
        check_new_rows(new)
