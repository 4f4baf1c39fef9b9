"""Serve Streamlit's own files packed, with and without a proxy. Streamlit sends them as they are.

They are the same for all visitors and hold no secrets. Pages are packed by ``head``, other answers by Streamlit. The
websocket stays unpacked: it carries accounts and addresses of feeds beside what a link may add, and the length
of packed data would tell one from the other (BREACH).
"""

import re
from asyncio import get_running_loop, wrap_future
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studylib.web.head import find_below
from studylib.web.packing import KINDS, Packed, PackedFolder, choose_coding

PLACE = "/static/"
"""Where Streamlit serves its code. The names hold a hash of what is in the file."""
KEPT = "public, immutable, max-age=31536000"
"""A year, as Streamlit says for such files."""
STARTED_WITHIN = 5.0
"""Seconds. Packing would take half a second of processor time from the start of the server."""
FOLDER = Path(st.__file__).parent / "static"


class PackedFiles:
    """ASGI middleware that answers for Streamlit's code if the browser takes it packed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._folder = PackedFolder(FOLDER / "static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. A started server packs ahead, in threads of its own."""
        if scope["type"] == "lifespan":
            get_running_loop().call_later(STARTED_WITHIN, self._folder.pack_ahead, list_first_files())
        name = find_below(scope["path"]).removeprefix(PLACE) if scope["type"] == "http" else ""
        if name not in self._folder or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        coding = choose_coding(headers.get("accept-encoding", ""))
        # A part is one of the file as it is.
        if coding is None or "range" in headers or not (packed := await self._find_packed(name, coding)):
            await self._app(scope, receive, _vary(send))
            return
        await write_response(name, packed, coding, headers)(scope, receive, send)

    async def _find_packed(self, name: str, coding: str) -> Packed | None:
        try:
            return await wrap_future(self._folder.pack(name, coding))
        except OSError:  # the file is gone: Streamlit says so
            return None


def write_response(name: str, packed: Packed, coding: str, asked: Headers) -> Response:
    """Write the answer, or tell a browser that the copy it has is still right."""
    kept = {"etag": packed.tag, "cache-control": KEPT, "vary": "Accept-Encoding"}
    tags = {each.strip().removeprefix("W/") for each in asked.get("if-none-match", "").split(",")}
    if tags & {packed.tag, "*"}:
        return Response(status_code=304, headers=kept)
    kind = KINDS[PurePosixPath(name).suffix]
    return PackedResponse(packed.body, headers={**kept, "content-encoding": coding}, media_type=kind)


class PackedResponse(Response):
    """A response that sends no body to a request for its headers alone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response. Its length is that of the body either way."""
        if scope["method"] == "HEAD":
            self.body = b""
        await super().__call__(scope, receive, send)


def _vary(send: Send) -> Send:
    """Tell caches that another request may get the same file packed."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return answer


def list_first_files() -> Iterable[str]:
    """List the files that Streamlit's page loads before anything else."""
    shell = (FOLDER / "index.html").read_text(encoding="utf-8")
    return re.findall(rf'"\.{PLACE}([^"]+)"', shell)
