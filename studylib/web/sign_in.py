"""Sign in and out, and find out who the visitor is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import streamlit as st
from markupsafe import Markup
from streamlit.errors import StreamlitAPIException

from studylib.access import origin
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from studylib.config import secrets
from studylib.logs import LOG
from studylib.text.language import Language

UNABLE = "unable"
"""Where a click leaves that it led to no provider."""
SIGNED_IN = (Role.LEADER, Role.MEMBER, Role.STRANGER, Role.UNVERIFIED)
"""Who may want to sign out."""
SIGNED_OUT = (Role.ANONYMOUS, Role.EXPIRED)
"""Who may want to sign in."""
OF_ONE_SIGN_IN = ("iss", "sub", "iat", "nonce")
"""What together no other sign-in has."""
MOST_SIGN_OUTS = 10_000
"""Of the last ones it is known which sign-ins they ended."""


def find_visitor() -> Visitor:
    """Who the visitor is, by the cookie that the provider's word was signed into when they came back from it."""
    if not read_settings() or _one_sign_in() in _ENDED:
        return Visitor()
    verified = st.user.get("email_verified")
    return Visitor(
        signed_in=st.user.get("is_logged_in") is True,
        address=str(st.user.get("email") or "") or None,
        verified=verified is True or verified == "true",
        since=_since(st.user.get("iat")),
    )


def _since(seconds: object) -> datetime | None:
    """The moment that the provider gives; the beginning of time where it is none."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)


def _sign_in_at(provider: str | None) -> None:
    """Send the visitor to a provider; where [auth] does not tell Streamlit all that it needs, they are told so."""
    try:
        st.login(provider)
    except StreamlitAPIException as error:
        LOG.warning("The sign-in is not set up: %s", error)
        st.session_state[UNABLE] = True


_ENDED: dict[tuple[object, ...], None] = {}
"""The sign-ins that were ended on this server: a tab that is still open, or a copy of the cookie, brings none back."""


def _one_sign_in() -> tuple[object, ...] | None:
    said = tuple(str(st.user.get(name) or "") for name in OF_ONE_SIGN_IN)
    return said if any(said) else None


def _sign_out() -> None:
    """End the sign-in, also for the visitor's other tabs, to which Streamlit shows the cookie but once."""
    if ended := _one_sign_in():
        _ENDED[ended] = None
        while len(_ENDED) > MOST_SIGN_OUTS:
            _ENDED.pop(next(iter(_ENDED)), None)
    st.logout()


def find_origin() -> Origin:
    return read_origin(st.context.headers, st.context.ip_address)


def read_origin(headers: Mapping[str, str], came_from: str | None = None) -> Origin:
    """How the server was reached by a request with these headers from that address (``None``: this machine's).

    Raises a WorkbookError where the secrets file cannot be read, for then nobody knows whether there is a sign-in.
    """
    local = origin.is_local(st.get_option("server.address"), headers, came_from)
    return Origin(sign_in=bool(read_settings()), local=local)


def read_settings() -> Mapping[str, object]:
    """How one signs in; nothing where one cannot."""
    return secrets.read_table("auth")


def draw_buttons(language: Language, party: Role, kind: Literal["primary", "tertiary"]) -> None:
    """The buttons to sign in, one a provider, or the one to sign out; those at the foot are the quiet ones."""
    say = language.say
    if party in SIGNED_OUT:
        for provider, name in _providers().items():
            said = say("Sign in with {provider}", provider=name) if name else say("Sign in")
            key = f"sign_in_{provider}_{kind}"
            st.button(
                said, on_click=_sign_in_at, args=(provider,), key=key, type=kind, icon=":material/login:"
            )
        if st.session_state.pop(UNABLE, False):
            why = say("Nobody can sign in at the moment. Who runs the server finds the reason in its log.")
            st.html(Markup('<div class="sb"><p class="strip alert" role="alert">{}</p></div>').format(why))
    elif party in SIGNED_IN:
        said = say("Sign out")
        st.button(said, on_click=_sign_out, key=f"sign_out_{kind}", type=kind, icon=":material/logout:")


def _providers() -> Mapping[str | None, str]:
    """The providers that are set up, by the names that people know them by; ``None``: the only one, without a name."""
    tables = {name: each for name, each in read_settings().items() if isinstance(each, Mapping)}
    named: dict[str | None, str] = {
        name: name.capitalize() for name, each in tables.items() if "client_id" in each
    }
    return named or {None: ""}
