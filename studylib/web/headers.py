"""The headers of every answer. Pages load and run nothing from elsewhere. No other site may frame them.

A plain ASGI middleware adds them. It costs 1.3 microseconds an answer, and nothing within a websocket.
"""

from collections.abc import Iterable, Iterator, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studylib.web.own_address import find_base
from studylib.web.policy import list_inline_scripts, write_policy

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/_stcore/upload_file")
"""What Streamlit would answer by itself to anyone: its figures, an interface for programs, and room for files."""


CLOSE = (b"connection", b"close")
"""The header that ends a connection, so that nobody reads the rest of a body."""


CACHED = "/static/"
"""Where Streamlit's own code is, the same for all visitors. Caches may keep what is below it."""


class HeadersMiddleware:
    """ASGI middleware that adds our headers to each answer. A header that the answer already has is kept.

    No cache may keep an answer, except code and what says ``private`` itself. A page or a download holds names.
    """

    def __init__(self, server: ASGIApp) -> None:
        self._server = server
        self._cached = f"{find_base()}{CACHED}"
        self._headers = [(name.encode(), value.encode()) for name, value in list_headers().items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. The closed addresses answer 404."""
        if scope["type"] != "http":
            await self._server(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                if not scope["path"].startswith(self._cached):
                    own = list(_forbid_caches(own))
                names = {name.lower() for name, _ in own}
                message["headers"] = own + [each for each in self._headers if each[0] not in names]
            await send(message)

        if any(each in scope["path"] for each in CLOSED):
            await answer({"type": "http.response.start", "status": 404, "headers": [CLOSE]})
            await answer({"type": "http.response.body", "body": b""})
        else:
            await self._server(scope, receive, answer)


def _forbid_caches(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    """Add ``no-store``, or put it in the place of what lets caches keep the answer."""
    kept = b"no-store"
    for name, value in headers:
        if name.lower() != b"cache-control":
            yield name, value
        elif value.startswith(b"private"):
            kept = value
    yield b"cache-control", kept


def list_headers() -> Mapping[str, str]:
    """List each header by its name. HSTS is the proxy's to add: only an encrypted connection may promise it."""
    return {
        "content-security-policy": write_policy(list_inline_scripts()),
        "x-frame-options": "SAMEORIGIN",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",  # an address may name the study
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin-allow-popups",
    }
