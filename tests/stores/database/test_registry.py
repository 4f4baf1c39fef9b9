"""The registry in a database of both kinds. ``source/test_registering`` has what people meet of it."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from studylib.config.studies import ID
from studylib.stores.database.registry import Registry, RegistryLimits
from studylib.stores.opening import open_store
from studylib.stores.store import SignOuts, Store
from tests.stores.database.databases import SEASON

NOW = datetime(2022, 5, 11, 12, 30, 15, tzinfo=UTC)
MANY = RegistryLimits(10, 10, 10)


def test_it_lives_beside_a_workbook_whose_version_it_leaves_and_in_a_database_of_its_own(
    store: Store, address: str, new_address: Callable[[], str]
) -> None:
    before = store.version()
    added, _ = Registry(address).add_study("sheet-1", "someone", NOW, MANY)
    assert (store.version(), store.fetch()) == (before, SEASON)
    alone = Registry(new_address())
    assert alone.list_registered() == ()
    alone.add_study("sheet-1", "someone", NOW, MANY)
    assert isinstance(alone, SignOuts)
    assert Registry(address).list_registered() == (added,)
    assert added.added_at == NOW
    assert ID.fullmatch(added.id)
    assert open_store(address).fetch() == SEASON


def test_an_id_that_is_taken_is_drawn_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    books = Registry(address)
    first, _ = books.add_study("sheet-1", "someone", NOW, MANY)
    drawn = iter([*first.id, *"bcdefghjkm"])
    monkeypatch.setattr(secrets, "choice", lambda _: next(drawn))
    second, _ = books.add_study("sheet-2", "someone", NOW, MANY)
    assert second.id == "bcdefghjkm"
    assert (books.remove_study(first.id), books.remove_study(first.id)) == (True, False)
    assert books.list_registered() == (second,)
