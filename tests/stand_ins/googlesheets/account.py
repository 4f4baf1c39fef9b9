"""A service account: its key, and the tokens for its signature."""

import base64
import binascii
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.stand_ins.googlesheets.refusal import (
    RefusalError,
    bad_token,
    invalid_grant,
    narrow_scope,
    no_token,
)

EMAIL = "studyboard@stand-in.iam.gserviceaccount.example"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE_TOKEN_URI = "https://oauth2.googleapis.com/token"
"""google-auth names this one as the audience, wherever the key sends it."""

HOUR = 3600
CLOCKS_DIFFER = 300
"""Seconds that the clocks of Google and of the program may be apart."""

_AUTH = "https://www.googleapis.com/auth/"
WRITING = {_AUTH + name for name in ("spreadsheets", "drive", "drive.file")}
READING = WRITING | {_AUTH + name for name in ("spreadsheets.readonly", "drive.readonly")}


@cache
def _private_key() -> rsa.RSAPrivateKey:
    """Made once a process: it takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Key:
    private_key: str = field(repr=False)
    token_uri: str
    type: str = "service_account"
    project_id: str = "stand-in"
    private_key_id: str = "stand-in"
    client_email: str = EMAIL
    client_id: str = "100000000000000000000"
    universe_domain: str = "googleapis.com"


class Account:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._tokens: dict[str, tuple[set[str], float]] = {}

    def key(self, token_uri: str) -> dict[str, str]:
        """As Google hands it out, in a JSON file."""
        pem = _private_key().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return asdict(Key(pem.decode(), token_uri))

    def token(self, form: Mapping[str, str], token_uri: str) -> dict[str, Any]:
        """The token for a signed assertion, in the form of OAuth. Raises a RefusalError."""
        if form.get("grant_type") != GRANT:
            raise RefusalError(
                400, {"error": "unsupported_grant_type", "error_description": "Invalid grant_type"}
            )
        claims = _claims(form.get("assertion", ""))
        if claims.get("iss") != EMAIL:
            raise invalid_grant("Invalid grant: account not found")
        if claims.get("aud") not in (token_uri, GOOGLE_TOKEN_URI):
            raise invalid_grant("Invalid JWT: Failed audience check.")
        self._check_times(claims)
        scopes = set(str(claims.get("scope", "")).split())
        if not scopes:
            raise RefusalError(
                400,
                {
                    "error": "invalid_scope",
                    "error_description": "Invalid OAuth scope or ID token audience provided.",
                },
            )
        token = secrets.token_urlsafe(24)
        self._tokens[token] = scopes, self._clock() + HOUR
        return {"access_token": token, "expires_in": HOUR - 1, "token_type": "Bearer"}

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        try:
            issued, expires = float(claims["iat"]), float(claims["exp"])
        except (KeyError, TypeError, ValueError):
            issued = expires = 0.0
        now = self._clock()
        in_time = issued - CLOCKS_DIFFER <= now < expires + CLOCKS_DIFFER
        if not in_time or expires - issued > HOUR:
            raise invalid_grant(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim."
            )

    def check(self, authorization: str | None, writing: bool, unsigned: bool) -> str:
        """The user who asks. ``writing``: the method changes something. ``unsigned``: requests need no token."""
        if not authorization:
            if unsigned:
                return "anybody"
            raise no_token()
        scheme, _, token = authorization.partition(" ")
        scopes, expires = self._tokens.get(token, (set(), 0.0))
        if scheme.lower() != "bearer" or self._clock() >= expires:
            raise bad_token()
        if not scopes & (WRITING if writing else READING):
            raise narrow_scope()
        return EMAIL

    def revoke(self) -> None:
        """Make all tokens void."""
        self._tokens.clear()


def _claims(assertion: str) -> dict[str, Any]:
    """The claims of the assertion, if the account's key signed it."""
    signed, _, signature = assertion.rpartition(".")
    try:
        _private_key().public_key().verify(
            _decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256()
        )
        header, claims = (json.loads(_decoded(part)) for part in signed.split("."))
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise invalid_grant("Invalid JWT Signature.") from error
    if header.get("alg") != "RS256":
        raise invalid_grant("Invalid JWT Signature.")
    return dict(claims)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
