"""Rows are added, changed and replaced, all or none, for one version of the workbook."""

import pytest

from studylib.stores.opening import open_store
from studylib.stores.store import HeaderChangedError, Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Damage, Edit, Tab, Workbook
from tests.stores.database.databases import ANSWER, HEADER, SEASON, count_writes, damage_row


def test_an_answer_goes_to_the_end_of_its_tab_whatever_else_was_written_between(store: Store) -> None:
    for number in (1, 2, 3):
        store.append("답", HEADER, [("다온", number)])
        store.append("설정", ("키", "값"), [("key", number)])
    settings, answers = store.fetch().tabs
    assert answers.rows[2:] == (("다온", 1), ("다온", 2), ("다온", 3))
    assert settings.rows[2:] == (("key", 1), ("key", 2), ("key", 3))


def test_several_rows_are_written_in_their_order(store: Store) -> None:
    store.append("답", HEADER, [("나래", 2), ("다온", 1)])
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("나래", 2), ("다온", 1))


@pytest.mark.parametrize("title", ["답", "새 탭"])
def test_of_several_rows_all_are_written_or_none(store: Store, title: str) -> None:
    before = store.version()
    with pytest.raises(WorkbookError, match="half a character"):
        store.append(title, HEADER, [("나래", 2), ("\ud83d", 1)])
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_rows_made_for_a_version_are_written_to_that_version_alone(store: Store, address: str) -> None:
    since = store.version()
    store.append("답", HEADER, [("나래", 2)], since)
    with pytest.raises(WorkbookChangedError, match="was changed meanwhile"):
        open_store(address).append("답", HEADER, [("나래", 2)], since)
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("나래", 2))
    store.append("답", HEADER, [("다온", 1)], store.version())
    assert store.fetch().tabs[1].rows == (HEADER, ANSWER, ("나래", 2), ("다온", 1))


def test_a_tab_that_is_not_there_is_made_after_the_last_with_its_header(store: Store) -> None:
    store.append("새 탭", HEADER, [ANSWER])
    store.append("새 탭", HEADER, [ANSWER])
    assert store.fetch() == Workbook((*SEASON.tabs, Tab("새 탭", (HEADER, ANSWER, ANSWER))))


def test_a_tab_without_rows_gets_the_header_first(store: Store) -> None:
    store.replace(Workbook((Tab("답", ()),)))
    store.append("답", HEADER, [ANSWER])
    assert store.fetch() == Workbook((Tab("답", (HEADER, ANSWER)),))


@pytest.mark.parametrize("header", [("이름", "링크", "주차"), ("이름", "주차"), (), (*HEADER, "메모")])
def test_a_row_made_for_other_columns_is_refused_and_nothing_is_written(
    store: Store, header: tuple[str, ...]
) -> None:
    before = store.version()
    with pytest.raises(HeaderChangedError, match="답"):
        store.append("답", header, [ANSWER])
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_blank_cells_at_the_end_make_no_other_header(store: Store) -> None:
    store.append("답", (*HEADER, "", None), [ANSWER])
    store.replace(Workbook((Tab("답", ((*HEADER, None, ""), ANSWER)),)))
    store.append("답", HEADER, [ANSWER])
    assert store.fetch().tabs[0].rows == ((*HEADER, None, ""), ANSWER, ANSWER)


def test_a_workbook_takes_the_place_of_all_that_was_there(store: Store) -> None:
    other = Workbook((Tab("답", ()), Tab("설정", (("a",),))))
    store.replace(other)
    assert store.fetch() == other


def test_a_workbook_that_cannot_be_written_whole_leaves_the_old_one(store: Store) -> None:
    before = store.version()
    with pytest.raises(WorkbookError, match="Two tabs have the title 답"):
        store.replace(Workbook((Tab("새", (("a",),)), Tab("답", ()), Tab("답", ()))))
    with pytest.raises(WorkbookError, match="half a character"):
        store.replace(Workbook((Tab("새", (("a",), ("\ud83d",))),)))
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_rows_are_changed_in_place_and_new_ones_come_after_them(store: Store) -> None:
    store.rewrite(
        [
            Edit("답", 2, ANSWER, ("가람", 2, "https://example.org/1")),
            Edit("설정", 2, ("스터디", "표본", None), ()),
            Edit("답", 3, None, ("나래", 1)),
            Edit("답", 4, None, ("다온", 1)),
            Edit("새 탭", 1, None, ("h",)),
        ],
        store.version(),
    )
    assert store.fetch() == Workbook(
        (
            Tab("설정", (("키", "값"), ())),
            Tab("답", (HEADER, ("가람", 2, "https://example.org/1"), ("나래", 1), ("다온", 1))),
            Tab("새 탭", (("h",),)),
        )
    )
    assert count_writes(store) == 2


@pytest.mark.parametrize(
    "edit",
    [
        Edit("답", 2, ("나래", *ANSWER[1:]), ("x",)),
        Edit("답", 2, ("가람", 1.0, ANSWER[2]), ("x",)),
        Edit("답", 2, (*ANSWER, "more"), ("x",)),
        Edit("답", 3, ("가람",), ("x",)),
        Edit("답", 3, (), ("x",)),
        Edit("답", 0, HEADER, ("x",)),
        Edit("답", 2, None, ("x",)),
        Edit("답", 4, None, ("x",)),
        Edit("없는 탭", 2, None, ("x",)),
        Edit("없는 탭", 1, ("y",), ("x",)),
    ],
    ids=repr,
)
def test_a_row_that_is_no_longer_what_it_was_is_named_and_nothing_at_all_is_written(
    store: Store, edit: Edit
) -> None:
    before = store.version()
    fine = Edit("설정", 2, ("스터디", "표본"), ("스터디", "다른 이름"))
    with pytest.raises(WorkbookChangedError, match=rf"Row {edit.number} of the tab {edit.title} has changed"):
        store.rewrite([fine, edit])
    assert (store.fetch(), store.version()) == (SEASON, before)


def test_rows_changed_for_a_version_are_written_to_that_version_alone(store: Store) -> None:
    since = store.version()
    store.append("답", HEADER, [("나래", 2)])
    edit = Edit("설정", 2, ("스터디", "표본"), ("스터디", "다른 이름"))
    with pytest.raises(WorkbookChangedError, match="was changed meanwhile"):
        store.rewrite([edit], since)
    store.rewrite([edit])
    assert store.fetch().tabs[0].rows[1] == ("스터디", "다른 이름")


def test_a_row_with_a_cell_that_equals_nothing_can_be_changed(store: Store) -> None:
    store.append("답", HEADER, [(float("nan"),)])
    store.rewrite([Edit("답", 3, (float("nan"),), (1,))])
    assert store.fetch().tabs[1].rows[2] == (1,)


DAMAGED = ("[1,2", "5", '{"a":1}')


@pytest.mark.parametrize("cells", DAMAGED)
def test_a_damaged_row_is_named_and_the_rest_is_read(store: Store, address: str, cells: str) -> None:
    damage_row(address, 4, cells)
    workbook = store.fetch()
    assert workbook.damages == (Damage("답", 2),)
    assert [tab.rows for tab in workbook.tabs] == [SEASON.tabs[0].rows, (HEADER, ())]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_bytes_that_are_no_utf_8_damage_their_row_alone(store: Store, address: str) -> None:
    damage_row(address, 4, b'["\xff\xfe"]')
    assert store.fetch().damages == (Damage("답", 2),)
    damage_row(address, 2, b"\x80")
    assert store.fetch().damages == (Damage("설정", 2), Damage("답", 2))


def test_a_damaged_row_takes_no_edit_and_the_others_do(store: Store, address: str) -> None:
    store.append("답", HEADER, [("나래", 2, "https://example.org/2")])
    damage_row(address, 4, "[1,2")
    with pytest.raises(WorkbookChangedError, match="Row 2 of the tab 답"):
        store.rewrite([Edit("답", 2, ANSWER, ())])
    store.rewrite([Edit("답", 3, ("나래", 2, "https://example.org/2"), ("나래", 3, "https://example.org/2"))])
    assert store.fetch().tabs[1].rows == (HEADER, (), ("나래", 3, "https://example.org/2"))


def test_a_damaged_header_takes_no_answer(store: Store, address: str) -> None:
    damage_row(address, 3, "[1,2")
    with pytest.raises(HeaderChangedError):
        store.append("답", HEADER, [ANSWER])
