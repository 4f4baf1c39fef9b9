"""Tell a plain .xlsx file, which may be read in this process, from one that is to be read apart."""

import re
import zipfile
import zlib
from pathlib import Path

from studylib.stores.xlsx.measure import list_parts, measure_area
from studylib.text.errors import WorkbookError

MOST_PACKED = 200_000
"""Bytes of a plain file. It unpacks to at most a thousand times as many, whatever it says."""

MOST_UNPACKED = 20_000_000
"""Bytes of its parts, as it says."""

MOST_CELLS = 1_000_000
"""Cells of its used range, blank ones included."""

_UNPLACED = re.compile(rb"""<(?:\w+:)?(?:c|row)(?=[\s/>])(?![^<>]*\sr=["'])""")


def is_plain(path: Path) -> bool:
    """Check if a file is small, and each row and cell says where it stands. A broken file is plain, too.

    Raises an OSError if there is no such file.
    """
    if path.stat().st_size > MOST_PACKED:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return False
            sheets = [archive.read(part) for _, part in list_parts(archive)]
            placed = not any(map(_UNPLACED.search, sheets))
            return placed and sum(map(measure_area, sheets)) <= MOST_CELLS
    except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError, WorkbookError):
        return True  # the reader never comes to the cells
