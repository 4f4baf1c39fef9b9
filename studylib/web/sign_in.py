"""Sign in and out, and find out who the visitor is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from studylib.access import origin
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from studylib.config import secrets
from studylib.logs import LOG
from studylib.text.language import Language
from studylib.web import markup, sign_outs, way_out

UNABLE = "unable"
"""The session's key for a click on a provider that is not set up."""
SIGNED_IN = (Role.LEADER, Role.MEMBER, Role.STRANGER, Role.UNVERIFIED)
"""The roles that get a button to sign out."""
SIGNED_OUT = (Role.ANONYMOUS, Role.EXPIRED)
"""The roles that get a button to sign in."""
SIGN_IN_CLAIMS = ("iss", "sub", "iat", "nonce")
"""ID-token claims that together identify one sign-in."""


# ---- the visitor, and the way they came ----


def read_auth_settings() -> Mapping[str, object]:
    """Read the table ``[auth]`` of the secrets file. It is empty if there is no sign-in."""
    return secrets.read_table("auth")


def find_visitor() -> Visitor:
    """Find the visitor by the signed cookie that holds the provider's claims."""
    if not read_auth_settings() or ((claims := _identify_sign_in()) and sign_outs.has_ended(claims)):
        return Visitor()
    verified = st.user.get("email_verified")
    return Visitor(
        signed_in=st.user.get("is_logged_in") is True,
        address=str(st.user.get("email") or "") or None,
        verified=verified is True or verified == "true",
        since=_parse_moment(st.user.get("iat")),
    )


def _parse_moment(seconds: object) -> datetime | None:
    """Convert a claim in seconds since 1970. An unreadable one counts as the beginning of time."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)


def _identify_sign_in() -> tuple[str, ...] | None:
    claims = tuple(str(st.user.get(name) or "") for name in SIGN_IN_CLAIMS)
    return claims if any(claims) else None


def find_origin() -> Origin:
    """Find how this session reached the server. Raises as ``read_origin`` does."""
    return read_origin(st.context.headers, st.context.ip_address)


def read_origin(headers: Mapping[str, str], came_from: str | None = None) -> Origin:
    """Read how a request with these headers reached the server. ``came_from``: its address, ``None`` for this machine.

    Raises a ConfigError if the secrets file cannot be read. It may set up a sign-in.
    """
    local = origin.is_local(st.get_option("server.address"), headers, came_from)
    return Origin(sign_in=bool(read_auth_settings()), local=local)


# ---- the buttons ----


def draw_buttons(
    language: Language, role: Role, kind: Literal["primary", "tertiary"], *, below_strips: bool = False
) -> None:
    """Draw the buttons to sign in, one a provider, or the one to sign out. ``tertiary``: quiet ones, at the foot.

    ``below_strips``: the page has its strips already.
    """
    say = language.say
    if role in SIGNED_OUT and way_out.is_in_app():  # Google signs nobody in there
        if kind == "primary" and not below_strips:
            way_out.draw_way_out_strip(language)
        else:
            way_out.draw_way_out(language, kind, say("Open in the browser to sign in"))
    elif role in SIGNED_OUT:
        for provider, name in _list_providers().items():
            label = say("Sign in with {provider}", provider=name) if name else say("Sign in")
            key = f"sign_in_{provider}_{kind}"
            st.button(
                label, on_click=_sign_in_at, args=(provider,), key=key, type=kind, icon=":material/login:"
            )
        if st.session_state.pop(UNABLE, False):
            st.html(
                markup.draw_alert(
                    say("Signing in does not work at the moment. The server’s log has the reason.")
                )
            )
    elif role in SIGNED_IN:
        label = say("Sign out")
        st.button(label, on_click=_sign_out, key=f"sign_out_{kind}", type=kind, icon=":material/logout:")


def _list_providers() -> Mapping[str | None, str]:
    """List the providers that are set up, with their names for people. ``None``: the only one, without a name."""
    tables = {name: each for name, each in read_auth_settings().items() if isinstance(each, Mapping)}
    named: dict[str | None, str] = {
        name: name.capitalize() for name, each in tables.items() if "client_id" in each
    }
    return named or {None: ""}


def _sign_in_at(provider: str | None) -> None:
    """Send the visitor to a provider. If ``[auth]`` lacks something that Streamlit needs, the page says so."""
    try:
        st.login(provider)
    except StreamlitAPIException as error:
        LOG.warning("The sign-in is not set up: %s", error)
        st.session_state[UNABLE] = True


def _sign_out() -> None:
    """End the sign-in in all tabs of the visitor. Streamlit reads a tab's cookie only when the tab connects."""
    if claims := _identify_sign_in():
        sign_outs.end_sign_in(claims)
    st.logout()
