"""One save: decided, checked and written for one version of the workbook."""

from dataclasses import replace
from pathlib import Path

import pytest

from studylib.changes import actions, history
from studylib.changes.check import UnreadableError
from studylib.changes.draft import Change, Draft
from studylib.season.study import Excuse
from studylib.source import save, season
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.errors import ChangeError, WorkbookError
from studylib.workbook.layouts import MEMBERS
from studylib.workbook.sample import make_sample
from tests.changes.builders import NOW, drafted, study_of
from tests.season.seasons import book
from tests.stores.database.databases import count_writes


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/season.db", first=book, create=True)


def test_a_save_writes_the_change_and_its_history_together(store: Store) -> None:
    save.save_change(
        store, lambda season: actions.excuse_member(season.cells, season.study, Excuse(1, "나래")), NOW
    )
    assert [each.title for each in store.fetch().tabs[-2:]] == ["면제", "변경 기록"]
    assert count_writes(store) == 2


def test_what_was_saved_is_undone_exactly_or_not_at_all(store: Store) -> None:
    def excuse(week: int) -> Change:
        return save.save_change(
            store, lambda now: actions.excuse_member(now.cells, now.study, Excuse(week, "나래")), NOW
        )

    first, second = excuse(1), excuse(2)
    assert (first.number, second.number) == (1, 2)
    undo = save.save_change(store, lambda now: history.undo_saved(now.cells, first), NOW)
    assert (undo.number, undo.is_undo) == (3, True)
    assert study_of(store.fetch()).excuses == (Excuse(2, "나래"),)
    with pytest.raises(ChangeError, match="has been undone already"):
        history.undo_saved(store.fetch(), first)
    with pytest.raises(ChangeError, match="cannot be undone"):
        history.undo_saved(store.fetch(), replace(second, number=3))
    with pytest.raises(ChangeError, match="cannot be undone"):
        history.undo_saved(book(), second)


@pytest.mark.parametrize("changed", [False, True])
def test_only_a_sample_that_nobody_has_changed_is_replaced_without_asking(
    changed: bool, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path}/new.db", first=lambda: make_sample(NOW), create=True)
    tab = store.fetch().tabs[-1]
    if changed:
        store.append(tab.title, tab.rows[0], [(None, "가람", 6, "https://n.kr/1")])
        with pytest.raises(WorkbookError, match="Say --replace"):
            save.replace_workbook(store, book(), replace=False)
    save.replace_workbook(store, book(), replace=changed)
    assert store.fetch().tabs == book().tabs


def test_a_save_is_decided_anew_on_what_others_wrote_meanwhile(store: Store) -> None:
    seen = []

    def decide(season: season.Season) -> Change:
        seen.append(season.study.excuses)
        if len(seen) == 1:  # somebody else comes first
            save.save_change(
                store, lambda other: actions.excuse_member(other.cells, other.study, Excuse(2, "다온")), NOW
            )
        return actions.excuse_member(season.cells, season.study, Excuse(1, "나래"))

    save.save_change(store, decide, NOW)
    assert seen == [(), (Excuse(2, "다온"),)]
    assert study_of(store.fetch()).excuses == (Excuse(2, "다온"), Excuse(1, "나래"))
    assert [kept.number for kept in history.read_history(store.fetch())] == [2, 1]


def test_what_is_refused_leaves_the_store_as_it_was(store: Store) -> None:
    before = (store.version(), store.fetch())
    with pytest.raises(UnreadableError):
        save.save_change(
            store, lambda season: drafted(season.cells, Draft(MEMBERS, added=({"name": "가람"},))), NOW
        )
    assert (store.version(), store.fetch()) == before
