"""How much a sender may say at once, by its cookie or by where it is."""

from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from studylib.config.hosts import THIS_MACHINE
from studylib.text.errors import StudyboardError
from studylib.web.sign_in import read_origin

STRANGERS_MOST = 256 * 1024
"""Bytes of one message of a visitor who has not signed in."""
MOST = 1024 * 1024
"""Bytes of one message of anybody else: a leader who pastes a whole table."""


def choose_most_bytes(scope: Scope, size: int) -> int:
    """Choose the most bytes of a message of that connection. Look at the cookie only if ``size`` may be too many."""
    return MOST if STRANGERS_MOST < size <= MOST and _may_lead(scope) else STRANGERS_MOST


def find_sender(connection: HTTPConnection) -> str | None:
    """Find the address that a request comes from. ``None`` for this machine, as Streamlit has it for pages."""
    host = connection.client.host if connection.client else ""
    return None if host in THIS_MACHINE else host


def _may_lead(scope: Scope) -> bool:
    """Tell whether the sender has signed in, or is at this machine and needs no sign-in."""
    connection = HTTPConnection(scope)
    try:
        reached = read_origin(connection.headers, find_sender(connection))
    except StudyboardError:
        return False
    if not reached.sign_in:
        return reached.local
    return _find_cookie(connection.cookies)


def _find_cookie(cookies: dict[str, str]) -> bool:
    """Tell whether there is a cookie of a sign-in that this server signed."""
    return _get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME) is not None
