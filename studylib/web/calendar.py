"""The calendar of a season, for pages and for programs that subscribe to it."""

import hashlib

import streamlit as st

from studylib import clock
from studylib.access.rights import Need, Role
from studylib.calendar import ics, subscription
from studylib.season import weeks
from studylib.season.kinds import Audience
from studylib.source.season import Season, keep_with_season
from studylib.text.language import Language
from studylib.web.visit import Visit


@keep_with_season
def write_calendar(season: Season, code: str) -> bytes:
    """Write the season as an .ics file in that language, once. Its stamps are the moment at which it was written."""
    return ics.write_calendar(season.study, Language(code), clock.now())


@keep_with_season
def mark_calendar(season: Season, code: str) -> str:
    """Hash the season's calendar in that language, without its stamps."""
    plain = ics.write_calendar(season.study, Language(code), weeks.EPOCH)
    return hashlib.sha256(plain).hexdigest()[:32]


def find_subscription(visit: Visit) -> str | None:
    """Find the address to subscribe to. ``None`` if the calendar is closed to the visitor.

    Members get it with the token. Without a token, a server that others reach serves public studies alone. Visitors
    from outside get it without the token, of public studies alone.

    Raises a ConfigError if the token is set up wrongly.
    """
    token = subscription.find_token(visit.listing)
    public = visit.study.audience is Audience.PUBLIC
    if visit.rights.may(Need.INSIDE):
        serves = token is not None or visit.rights.standing is Role.HERE or public
    else:
        token, serves = None, public
    return (
        subscription.subscription_address(st.context.url or "", token, visit.listing.id) if serves else None
    )
