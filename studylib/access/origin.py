"""Where a request comes from: this machine or another one, and who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from studylib.config.hosts import is_loopback

VIA = (
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
    "Forwarded",
    "Via",
    "Cf-Connecting-Ip",
)
"""What a proxy says of whom it lets in."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, as far as the server itself knows; nothing of it is what a page was told by the browser.

    ``address`` is the provider's word, ``verified`` whether it vouches for it, ``since`` when it did (aware; ``None``
    where it does not say).
    """

    signed_in: bool = False
    address: str | None = None
    verified: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """How the server is set up and was reached: with a sign-in, and from this machine alone."""

    sign_in: bool
    local: bool


def is_local(bound_to: str | None, headers: Mapping[str, str], came_from: str | None) -> bool:
    """Whether nobody on another machine is served: by the address that the server listens on, the headers of a request
    (none at all: no server is asked), and the address that it came from (``None`` for this machine's).

    A proxy on this machine lets others in all the same: it says so in its headers, or asks for another host. One that
    does neither cannot be told from a browser here: docs say to sign in.
    """
    let_in = isinstance(came_from, str) or any(headers.get(name) for name in VIA)
    return is_loopback(bound_to or "") and _asks_for_this_machine(headers) and not let_in


def _asks_for_this_machine(headers: Mapping[str, str]) -> bool:
    host = headers.get("Host", "" if len(headers) else "localhost")
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False
