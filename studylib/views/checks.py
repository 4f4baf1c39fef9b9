"""Draw the checks: the problems and notices, the source, the rules in force."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import events
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.findings import draw_findings
from studylib.web import banners, markup
from studylib.web.visit import Visit

# ---- the problems and notices ----


def draw_problems(visit: Visit) -> None:
    """Draw each problem with its place and its remedy."""
    if not visit.problems:
        banners.draw_strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
        return
    count = sentence(
        "Could not be read: {count}. These entries do not count until they are fixed.",
        count=len(visit.problems),
    )
    banners.draw_strip(visit, count)
    draw_findings(visit, visit.problems)


def draw_notices(visit: Visit) -> None:
    """Draw each notice below a heading of its own. Nobody but the leader has any."""
    if visit.notices:
        say = visit.language.say
        count = say("Worth a look: {count}", count=len(visit.notices))
        lead = say("Studyboard could read these, but they are probably not meant. They block nothing.")
        heading = markup.draw_heading(count)
        st.html(markup.draw_block(heading, markup.draw_paragraph(lead, kind="aside"), kind="part"))
        draw_findings(visit, visit.notices)


# ---- the source and the rules ----


def draw_rows(title: str, rows: list[tuple[str, object]]) -> Markup:
    """Build a card of terms under a heading."""
    return markup.draw_block(markup.draw_heading(title), markup.draw_terms(rows), kind="card")


def list_source(visit: Visit) -> list[tuple[str, object]]:
    """List the source of the data and its age."""
    language, study = visit.language, visit.study
    read_at = visit.reading.read_at.astimezone(study.timezone)
    age = (visit.now - read_at).total_seconds()
    moment = language.moment(read_at)
    if age >= 60:
        moment = language.say("{moment}, {span} ago", moment=moment, span=language.span(age, most=2))
    writable = (
        language.say("members can hand in on the page") if visit.store.writable else language.say("read only")
    )
    return [
        (language.say("Workbook"), mask_addresses(visit.store.name)),
        (language.say("Access"), writable),
        (language.say("Read"), moment),
        (language.say("Answers that count"), language.number(events.count_submissions(study, visit.now))),
        (language.say("Questions"), explain_no_questions(visit)),
    ]


def explain_no_questions(visit: Visit) -> str:
    """Tell the leader why the navigation has no questions. Empty for others, and with a repository."""
    if visit.study.repository or not visit.rights.may(Need.LEAD):
        return ""
    return visit.language.say(
        "Off, because there is no repository. To switch them on, add a row to the settings tab: repository, "
        "https://github.com/owner/name."
    )
