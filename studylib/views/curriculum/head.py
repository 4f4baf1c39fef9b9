"""Draw the head of the curriculum."""

from markupsafe import Markup

from studylib.web import anchors, markup
from studylib.web.visit import Visit


def draw_head(visit: Visit) -> Markup:
    """Build the head of the page, with the link to the whole curriculum if there is one."""
    title = markup.draw_heading(visit.language.say("Curriculum"), level=1)
    address = visit.study.curriculum_url
    whole = anchors.draw_link(address, visit.language.say("The whole curriculum")) if address else ""
    return markup.draw_block(markup.draw_row(title, markup.draw_span(whole)))
