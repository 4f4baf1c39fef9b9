"""A backup: a whole workbook in one file, whatever store it lay in, to be put back into any database.

The file is a compressed text, a line each: first what it is, then for each tab a line with its title and one a row, as
``cells.to_json`` writes it. ``gzip -d`` opens it; its checksum tells a damaged file from a whole one.
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from studylib import files
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.row_json import dump_row, load_rows

KIND = "studyboard backup"
FORMAT = 1
"""Of the lines, as this program writes them; it reads all up to this one."""

_CELLS = (str, int, float, date, time, timedelta, type(None))  # a bool is an int, a datetime is a date


def write_backup(workbook: Workbook, path: Path, made_at: datetime) -> None:
    """Writes the workbook to ``path``, which its owner alone may then read. ``made_at`` is aware.

    The file is made beside ``path`` and then takes its place, so that there is never half a one. Raises a WorkbookError
    if it cannot be written; a file that was there is then as it was.
    """
    try:
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as lines:
            lines.writelines(line.encode() + b"\n" for line in _lines(workbook, made_at))
        files.replace_file(path, packed.getvalue(), files.PRIVATE)
    except UnicodeEncodeError as error:
        raise WorkbookError(
            sentence(
                "A text holds half a character, which {name} cannot keep. Write it again.", name=str(path)
            )
        ) from error
    except OSError as error:
        raise WorkbookError(
            sentence(
                "The file {path} cannot be written: {why}. Check its folder, or choose another.",
                path=str(path),
                why=error.strerror or "",
            )
        ) from error


def read_backup(path: Path) -> Workbook:
    """The workbook of a backup. Raises a WorkbookError if it is none, is damaged or is of a newer program."""
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            return _workbook(lines, str(path))
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise WorkbookError(
            sentence(
                "{file} is no backup of Studyboard, or it is damaged. Nothing was changed; take another copy.",
                file=str(path),
            )
        ) from error
    except OSError as error:
        raise WorkbookError(
            sentence(
                "The file {name} cannot be read: {why}. Check it and its folder.",
                name=str(path),
                why=error.strerror or "",
            )
        ) from error


def _lines(workbook: Workbook, made_at: datetime) -> Iterator[str]:
    first = {"kind": KIND, "format": FORMAT, "made_at": made_at.isoformat(), "tabs": len(workbook.tabs)}
    yield json.dumps(first)
    for tab in workbook.tabs:
        yield json.dumps({"tab": tab.title, "rows": len(tab.rows)}, ensure_ascii=False)
        yield from map(dump_row, tab.rows)


def _workbook(lines: Iterator[str], name: str) -> Workbook:
    """Raises a ValueError, KeyError or TypeError where a line is none of a backup."""
    first = json.loads(next(lines, ""))
    if first["kind"] != KIND:
        raise ValueError(first["kind"])
    if first["format"] > FORMAT:
        raise WorkbookError(_newer(name))
    tabs = tuple(_tab(json.loads(next(lines, "")), lines) for _ in range(first["tabs"]))
    if len({tab.title for tab in tabs}) < len(tabs) or next(lines, None) is not None:
        raise ValueError(name)
    return Workbook(tabs)


def _tab(first: dict[str, Any], lines: Iterator[str]) -> Tab:
    texts = list(islice(lines, first["rows"]))
    rows = load_rows(texts)
    whole = len(texts) == len(rows) == first["rows"] and isinstance(first["tab"], str)
    if not whole or not all(isinstance(cell, _CELLS) for row in rows for cell in row):
        raise ValueError(first["tab"])
    return Tab(first["tab"], rows)


def _newer(name: str) -> Sentence:
    return sentence(
        "{file} was made by a newer Studyboard. Nothing was changed. Update this Studyboard.", file=name
    )
