"""Files that are written whole or not at all."""

import os
import secrets
import stat
from pathlib import Path

PRIVATE = 0o600
"""The mode of a file with addresses: only its owner reads it."""

_BINARY = getattr(os, "O_BINARY", 0)  # else Windows changes line ends


def replace_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Replace the file in one step. The new one is on disk before the old one goes. A symbolic link stays a link.

    ``mode`` is the mode of the new file. ``None``: the old file's mode, or the default if there is none. Raises an
    OSError, or a ValueError for an impossible path. Then the old file stays as it was, and no other file is left.
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
