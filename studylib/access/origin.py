"""The origin of a request: this machine or another one, and the visitor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from studylib.config.hosts import THIS_MACHINE

VIA = (
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
    "Forwarded",
    "Via",
    "Cf-Connecting-Ip",
)
"""Headers by which a proxy names its visitors."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor, as far as the server itself knows. The browser's own claims do not count.

    ``address`` comes from the sign-in provider. ``verified``: the provider vouches for it. ``since`` is the time of
    the sign-in (aware, ``None``: the provider does not say).
    """

    signed_in: bool = False
    address: str | None = None
    verified: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The set-up of the server. ``local``: it was reached from this machine only."""

    sign_in: bool
    local: bool


def is_local(bound_to: str | None, headers: Mapping[str, str], came_from: str | None) -> bool:
    """Tell whether only this machine is served.

    ``bound_to`` is the address that the server listens on, ``came_from`` the sender's (``None``: this machine).
    Without any headers there is no server. A proxy on this machine may let others in: its headers or another host
    reveal it. A proxy that reveals nothing looks like a local browser, so the docs advise a sign-in.
    """
    proxied = isinstance(came_from, str) or any(headers.get(name) for name in VIA)
    return bound_to in THIS_MACHINE and _asks_for_this_machine(headers) and not proxied


def _asks_for_this_machine(headers: Mapping[str, str]) -> bool:
    host = headers.get("Host", "" if len(headers) else "localhost")
    try:
        return urlsplit(f"//{host}").hostname in THIS_MACHINE
    except ValueError:
        return False
