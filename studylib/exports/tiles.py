"""The cells of an image: a colour and a sign a status, as on the board. A door of Pillow."""

from functools import lru_cache
from typing import TYPE_CHECKING

from studylib.figures.palette import LIGHT
from studylib.season.kinds import Status

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

FINER = 4
"""How many times finer a cell is drawn, so that its edges come out smooth."""
GROUND = LIGHT.ground

Stroke = tuple[tuple[float, float], ...]
STROKES: dict[Status, tuple[Stroke, ...]] = {
    Status.ON_TIME: (((-0.9, 0.05), (-0.25, 0.7), (0.9, -0.65)),),
    Status.ABSENT: (((-0.7, -0.7), (0.7, 0.7)), ((-0.7, 0.7), (0.7, -0.7))),
    Status.EXCUSED: (((-0.75, 0.0), (0.75, 0.0)),),
    Status.OVERDUE: (((0.0, -0.95), (0.0, 0.25)),),
}
"""The lines of a sign, in units around the middle of its cell."""
DOTS: dict[Status, tuple[tuple[float, float], ...]] = {
    Status.OVERDUE: ((0.0, 0.85),),
    Status.OPEN: ((-0.75, 0.0), (0.0, 0.0), (0.75, 0.0)),
}


@lru_cache(maxsize=64)
def draw_tile(status: Status, width: int, height: int) -> "Image":
    """Draw a cell of that size in pixels."""
    from PIL import Image, ImageDraw  # slow to import

    ground, ink = LIGHT.cells[status]
    size = width * FINER, height * FINER
    tile = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(tile)
    pen.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), min(size) // 6, fill=ground)
    _draw_sign(pen, status, size, ink)
    return tile.resize((width, height), Image.Resampling.LANCZOS)


def _draw_sign(pen: "ImageDraw", status: Status, size: tuple[int, int], ink: str) -> None:
    """Draw the sign in the middle. It is a third of the cell's smaller side."""
    unit, weight = min(size) / 6, max(2, min(size) // 13)

    def place(at: tuple[float, float]) -> tuple[float, float]:
        return size[0] / 2 + at[0] * unit, size[1] / 2 + at[1] * unit

    def dot(at: tuple[float, float], radius: float) -> None:
        x, y = place(at)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)

    for stroke in STROKES.get(status, ()):
        pen.line([place(at) for at in stroke], fill=ink, width=weight, joint="curve")
        for at in (stroke[0], stroke[-1]):
            dot(at, weight / 2)
    for at in DOTS.get(status, ()):
        dot(at, weight * 0.72)
    if status is Status.LATE:
        pen.polygon([place((0.0, -0.85)), place((0.95, 0.75)), place((-0.95, 0.75))], fill=ink)
