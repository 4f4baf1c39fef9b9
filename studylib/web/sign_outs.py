"""Remember which sign-ins have ended. An open tab or a copied cookie cannot revive them.

The databases of the deployment keep them for all replicas. Without a database, only this process knows them.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from json import dumps
from weakref import WeakKeyDictionary

from studylib import clock
from studylib.config import robot, studies
from studylib.logs import LOG
from studylib.source import catalogue
from studylib.source.slow_failure import SlowFailure
from studylib.stores.store import SignOuts
from studylib.text.errors import StudyboardError
from studylib.web.readers import open_reader

MOST_SIGN_OUTS = 10_000
"""How many recent sign-outs to remember in this process."""

_ENDED: dict[str, None] = {}
"""The marks of the sign-ins that ended on this server, oldest first."""

_SLOW: WeakKeyDictionary[SignOuts, SlowFailure] = WeakKeyDictionary()
"""The last failure of each database, so that one visitor in a while waits for it."""


def end_sign_in(claims: Sequence[str]) -> None:
    """Remember that the sign-in with these claims has ended, here and in each database."""
    mark = _mark(claims)
    _ENDED[mark] = None
    while len(_ENDED) > MOST_SIGN_OUTS:
        _ENDED.pop(next(iter(_ENDED)), None)
    for keeper in _open_keepers():
        try:
            keeper.end_sign_in(mark, clock.now())
        except StudyboardError as error:
            LOG.warning("A sign-out holds on this server alone: %s", error)


def has_ended(claims: Sequence[str]) -> bool:
    """Tell whether the sign-in with these claims has ended. The first database that answers knows it.

    While none answers, only this process does. Else everybody would be signed out.
    """
    mark = _mark(claims)
    if mark in _ENDED:
        return True
    try:
        return _ask_keepers(mark)
    except StudyboardError:
        return False


def _ask_keepers(mark: str) -> bool:
    failure: StudyboardError | None = None
    for keeper in _open_keepers():
        ask = partial(keeper.has_ended, mark)
        try:
            return _SLOW.setdefault(keeper, SlowFailure()).call(ask)
        except StudyboardError as error:
            failure = error
    if failure:
        raise failure
    return False


def _open_keepers() -> Iterator[SignOuts]:
    """Open the databases of the deployment: the registry, then those of its own studies in their order."""
    with suppress(StudyboardError):
        if registered := catalogue.find_catalogue():
            yield registered.registry
    is_one = not robot.takes_studies()
    for listing in studies.list_studies() or ([studies.choose_study(None)] if is_one else []):
        try:
            store = open_reader(listing.workbook).store
        except StudyboardError:
            continue
        if isinstance(store, SignOuts):
            yield store


def _mark(claims: Sequence[str]) -> str:
    return sha256(dumps(list(claims)).encode()).hexdigest()
