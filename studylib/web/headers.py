"""The headers of every answer. Pages load and run nothing from elsewhere. No other site may frame them.

A plain ASGI middleware adds them. It costs 1.3 microseconds an answer, and nothing within a websocket.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = Path(__file__).parent / "script.js"
"""Our only script within a page. Browsers run another one only if ``list_inline_scripts`` names it."""
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""What Streamlit would answer by itself to anyone: its figures, and an interface for programs."""


class HeadersMiddleware:
    """ASGI middleware that adds our headers to each answer. A header that the answer already has is kept."""

    def __init__(self, server: ASGIApp) -> None:
        self._server = server
        self._headers = [(name.encode(), value.encode()) for name, value in list_headers().items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. The closed addresses answer 404."""
        if scope["type"] != "http":
            await self._server(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                names = {name.lower() for name, _ in own}
                message["headers"] = own + [each for each in self._headers if each[0] not in names]
            await send(message)

        if any(each in scope["path"] for each in CLOSED):
            await answer({"type": "http.response.start", "status": 404, "headers": []})
            await answer({"type": "http.response.body", "body": b""})
        else:
            await self._server(scope, receive, answer)


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


def write_policy(scripts: Iterable[str]) -> str:
    """Write the content security policy that Streamlit and plotly work under, by trial in Chromium.

    Of the scripts within a page, browsers run only these, letter by letter. Styles may be anywhere. Streamlit writes
    its own while a page runs, and plotly sets them on each element. Streamlit's messages need WebAssembly to count
    beyond 2**53. It turns no text into a script.
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


def list_inline_scripts() -> Iterable[str]:
    """List the scripts within a page: ours, and those of Streamlit's own page."""
    yield SCRIPT.read_text(encoding="utf-8")
    streamlit = find_spec("streamlit")
    if streamlit and streamlit.origin:
        shell = (Path(streamlit.origin).parent / "static/index.html").read_text(encoding="utf-8")
        yield from re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)
