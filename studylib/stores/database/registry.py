"""The registry: the studies that people added to a deployment, in a database for all replicas."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from studylib.stores.database.database import Database
from studylib.stores.database.schema import REGISTERED_STUDY, STUDY_ADDITION
from studylib.stores.opening import hide_password
from studylib.text.errors import RegistryError
from studylib.text.message import sentence

DAY = timedelta(days=1)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""The letters of an id: small ones, without those that people confuse."""

ID_LENGTH = 10
"""Letters of an id. One of 10^14 tells nothing of the study, and nobody guesses it."""

_STUDY, _ADDITION = REGISTERED_STUDY.c, STUDY_ADDITION.c


@dataclass(frozen=True, slots=True)
class RegisteredStudy:
    """A study in the registry. ``sheet`` is the id of its Google Sheet, ``added_by`` a digest of an address."""

    id: str
    sheet: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class RegistryLimits:
    """How many studies a person has at a time and adds within a day, and how many there are at most."""

    of_person: int
    of_day: int
    of_all: int


class Registry(Database):
    """The registry in a database, which may hold a workbook, too. It also keeps which sign-ins have ended."""

    def __init__(self, address: str) -> None:
        """Open the database, and make its tables if they are missing. Raises a WorkbookError if it cannot be had."""
        super().__init__(address, hide_password(address), None, create=True)

    def list_registered(self) -> tuple[RegisteredStudy, ...]:
        """List the studies in the order of their addition. Raises a WorkbookError if the database does not answer."""
        with self._explained(), self._reading.connect() as connection:
            return tuple(_list_studies(connection))

    def add_study(
        self, sheet: str, person: str, now: datetime, limits: RegistryLimits
    ) -> tuple[RegisteredStudy, bool]:
        """Add the study of a sheet, and tell whether it is new. A sheet that is there stays as it is.

        Additions take turns, so one sheet has one study whoever adds it at once. Raises a RegistryError at a limit,
        and a WorkbookError if the database does not answer. Nothing is added then.
        """
        with self._explained(), self._writing.begin() as connection:
            present = _list_studies(connection)
            if known := next((each for each in present if each.sheet == sheet), None):
                return known, False
            seconds = int(now.timestamp())
            connection.execute(
                delete(STUDY_ADDITION).where(_ADDITION.added_at <= seconds - DAY.total_seconds())
            )
            _check_limits(connection, present, person, limits)
            added = RegisteredStudy(_draw_id(present), sheet, person, datetime.fromtimestamp(seconds, UTC))
            by = {"added_by": person, "added_at": seconds}
            connection.execute(insert(REGISTERED_STUDY), [{"id": added.id, "sheet": sheet, **by}])
            connection.execute(insert(STUDY_ADDITION), [by])
            return added, True

    def remove_study(self, id: str) -> bool:
        """Remove a study from the registry, and tell whether it was there. Its sheet stays as it is.

        Raises a WorkbookError if the database does not answer.
        """
        with self._explained(), self._writing.begin() as connection:
            return connection.execute(delete(REGISTERED_STUDY).where(_STUDY.id == id)).rowcount > 0


def _list_studies(connection: Connection) -> Sequence[RegisteredStudy]:
    columns = select(_STUDY.id, _STUDY.sheet, _STUDY.added_by, _STUDY.added_at)
    rows = connection.execute(columns.order_by(_STUDY.added_at, _STUDY.id)).all()
    return [RegisteredStudy(id, sheet, by, datetime.fromtimestamp(at, UTC)) for id, sheet, by, at in rows]


def _check_limits(
    connection: Connection, present: Sequence[RegisteredStudy], person: str, limits: RegistryLimits
) -> None:
    """Raise a RegistryError if one study more is beyond a limit. The notes hold the last day alone."""
    if len(present) >= limits.of_all:
        raise RegistryError(
            sentence("This server has no room for another study. Ask the people who run it for more.")
        )
    if sum(each.added_by == person for each in present) >= limits.of_person:
        raise RegistryError(
            sentence(
                "You have added {count} studies, the most that one person may have here. Take one of them off the "
                "list first, on its leader’s desk.",
                count=limits.of_person,
            )
        )
    noted = select(func.count()).select_from(STUDY_ADDITION).where(_ADDITION.added_by == person)
    if connection.execute(noted).scalar_one() >= limits.of_day:
        raise RegistryError(sentence("You have added too many studies today. Try again tomorrow."))


def _draw_id(present: Sequence[RegisteredStudy]) -> str:
    while True:
        id = "".join(secrets.choice(_LETTERS) for _ in range(ID_LENGTH))
        if all(each.id != id for each in present):
            return id
