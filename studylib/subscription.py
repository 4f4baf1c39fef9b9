"""The address at which the calendar can be subscribed to, and who may read what is there."""

import hmac
import os
from urllib.parse import urlencode, urlsplit, urlunsplit

from studylib import secret
from studylib.cells import WorkbookError
from studylib.sentence import Sentence, sentence

PATH = "/deadlines.ics"
VARIABLE = "STUDYBOARD_CALENDAR_TOKEN"
"""The environment variable that holds the token; it goes before ``token`` of ``[calendar]`` in the secrets file."""
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
"""The addresses of a server, and the hosts that a browser asks for, which nobody on another machine reaches."""


def token() -> str | None:
    """The token that the calendar asks for; ``None`` where none is set up, an empty one counting as none.

    Raises a WorkbookError where the secrets file cannot be read, or the token is no text.
    """
    found = os.environ.get(VARIABLE) or secret.table("calendar").get("token") or None
    if isinstance(found, str | None):
        return found
    raise WorkbookError(
        sentence(
            "“{name}” in {path} is not a text. Put it in quotation marks.",
            name="token",
            path=str(secret.FILE),
        )
    )


def alone(bound_to: str | None, host: str | None, forwarded: str | None) -> bool:
    """Whether a request can only come from the machine of the server: by the address that the server listens on, the
    host that is asked for and the header of a proxy.

    A proxy on this machine lets others in all the same: it says so in its headers, or asks for another host.
    """
    try:
        asked = urlsplit(f"//{host or THIS_MACHINE[0]}").hostname
    except ValueError:
        return False
    return bound_to in THIS_MACHINE and asked in THIS_MACHINE and not forwarded


def refused(wanted: str | None, given: str | None, *, alone: bool) -> Sentence | None:
    """Why the calendar is not given out; ``None`` where it is. ``wanted``: the token that is set up, if one is.

    With a token, who gives it may; without one, this machine alone.
    """
    if wanted:
        if hmac.compare_digest(wanted.encode("utf-8", "replace"), (given or "").encode("utf-8", "replace")):
            return None
        return sentence("There is nothing at this address.")
    if alone:
        return None
    return sentence(
        "The calendar is closed to other machines. The leader has to set a token: [calendar] token in "
        ".streamlit/secrets.toml."
    )


def address(page: str, token: str | None) -> str:
    """The address of the calendar on the server that a page at the address ``page`` comes from."""
    parts = urlsplit(page)
    query = urlencode({"token": token}) if token else ""
    return urlunsplit((parts.scheme, parts.netloc, PATH, query, ""))
