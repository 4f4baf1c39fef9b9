"""The product's pictures: icons of a window and a home screen, and the card under a shared link.

``python -m tests.draw_pictures`` draws them from ``icons/icon.svg``.
"""

from base64 import b64encode
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

FOLDER = Path(__file__).parent / "icons"
ICON = f"data:image/svg+xml;base64,{b64encode((FOLDER / 'icon.svg').read_bytes()).decode()}"
"""The icon of a window, as an address that holds it. Streamlit would read a file anew for each visit."""
PLACE = "pictures"
"""Where they are, below the root of the server."""

FILES = {
    "icon.svg": "image/svg+xml",
    "icon-192.png": "image/png",
    "icon-512.png": "image/png",
    "icon-maskable.png": "image/png",
    "icon-touch.png": "image/png",
    "card-ko.png": "image/png",
    "card-en.png": "image/png",
}
"""Each file and its type. No other name is served."""

CARD = (1200, 630)
"""Width and height of a card in pixels, as chats show it."""
KEPT = {"Cache-Control": "private, max-age=86400"}
GROUNDS = {"light": "#ffffff", "dark": "#11151b"}
"""The grounds of the themes, if no setting names others."""


def find_ground(theme: str) -> str:
    """Find the ground of a theme, ``light`` or ``dark``."""
    return str(st.get_option(f"theme.{theme}.backgroundColor") or GROUNDS[theme])


def draw_icons() -> Markup:
    """Build the links to the icons. Streamlit changes the one it calls a shortcut."""
    return Markup(
        f'<link rel="shortcut icon" href="./{PLACE}/icon-192.png">\n    '
        f'<link rel="icon" type="image/svg+xml" href="./{PLACE}/icon.svg">\n    '
        f'<link rel="apple-touch-icon" href="./{PLACE}/icon-touch.png">'
    )


def draw_colours() -> Markup:
    """Build the colours of the browser's frame around a page."""
    line = Markup('<meta name="theme-color" media="(prefers-color-scheme: {})" content="{}">')
    return Markup("\n    ").join(line.format(theme, find_ground(theme)) for theme in GROUNDS)


def serve_picture(request: Request) -> Response:
    """Serve one of the pictures."""
    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("", 404)
    return FileResponse(FOLDER / name, media_type=FILES[name], headers=KEPT)
