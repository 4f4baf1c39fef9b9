"""The store of a workbook in a database: what is written comes back, and a new database is filled once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.stores.database.databases import ANSWER, HEADER, SEASON, locked, never
from tests.stores.workbooks import WORKBOOKS, exact


@pytest.fixture(scope="module")
def lasting_store(new_address: Callable[[], str]) -> Store:
    return open_store(new_address(), create=True)


@given(workbook=WORKBOOKS)
def test_any_workbook_comes_back_cell_for_cell(lasting_store: Store, workbook: Workbook) -> None:
    lasting_store.replace(workbook)
    assert exact(lasting_store.fetch()) == exact(workbook)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2022, 5, 3, 23, 59, 59, 999000),
        datetime(2022, 5, 3, 23, 59, 59, 999999),
        datetime(2022, 5, 4),
        date(2022, 5, 4),
        time(23, 59, 59, 999000),
        timedelta(days=-1, microseconds=1),
        "2022-05-03T23:59:59",
        '{"float":"nan"}',
        float("nan"),
        float("-inf"),
        -0.0,
        0.1 + 0.2,
        2**63,
        True,
        "",
        "\x00\r\n\u2028\U0001f600",
    ],
    ids=repr,
)
def test_a_cell_keeps_its_type_and_its_last_digit(lasting_store: Store, cell: Cell) -> None:
    workbook = Workbook((Tab("t", ((cell, None, cell), (), (None,))),))
    lasting_store.replace(workbook)
    assert exact(lasting_store.fetch()) == exact(workbook)


def test_a_title_with_a_character_that_a_database_cannot_keep_is_reported_and_nothing_is_lost(
    store: Store, backend: str
) -> None:
    odd = Workbook((Tab("\0", (("a",),)),))
    if backend == "sqlite":
        store.replace(odd)
        assert store.fetch() == odd
    else:
        with pytest.raises(WorkbookError, match="A title holds a character"):
            store.replace(odd)
        assert store.fetch() == SEASON


def test_a_write_is_there_for_the_next_program_that_opens_the_database(store: Store, address: str) -> None:
    store.append("답", HEADER, [("나래", 2, None)])
    assert open_store(address).fetch() == Workbook(
        (SEASON.tabs[0], Tab("답", (HEADER, ANSWER, ("나래", 2, None))))
    )


def test_the_version_changes_with_every_write_and_with_nothing_else(store: Store, address: str) -> None:
    other = open_store(address)
    seen = [store.version()]
    writes: list[Callable[[], None]] = [
        lambda: store.append("답", HEADER, [ANSWER]),
        lambda: other.append("답", HEADER, [ANSWER]),
        lambda: other.replace(SEASON),
        lambda: store.replace(SEASON),
    ]
    for write in writes:
        write()
        assert store.version() == other.version()
        seen.append(store.version())
        store.fetch()
        assert store.version() == seen[-1]
    assert len(set(seen)) == 5


def test_a_replacement_that_was_made_for_an_older_version_is_refused(store: Store, address: str) -> None:
    seen = store.version()
    open_store(address).append("답", HEADER, [ANSWER])
    before = store.fetch()
    with pytest.raises(WorkbookChangedError):
        store.replace(Workbook(()), seen)
    assert store.fetch() == before
    store.replace(Workbook(()), store.version())
    assert store.fetch() == Workbook(())


def test_a_new_database_is_filled_once_and_never_again(store: Store, address: str) -> None:
    store.replace(Workbook(()))
    assert open_store(address, first=never, create=True).fetch() == Workbook(())


def test_a_database_made_without_a_workbook_stays_empty_until_it_is_first_given_one(address: str) -> None:
    assert open_store(address, create=True).fetch() == Workbook(())
    assert open_store(address).fetch() == Workbook(())
    assert open_store(address, first=lambda: SEASON).fetch() == SEASON
    assert open_store(address, first=never).fetch() == SEASON


def test_a_sample_that_cannot_be_made_leaves_a_database_that_can_still_be_filled(address: str) -> None:
    with pytest.raises(AssertionError):
        open_store(address, first=never, create=True)
    with pytest.raises(WorkbookError, match="no workbook in"):
        open_store(address)
    assert open_store(address, first=lambda: SEASON, create=True).fetch() == SEASON


def test_a_new_database_that_another_program_is_just_making_is_waited_for(address: str) -> None:
    other = locked(address)
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(open_store, address, lambda: SEASON, True)
        with pytest.raises(TimeoutError):
            opened.result(timeout=0.1)
        other.execute("COMMIT")
        assert opened.result(timeout=30).fetch() == SEASON
    other.close()
