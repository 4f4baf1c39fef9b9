"""The names under which this server may be asked for, so that no other site's page reaches it (DNS rebinding)."""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from studylib.access.origin import VIA
from studylib.config.hosts import THIS_MACHINE, is_loopback

LONGEST_HOST = 300
"""Characters of a host with its port. The DNS allows names of 253."""


def is_own_host(
    bound_to: str | None, headers: Mapping[str, str], named: Collection[str], allowed: Collection[str]
) -> bool:
    """Tell whether a request asks for a host of this server.

    ``bound_to`` is the address that the server listens on, ``named`` the hosts that its settings mention, ``allowed``
    the only ones to serve (``*.`` takes all names below, empty: any). A server for this machine alone knows no other
    host, unless a proxy passes the request on. Names are compared without their ports.
    """
    name = find_host_name(headers.get("host", ""))
    if not name:
        return False
    if allowed:
        return any(_matches(name, each.strip().lower().rstrip(".")) for each in allowed) or is_loopback(name)
    if bound_to not in THIS_MACHINE or is_loopback(name) or name in named:
        return True
    return any(headers.get(via) for via in VIA)


def is_own_origin(headers: Mapping[str, str], allowed: Collection[str]) -> bool:
    """Tell whether the page that asks, if any, comes from this server: the same host and port.

    ``allowed`` are other origins whose pages may ask, such as ``https://study.example``.
    """
    origin = headers.get("origin")
    if origin is None:
        return True
    if len(origin) > LONGEST_HOST:
        return False
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return False
    own = bool(parts.netloc) and parts.netloc == headers.get("host", "").lower()
    return own or any(origin.lower() == each.strip().lower().rstrip("/") for each in allowed)


def find_host_name(host: str) -> str:
    """Find the name in a Host header, without port and brackets, in small letters. Empty if there is none."""
    if len(host) > LONGEST_HOST or any(sign in host for sign in "/@?#\\ "):
        return ""
    try:
        parts = urlsplit(f"//{host}")
        return (parts.hostname or "").rstrip(".") if parts.port is None or parts.port else ""
    except ValueError:
        return ""


def _matches(name: str, pattern: str) -> bool:
    return pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:]))
