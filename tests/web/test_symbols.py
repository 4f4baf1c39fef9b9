"""The small icon font: what is in it, and who gets it."""

import pytest
from starlette.responses import PlainTextResponse

from studylib.web import symbols
from studylib.web.symbols import FONT, NAMES, Symbols, find_original
from tests.draw_symbols import list_needed
from tests.web.asgi import Answered, ask

ADDRESS = f"/static/media/{find_original().name}"
UNKNOWN = {"name", "star_filled"}
"""What code calls an icon, but Streamlit's own font has none of it."""


def get(address: str = ADDRESS, **headers: str) -> Answered:
    return ask(Symbols(PlainTextResponse("another")), address, **headers)


def test_the_font_has_each_icon_that_a_page_or_a_widget_names() -> None:
    missing = list_needed() - UNKNOWN - set(NAMES.read_text(encoding="utf-8").split())
    assert not missing, "Run: python -m tests.draw_symbols"


def test_the_font_is_a_twentieth_of_streamlits() -> None:
    assert FONT.stat().st_size * 20 < find_original().stat().st_size


def test_browsers_get_the_small_font_once_and_ask_whether_it_is_the_same() -> None:
    first = get()
    assert (first.status, first.headers["content-type"]) == (200, "font/woff2")
    assert first.body == FONT.read_bytes()
    assert first.headers["cache-control"] == symbols.KEPT
    again = get(If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert get(If_None_Match='"other"').status == 200


@pytest.mark.parametrize("address", ["/", "/static/media/other.woff2", f"{ADDRESS}/more"])
def test_all_else_is_left_to_the_server_behind(address: str) -> None:
    assert get(address).text == "another"
