"""Codes of a meeting: six digits that change every 30 seconds (RFC 6238). The door of pyotp."""

import hmac
import json
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import pyotp

SECONDS = 30
"""How long a code is shown. It is accepted for as long again, since a tap takes a while."""

DIGITS = 6

LONGEST = 20
"""Characters of a typed code, with its blanks."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which meeting of which study a code is for. ``season`` tells the seasons of a study apart."""

    study: str
    season: str
    week: int
    task: str | None


def derive_secret(server_secret: str, meeting: Meeting) -> str:
    """Derive the secret of a meeting, in base 32. It is the same on all replicas, and after a restart.

    ``server_secret`` is known to the server alone. It cannot be told from the secrets of meetings.
    """
    of = ["studyboard check-in", meeting.study, meeting.season, meeting.week, meeting.task]
    made = hmac.new(server_secret.encode(), json.dumps(of).encode(), sha256).digest()
    return b32encode(made).decode()


def write_code(secret: str, now: datetime) -> str:
    """Write the code that is shown at ``now`` (aware)."""
    return _generate(secret, now, 0)


def is_valid(secret: str, typed: str, now: datetime) -> bool:
    """Check if a typed code is the present one or the one before it. Blanks between the digits do not count.

    The comparison takes the same time for all codes.
    """
    if len(typed) > LONGEST:
        return False
    digits = "".join(typed.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    matches = [hmac.compare_digest(_generate(secret, now, back), digits) for back in (0, 1)]
    return any(matches)


def _generate(secret: str, now: datetime, back: int) -> str:
    """Generate the code of the window that is so many windows back."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS).generate_otp(
        int(now.timestamp()) // SECONDS - back
    )
