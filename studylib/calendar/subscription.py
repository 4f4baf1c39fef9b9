"""The address to subscribe to the calendar, and who may read it."""

import hmac
from urllib.parse import urlencode, urlsplit, urlunsplit

from studylib.config import secrets
from studylib.config.studies import ONLY, StudyConfig
from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

PATH = "/deadlines.ics"
VARIABLE = "STUDYBOARD_CALENDAR_TOKEN"
"""The environment variable of the token. It overrides ``token`` of ``[calendar]`` in the secrets file."""
NOTHING = sentence("There is nothing at this address.")


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
