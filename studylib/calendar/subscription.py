"""The address at which the calendar can be subscribed to, and who may read what is there."""

import hmac
from urllib.parse import urlencode, urlsplit, urlunsplit

from studylib.config import secrets
from studylib.config.studies import ONLY, StudyConfig
from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

PATH = "/deadlines.ics"
VARIABLE = "STUDYBOARD_CALENDAR_TOKEN"
"""The environment variable that holds the token; it goes before ``token`` of ``[calendar]`` in the secrets file."""
NOTHING = sentence("There is nothing at this address.")


def find_token(listing: StudyConfig = ONLY) -> str | None:
    """The token that the calendar asks for; ``None`` where none is set up, an empty one counting as none.

    Raises a ConfigError where the secrets file cannot be read, or the token is no text.
    """
    found = listing.variable(VARIABLE) or listing.table("calendar").get("token") or None
    if isinstance(found, str | None):
        return found
    raise ConfigError(
        sentence(
            "“{name}” in {path} is not a text. Put it in quotation marks.",
            name="token",
            path=str(secrets.FILE),
        )
    )


def is_token(wanted: str | None, given: str | None) -> bool:
    """Whether the token that is set up, if one is, was given."""
    if not wanted:
        return False
    return hmac.compare_digest(wanted.encode("utf-8", "replace"), (given or "").encode("utf-8", "replace"))


def explain_refusal(wanted: str | None) -> Sentence:
    """Why the calendar is not given out to somebody who has not given the token and may not see the board."""
    if wanted:
        return NOTHING
    return sentence(
        "The calendar is closed to other machines. The leader has to set a token: [calendar] token in "
        ".streamlit/secrets.toml."
    )


def subscription_address(page: str, token: str | None, study: str | None = None) -> str:
    """The address of a study's calendar on the server that a page at the address ``page`` comes from."""
    parts = urlsplit(page)
    given = {"study": study, "token": token}
    query = urlencode({name: value for name, value in given.items() if value})
    return urlunsplit((parts.scheme, parts.netloc, PATH, query, ""))
