"""The address of a page of this server, as others have to write it."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from studylib.access.names import find_host_name, is_own_origin
from studylib.calendar.subscription import is_public_host
from studylib.config import secrets
from studylib.web.agents import WayOut

_HOST = re.compile(r"[A-Za-z0-9.\-_:\[\]]+")
_SCHEMES = ("https", "http")

BROWSER = "com.android.chrome"
"""The browser that an intent opens. A phone without it stays on the page."""

CALLBACK = "/oauth2callback"
"""How the address ends to which a provider sends a visitor back (Streamlit)."""

TRAVELLING = ("study", "lang", "as_of", "month", "name", "rows", "proof")
"""The parameters that others may get with a link. The code of a meeting is not among them."""


def find_base() -> str:
    """Find the path below which the pages are, without a final slash. Empty for the root."""
    given = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{given}" if given else ""


def find_root(headers: Mapping[str, str], scheme: str = "http") -> str | None:
    """Find the address of this server by what was asked for, without a final slash.

    ``scheme``: of the connection. A proxy or the visitor's own page may know it better. ``None`` if the host is none.
    """
    host = headers.get("Host") or ""
    if not find_host_name(host) or not _HOST.fullmatch(host):
        return None
    origin, proxied = headers.get("Origin") or "", headers.get("X-Forwarded-Proto") or ""
    own = urlsplit(origin).scheme if origin and is_own_origin({"origin": origin, "host": host}, ()) else ""
    told = proxied[:100].split(",")[0].strip().lower()
    chosen = next((each for each in (own, told, scheme) if each in _SCHEMES), "http")
    return f"{chosen}://{host}{find_base()}"


def find_present_root() -> str:
    """Find the address of this server as the visitor's browser has it. Empty if it does not say."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{find_base()}" if parts.scheme in _SCHEMES else ""


def find_own_address() -> str | None:
    """Find the address of this server as the sign-in knows it. ``None`` if it does not say."""
    callback = secrets.read_table("auth").get("redirect_uri")
    if not isinstance(callback, str) or not callback.endswith(CALLBACK):
        return None
    return callback.removesuffix(CALLBACK)


def write_address(root: str, page: str, query: Mapping[str, str]) -> str:
    """Write the address of a page. ``page`` is empty for the board."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{root}/{page}" + (f"?{asked}" if asked else "")


def write_public_address(query: Mapping[str, str], page: str = "") -> str | None:
    """Write the address of a page for people elsewhere. ``None`` if they cannot reach what was asked for.

    A visitor at the machine itself asks for an own name, so the address of the sign-in counts then.
    """
    roots = find_root(st.context.headers), find_own_address()
    public = next((each for each in roots if each and _is_public(each)), None)
    return write_address(public, page, query) if public else None


def _is_public(root: str) -> bool:
    """Tell whether others may reach an address: no name or number of this machine or of a network at home."""
    try:
        parts = urlsplit(root)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and is_public_host(find_host_name(parts.netloc))


def write_way_out(address: str, way: WayOut) -> str | None:
    """Write the link that opens an address of ours in the phone's browser. ``None`` if no link can."""
    if way is WayOut.KAKAOTALK:
        return f"kakaotalk://web/openExternal?url={quote(address, safe='')}"
    if way is WayOut.LINE:
        return f"{address}{'&' if '?' in address else '?'}openExternalBrowser=1"
    if way is WayOut.INTENT:
        scheme, _, rest = address.partition("://")
        back = quote(address, safe="")
        options = f"scheme={scheme};package={BROWSER};S.browser_fallback_url={back}"
        return f"intent://{rest}#Intent;{options};end"
    return None
