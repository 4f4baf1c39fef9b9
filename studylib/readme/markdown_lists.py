"""Read the lists of Markdown, each with the items that it is nested in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studylib.readme.grid import Grid, GridCell
from studylib.readme.inline import join_plain_text, read_inline_parts
from studylib.readme.lines import Lines

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(slots=True)
class _OpenList:
    """A list whose end is not read yet. ``item`` is the text of its last item."""

    headings: tuple[str, ...]
    first: int
    after: int
    rows: list[tuple[GridCell, ...]] = field(default_factory=list)
    item: str = ""


def read_lists(tokens: "Sequence[Token]", at: int, lines: Lines, headings: tuple[str, ...]) -> list[Grid]:
    """Read the list that begins with the token number ``at``. The lists nested in it follow in their order.

    An item serves as a heading of the list nested in it.
    """
    grids: dict[int, Grid] = {}
    opened: list[_OpenList] = []
    for number in range(at, len(tokens)):
        token = tokens[number]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            above = (*opened[-1].headings, opened[-1].item) if opened else headings
            opened.append(_OpenList(tuple(filter(None, above)), *(token.map or (0, 0))))
            grids[opened[-1].first] = _close_list(opened[-1], lines)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            closed = opened.pop()
            grids[closed.first] = _close_list(closed, lines)
            if not opened:
                break
        elif token.type == "inline":
            cell = _read_item(token, lines, len(opened[-1].rows))
            opened[-1].rows.append((cell,))
            opened[-1].item = join_plain_text(cell.parts)
    return [grid for grid in grids.values() if grid.rows]


def _close_list(each: _OpenList, lines: Lines) -> Grid:
    span = lines.start(each.first), lines.start(each.after)
    return Grid("list", tuple(each.rows), (each.first + 1, each.after), *span, each.headings)


def _read_item(token: "Token", lines: Lines, row: int) -> GridCell:
    """Read the text of an item. Its place is known if it is the end of one line."""
    index, after = token.map or (0, 0)
    cell = GridCell(read_inline_parts(token.children or ()), index + 1, (row, 0))
    line = lines.line(index).rstrip()
    if after != index + 1 or not token.content or not line.endswith(token.content):
        return cell
    end = lines.start(index) + len(line)
    return GridCell(cell.parts, index + 1, (row, 0), end - len(token.content), end)
