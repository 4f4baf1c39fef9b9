"""The gate in front of Streamlit: it refuses what no page of ours asks for, before Streamlit looks at it.

Streamlit would take uploads from anyone. At a foreign origin it would ask a server elsewhere for its own address, and
all visitors would wait for the answer.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from studylib.access.names import is_own_host, is_own_origin
from studylib.calendar import subscription
from studylib.config import secrets
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import sentence
from studylib.web.tally import Tally

METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods of all our pages and files. None of them sends a body."""
MISDIRECTED, FORBIDDEN, NO_METHOD = 421, 403, 405
"""The statuses of the refusals: another host, another site's page, another method (RFC 9110)."""
ANY_HOST = frozenset({subscription.PATH})
"""Our own routes, which judge by the host themselves: to another host they tell what anybody may know."""
REFUSALS = {
    MISDIRECTED: "host that is not ours",
    FORBIDDEN: "page of another site",
    NO_METHOD: "method that sends something",
}
ANSWERS = {
    MISDIRECTED: sentence(
        "This server does not answer to that host name. If it is yours, name it in server.allowedHosts of "
        ".streamlit/config.toml."
    ),
    FORBIDDEN: sentence("A page of another site may not ask this server."),
    NO_METHOD: sentence("This server takes no uploads."),
}


class Gate:
    """ASGI middleware that refuses foreign hosts, foreign origins and bodies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.tally = Tally()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it unread."""
        status = find_refusal(scope) if scope["type"] in ("http", "websocket") else None
        if status is None:
            await self.app(scope, receive, send)
            return
        self.tally.count(REFUSALS[status])
        if scope["type"] == "websocket":
            await receive()  # its wish to connect
            await send({"type": "websocket.close", "code": 1008})  # a violated policy (RFC 6455)
            return
        headers = {"Connection": "close", "Cache-Control": "no-store"}
        text = "".join(f"{Language(code).say(ANSWERS[status])}\n" for code in CODES)
        await PlainTextResponse(text, status, headers)(scope, receive, send)


def find_refusal(scope: Scope) -> int | None:
    """Find the status that refuses a request. ``None`` to let it in."""
    headers, bound_to = Headers(scope=scope), st.get_option("server.address")
    own = is_own_host(bound_to, headers, list_named_hosts(), st.get_option("server.allowedHosts"))
    if not own and scope["path"] not in ANY_HOST:
        return MISDIRECTED
    origins = st.get_option("server.corsAllowedOrigins")
    if st.get_option("server.enableCORS") and not is_own_origin(headers, origins):
        return FORBIDDEN
    return None if scope.get("method", "GET") in METHODS else NO_METHOD


def list_named_hosts() -> Collection[str]:
    """List the hosts that the settings mention: where a sign-in returns to, and Streamlit's own option."""
    try:
        address = secrets.read_table("auth").get("redirect_uri")
        host = urlsplit(address).hostname if isinstance(address, str) else None
    except (StudyboardError, ValueError):
        host = None
    return {each.lower() for each in (host, st.get_option("browser.serverAddress")) if each}
