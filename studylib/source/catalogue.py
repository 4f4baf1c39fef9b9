"""The catalogue: the studies of the secrets file and those that people added, as one list.

A replica that adds or removes a study knows it at once. Another one finds a new study within ``ASKED_SECONDS`` of
its first visit. It lets go of a removed one within ``KNOWN_SECONDS``.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from studylib.config import studies
from studylib.config.robot import RobotSettings, read_robot_settings
from studylib.config.studies import StudyConfig, UnlistedError
from studylib.snapshot import RefreshPolicy, SnapshotCache
from studylib.source.slow_failure import SlowFailure
from studylib.stores.google.address import find_sheet_id, write_address
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

if TYPE_CHECKING:
    from studylib.stores.database.registry import RegisteredStudy, Registry

KNOWN_SECONDS = 10.0
"""How long the list is kept."""

ASKED_SECONDS = 1.0
"""How long it is kept if it lacks the study that somebody asks for."""

LONGEST_WAIT = 10.0
"""Seconds that a visitor waits for the list."""

Listed = tuple["RegisteredStudy", ...]


class Catalogue:
    """The list of the registry, read once for all visitors. The last copy serves while the database is silent."""

    def __init__(self, registry: "Registry") -> None:
        self.registry = registry
        self._writes = 0
        self._cache: SnapshotCache[Listed] = SnapshotCache(lambda _: registry.list_registered())

    def list_registered(self, keep: float = KNOWN_SECONDS) -> Listed:
        """List the studies as of the last ``keep`` seconds. Raises a WorkbookError if no list has ever been read."""
        wait = LONGEST_WAIT
        policy = RefreshPolicy(keep, try_again=keep, first=wait, changed=wait, newer=wait)
        copy = self._cache.read(self._writes, policy)
        if copy is None:
            raise WorkbookError(
                sentence("The list of studies is not there yet. Try again in a moment.")
            )  # the page does so by itself
        return copy.value

    def find_registered(self, id: str | None) -> "RegisteredStudy | None":
        """Find a study by its id. Look again if the list lacks it, because another replica may have it."""
        if not id or not studies.ID.fullmatch(id):
            return None
        for keep in (KNOWN_SECONDS, ASKED_SECONDS):
            for each in self.list_registered(keep):
                if each.id == id:
                    return each
        return None

    def add_study(self, sheet: str, person: str, now: datetime, robot: RobotSettings) -> tuple[str, bool]:
        """Add the study of a sheet. Return its id, and whether it is new. Raises as ``Registry.add_study``."""
        from studylib.stores.database.registry import RegistryLimits

        limits = RegistryLimits(robot.most_per_person, robot.most_per_day, robot.most_studies)
        added, is_new = self.registry.add_study(sheet, person, now, limits)
        self._writes += 1
        return added.id, is_new

    def remove_study(self, id: str) -> bool:
        """Remove a study, and tell whether it was there. Raises as ``Registry.remove_study``."""
        was_there = self.registry.remove_study(id)
        self._writes += 1
        return was_there


def list_studies() -> Sequence[StudyConfig]:
    """List the studies of the secrets file, then those that people added. Empty if the deployment has only one.

    A sheet that is in both lists is there once, with the id of the secrets file. Raises a StudyboardError if a list
    cannot be read.
    """
    listed, catalogue = studies.list_studies(), find_catalogue()
    if catalogue is None:
        return listed
    taken = {each.id for each in listed} | {find_sheet_id(each.workbook) for each in listed}
    added = [each for each in catalogue.list_registered() if taken.isdisjoint((each.id, each.sheet))]
    return [*listed, *map(_configure, added)]


def choose_study(id: str | None, workbook: str | None = None) -> StudyConfig:
    """Return the study of that id, or the only one. ``workbook`` names one by its address instead.

    A deployment that people add studies to has no only one. Raises UnlistedError if several are listed and none has
    that id. Raises another StudyboardError if a list cannot be read.
    """
    if workbook or read_robot_settings() is None:
        return studies.choose_study(id, workbook)
    if listed := next((each for each in studies.list_studies() if each.id == id), None):
        return listed  # before the registry is asked, which may be away
    if id and (catalogue := find_catalogue()) and (registered := catalogue.find_registered(id)):
        return _configure(registered)
    raise UnlistedError


def find_study_of(sheet: str) -> StudyConfig | None:
    """Find the study of the secrets file whose workbook is the Google Sheet of that id. ``None`` without one."""
    return next((each for each in studies.list_studies() if find_sheet_id(each.workbook) == sheet), None)


def find_catalogue() -> Catalogue | None:
    """Find the catalogue of the registry. ``None`` if nobody adds studies to this deployment.

    Raises a ConfigError if the secrets file cannot be read, and a WorkbookError if the registry cannot be opened.
    """
    robot = read_robot_settings()
    if robot is None:
        return None
    return _find_slow_failure(robot.registry).call(lambda: _open_catalogue(robot.registry))


@lru_cache(maxsize=4)
def _open_catalogue(address: str) -> Catalogue:
    from studylib.stores.database.registry import Registry

    return Catalogue(Registry(address))


@lru_cache(maxsize=4)
def _find_slow_failure(address: str) -> SlowFailure:
    return SlowFailure()


def _configure(registered: "RegisteredStudy") -> StudyConfig:
    """Make a study without any secrets: what the deployment has of them is not for the groups."""
    return StudyConfig(registered.id, write_address(registered.sheet), registered=True)
