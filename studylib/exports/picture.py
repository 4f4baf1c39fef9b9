"""Draw a share image as PNG, 1080 pixels wide, light, with the colours of the board. A door of Pillow."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from studylib.exports.letters import choose_size, fit_line, load_letters
from studylib.exports.picture_plan import PicturePlan, PictureRow
from studylib.exports.tiles import GROUND, draw_tile
from studylib.figures.palette import LIGHT
from studylib.season.kinds import Status

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, MARGIN = 1080, 60
QUIET, RULE, MARKED = "#5B6672", "#E3E7EC", "#2F5D8A"
"""The colours of lesser texts, of lines, and of the present week."""
TITLE, SUBTITLE, FIGURE, TEXT, SMALL = 54, 34, 50, 30, 26
"""Heights of letters in pixels."""
NAME_ROOM, RATE_ROOM, WON_ROOM = 220, 96, 170
"""Widths of the columns of names, shares on time and fines."""
TILE_GAP, WIDEST_TILE = 8, 116
SWATCH, LEGEND_LINE = 34, 52


@dataclass(frozen=True)
class _Grid:
    """The measures of the cells: their column, their row, where they begin, and where the figures end."""

    column: int
    row: int
    left: int
    ends: tuple[int, ...]


def draw_picture(plan: PicturePlan) -> bytes:
    """Draw the image of a plan."""
    from PIL import Image, ImageDraw  # slow to import

    grid = _measure_grid(plan)
    image = Image.new("RGB", (WIDTH, _measure_height(plan, grid)), GROUND)
    pen = ImageDraw.Draw(image)
    top = _draw_head(pen, plan, MARGIN)
    top = _draw_weeks(pen, plan, grid, top)
    for row in plan.rows:
        _draw_row(image, pen, row, grid, top)
        top += grid.row
    _draw_foot(image, pen, plan, top + 28)
    packed = BytesIO()
    image.save(packed, "PNG", compress_level=6)
    return packed.getvalue()


# ---- the measures ----


def _measure_grid(plan: PicturePlan) -> _Grid:
    """Share the width among the weeks. Many members have lower rows."""
    ends = (WIDTH - MARGIN,) if len(plan.heads) == 1 else (WIDTH - MARGIN - WON_ROOM, WIDTH - MARGIN)
    room = ends[0] - RATE_ROOM - MARGIN - NAME_ROOM
    column = min(WIDEST_TILE, room // max(1, len(plan.weeks)))
    count = len(plan.rows)
    return _Grid(column, 72 if count <= 10 else 60 if count <= 24 else 50, MARGIN + NAME_ROOM, ends)


def _measure_height(plan: PicturePlan, grid: _Grid) -> int:
    """Add up the heights of all parts."""
    facts = 130 if plan.facts else 0
    notes = 42 if plan.notes else 0
    legend = len(_lay_legend(plan)) * LEGEND_LINE
    return MARGIN + 142 + facts + 64 + len(plan.rows) * grid.row + 36 + legend + notes + 38 + MARGIN


# ---- the parts, from the top ----


def _draw_head(pen: "ImageDraw", plan: PicturePlan, top: int) -> int:
    """Draw the title and the facts, and return where they end."""
    room = WIDTH - 2 * MARGIN
    _write(pen, (MARGIN, top), plan.title or "Studyboard", TITLE, LIGHT.text, room, bold=True)
    _write(pen, (MARGIN, top + 72), plan.subtitle, SUBTITLE, MARKED, room, bold=True)
    top += 142
    for place, (label, figure) in enumerate(plan.facts):
        left, part = MARGIN + place * room // len(plan.facts), room // len(plan.facts) - 16
        _write(pen, (left, top), label, SMALL, QUIET, part)
        size = choose_size(figure, part, FIGURE, bold=True)
        _write(pen, (left, top + 34 + FIGURE - size), figure, size, LIGHT.text, part, bold=True)
    return top + (130 if plan.facts else 0)


def _draw_weeks(pen: "ImageDraw", plan: PicturePlan, grid: _Grid, top: int) -> int:
    """Draw the numbers of the weeks and the heads of the figures."""
    for place, week in enumerate(plan.weeks):
        is_present = place == plan.present
        middle = grid.left + place * grid.column + (grid.column - TILE_GAP) // 2
        colour = MARKED if is_present else QUIET
        _write(pen, (middle, top), week, SMALL, colour, grid.column, bold=is_present, anchor="ma")
        if is_present:
            half = (grid.column - TILE_GAP) // 2
            pen.rounded_rectangle((middle - half, top + 38, middle + half, top + 42), 2, fill=MARKED)
    for end, head in zip(grid.ends, plan.heads, strict=True):
        _write(pen, (end, top), head, SMALL, QUIET, WON_ROOM - 12, anchor="ra")
    return top + 64


def _draw_row(image: "Image", pen: "ImageDraw", row: PictureRow, grid: _Grid, top: int) -> None:
    """Draw a member: the name, a cell a week, and the figures."""
    pen.line((MARGIN, top - 4, WIDTH - MARGIN, top - 4), fill=RULE, width=1)
    middle = top + (grid.row - TILE_GAP) // 2
    _write(pen, (MARGIN, middle), row.name, TEXT, LIGHT.text, NAME_ROOM - 20, bold=True, anchor="lm")
    size = grid.column - TILE_GAP, grid.row - TILE_GAP
    for place, status in enumerate(row.statuses):
        if status is not None:
            image.paste(draw_tile(status, *size), (grid.left + place * grid.column, top))
    for end, figure in zip(grid.ends, row.figures, strict=True):
        height = choose_size(figure, WON_ROOM - 12, TEXT)
        _write(pen, (end, middle), figure, height, LIGHT.text, WON_ROOM - 12, anchor="rm")


def _draw_foot(image: "Image", pen: "ImageDraw", plan: PicturePlan, top: int) -> None:
    """Draw the legend, what was cut off, and as of when it is."""
    for line in _lay_legend(plan):
        left = MARGIN
        for status, word, width in line:
            image.paste(draw_tile(status, SWATCH, SWATCH), (left, top))
            _write(pen, (left + SWATCH + 10, top + SWATCH // 2), word, SMALL, LIGHT.text, 200, anchor="lm")
            left += width
        top += LEGEND_LINE
    top += 8
    if plan.notes:
        _write(pen, (MARGIN, top), " · ".join(plan.notes), SMALL, QUIET, WIDTH - 2 * MARGIN)
        top += 42
    pen.line((MARGIN, top, WIDTH - MARGIN, top), fill=RULE, width=2)
    _write(pen, (MARGIN, top + 16), plan.foot, SMALL, QUIET, 720)
    _write(pen, (WIDTH - MARGIN, top + 16), "Studyboard", SMALL, QUIET, 200, bold=True, anchor="ra")


def _lay_legend(plan: PicturePlan) -> list[list[tuple[Status, str, int]]]:
    """Share the legend among lines: each entry with its word and its width."""
    lines: list[list[tuple[Status, str, int]]] = [[]]
    for status, word in plan.legend:
        shown = fit_line(word, 200, SMALL)
        width = SWATCH + 10 + round(load_letters(SMALL).getlength(shown)) + 28
        if sum(each for *_, each in lines[-1]) + width > WIDTH - 2 * MARGIN + 28:
            lines.append([])
        lines[-1].append((status, shown, width))
    return lines


def _write(
    pen: "ImageDraw",
    at: tuple[int, int],
    text: str,
    size: int,
    colour: str,
    room: int,
    *,
    bold: bool = False,
    anchor: str = "la",
) -> None:
    """Write a text on one line within ``room`` pixels."""
    pen.text(at, fit_line(text, room, size, bold=bold), colour, load_letters(size, bold=bold), anchor=anchor)
