"""Read references from cells of the curriculum: links with or without a title, and plain texts."""

from collections.abc import Iterator

from studylib.workbook import hyperlinks, links, sizes
from studylib.workbook.cells import Cell
from studylib.workbook.hyperlinks import Part
from studylib.workbook.values import show_text

_TURN = "]("
"""What stands between the title and the address of a Markdown link."""


def parse_references(cell: Cell) -> tuple[str, ...]:
    """Parse the lines of a cell as ``links.parse_references`` does. A Markdown link becomes ``title address``.

    Several on a line become a line each. Raises a CellError for a link that is refused.
    """
    text = show_text(cell)
    if _TURN not in text or sizes.is_too_long(text):
        return links.parse_references(cell)
    return links.parse_references("\n".join(map(write_titles, text.splitlines())))


def write_titles(line: str) -> str:
    """Write the Markdown links of a line as their titles and addresses. Other brackets stay as they are."""
    if line.count(_TURN) > sizes.MOST_LINKS:
        return line
    parts = list(_split_line(line))
    if not any(address for _, address in parts):
        return line
    return "\n".join(each for each in hyperlinks.write_parts(parts) if each)


def _split_line(line: str) -> Iterator[Part]:
    """Split a line into its titles, each with its address, and what stands between them."""
    done, start, ends = 0, 0, _match_brackets(line)
    while (turn := line.find(_TURN, start)) >= 0:
        start = turn + len(_TURN)
        opening, end = line.rfind("[", done, turn), ends.get(start - 1, -1)
        if opening < 0 or end < 0:
            continue
        address = line[start:end].strip().partition(" ")[0].strip("<>")
        if hyperlinks.is_address(address):
            yield line[done:opening], ""
            yield line[opening + 1 : turn].strip(), address
            done = start = end + 1
    yield line[done:], ""


def _match_brackets(line: str) -> dict[int, int]:
    """Find the bracket that ends each opened one, by their places. One pass serves all links of a line."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for at, letter in enumerate(line):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            ends[opened.pop()] = at
    return ends
