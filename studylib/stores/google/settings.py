"""The settings of Google Sheets in the secrets file."""

from dataclasses import dataclass

from studylib.config import secrets
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

TABLE = "sheet"
"""The table of the secrets file with the settings ``write`` and ``refresh_seconds``."""

REFRESH_SECONDS = 60.0
"""How long a read is kept by default. Google lets one account read 60 times a minute."""

SHORTEST_REFRESH = 5.0
"""The least ``refresh_seconds``. At two requests a read, this is under half of what Google allows."""


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """Whether Studyboard may write to the sheet, and for how many seconds a read is kept."""

    write: bool
    refresh_seconds: float


def read_sheet_settings() -> SheetSettings:
    """Read the table. Raises a WorkbookError for a value of another kind, or too short a time."""
    table = secrets.read_table(TABLE)
    write, seconds = table.get("write", False), table.get("refresh_seconds", REFRESH_SECONDS)
    if not isinstance(write, bool):
        raise WorkbookError(
            sentence(
                "“write” in [{table}] of {path} is neither true nor false.",
                table=TABLE,
                path=str(secrets.FILE),
            )
        )
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds >= SHORTEST_REFRESH:
        raise WorkbookError(
            sentence(
                "“refresh_seconds” in [{table}] of {path} is not a number of seconds, {shortest} or more.",
                table=TABLE,
                path=str(secrets.FILE),
                shortest=int(SHORTEST_REFRESH),
            )
        )
    return SheetSettings(write, float(seconds))


def explain_read_only(*, shared: bool) -> WorkbookError:
    """Make the error for a write to a sheet that Studyboard only reads. ``shared``: with a service account."""
    if not shared:
        return WorkbookError(
            sentence(
                "This Google Sheet is read-only. To let Studyboard write to it, set write = true in [{table}] of "
                "{path}.",
                table=TABLE,
                path=str(secrets.FILE),
            )
        )
    return WorkbookError(
        sentence(
            "This Google Sheet is read-only. To let Studyboard write to it, set write = true in [{table}] of {path}, "
            "and share the sheet with the service account as an editor.",
            table=TABLE,
            path=str(secrets.FILE),
        )
    )
