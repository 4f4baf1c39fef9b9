"""The address to subscribe to the calendar, and who may read it."""

import hmac
import ipaddress
from urllib.parse import urlencode, urlsplit, urlunsplit

from studylib.config import secrets
from studylib.config.studies import ONLY, StudyConfig
from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

PATH = "/deadlines.ics"
VARIABLE = "STUDYBOARD_CALENDAR_TOKEN"
"""The environment variable of the token. It overrides ``token`` of ``[calendar]`` in the secrets file."""
NOTHING = sentence("There is nothing at this address.")
GOOGLE = "https://calendar.google.com/calendar/r"
"""The page that asks its visitor to add the calendar ``cid``."""
LONGEST_FOR_GOOGLE = 256
"""Characters of an address. Google adds no calendar of a longer one, and does not say so."""
OF_HOMES = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "test"}
)
"""Ends of names that only a house or an office knows (RFC 6761 and 6762, and what routers use)."""


def find_token(listing: StudyConfig = ONLY) -> str | None:
    """Find the token of the calendar. Return ``None`` if none is set up, or an empty one.

    Raise a ConfigError if the secrets file cannot be read, or the token is no text.
    """
    token = listing.variable(VARIABLE) or listing.table("calendar").get("token") or None
    if isinstance(token, str | None):
        return token
    raise ConfigError(
        sentence(
            "“{name}” in {path} is not a text. Put it in quotation marks.",
            name="token",
            path=str(secrets.FILE),
        )
    )


def is_token(wanted: str | None, given: str | None) -> bool:
    """Check the given token against the one set up. Without one, no token is right."""
    if not wanted:
        return False
    return hmac.compare_digest(wanted.encode("utf-8", "replace"), (given or "").encode("utf-8", "replace"))


def explain_closed_calendar(wanted: str | None) -> Sentence:
    """Say why a visitor without the token, who may not see the board, gets no calendar."""
    if wanted:
        return NOTHING
    return sentence(
        "The calendar is closed to other machines. The leader has to set a token: [calendar] token in "
        ".streamlit/secrets.toml."
    )


def subscription_address(page: str, token: str | None, study: str | None = None) -> str:
    """Make the address of a study's calendar on the server of the page at ``page``."""
    parts = urlsplit(page)
    parameters = {"study": study, "token": token}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return urlunsplit((parts.scheme, parts.netloc, PATH, query, ""))


# ---- links that add it ----


def write_webcal_link(address: str) -> str:
    """Write the link that opens the calendar of a phone or a computer."""
    return urlunsplit(urlsplit(address)._replace(scheme="webcal"))


def write_google_link(address: str) -> str:
    """Write the link to the page of Google Calendar that adds the address."""
    return f"{GOOGLE}?{urlencode({'cid': write_webcal_link(address)})}"


def explain_google(address: str) -> Sentence | None:
    """Say why Google Calendar cannot add the address. ``None`` if it can."""
    host = urlsplit(address).hostname or ""
    if not is_public_host(host):
        return sentence(
            "Google Calendar cannot reach {host}. Open this page at its address on the internet.", host=host
        )
    if len(write_webcal_link(address)) > LONGEST_FOR_GOOGLE:
        return sentence(
            "Google Calendar takes no address of more than {most} characters. Set up a shorter token.",
            most=LONGEST_FOR_GOOGLE,
        )
    return None


def is_public_host(host: str) -> bool:
    """Tell whether a host can be reached from the internet, as far as its name says."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        name, _, end = host.lower().rstrip(".").rpartition(".")
        return bool(name) and end not in OF_HOMES and not end.isdecimal()
