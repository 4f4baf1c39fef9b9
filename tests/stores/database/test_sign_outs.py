"""Ended sign-ins in the database, of both kinds."""

from datetime import UTC, datetime, timedelta

from studylib.stores.database import sign_outs
from studylib.stores.opening import open_store
from studylib.stores.store import SignOuts, Store

ENDED_AT = datetime(2022, 5, 11, tzinfo=UTC)


def test_an_end_is_known_to_each_program_until_no_cookie_can_live(store: Store, address: str) -> None:
    other = open_store(address)
    assert isinstance(store, SignOuts)
    assert isinstance(other, SignOuts)
    before = store.version()
    store.end_sign_in("a", ENDED_AT)
    store.end_sign_in("a", ENDED_AT)
    assert (other.has_ended("a"), other.has_ended("b")) == (True, False)
    other.end_sign_in("b", ENDED_AT + sign_outs.KEPT)
    assert store.has_ended("a")
    other.end_sign_in("c", ENDED_AT + sign_outs.KEPT + timedelta(seconds=1))
    assert [store.has_ended(each) for each in "abc"] == [False, True, True]
    assert store.version() == before
