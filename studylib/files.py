"""Files that are written whole or not at all, and by one process at a time."""

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

PRIVATE = 0o600
"""The mode of a file with addresses: only its owner reads it."""

TRY_AGAIN_AFTER = 0.05
"""Seconds between two attempts to take a lock."""

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


@contextmanager
def hold_lock(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a file alone among the processes of this machine.

    The lock is on a file beside it, because ``replace_file`` swaps the file itself. The system gives the lock back
    when its process ends, killed or not. So no lock is ever stale.

    Raises a TimeoutError if others hold it for ``patience`` seconds. Raises an OSError if it cannot be made.
    """
    place = Path(os.path.realpath(path))
    beside = place.with_name(f".{place.name}.lock")
    end = monotonic() + patience
    while (lock := _open_lock(beside)) is None:
        if monotonic() >= end:
            raise TimeoutError
        sleep(TRY_AGAIN_AFTER)
    try:
        yield
    finally:
        _remove_lock(beside, lock)


def _open_lock(beside: Path) -> int | None:
    """Open the file and take its lock. ``None`` if others hold it, or have just removed the file."""
    lock = os.open(beside, os.O_CREAT | os.O_RDWR, PRIVATE)
    try:
        if _take_lock(lock) and os.path.samestat(os.fstat(lock), beside.stat()):
            return lock
    except FileNotFoundError:
        pass
    except OSError:
        os.close(lock)
        raise
    os.close(lock)
    return None


if sys.platform == "win32":
    import msvcrt

    def _take_lock(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _remove_lock(beside: Path, lock: int) -> None:
        """Remove the file, unless another process has opened it. Windows removes no open file."""
        os.close(lock)
        with suppress(PermissionError, FileNotFoundError):
            beside.unlink()

else:
    import fcntl

    def _take_lock(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _remove_lock(beside: Path, lock: int) -> None:
        """Remove the file while the lock is held. Whoever waits for it finds the file gone, and makes another."""
        beside.unlink(missing_ok=True)
        os.close(lock)
