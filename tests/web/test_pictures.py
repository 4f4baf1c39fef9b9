"""The pictures of the product."""

import struct

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from studylib.web import pictures
from tests.web.asgi import ask

APP = Starlette(routes=[Route(f"/{pictures.PLACE}/{{name}}", pictures.serve_picture)])
SIZES = {
    "icon-192.png": (192, 192),
    "icon-512.png": (512, 512),
    "icon-maskable.png": (512, 512),
    "icon-touch.png": (180, 180),
    "card-ko.png": pictures.CARD,
    "card-en.png": pictures.CARD,
}
LARGEST = 60_000
"""Bytes of a picture, so that chats fetch it at once."""


@pytest.mark.parametrize("name", pictures.FILES)
def test_each_picture_is_served_whole_and_may_be_kept_a_day(name: str) -> None:
    got = ask(APP, f"/{pictures.PLACE}/{name}")
    assert (got.status, got.headers["content-type"].partition(";")[0]) == (200, pictures.FILES[name])
    assert got.headers["cache-control"] == "private, max-age=86400"
    assert 0 < len(got.body) < LARGEST
    if name in SIZES:
        assert struct.unpack(">II", got.body[16:24]) == SIZES[name]


@pytest.mark.parametrize("name", ["head.py", "..", "icon.svg%00", "card-fr.png"])
def test_nothing_else_is_served(name: str) -> None:
    assert ask(APP, f"/{pictures.PLACE}/{name}").status == 404


def test_the_frame_of_the_browser_has_the_colours_of_both_themes() -> None:
    drawn = pictures.draw_colours()
    assert [f"(prefers-color-scheme: {theme})" in drawn for theme in ("light", "dark")] == [True, True]
