"""A season that lacks members or weeks: what its pages say, and the next step."""

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.text.message import Sentence, sentence
from studylib.web import address, markup
from studylib.web.links import link_checks, link_setup
from studylib.web.page_titles import name_pages
from studylib.web.visit import Visit


def find_lack(visit: Visit) -> Sentence | None:
    """Say what a page of members by weeks lacks. The leader reads what to do, others whom to ask."""
    study, leads = visit.study, visit.rights.may(Need.LEAD)
    if not study.members:
        return (
            sentence("There are no members yet. Add them to the members tab.")
            if leads
            else sentence("There are no members yet. Ask the leader of your group to add them.")
        )
    if study.weeks:
        return None
    if leads:
        return sentence("There are no weeks yet. Add them to the weeks tab, and the start to the settings.")
    leaders = (each.name for each in study.members if each.leader and each.left_on is None)
    if leader := next(leaders, None):
        return sentence("There are no weeks yet. Ask {leader} to add them.", leader=leader)
    return sentence("There are no weeks yet. Ask the leader of your group to add them.")


def draw_lack(visit: Visit, why: Sentence) -> Markup:
    """Build a page that lacks its members or weeks: its own title, the reason, and the next step."""
    title = name_pages(visit.language)[address.read_page()]
    checks = link_checks(visit) if visit.problems and visit.rights.may(Need.INSIDE) else ""
    return markup.draw_block(
        markup.draw_heading(title, level=1),
        markup.draw_paragraph(visit.language.say(why), kind="lead"),
        draw_beginning(visit),
        markup.draw_paragraph(checks) if checks else "",
    )


def draw_beginning(visit: Visit) -> Markup:
    """Build the button that begins a season, for who may begin one here. Empty for others."""
    if not visit.may_begin:
        return markup.NO_MARKUP
    begin = link_setup(visit.language.say("Start your own study"))
    return markup.draw_paragraph(begin, kind="actions")
