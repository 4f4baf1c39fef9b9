"""Choose one of several studies, or be refused one."""

from dataclasses import dataclass
from typing import Literal, NoReturn

import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.access import rights
from studylib.access.rights import Need, Rights, Role
from studylib.config import robot
from studylib.season.study import Study
from studylib.source import registering
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import Plain, Sentence, sentence
from studylib.web import anchors, markup
from studylib.web.address import write_query
from studylib.web.foot import draw_foot_line, draw_signs, draw_with_signs
from studylib.web.links import link_setup
from studylib.web.listing import find_unfilled, list_open_studies
from studylib.web.look import choose_reason
from studylib.web.page_titles import NAME
from studylib.web.sign_in import draw_buttons, find_origin, find_visitor


@dataclass(frozen=True, slots=True)
class LinkFault:
    """What is wrong with a link that should open a closed page: the page’s title, and the reason."""

    title: Sentence
    why: Sentence


def choose_study(language: Language, fault: LinkFault | None = None) -> NoReturn:
    """Draw the list of the studies that the visitor may see, and end the page. Tell the ``fault`` above it."""
    say, visitor, reached = language.say, find_visitor(), find_origin()
    try:
        (listed, failure), unfilled = list_open_studies(visitor, reached), find_unfilled(visitor, reached)
    except StudyboardError as error:
        listed, failure, unfilled = [], error.why, None
    lead = say("Choose a study.") if listed else say("Open the link that your study group gave you.")
    if failure:
        lead = say(choose_reason(failure, st.context.headers, st.context.ip_address))
    begin = link_setup(say("Start your own study"), study=unfilled) if unfilled else ""
    add = anchors.draw_page_link(f"./add_study?{write_query(study='')}", say("Add a study"))
    links = (anchors.draw_page_link(f"?{write_query(study=id)}", name) for id, name in listed)
    told = markup.draw_paragraph(say(fault.why), kind="strip quiet", role="note") if fault else ""
    st.html(
        markup.draw_block(
            told,
            markup.draw_heading(NAME, level=1),
            markup.draw_paragraph(lead, kind="lead"),
            markup.draw_list(links, "studies") if listed else "",
            markup.draw_paragraph(begin, kind="actions") if begin else "",
            markup.draw_paragraph(add) if robot.takes_studies() else "",
        )
    )
    role = rights.find_role(visitor, reached, clock.now())
    draw_end(language, role, kind="primary", others=False)
    st.stop()


def refuse_unknown(language: Language, fault: LinkFault | None = None) -> None:
    """End the page as a closed study would. So nobody learns which ids exist. Do nothing if there is no sign-in."""
    reached = find_origin()
    role = rights.find_role(find_visitor(), reached, clock.now())
    why = rights.explain_refusal(Rights(role, frozenset()), Need.BOARD) if reached.sign_in else None
    if why:
        draw_closed(language, role, why, fault)


def tell_withdrawn(language: Language, study: Study) -> None:
    """End the page with the reason if the visitor was in the group. Do nothing for others: it is not on the list."""
    standing = rights.judge_rights(study, find_visitor(), find_origin(), clock.now())
    if standing.may(Need.INSIDE):
        try:
            account = registering.find_account()
        except StudyboardError as error:  # the key is away, too
            reason = choose_reason(error.why, st.context.headers, st.context.ip_address)
            draw_closed(language, standing.standing, reason)
        why = sentence(
            "The sheet of this group is no longer shared with Studyboard. Its leader can share it again with "
            "{account}.",
            account=Plain(account) if standing.may(Need.LEAD) else account,
        )
        draw_closed(language, standing.standing, why)


def draw_refusal(language: Language, name: str, why: Sentence, fault: LinkFault | None) -> Markup:
    """Build the head of a closed page: ``name`` and the reason, or first what is wrong with the link."""
    if fault is None:
        return markup.draw_title(name, language.say(why))
    return markup.draw_block(
        markup.draw_heading(language.say(fault.title), level=1),
        markup.draw_paragraph(language.say(fault.why), kind="lead"),
        markup.draw_paragraph(language.say(why), kind="aside apart"),
    )


def draw_closed(
    language: Language, role: Role, why: Sentence, fault: LinkFault | None = None, name: str = NAME
) -> NoReturn:
    """Draw the door of a study of several that is closed to the visitor, or does not exist, and end the page."""
    st.html(draw_refusal(language, name, why, fault))
    draw_end(language, role, kind="primary")
    st.stop()


def draw_end(
    language: Language, role: Role, kind: Literal["primary", "tertiary"], *, others: bool = True
) -> None:
    """Draw the end of a page without a study: the buttons, the link to the ``others``."""
    if kind == "primary":
        draw_buttons(language, role, kind=kind)
    link = anchors.draw_page_link(f"./?{write_query(study='')}", language.say("Other studies"))
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        line = draw_foot_line([link] if others else [])
        draw_with_signs(line, draw_signs(language.code, role), width="content")
        if kind == "tertiary":
            draw_buttons(language, role, kind=kind)
