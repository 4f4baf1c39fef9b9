"""A community's deployment: a service account, a registry, and sheets that groups share with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.access.origin import Origin, Visitor
from studylib.source import catalogue, pace, registering
from studylib.stores.google import session
from studylib.stores.google.key import KEY_FILE
from studylib.web import addition
from studylib.web.tries import Tries
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.config.conftest import NOW
from tests.config.groups import AUTH
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet

HERE = Origin(sign_in=True, local=False)
LEFT = date(2022, 5, 4)


def sign_in(address: str, *, verified: bool = True, age: timedelta = timedelta(hours=1)) -> Visitor:
    return Visitor(signed_in=True, address=address, verified=verified, since=NOW - age)


def group(name: str, *members: tuple[Cell, ...], settings: tuple[tuple[Cell, ...], ...] = ()) -> Workbook:
    """A group of members, each with name, address, role and the day of leaving."""
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", name), ("starts_on", date(2022, 4, 27)), *settings)),
            Tab("members", (("name", "email", "role", "left_on"), *members)),
            Tab("weeks", (("week",), (1,), (2,))),
            Tab("answers", (("Timestamp", "name", "week", "link"),)),
        )
    )


@dataclass
class Community:
    """The stand-in for Google, the secrets file and the registry's address."""

    google: Google
    secrets: Path
    registry: str

    def set_up(self, *lines: str) -> None:
        """Write the secrets file, with these lines in ``[robot]``."""
        key = self.google.key() | {"token_uri": "https://oauth2.googleapis.com/token"}
        account = "".join(f'{name} = """{value}"""\n' for name, value in key.items())
        robot = "\n".join([f'registry = "{self.registry}"', "reads_per_minute = 60000", *lines])
        self.secrets.write_text(f"{AUTH}[robot]\n{robot}\n[service_account]\n{account}")
        self.secrets.chmod(0o600)

    def share(self, name: str, leader: str, *members: tuple[Cell, ...], **more: Cell) -> Spreadsheet:
        """Share the sheet of a group with that leader."""
        settings = tuple(more.items())
        cells = group(name, ("하나", leader, "leader", None), *members, settings=settings)
        return self.google.add(cells)

    def add(self, sheet: Spreadsheet, leader: str = "hana@example.com") -> str:
        """Add the study of a sheet, and return its id."""
        return registering.add_study(sheet.id, sign_in(leader), HERE).id


@contextmanager
def communing(secrets: Path, registry: str, patch: pytest.MonkeyPatch) -> Iterator[Community]:
    """Set up a community, with nobody in it yet."""
    pace._make_pace.cache_clear()
    catalogue._open_catalogue.cache_clear()
    patch.setattr(registering, "REFUSED_AFTER", 0.0)
    patch.setattr(addition, "OF_PERSON", Tries())
    patch.setattr(addition, "OF_ALL", Tries(10))
    patch.setattr(clock, "now", lambda: NOW)
    with Google(quota=None) as google:
        patch.setenv(session.ELSEWHERE, google.url)
        patch.setenv(KEY_FILE, "")
        community = Community(google, secrets, registry)
        community.set_up()
        yield community
