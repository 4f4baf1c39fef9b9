"""Send a small icon font in the place of Streamlit's, which has 4,309 icons in 366 KiB.

Streamlit asks for its font on every first visit. The small one has the icons that pages and widgets show.
``python -m tests.draw_symbols`` makes it.
"""

from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from studylib.web.head import find_below
from studylib.web.packed_files import FOLDER, PLACE

FONT = Path(__file__).parent / "icons/symbols.woff2"
NAMES = Path(__file__).parent / "icons/symbols.txt"
"""The icons of the font, one a line."""
KEPT = "public, no-cache"
"""Browsers ask whether theirs is the same. The address stays, though a next version may have more icons."""


def find_original() -> Path:
    """Find Streamlit's own font."""
    (font,) = (FOLDER / "static/media").glob("MaterialSymbols-Rounded.*.woff2")
    return font


class Symbols:
    """ASGI middleware that answers for Streamlit's icon font."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._address = f"{PLACE}media/{find_original().name}"
        self._font = FONT.read_bytes()
        self._tag = f'"{sha256(self._font).hexdigest()[:20]}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Only that of the font is answered here."""
        if scope["type"] != "http" or find_below(scope["path"]) != self._address:
            await self._app(scope, receive, send)
            return
        kept = {"etag": self._tag, "cache-control": KEPT}
        same = Headers(scope=scope).get("if-none-match", "").removeprefix("W/") == self._tag
        body = Response(status_code=304, headers=kept)
        if not same:
            body = Response(self._font, headers=kept, media_type="font/woff2")
        await body(scope, receive, send)
