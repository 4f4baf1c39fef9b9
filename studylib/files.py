"""A file that is written whole or not at all."""

import os
import secrets
import stat
from pathlib import Path

PRIVATE = 0o600
"""For what holds addresses: its owner alone reads it."""

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would else change line ends


def replace_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Put the file in its place in one step, on disk before the old one goes; a link to it stays one.

    ``mode`` is that of the new file; ``None``: that of the old one, or of any new file where there is none. Raises an
    OSError, or a ValueError for a path that is none; the old file is then as it was, and nothing is left beside it.
    """
    place = Path(os.path.realpath(path))
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    if mode is None and place.exists():
        mode = stat.S_IMODE(place.stat().st_mode)
    try:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY
        with os.fdopen(os.open(part, flags, 0o666 if mode is None else PRIVATE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode not in (None, PRIVATE):
            part.chmod(mode)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
