"""The identity of a season. Calendars know its events by it, whatever its name and start become."""

import secrets
from datetime import date

from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.cells import Cell

LONGEST_IDENTITY = 200
"""Most characters of an identity."""


def make_identity() -> str:
    """Make a random identity for a new season. It is no secret.

    The letter before it keeps Google and Excel from reading a number.
    """
    return f"s-{secrets.token_hex(8)}"


def write_identity(name: str, starts_on: date) -> str:
    """Write the identity that a season without one has had by its name and start."""
    return f"{name} {starts_on.isoformat()}".strip()


def split_identity(identity: str) -> tuple[str, str]:
    """Split an identity into the name and the start that ``write_identity`` wrote. Any other is split likewise."""
    name, _, starts_on = identity.rpartition(" ")
    return name, starts_on


def parse_identity(cell: Cell) -> str:
    """Parse an identity. Raises a CellError for one that is too long."""
    written = values.show_masked(cell)
    if len(written) > LONGEST_IDENTITY:
        raise values.CellError(
            sentence("This id is too long. Write at most {most} characters.", most=LONGEST_IDENTITY)
        )
    return written
