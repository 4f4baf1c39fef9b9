"""Refuse a write over a formula, into merged cells, or of a text that no cell holds."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from studylib.stores.google.look import SeenTab
from studylib.stores.google.written import LONGEST_TEXT
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook import sizes
from studylib.workbook.cells import Edit
from studylib.workbook.columns import name_column

_LINK = re.compile(r'=\s*HYPERLINK\(\s*"[^"]*"\s*([,;]\s*"[^"]*"\s*)?\)\s*', re.IGNORECASE)
"""A formula that is a typed link. It may be overwritten as any other text."""


def check_target(title: str, tab: SeenTab, row: int, column: int) -> None:
    """Raise a WorkbookError for a cell, from 0, that holds a formula or lies under a merged one."""
    place = {"tab": title, "cell": f"{name_column(column + 1)}{row + 1}"}
    if _is_computed(tab.at(row, column)):
        raise WorkbookError(
            sentence(
                "Tab {tab}, cell {cell}: a formula fills it, so Studyboard leaves it as it is. Nothing was written. "
                "Change the formula in the sheet.",
                **place,
            )
        )
    if any(_covers(merge, row, column) for merge in tab.merges):
        raise WorkbookError(
            sentence(
                "Tab {tab}, cell {cell}: it is merged with others. Nothing was written. Unmerge it in the sheet.",
                **place,
            )
        )


def _is_computed(data: Mapping[str, Any]) -> bool:
    """Tell whether a formula fills the cell: its own one, or one of another cell that spills into it."""
    entered = data.get("userEnteredValue", {})
    if "formulaValue" in entered:
        return not _LINK.fullmatch(str(entered["formulaValue"])[: sizes.LONGEST_TEXT])
    return not entered and bool(data.get("effectiveValue"))


def _covers(merge: Mapping[str, Any], row: int, column: int) -> bool:
    """Tell whether the cell is a covered one of the merged area, which shows nothing."""
    top, left = merge.get("startRowIndex", 0), merge.get("startColumnIndex", 0)
    inside = top <= row < merge.get("endRowIndex", 0) and left <= column < merge.get("endColumnIndex", 0)
    return inside and (row, column) != (top, left)


def check_texts(edits: Iterable[Edit]) -> None:
    """Raise a WorkbookError for a text that no cell of a Google Sheet holds, such as a very long row's history."""
    for edit in edits:
        for at, cell in enumerate(edit.after):
            if isinstance(cell, str) and (count := sizes.measure_text(cell)) > LONGEST_TEXT:
                raise WorkbookError(
                    sentence(
                        "Tab {tab}, cell {cell}: it would have {count} characters, and a cell of a Google Sheet holds "
                        "{most}. Nothing was written. Shorten the row in the sheet first.",
                        tab=edit.title,
                        cell=f"{name_column(at + 1)}{edit.number}",
                        count=count,
                        most=LONGEST_TEXT,
                    )
                )
