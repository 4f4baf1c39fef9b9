"""Calendars know a season again after a change of its name or start."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.calendar import ics
from studylib.changes import history
from studylib.changes.draft import Draft
from studylib.changes.identity import keep_identity
from studylib.season.study import Study
from studylib.source.save import save_change
from studylib.stores.opening import open_store
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.layouts import MEMBERS, SETTINGS
from tests.changes.builders import NOW, drafted, of_study, rows, saved, study_of, undone
from tests.examples import many
from tests.season.seasons import book, tab

KINDS = ("due 1", "late 1 1", "turn 2", "break 1")


def list_uids(study: Study) -> list[str]:
    return [ics.make_uid(study, kind) for kind in KINDS]


def edited(cells: Workbook, draft: Draft) -> Workbook:
    """The workbook after that draft, saved as ``save_change`` does."""
    return saved(cells, keep_identity(cells, study_of(cells), drafted(cells, draft)))


def renamed(cells: Workbook, name: Cell) -> Workbook:
    return edited(cells, Draft(SETTINGS, changed={2: {"value": name}}))


def moved(cells: Workbook, day: date) -> Workbook:
    return edited(cells, Draft(SETTINGS, changed={3: {"value": day}}))


def test_events_keep_their_uids_when_the_study_is_renamed_or_its_start_moves() -> None:
    before = list_uids(study_of(book()))
    first = renamed(book(), "다른 이름")
    assert rows(first, "settings")[-1] == ("id", "시험 2022-04-06")
    second = moved(first, date(2022, 4, 13))
    third = renamed(second, "또 다른 이름")
    for cells in (first, second, third, moved(book(), date(2022, 4, 7))):
        assert list_uids(study_of(cells)) == before
    assert rows(third, "settings")[-1] == rows(first, "settings")[-1], "it is written once"


def test_once_an_identity_is_there_it_stays() -> None:
    settings = tab(
        "설정", "키 | 값", "스터디 | 시험", "시작일 | 2022-04-06", "시간대 | Asia/Seoul", "식별자 | s-1a2b"
    )
    cells = book(settings=settings)
    after = renamed(cells, "다른 이름")
    assert len(rows(after, "설정")) == len(rows(cells, "설정"))
    assert list_uids(study_of(after)) == list_uids(study_of(cells)) != list_uids(study_of(book()))


def test_a_row_that_waits_for_the_identity_gets_it() -> None:
    settings = tab(
        "설정", "키 | 값", "스터디 | 시험", "시작일 | 2022-04-06", "시간대 | Asia/Seoul", "식별자 | "
    )
    after = renamed(book(settings=settings), "다른 이름")
    assert rows(after, "설정")[-1] == ("식별자", "시험 2022-04-06")
    assert list_uids(study_of(after)) == list_uids(study_of(book()))


@pytest.mark.parametrize(
    "draft",
    [
        Draft(MEMBERS, added=({"name": "라온"},)),
        Draft(SETTINGS, added=({"key": "pot", "value": "keep"},)),
        Draft(SETTINGS, changed={2: {"value": "시험 "}}, added=({"key": "language", "value": "en"},)),
    ],
    ids=["another tab", "another setting", "the same name"],
)
def test_another_change_writes_no_identity(draft: Draft) -> None:
    assert study_of(edited(book(), draft)).identity is None


def test_who_writes_an_identity_with_the_name_has_the_last_word() -> None:
    draft = Draft(SETTINGS, changed={2: {"value": "새 이름"}}, added=({"key": "id", "value": "ours"},))
    after = edited(book(), draft)
    assert study_of(after).identity == "ours"
    assert [row[0] for row in rows(after, "settings")].count("id") == 1


def test_the_identity_goes_with_the_change_that_is_undone() -> None:
    after = renamed(book(), "다른 이름")
    assert of_study(undone(after, 1)) == of_study(book())
    assert len(history.read_history(after)[0].edits) == 2


def test_a_season_without_a_start_gets_none() -> None:
    unbegun = book(settings=tab("settings", "key | value", "name | 시험"))
    assert study_of(renamed(unbegun, "새 이름")).identity is None


def test_saving_keeps_it(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/season.db", first=book, create=True)
    before = list_uids(study_of(store.fetch()))
    draft = Draft(SETTINGS, changed={2: {"value": "다른 이름"}})
    change = save_change(store, lambda season: drafted(season.cells, draft), NOW)
    after = study_of(store.fetch())
    assert (after.name, list_uids(after)) == ("다른 이름", before)
    assert len(change.edits) == 2


@settings(max_examples=many(50))
@given(
    st.text(max_size=60)
    | st.sampled_from(["a@b.kr 와 함께", "ﬀ İ ẞ", "가\u200b나", "x\u2028y", "=1+1", "3.0"])
)
def test_whatever_the_name_was_the_uids_stay(name: str) -> None:
    header = ("key", "value")
    cells = book(settings=tab("settings", header, ("name", name), ("starts_on", date(2022, 4, 6))))
    before = study_of(cells)
    after = study_of(renamed(cells, before.name + "!"))
    assert list_uids(after) == list_uids(before)
