"""Prove that a link to a certificate comes from this server, with a code that lasts."""

import hmac
import json
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

BYTES = 15
"""Of the code: 120 bits, so nobody guesses it."""

LENGTH = 24
"""Characters of a code."""


@dataclass(frozen=True, slots=True)
class Certified:
    """Whose certificate it is: of which study and season. ``season`` tells the seasons of a study apart."""

    study: str
    season: str
    member: str


def write_proof(server_secret: str, of: Certified) -> str:
    """Write the code of a certificate. It is the same on all replicas, and after a restart.

    ``server_secret`` is known to the server alone. No code tells it.
    """
    told = ["studyboard certificate", of.study, of.season, of.member]
    made = hmac.new(server_secret.encode(), json.dumps(told).encode(), sha256).digest()
    return b32encode(made[:BYTES]).decode().lower()


def is_proof(server_secret: str, of: Certified, given: str) -> bool:
    """Check a code. Case does not count. The comparison takes the same time for all codes."""
    if len(given) != LENGTH or not given.isascii():
        return False
    return hmac.compare_digest(write_proof(server_secret, of), given.lower())
