"""The studies of one deployment, as the secrets file lists them. Each has a workbook with its season.

    [[studies]]
    id = "mlops-1"                 # in the pages' addresses: ?study=mlops-1
    workbook = "postgresql+psycopg://…"
    [studies.reminders]            # settings of this study alone, as a deployment of one study has them
    addresses = ["slack://…"]

A deployment of one study lists none and names its workbook alone.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studylib.config import secrets
from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")

LONGEST_ID = 64
"""Characters of an id, at most."""

DEFAULT = "sqlite:///data/studyboard.db"
"""The workbook if none is named."""

VARIABLE = "STUDYBOARD_WORKBOOK"
"""The environment variable that names a workbook."""


@dataclass(frozen=True)
class StudyConfig:
    """The address of a study's workbook, and its settings.

    ``id`` is ``None`` for the only study of a deployment. ``secrets`` holds all that the list has of the study.
    ``registered``: people added it to the deployment, so it has no secrets.
    """

    id: str | None
    workbook: str
    secrets: Mapping[str, object] = field(default_factory=dict, repr=False)
    registered: bool = False

    def variable(self, name: str) -> str | None:
        """Return the environment variable, ``None`` if empty. Always ``None`` for one of several studies."""
        return (os.environ.get(name) or None) if self.id is None else None

    def table(self, name: str) -> Mapping[str, object]:
        """Return the study's table of secrets of that name. Several studies share none.

        Raises a ConfigError if it is no table.
        """
        if self.id is None:
            return secrets.read_table(name)
        table = self.secrets.get(name, {})
        if isinstance(table, Mapping):
            return table
        raise ConfigError(
            sentence(
                "“{name}” of the study {id} in {path} is not a table. Write [studies.{name}] below it.",
                name=name,
                id=self.id,
                path=str(secrets.FILE),
            )
        )


ONLY = StudyConfig(None, "")
"""The only study of a deployment, whatever its workbook."""


class UnlistedError(ConfigError):
    """A choice among several studies that names none of them."""

    def __init__(self) -> None:
        why = sentence(
            "There are several studies here. Name one with --study ID. Its id is in {path}, or in: studies list",
            path=str(secrets.FILE),
        )
        super().__init__(why)


def list_studies() -> Sequence[StudyConfig]:
    """List the studies of the deployment in the order of the secrets file. Empty if it has only one.

    A workbook in the environment is the only one. Raises a ConfigError if the list cannot be read. Each entry needs
    an ``id`` of its own (small letters, digits and hyphens) and a ``workbook``.
    """
    if os.environ.get(VARIABLE):
        return ()
    entries = secrets.read_value("studies")
    if entries is None:
        return ()
    if not isinstance(entries, list) or not all(isinstance(each, Mapping) for each in entries):
        raise ConfigError(
            sentence(
                "“studies” in {path} is not a list. Begin each study with [[studies]].",
                path=str(secrets.FILE),
            )
        )
    configs = [_read_entry(place, each) for place, each in enumerate(entries, 1)]
    seen: set[str | None] = set()
    for place, config in enumerate(configs, 1):
        if config.id in seen:
            raise _refuse(place, sentence("Another study has the id {id}. Give each its own.", id=config.id))
        seen.add(config.id)
    return configs


def choose_study(id: str | None, workbook: str | None = None) -> StudyConfig:
    """Return the study of that id, or the only one. ``workbook`` names one by its address instead.

    Raises UnlistedError if several are listed and none has that id. Raises a ConfigError as ``list_studies`` does.
    """
    several = () if workbook else list_studies()
    if not several:
        return StudyConfig(None, resolve_address(workbook))
    chosen = [each for each in several if each.id == id] or (several if len(several) == 1 and not id else [])
    if not chosen:
        raise UnlistedError
    return chosen[0]


def resolve_address(address: str | None) -> str:
    """Return the address to open: ``address``, else the environment's, else the secrets file's, else ``DEFAULT``.

    An empty address counts as none. Raises a ConfigError if the secrets file is needed and cannot be read.
    """
    return address or os.environ.get(VARIABLE) or secrets.read_text("workbook") or DEFAULT


def _read_entry(place: int, entry: Mapping[str, object]) -> StudyConfig:
    id, workbook = entry.get("id"), entry.get("workbook")
    if not isinstance(id, str) or not ID.fullmatch(id):
        why = sentence("It needs an id of small letters, digits and hyphens, such as id = “mlops-1”.")
        raise _refuse(place, why)
    if not isinstance(workbook, str) or not workbook:
        raise _refuse(place, sentence("It needs a workbook, such as workbook = “sqlite:///data/mlops-1.db”."))
    return StudyConfig(id, workbook, entry)


def _refuse(place: int, why: Sentence) -> ConfigError:
    return ConfigError(
        sentence("Study {place} in {path}: {why}", place=place, path=str(secrets.FILE), why=why)
    )
