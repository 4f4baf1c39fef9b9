"""Add the study of a sheet to the deployment, or take it off the list again. Its leader alone does either."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from time import monotonic, sleep
from typing import NamedTuple

from studylib import clock
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role, explain_no_addition, find_role, judge_rights
from studylib.config import secrets
from studylib.config.robot import RobotSettings, read_robot_settings
from studylib.config.studies import StudyConfig
from studylib.logs import LOG
from studylib.source import catalogue
from studylib.source.catalogue import Catalogue
from studylib.source.pace import find_pace
from studylib.source.reader import Reader
from studylib.source.season import Season
from studylib.stores.google import address
from studylib.stores.google.key import KEY, find_key
from studylib.stores.opening import open_sheet
from studylib.stores.store import NotSharedError, TooLargeError
from studylib.text.errors import AccessError, RegistryError, StudyboardError, WorkbookError
from studylib.text.message import Plain, Sentence, sentence
from studylib.workbook import values

REFUSED_AFTER = 3.0
"""Seconds that a refusal takes at least. So its time does not tell what there is at an address."""


class Addition(NamedTuple):
    """The id of the study, and whether it is new on the list."""

    id: str
    is_new: bool


def find_account() -> str:
    """Find the address of the service account. Raises a WorkbookError if there is no usable key."""
    key = find_key()
    if key is None:
        raise WorkbookError(
            sentence(
                "There is no key of a service account on this server. Put it into {path} as {name}, above the first "
                "table.",
                path=str(secrets.FILE),
                name=KEY,
            )
        )
    return key.email


def check_address(pasted: str) -> str:
    """Return the id of the sheet. Raises a RegistryError for anything but the address of a Google Sheet."""
    if sheet := address.find_sheet_id(pasted):
        return sheet
    raise RegistryError(
        sentence(
            "This is not the address of a Google Sheet. Open the sheet in a browser and copy its address, which begins "
            "with https://docs.google.com/spreadsheets/d/"
        )
    )


def add_study(sheet: str, visitor: Visitor, origin: Origin) -> Addition:
    """Add the study of a sheet for a leader who is in it. A sheet that is on the list stays as it is.

    All other people hear the same, whether there is such a sheet or not. Raises an AccessError or a RegistryError
    with a reason for them. Raises another StudyboardError with one for the operator.
    """
    robot, listed = _find_registry()
    if why := explain_no_addition(find_role(visitor, origin, clock.now())):
        raise AccessError(why)
    with _no_earlier():
        if not _leads(sheet, visitor, origin):
            raise RegistryError(_explain_no_leader(visitor))
    if known := catalogue.find_study_of(sheet):
        return Addition(known.id or "", False)
    person = sha256(values.fold((visitor.address or "").strip()).encode()).hexdigest()
    return Addition(*listed.add_study(sheet, person, clock.now(), robot))


def remove_study(listing: StudyConfig, visitor: Visitor, origin: Origin) -> None:
    """Take a study that people added off the list, for a leader who is in it at present. Its sheet stays as it is.

    Raises an AccessError for anybody else, and otherwise as ``add_study`` does.
    """
    _, listed = _find_registry()
    if not listing.registered or not _leads(check_address(listing.workbook), visitor, origin):
        raise AccessError(sentence("Only a leader in the members tab can take this study off the list."))
    listed.remove_study(listing.id or "")


def _find_registry() -> tuple[RobotSettings, Catalogue]:
    robot, listed = read_robot_settings(), catalogue.find_catalogue()
    if robot is None or listed is None:
        raise RegistryError(sentence("This server takes no further studies."))
    return robot, listed


def _leads(sheet: str, visitor: Visitor, origin: Origin) -> bool:
    """Read the sheet anew, past every copy in memory, and tell whether the visitor leads its group.

    Raises a RegistryError that says nothing of the sheet if Google does not answer. The log has the reason.
    """
    try:
        study = _read_anew(sheet).study
    except (NotSharedError, TooLargeError):
        return False
    except StudyboardError as error:
        LOG.warning("A sheet could not be checked: %s", error)
        raise RegistryError(
            sentence("Google does not answer at the moment. Try again in a minute.")
        ) from error
    return judge_rights(study, visitor, origin, clock.now()).standing is Role.LEADER


def _read_anew(sheet: str) -> Season:
    reader = Reader(open_sheet(address.write_address(sheet)), find_pace())
    try:
        return reader.read().season
    finally:
        reader.give_up()  # or else many tries would leave many threads in the queue


def _explain_no_leader(visitor: Visitor) -> Sentence:
    return sentence(
        "Studyboard cannot add this sheet. Check that it is a Google Sheet shared with {account}, and that its members "
        "tab has your address {address} with the role leader.",
        account=Plain(find_account()),
        address=(visitor.address or "").strip(),
    )


@contextmanager
def _no_earlier() -> Iterator[None]:
    """Let no refusal within end before its time."""
    began = monotonic()
    try:
        yield
    except StudyboardError:
        sleep(max(0.0, began + REFUSED_AFTER - monotonic()))
        raise
