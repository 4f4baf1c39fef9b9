"""Draw who completed the season, with the ways to their certificates."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.season.completion import find_season_end
from studylib.season.recap import Recap
from studylib.views.season.certificate import describe_rule
from studylib.web import markup
from studylib.web.address import write_query
from studylib.web.anchors import draw_page_link
from studylib.web.certificates import PAGE
from studylib.web.own_name import find_own_name
from studylib.web.visit import Visit
from studylib.workbook.former import is_erased

MOST_NAMES = 40
"""How many names are not folded."""


def draw_completed(visit: Visit, recap: Recap) -> Markup:
    """Build the card of those who completed the season, or say when it is over."""
    say = visit.language.say
    if not recap.completions:
        end = find_season_end(visit.study)
        assert end is not None
        told = say("Certificates of completion come when the season is over: {moment}.", moment=end)
        return markup.draw_paragraph(told, kind="aside")
    done = [each.member for each in recap.completions if each.is_complete and not is_erased(each.member)]
    rule = describe_rule(visit.language, visit.study.least_done)
    parts = [markup.draw_heading(say("Completed: {count}", count=len(done)))]
    if (own := find_own_name(visit)) in done:
        button = link_certificate(str(own), say("My certificate"), kind="action")
        parts.append(markup.draw_paragraph(button, kind="actions"))
    if done:
        parts.append(draw_names(visit, done))
    return markup.draw_element(
        "section", *parts, markup.draw_paragraph(rule, kind="aside"), kind="card completed"
    )


def draw_names(visit: Visit, names: Sequence[str]) -> Markup:
    """Build the names, each a link to a certificate. The rest of many is folded."""
    first, rest = (
        markup.draw_paragraph(markup.join_parts(map(link_certificate, some)), kind="names")
        for some in (names[:MOST_NAMES], names[MOST_NAMES:])
    )
    count = len(names) - MOST_NAMES
    return (
        first + markup.draw_fold(visit.language.say("{count} more", count=count), rest)
        if count > 0
        else first
    )


def link_certificate(member: str, text: str = "", kind: str = "") -> Markup:
    """Link to a member's certificate. The text is the name if none is given."""
    return draw_page_link(f"{PAGE}?{write_query(name=member)}", text or member, kind=kind)
