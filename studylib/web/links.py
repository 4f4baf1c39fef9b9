"""Links between the pages."""

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.direction import join_texts
from studylib.web.address import write_query
from studylib.web.anchors import draw_page_link
from studylib.web.markup import escape_text
from studylib.web.visit import Visit


def link_member(visit: Visit, name: str, text: object = None) -> Markup:
    """Link to a member's record. The text is the name if none is given. Visitors who may not open it get no link."""
    if not visit.rights.may(Need.MONEY):
        return escape_text(text or name)
    return draw_page_link(f"member?{write_query(name=name)}", text or name)


def link_month(visit: Visit, month: str) -> Markup:
    """Link to the settlement of a month (``YYYY-MM``)."""
    return draw_page_link(f"settlement?{write_query(month=month)}", visit.language.period(month))


def link_checks(visit: Visit) -> Markup:
    return draw_page_link(f"checks?{write_query()}", visit.language.say("See the checks"))


def name_week(visit: Visit, number: int) -> str:
    """Name a week by its number and its topic."""
    return join_texts([visit.language.week(number), visit.study.week_of[number].topic.title])


def link_setup(text: object, kind: str = "action", **query: str) -> Markup:
    """Link to the page that begins a season, as a button. ``kind``: ``action quiet`` for one in outline."""
    return draw_page_link(f"setup?{write_query(**query)}", text, kind=kind)
