"""Draw the cells to change by hand, in a workbook that Studyboard does not write."""

import streamlit as st

from studylib.changes.places import list_places
from studylib.source.season import Season, keep_with_season, read_season
from studylib.text.errors import StudyboardError
from studylib.views.desk.outcome import Decide
from studylib.web import banners, markup
from studylib.web.visit import Visit


def is_by_hand(visit: Visit) -> bool:
    """Tell whether the group changes this workbook elsewhere."""
    return bool(visit.store.address or not visit.store.writable)


@keep_with_season
def read_whole(season: Season) -> Season:
    """Read the leader's cells again, with the addresses that no page shows."""
    return read_season(season.cells)


def draw_places(visit: Visit, decide: Decide) -> None:
    """Draw each cell that a change would write, with its new text. If no change can be made, draw why."""
    say, season = visit.language.say, read_whole(visit.season)
    try:
        change = decide(season)
    except StudyboardError as error:
        banners.draw_strip(visit, error.why, alert=True)
        return
    head = (say("Tab"), say("Row"), say("Column"), say("Write"))
    empty = markup.draw_small(say("nothing: empty the cell"))
    rows = [
        (each.tab, each.row, each.column, each.text or empty) for each in list_places(season.cells, change)
    ]
    note = say("A service keeps its own earlier versions. In a Google Sheet, see the version history.")
    notes = [note, *([say(change.advice)] if change.advice else [])]
    table = markup.draw_table(say("Cells to change"), head, rows)
    st.html(markup.draw_block(table, *(markup.draw_paragraph(each, kind="aside") for each in notes)))
