"""The cells of an image."""

import pytest
from PIL import ImageColor

from studylib.exports.tiles import draw_tile
from studylib.figures.palette import LIGHT
from studylib.season.kinds import Status


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("size", [(30, 42), (108, 64)])
def test_a_cell_has_the_colour_of_its_status_and_round_corners(status: Status, size: tuple[int, int]) -> None:
    tile = draw_tile(status, *size)
    ground, _ = LIGHT.cells[status]
    assert tile.size == size
    assert tile.getpixel((size[0] // 2, 3)) == ImageColor.getrgb(ground)
    assert tile.getpixel((0, 0)) != ImageColor.getrgb(ground)


def test_each_status_has_a_sign_of_its_own_but_for_what_is_to_come() -> None:
    signs = {}
    for status in Status:
        ground = ImageColor.getrgb(LIGHT.cells[status][0])
        tile = draw_tile(status, 60, 60).crop((12, 12, 48, 48))
        signs[status] = bytes(tile.getpixel((x, y)) != ground for x in range(36) for y in range(36))
    assert not any(signs[Status.UPCOMING])
    assert len(set(signs.values())) == len(Status)
