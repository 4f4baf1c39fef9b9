"""Tell a plain .xlsx file, which may be read in this process, from one that is to be read apart."""

import copy
import re
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from studylib.stores.xlsx.measure import list_parts, measure_area

MOST_PACKED = 200_000
"""Bytes of a plain file."""

MOST_UNPACKED = 4_000_000
"""Bytes of all its parts."""

BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The kinds of packing that Excel uses. Python unpacks those in steps, and any other kind at once."""

MOST_TREE = 100_000
"""Bytes of each part that becomes a tree of XML, which takes many times as many."""

MOST_CELLS = 1_000_000
"""Cells of its used range, blank ones included."""

_UNPLACED = re.compile(rb"""<(?:\w+:)?(?:c|row)(?=[\s/>])(?![^<>]*\sr=["'])""")


def is_plain(path: Path) -> bool:
    """Check if a file is small when unpacked, and each row and cell says where it stands.

    A file that is no archive is plain, because nothing unpacks it. Raises an OSError if there is no such file.
    """
    if path.stat().st_size > MOST_PACKED:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _has_plain_parts(archive)
    except (zipfile.BadZipFile, ValueError):
        return True


def _has_plain_parts(archive: zipfile.ZipFile) -> bool:
    try:
        parts = _unpack(archive)
        if parts is None or any(map(_is_large_tree, parts, parts.values())):
            return False
        sheets = [parts[part] for _, part in list_parts(archive)]
        placed = not any(map(_UNPLACED.search, sheets))
        return placed and sum(map(measure_area, sheets)) <= MOST_CELLS
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError):
        return False  # calamine may read more of it


def _unpack(archive: zipfile.ZipFile) -> Mapping[str, bytes] | None:
    """Unpack all parts, whatever sizes the archive says they have. ``None`` if they are too large."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for info in archive.infolist():
        part = _unpack_part(archive, info, left + 1) if info.compress_type in BOUNDED else None
        if part is None or len(part) > left:
            return None
        left -= len(part)
        parts[info.filename] = part
    return parts


def _unpack_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack so many bytes of a part. A damaged part has none, for nobody can unpack more of it."""
    unbelieved = copy.copy(info)
    unbelieved.file_size = most
    del unbelieved.CRC  # it is of as many bytes as the archive says
    with archive.open(unbelieved) as part, suppress(zlib.error, EOFError):
        return part.read(most)
    return b""


def _is_large_tree(name: str, xml: bytes) -> bool:
    """Tell whether a part becomes a tree of XML that may be large. Entities may grow."""
    becomes_tree = name.endswith(".rels") or name == "xl/workbook.xml"
    return becomes_tree and (len(xml) > MOST_TREE or b"<!DOCTYPE" in xml)
