"""The studies of one deployment: several workbooks, each a season of a study, as the secrets file lists them.

    [[studies]]
    id = "mlops-1"                 # in the pages' addresses: ?study=mlops-1
    workbook = "postgresql+psycopg://…"
    [studies.reminders]            # what else is of this study alone, as it stands for the only one of a deployment
    addresses = ["slack://…"]

A deployment of one study lists none: its workbook is named as ever.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studylib.config import secrets
from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(frozen=True)
class StudyConfig:
    """Where a study lies, and what is set up for it.

    ``id`` is ``None`` for the only one of a deployment; ``secrets`` is all that stands below it in the list.
    """

    id: str | None
    workbook: str
    secrets: Mapping[str, object] = field(default_factory=dict, repr=False)

    def variable(self, name: str) -> str | None:
        """The environment's variable of that name, which is of the only study of a deployment; ``None`` if empty."""
        return (os.environ.get(name) or None) if self.id is None else None

    def table(self, name: str) -> Mapping[str, object]:
        """The table of secrets of that name: the study's own where it is one of several, which share none.

        Raises a ConfigError where it is no table.
        """
        if self.id is None:
            return secrets.read_table(name)
        found = self.secrets.get(name, {})
        if isinstance(found, Mapping):
            return found
        raise ConfigError(
            sentence(
                "“{name}” of the study {id} in {path} is not a table. Write [studies.{name}] below it.",
                name=name,
                id=self.id,
                path=str(secrets.FILE),
            )
        )


ONLY = StudyConfig(None, "")
"""The only study of a deployment, wherever its workbook lies."""


class UnlistedError(ConfigError):
    """Of several studies none was chosen, or one that is not listed."""


def list_studies() -> Sequence[StudyConfig]:
    """The studies of the deployment, in the order of the secrets file; none where it has but one.

    A workbook that the environment names is then the only one. Raises a ConfigError where the list cannot be read:
    each entry needs an ``id`` of its own (small letters, digits and hyphens) and a ``workbook``.
    """
    if os.environ.get(VARIABLE):
        return ()
    given = secrets.read_value("studies")
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
        raise ConfigError(
            sentence(
                "“studies” in {path} is not a list. Begin each study with [[studies]].",
                path=str(secrets.FILE),
            )
        )
    found = [_listing(place, each) for place, each in enumerate(given, 1)]
    for place, each in enumerate(found, 1):
        if any(each.id == other.id for other in found[: place - 1]):
            raise _wrong(place, sentence("Another study has the id {id}. Give each its own.", id=each.id))
    return found


def choose_study(id: str | None, workbook: str | None = None) -> StudyConfig:
    """The study of that id, or the only one; ``workbook`` names one by its address instead.

    Raises Unlisted where several are listed and none has that id, and a WorkbookError as ``listed`` does.
    """
    several = () if workbook else list_studies()
    if not several:
        return StudyConfig(None, resolve_address(workbook))
    found = [each for each in several if each.id == id] or (several if len(several) == 1 and not id else [])
    if not found:
        raise UnlistedError(sentence("There are several studies here. Say which one you mean."))
    return found[0]


def _listing(place: int, given: Mapping[str, object]) -> StudyConfig:
    id, workbook = given.get("id"), given.get("workbook")
    if not isinstance(id, str) or not ID.fullmatch(id):
        why = sentence("It needs an id of small letters, digits and hyphens, such as id = “mlops-1”.")
        raise _wrong(place, why)
    if not isinstance(workbook, str) or not workbook:
        raise _wrong(place, sentence("It needs a workbook, such as workbook = “sqlite:///data/mlops-1.db”."))
    return StudyConfig(id, workbook, given)


def _wrong(place: int, why: Sentence) -> ConfigError:
    return ConfigError(
        sentence("Study {place} in {path}: {why}", place=place, path=str(secrets.FILE), why=why)
    )


DEFAULT = "sqlite:///data/studyboard.db"
"""The workbook of somebody who names none."""

VARIABLE = "STUDYBOARD_WORKBOOK"
"""The environment variable that names a workbook."""


def resolve_address(given: str | None) -> str:
    """The address to open: ``given``, else the environment's, else the secrets file's, else ``DEFAULT``.

    An empty address counts as none. Raises a ConfigError if the secrets file has to be read and cannot be.
    """
    return given or os.environ.get(VARIABLE) or secrets.read_text("workbook") or DEFAULT
