"""The codes of this server's meetings, and the link with a code in it."""

from urllib.parse import urlencode

from studylib.access import codes
from studylib.access.codes import Meeting
from studylib.season.tasks import Duty
from studylib.web.own_address import find_own_address
from studylib.web.sign_in import read_auth_settings
from studylib.web.tries import Tries
from studylib.web.visit import Visit

TRIES = Tries()
"""The tries of the visitors of this process."""


def find_secret(visit: Visit, meeting: Duty) -> str | None:
    """Find the secret of a meeting. ``None`` without a sign-in, as then nobody knows who checks in."""
    server_secret = read_auth_settings().get("cookie_secret")
    if not isinstance(server_secret, str) or not server_secret:
        return None
    study = visit.study
    season = f"{study.identity or ''} {study.starts_on or ''}"
    of = Meeting(visit.listing.id or "", season, meeting.week, meeting.task.name)
    return codes.derive_secret(server_secret, of)


def write_code_link(visit: Visit, code: str) -> str | None:
    """Write the address of the page that checks in with a code. ``None`` if the sign-in does not say our address."""
    root = find_own_address()
    if root is None:
        return None
    query = {"study": visit.listing.id, "code": code}
    given = urlencode({name: value for name, value in query.items() if value})
    return f"{root}/check_in?{given}"


def find_matching(visit: Visit, meetings: tuple[Duty, ...], typed: str) -> Duty | None:
    """Find the meeting that a code is for at the present moment. ``None`` if it is for none of them."""
    found = None
    for meeting in meetings:
        secret = find_secret(visit, meeting)
        if secret and codes.is_valid(secret, typed, visit.present):
            found = meeting
    return found
