"""Grids of a text, for the tests of each way to write one."""

from studylib.readme import parsing
from studylib.readme.grid import Grid


def only(text: str, *, html: bool = False) -> Grid:
    [grid] = parsing.parse_page(text, html=html).grids
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]
