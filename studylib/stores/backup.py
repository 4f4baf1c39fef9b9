"""A backup: a whole workbook of any store in one file, to restore into any database.

The file is a gzip-compressed text of JSON lines. The first line says what it is. Each tab has a line with its title,
then one line a row, as ``row_json.dump_row`` writes it. The gzip checksum reveals a damaged file.
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from studylib import files
from studylib.text.errors import WorkbookError
from studylib.text.faults import explain_half_character, explain_unreadable_file, explain_unwritable_file
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.row_json import dump_row, load_rows

KIND = "studyboard backup"
FORMAT = 1
"""The version of the lines that this program writes. It reads all versions up to this one."""


MOST_BYTES = 200_000_000
"""The most bytes that a backup may unpack to. A season of a year takes about one million."""


def write_backup(workbook: Workbook, path: Path, made_at: datetime) -> None:
    """Write the workbook to ``path``. Only its owner can read it. ``made_at`` is aware.

    The new file replaces the old one in one step. There is never half a file. Raises a WorkbookError if it cannot
    be written. An old file then stays as it was.
    """
    try:
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as lines:
            lines.writelines(line.encode() + b"\n" for line in _write_lines(workbook, made_at))
        files.replace_file(path, packed.getvalue(), files.PRIVATE)
    except UnicodeEncodeError as error:
        raise WorkbookError(explain_half_character(str(path))) from error
    except OSError as error:
        raise WorkbookError(explain_unwritable_file(path, error)) from error


def read_backup(path: Path) -> Workbook:
    """Read the workbook of a backup. Raises a WorkbookError if it is no backup, damaged, or of a newer program."""
    try:
        with gzip.open(path, "rb") as packed:
            text = packed.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise WorkbookError(
                sentence(
                    "{file} unpacks to more than {most} bytes, which no season does. Nothing was changed. "
                    "Use another copy.",
                    file=str(path),
                    most=MOST_BYTES,
                )
            )
        return _read_workbook(io.StringIO(text.decode(), newline="\n"), str(path))
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise WorkbookError(
            sentence(
                "{file} is not a backup of Studyboard, or it is damaged. Nothing was changed. Use another copy.",
                file=str(path),
            )
        ) from error
    except OSError as error:
        raise WorkbookError(explain_unreadable_file(path, error)) from error


def _write_lines(workbook: Workbook, made_at: datetime) -> Iterator[str]:
    first = {"kind": KIND, "format": FORMAT, "made_at": made_at.isoformat(), "tabs": len(workbook.tabs)}
    yield json.dumps(first)
    for tab in workbook.tabs:
        yield json.dumps({"tab": tab.title, "rows": len(tab.rows)}, ensure_ascii=False)
        yield from map(dump_row, tab.rows)


def _read_workbook(lines: Iterator[str], name: str) -> Workbook:
    """Return the workbook. Raises a ValueError, KeyError or TypeError if a line is not of a backup."""
    first = json.loads(next(lines, ""))
    if first["kind"] != KIND:
        raise ValueError(first["kind"])
    if first["format"] > FORMAT:
        raise WorkbookError(_explain_newer(name))
    tabs = tuple(_read_tab(json.loads(next(lines, "")), lines) for _ in range(first["tabs"]))
    if len({tab.title for tab in tabs}) < len(tabs) or next(lines, None) is not None:
        raise ValueError(name)
    return Workbook(tabs)


def _read_tab(first: dict[str, Any], lines: Iterator[str]) -> Tab:
    texts = list(islice(lines, first["rows"]))
    rows = load_rows(texts)
    is_whole = len(texts) == len(rows) == first["rows"] and isinstance(first["tab"], str)
    if not is_whole:
        raise ValueError(first["tab"])
    first["tab"].encode()  # half a character is a ValueError
    return Tab(first["tab"], rows)


def _explain_newer(name: str) -> Sentence:
    return sentence(
        "{file} was made by a newer Studyboard. Nothing was changed. Update this Studyboard.", file=name
    )
