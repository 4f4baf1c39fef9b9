"""Draw the cells to change by hand, in a workbook or a tab that Studyboard does not write."""

from collections.abc import Callable, Iterator, Sequence

import streamlit as st

from studylib.changes.draft import Change
from studylib.changes.places import Place, find_left, list_places
from studylib.source.season import Season, keep_with_season, read_season
from studylib.text.direction import join_texts
from studylib.text.errors import StudyboardError
from studylib.text.masking import mask_addresses
from studylib.text.message import Sentence, sentence
from studylib.web import anchors, banners, markup
from studylib.web.visit import Visit
from studylib.web.writing import Outcome


def is_by_hand(visit: Visit) -> bool:
    """Tell whether the group changes this workbook elsewhere."""
    return not visit.store.writable


@keep_with_season
def read_whole(season: Season) -> Season:
    """Read the leader's cells again, with the addresses that no page shows."""
    return read_season(season.cells)


def draw_places(visit: Visit, decide: Callable[[Season], Change]) -> None:
    """Draw each cell that a change would write, with its new text. If no change can be made, draw why."""
    season = read_whole(visit.season)
    try:
        change = decide(season)
    except StudyboardError as error:
        banners.draw_strip(visit, error.why, alert=True)
        return
    draw_table(visit, list_places(season.cells, change.edits, visit.store.address_of), change.advice)


def draw_left(visit: Visit, outcome: Outcome) -> bool:
    """Draw the cells of an outcome that are still to change. Tell whether there are any.

    A cell that holds its new text by now is left out.
    """
    cells = visit.season.cells
    places = list_places(cells, find_left(cells, outcome.by_hand), visit.store.address_of)
    if not places:
        banners.draw_strip(visit, sentence("The workbook has all of these cells now."), quiet=True)
        return False
    why = outcome.why or sentence("Studyboard does not write this workbook. Type these cells there.")
    banners.draw_strip(visit, why, alert=outcome.why is not None)
    draw_table(visit, places, outcome.advice)
    return True


def draw_table(visit: Visit, places: Sequence[Place], advice: Sentence | None) -> None:
    """Draw cells as a table, and what else is left to do."""
    say = visit.language.say
    head = (say("Tab"), say("Row"), say("Column"), say("Write"))
    table = markup.draw_table(say("Cells to change"), head, list_rows(visit, places))
    notes = [say("A service keeps its own earlier versions. In a Google Sheet, see the version history.")]
    present = {mask_addresses(tab.title) for tab in visit.season.cells.tabs}
    if missing := dict.fromkeys(each.tab for each in places if each.tab not in present):
        notes.insert(
            0, say("There is no such tab yet: {tabs}. Add it first.", tabs=join_texts(missing, ", "))
        )
    if advice:
        notes.append(say(advice))
    st.html(markup.draw_block(table, *(markup.draw_paragraph(each, kind="aside") for each in notes)))


def list_rows(visit: Visit, places: Sequence[Place]) -> Iterator[tuple[object, ...]]:
    """List the rows of the table. A row's number is a link to its cell if the workbook has an address."""
    empty = markup.draw_small(visit.language.say("nothing: empty the cell"))
    for each in places:
        row = anchors.draw_link(each.address, str(each.row)) if each.address else each.row
        yield each.tab, row, each.column, each.text or empty
