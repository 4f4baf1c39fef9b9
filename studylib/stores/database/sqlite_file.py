"""The file of a SQLite database and those beside it: their identity, and what keeps them from being used."""

import ctypes
import errno
import os
import stat
import struct
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from studylib.stores.database import faults
from studylib.text.errors import WorkbookError
from studylib.text.faults import explain_unwritable_file
from studylib.text.message import Sentence, sentence

LOG, INDEX = "-wal", "-shm"
"""Ends of the files beside the database: new pages, and where they are."""

_AT_FDCWD = -100
_STATX_BYTES = 256
_STATX_ATTRIBUTES = 8
"""Where the attributes lie in the result of ``statx``."""
_FROZEN = 0x30
"""Attributes of ``chattr +i`` and ``chattr +a``."""
_FROZEN_FLAGS = stat.UF_IMMUTABLE | stat.SF_IMMUTABLE | stat.UF_APPEND | stat.SF_APPEND
"""The same on macOS and BSD."""


class FileId(NamedTuple):
    """What tells one file from another."""

    device: int
    inode: int


class Look(NamedTuple):
    """What one look at the files saw."""

    changed_at: int
    """When the database's file was changed, in ns since 1970."""
    log: int | None
    """The inode of the log beside it, ``None`` if there is none."""


def prepare_file(path: Path, name: str, create: bool) -> bool:
    """Check that SQLite can open ``path``. Make it and its folders if ``create``. Return True if it is writable."""
    if str(path) in ("", ".", ":memory:"):
        raise WorkbookError(
            sentence("{name} names no file. Write its path: sqlite:///path/to/file.db", name=name)
        )
    if create:
        _make_folder(path.parent, name)
        if not path.exists():
            _make_file(path, name)
    elif not path.exists():
        raise WorkbookError(_explain_missing(name))
    elif is_empty(str(path)):
        raise WorkbookError(faults.explain_no_workbook(name))
    return can_write(path)


def can_write(path: Path) -> bool:
    """Tell whether SQLite may write the file as it is now."""
    return os.access(path, os.W_OK)


def identify(path: str, name: str) -> FileId:
    """Return the identity of the file at the path. Raises a WorkbookError if there is none."""
    status = _find_status(path, name)
    return FileId(status.st_dev, status.st_ino)


def look_at_files(path: str, name: str) -> Look:
    """Look at the database's file and its log. Raises a WorkbookError if the file is missing."""
    try:
        log = os.stat(path + LOG).st_ino
    except OSError:
        log = None
    return Look(_find_status(path, name).st_ctime_ns, log)


def remove_log(path: str, log: int | None) -> None:
    """Remove the log and its index if it is still the one of that inode. It belongs to a file that was replaced."""
    with suppress(OSError):
        if os.stat(path + LOG).st_ino == log:
            os.unlink(path + LOG)
            os.unlink(path + INDEX)


def is_empty(path: str) -> bool:
    """Tell whether the file has no byte. SQLite would take it for a new database."""
    try:
        return os.path.getsize(path) == 0
    except OSError:
        return False


def can_write_index(path: str) -> bool:
    """Tell whether the index may be written. If it no longer may, a touch of it would end the whole program."""
    return os.access(path + INDEX, os.W_OK)


def explain_frozen(path: Path) -> Sentence | None:
    """Say which file nobody may change, not even root. ``None`` if there is none."""
    for file in (path, path.with_name(path.name + LOG), path.with_name(path.name + INDEX), path.parent):
        if is_frozen(file):
            return sentence(
                "{file} is immutable, so nobody can write it. Make it writable again: chattr -ia {file}",
                file=str(file),
            )
    return None


def is_frozen(path: Path) -> bool:
    """Tell whether ``chattr +i`` or ``+a`` holds the file. A path without a file is not held."""
    try:
        flags: int = getattr(path.stat(), "st_flags", 0)
    except OSError:
        return False
    return bool(flags & _FROZEN_FLAGS) or bool(_read_attributes(path) & _FROZEN)


def _read_attributes(path: Path) -> int:
    """Read the attributes that ``lsattr`` shows. 0 if this system has none."""
    try:
        statx = ctypes.CDLL(None).statx
    except (OSError, AttributeError):
        return 0
    result = ctypes.create_string_buffer(_STATX_BYTES)
    if statx(_AT_FDCWD, os.fsencode(path), 0, 0, result):
        return 0
    (attributes,) = struct.unpack_from("=Q", result, _STATX_ATTRIBUTES)
    return int(attributes)


def _find_status(path: str, name: str) -> os.stat_result:
    try:
        return os.stat(path)
    except OSError as error:
        raise WorkbookError(_explain_missing(name)) from error


def _make_folder(folder: Path, name: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = sentence(
            "The folder {folder} cannot be made: {why}. Make it, or choose another.",
            folder=str(folder),
            why=error.strerror or "",
        )
        raise WorkbookError(_explain_full(error, name) or why) from error


def _make_file(path: Path, name: str) -> None:
    try:
        path.touch(0o600)  # it holds addresses
    except OSError as error:
        why = _explain_full(error, name) or explain_frozen(path) or explain_unwritable_file(path, error)
        raise WorkbookError(why) from error


def _explain_full(error: OSError, name: str) -> Sentence | None:
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return sentence(faults.FULL.text, name=name) if is_full else None


def _explain_missing(name: str) -> Sentence:
    return sentence("There is no workbook at {name}. Check the address.", name=name)
