"""Links between the pages."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need, Role
from studylib.calendar import subscription
from studylib.season.study import Audience
from studylib.web.address import write_query
from studylib.web.visit import Visit


def find_subscription(visit: Visit) -> str | None:
    """The address of the calendar: with its token for the group, without one where anybody sees the board.

    ``None`` for others. Raises ``WorkbookError`` where the token is set up wrongly.
    """
    token = subscription.find_token(visit.listing)
    if visit.rights.may(Need.INSIDE):
        if token is None and visit.rights.standing is not Role.HERE and not _is_public(visit):
            return None
        return subscription.subscription_address(st.context.url or "", token, visit.listing.id)
    return (
        subscription.subscription_address(st.context.url or "", None, visit.listing.id)
        if _is_public(visit)
        else None
    )


def _is_public(visit: Visit) -> bool:
    return visit.study.audience is Audience.PUBLIC


def link_member(visit: Visit, name: str, said: object = None) -> Markup:
    """A link to the record of a member, shown by the name or by what is said instead; no link where it is closed."""
    if not visit.rights.may(Need.MONEY):
        return Markup("{}").format(said or name)
    return Markup('<a href="member?{}" target="_self">{}</a>').format(write_query(name=name), said or name)


def link_month(visit: Visit, month: str) -> Markup:
    """A link to the settlement of a month (``YYYY-MM``)."""
    return Markup('<a href="settlement?{}" target="_self">{}</a>').format(
        write_query(month=month), visit.language.month(month)
    )


def link_checks(visit: Visit) -> Markup:
    said = visit.language.say("See the checks")
    return Markup('<a href="checks?{}" target="_self">{}</a>').format(write_query(), said)


def name_week(visit: Visit, number: int) -> str:
    """A week by its number and what it is about."""
    return " · ".join(filter(None, [visit.language.week(number), visit.study.week_of[number].topic.title]))
