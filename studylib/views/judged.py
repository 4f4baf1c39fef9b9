"""Draw how one task was judged: status, fine, reason, links."""

import pandas as pd
from markupsafe import Markup

from studylib.season import fines
from studylib.web import anchors, markup
from studylib.web.derived import JudgedCell
from studylib.web.visit import Visit


def draw_task(visit: Visit, cell: JudgedCell) -> Markup:
    """Build one task of a week, headed by its name."""
    return draw_judged(visit, cell, markup.draw_strong(cell.task))


def draw_judged(visit: Visit, cell: JudgedCell, heading: Markup) -> Markup:
    """Build one row of the board under a heading."""
    badge = draw_judgement(visit, cell)
    fine = " " + markup.draw_strong(visit.language.won(cell.fine)) if cell.fine else ""
    notes = anchors.draw_links(cell.link.splitlines()) if pd.notna(cell.link) else markup.NO_MARKUP
    reason = markup.draw_paragraph(cell.reason, kind="aside")
    return markup.draw_row(heading, markup.draw_span(badge, fine)) + reason + notes


def draw_judgement(visit: Visit, cell: JudgedCell) -> Markup:
    """Build the badge of one row of the board."""
    word = fines.name_judgement(visit.study, visit.language, cell.status, cell.tier)
    return markup.draw_status_badge(cell.status, word)
