"""Links between the pages."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.access.rights import Standing as Party
from studylib.calendar import subscription
from studylib.season.study import Audience
from studylib.web.address import kept_query
from studylib.web.visit import Visit


def subscribe_address(visit: Visit) -> str | None:
    """The address of the calendar: with its token for the group, without one where anybody sees the board.

    ``None`` for others. Raises ``WorkbookError`` where the token is set up wrongly.
    """
    token = subscription.token(visit.listing)
    if visit.rights.may(Need.INSIDE):
        if token is None and visit.rights.standing is not Party.HERE and not _is_public(visit):
            return None
        return subscription.address(st.context.url or "", token, visit.listing.id)
    return subscription.address(st.context.url or "", None, visit.listing.id) if _is_public(visit) else None


def _is_public(visit: Visit) -> bool:
    return visit.study.audience is Audience.PUBLIC


def to_member(visit: Visit, name: str, said: object = None) -> Markup:
    """A link to the record of a member, shown by the name or by what is said instead; no link where it is closed."""
    if not visit.rights.may(Need.MONEY):
        return Markup("{}").format(said or name)
    return Markup('<a href="member?{}" target="_self">{}</a>').format(kept_query(name=name), said or name)


def to_month(visit: Visit, month: str) -> Markup:
    """A link to the settlement of a month (``YYYY-MM``)."""
    return Markup('<a href="settlement?{}" target="_self">{}</a>').format(
        kept_query(month=month), visit.language.month(month)
    )


def to_checks(visit: Visit) -> Markup:
    said = visit.language.say("See the checks")
    return Markup('<a href="checks?{}" target="_self">{}</a>').format(kept_query(), said)


def week_and_topic(visit: Visit, number: int) -> str:
    """A week by its number and what it is about."""
    return " · ".join(filter(None, [visit.language.week(number), visit.study.week_of[number].topic.title]))
