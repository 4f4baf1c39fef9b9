"""The table ``[robot]`` of the secrets file: one service account serves the studies that people add.

It needs a ``registry``, the address of a database. All other settings may be left out.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from studylib.config import secrets
from studylib.config.studies import VARIABLE
from studylib.text.errors import ConfigError
from studylib.text.message import sentence

TABLE = "robot"

KINDS = ("sqlite:///", "postgresql+psycopg://")
"""How the address of a registry begins."""

READS_PER_MINUTE = 60
"""The reads that Google allows an account in a minute, unless it has allowed more (Sheets API, usage limits)."""

MOST_REPLICAS = 12
"""Replicas that share the requests of one account. With more, a sheet could not be read whole."""

MOST_ADDED = 1000
"""The most studies that people can add. A process keeps 1024 workbooks in memory."""

MOST = 100_000
"""The highest limit that can be set."""


@dataclass(frozen=True)
class RobotSettings:
    """The registry's address, and the limits. ``most_per_day`` is of one person.

    All ``replicas`` together, which are processes, read Google ``reads_per_minute`` times a minute.
    """

    registry: str = field(repr=False)
    most_per_person: int = 5
    most_per_day: int = 10
    most_studies: int = 500
    replicas: int = 1
    reads_per_minute: int = READS_PER_MINUTE


def read_robot_settings() -> RobotSettings | None:
    """Read the table. ``None`` if there is none, or if the environment names the only workbook.

    Raises a ConfigError for an unusable value, and for a ``workbook`` beside it.
    """
    if os.environ.get(VARIABLE):
        return None
    table = secrets.read_table(TABLE)
    if not table:
        return None
    if secrets.read_value("workbook") is not None:
        raise ConfigError(
            sentence(
                "{path} has both “workbook” and [{table}]. List that workbook under [[studies]] with an id of its own.",
                path=str(secrets.FILE),
                table=TABLE,
            )
        )
    address = secrets.check_text(table.get("registry"), f"[{TABLE}] registry") or ""
    if not address.casefold().startswith(KINDS):
        raise ConfigError(
            sentence(
                "“registry” in [{table}] of {path} is not the address of a database. Write it as "
                "postgresql+psycopg://user@host/name or sqlite:///path/to/file.db.",
                table=TABLE,
                path=str(secrets.FILE),
            )
        )
    return RobotSettings(
        address,
        most_per_person=_read_number(table, "most_per_person", RobotSettings.most_per_person),
        most_per_day=_read_number(table, "most_per_day", RobotSettings.most_per_day),
        most_studies=_read_number(table, "most_studies", RobotSettings.most_studies, most=MOST_ADDED),
        replicas=_read_number(table, "replicas", RobotSettings.replicas, most=MOST_REPLICAS),
        reads_per_minute=_read_number(table, "reads_per_minute", READS_PER_MINUTE, least=READS_PER_MINUTE),
    )


def takes_studies() -> bool:
    """Tell whether people can add studies to this deployment. An unreadable secrets file says no."""
    try:
        return read_robot_settings() is not None
    except ConfigError:
        return False


def _read_number(
    table: Mapping[str, object], name: str, default: int, *, least: int = 1, most: int = MOST
) -> int:
    value = table.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    raise ConfigError(
        sentence(
            "“{name}” in [{table}] of {path} is not a whole number from {least} to {most}.",
            name=name,
            table=TABLE,
            path=str(secrets.FILE),
            least=least,
            most=most,
        )
    )
