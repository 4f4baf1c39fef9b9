"""Draw the button that creates the season, ask once before something goes, and write it."""

from collections.abc import Callable

import streamlit as st

from studylib.setup.book import make_workbook
from studylib.source.begin import explain_kept
from studylib.stores.xlsx import write
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence
from studylib.views.setup.faults import draw_other_faults
from studylib.views.setup.form import TRIED, FilledForm, clear_form, plan_default, read_form
from studylib.web import banners, beginning, markup
from studylib.web.beginning import Way
from studylib.web.visit import Visit
from studylib.workbook.cells import Workbook

ASKED, SAID, BEGUN = "setup_asked", "setup_said", "setup_begun"
"""The fields of a question that is open, of why nothing was written, and of what was made."""

DONE = "done"
"""The parameter of the address that shows what to do next."""


def name_page(visit: Visit, way: Way) -> tuple[str, str]:
    """Name the page, and say in one line what it does."""
    say = visit.language.say
    if way in (Way.NEXT, Way.FILE) and not visit.may_begin:
        return say("Next season"), say("Change what is to be different. The preview shows it at once.")
    return (
        say("Start a study"),
        say("Fill in what you know. The preview shows it at once, and all of it can change later."),
    )


def draw_creating(visit: Visit, way: Way, filled: FilledForm) -> None:
    """Draw the button, or the question before it, and why the last click wrote nothing."""
    say = visit.language.say
    draw_other_faults(visit, filled)
    if why := visit.fields.pop(SAID, None):
        banners.draw_strip(visit, why, alert=True)
    elif filled.blocking and visit.fields.get(TRIED):
        count = len(filled.blocking)
        banners.draw_strip(visit, sentence("Still to mend above: {count}.", count=count), alert=True)
    if way is Way.FILE:
        draw_file(visit, filled)
    elif visit.fields.get(ASKED) and not filled.blocking:
        draw_question(visit, way)
    else:
        label = {
            Way.EMPTY: say("Start the study"),
            Way.SAMPLE: say("Remove the sample and start"),
            Way.NEXT: say("Start the next season"),
        }[way]
        draw_action(visit, "setup_start", label, start, way, icon=":material/rocket_launch:")


def draw_action(
    visit: Visit, key: str, label: str, on_click: Callable[[Visit, Way], None], way: Way, *, icon: str
) -> None:
    st.button(
        label, key=visit.fields.key(key), on_click=on_click, args=(visit, way), type="primary", icon=icon
    )


def draw_question(visit: Visit, way: Way) -> None:
    """Ask once, since the sample goes, or the next season takes the place of the present one."""
    say = visit.language.say
    asked = (
        say("The sample season goes. Start your own study in its place?")
        if way is Way.SAMPLE
        else say(
            "The next season takes the place of {name} here. That one goes whole into a backup file. Go on?",
            name=visit.study.name,
        )
    )
    st.html(markup.draw_block(markup.draw_paragraph(asked, kind="strip", role="alert")))
    with st.container(horizontal=True):
        draw_action(visit, "setup_sure", say("Yes, start"), create, way, icon=":material/check:")
        key = visit.fields.key("setup_back")
        st.button(say("Keep it as it is"), key=key, on_click=take_back, args=(visit,))


def draw_file(visit: Visit, filled: FilledForm) -> None:
    """Offer the season as a file, since Studyboard does not replace this workbook."""
    say = visit.language.say
    why = (
        sentence("A Google Sheet holds one season. Import this file into a new sheet: File > Import.")
        if visit.store.remote
        else explain_kept(visit.store) or sentence("Save the season as a file.")
    )
    banners.draw_strip(visit, why, quiet=True)
    if not filled.blocking:
        st.download_button(
            say("Download the season (XLSX)"),
            lambda: write.pack_xlsx(make_workbook(filled.plan)),
            "season.xlsx",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )


# ---- the clicks ----


def start(visit: Visit, way: Way) -> None:
    """Create the season, or ask first if something goes. Faults are told at their fields."""
    visit.fields[TRIED] = True
    if read_form(visit, plan_default(visit, way)).blocking:
        return
    if way is Way.EMPTY:
        create(visit, way)
    else:
        visit.fields[ASKED] = True


def take_back(visit: Visit) -> None:
    visit.fields.pop(ASKED, None)


def create(visit: Visit, way: Way) -> None:
    """Write the season that the form makes now. Its outcome is kept for the next drawing."""
    visit.fields.pop(ASKED, None)
    filled = read_form(visit, plan_default(visit, way))
    if filled.blocking:
        return
    try:
        begun = beginning.begin_season(way, lambda now: make_season(now, way))
    except StudyboardError as error:
        visit.fields[SAID] = error.why
        return
    clear_form(visit)
    visit.fields[BEGUN] = begun
    st.query_params[DONE] = "1"


def make_season(visit: Visit, way: Way) -> Workbook:
    """Make the workbook of the form, with what carries over as of a fresh look."""
    return make_workbook(read_form(visit, plan_default(visit, way)).plan)
