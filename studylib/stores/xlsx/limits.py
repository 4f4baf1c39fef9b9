"""Excel's limits on titles, texts, rows and columns."""

import re
import unicodedata
from collections.abc import Sequence

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Tab, is_huge, spell_cell
from studylib.workbook.columns import name_column
from studylib.workbook.sizes import LONGEST_TEXT, is_too_long, measure_text

ROWS, COLUMNS = 1_048_576, 16_384
"""The size of an Excel sheet."""

LONGEST_TITLE = 31
"""The longest title of an Excel tab, in UTF-16 units."""

_UNWRITABLE = re.compile(
    "[\ud800-\udfff\ufffe\uffff]"
    "|_x[0-9A-Fa-f]{4}(?:_x[0-9A-Fa-f]{4}_|[\\x00-\\x08\\x0b-\\x1f])"
    "|\\A<r>(?=.*</r>\\Z).*(?:[\\x00-\\x08\\x0b-\\x1f]|_x[0-9A-Fa-f]{4}_)",
    re.DOTALL,
)
"""What XlsxWriter 3.3 and calamine 0.9 do not return unchanged.

That is: surrogates and the two noncharacters U+FFFE and U+FFFF, a text that becomes two of Excel's escapes with a
shared underscore, and any escape in a text that is written as markup (see ``write._put_cell``).
"""


def check_titles(titles: Sequence[str]) -> None:
    """Raise a WorkbookError that names the title Excel cannot hold, or if there is none."""
    if not titles:
        raise WorkbookError(sentence("The workbook has no tabs, and an Excel file needs one. Add one first."))
    seen: set[str] = set()
    for title in titles:
        _check_title(title)
        if title.casefold() in seen:
            raise WorkbookError(
                sentence(
                    "Two tabs have the title {title}. Excel ignores the difference of small and capital letters. "
                    "Give one of them another title.",
                    title=title,
                )
            )
        seen.add(title.casefold())


def _check_title(title: str) -> None:
    if measure_text(title) > LONGEST_TITLE:
        raise WorkbookError(
            sentence(
                "The title of the tab {title} is longer than the {most} characters that Excel takes. Shorten it.",
                title=title,
                most=LONGEST_TITLE,
            )
        )
    is_spoilt = any(char in "[]:*?/\\" or unicodedata.category(char) == "Cc" for char in title)
    if (
        is_spoilt
        or not title
        or title[0] == "'"
        or title[-1] == "'"
        or title.casefold() == "history"
        or _UNWRITABLE.search(title)
    ):
        raise WorkbookError(
            sentence(
                'Excel does not accept "{title}" as the title of a tab. A title may not be empty or "History", contain '
                "one of {signs} or a line break, or begin or end with an apostrophe. Give the tab another title.",
                title=title,
                signs="[ ] : * ? / \\",
            )
        )


def check_cells(tab: Tab) -> None:
    """Raise a WorkbookError that names the tab, row or cell Excel cannot hold."""
    if len(tab.rows) > ROWS:
        raise WorkbookError(
            sentence(
                "The tab {tab} has {rows} rows, and Excel takes {most}. Move some to another tab.",
                tab=tab.title,
                rows=len(tab.rows),
                most=ROWS,
            )
        )
    for number, row in enumerate(tab.rows, start=1):
        if len(row) > COLUMNS:
            raise WorkbookError(
                sentence(
                    "Tab {tab}, row {row} has {columns} columns, and Excel takes {most}. Move some to another tab.",
                    tab=tab.title,
                    row=number,
                    columns=len(row),
                    most=COLUMNS,
                )
            )
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, str) or is_huge(cell):
                text = cell if isinstance(cell, str) else spell_cell(cell)
                _check_text(text, tab.title, number, column)


def _check_text(text: str, tab: str, row: int, column: int) -> None:
    if is_too_long(text):
        raise WorkbookError(
            sentence(
                "Tab {tab}, row {row}, column {column}: the text is longer than the {most} characters that Excel "
                "takes (most emoji count as two). Shorten it.",
                tab=tab,
                row=row,
                column=name_column(column),
                most=LONGEST_TEXT,
            )
        )
    if _UNWRITABLE.search(text):
        raise WorkbookError(
            sentence(
                "Tab {tab}, row {row}, column {column}: the text {cell} has characters that an Excel file cannot "
                "hold. Write it again without them.",
                tab=tab,
                row=row,
                column=name_column(column),
                cell=text,
            )
        )
