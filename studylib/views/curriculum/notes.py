"""Draw the notes of a week: the visitor's own first, many of them folded."""

from collections.abc import Iterator, Mapping

import pandas as pd
from markupsafe import Markup

from studylib.season.kinds import TaskKind
from studylib.season.standing import select_duty
from studylib.season.study import Week
from studylib.text.language import Language
from studylib.web import anchors, markup
from studylib.web.address import write_query
from studylib.web.visit import Visit

MOST_SHOWN = 12
"""Notes of so many members stand open. Those of the others are folded."""
MOST_BYTES = 450_000
"""The size of all notes as sent. A page has at most 1 MB, and its other parts need room."""
LINK_BYTES = 90
"""The size of the markup around an address and its name."""


def choose_full(rows: Mapping[int, pd.DataFrame], first: int, second: int) -> frozenset[int]:
    """Choose the weeks whose notes are on the page: two in any case, then the nearest, as many as fit.

    ``rows`` are those of the board by week.
    """
    order = sorted(rows, key=lambda week: (week not in (first, second), abs(week - first), week))
    full, size = [], 0
    for week in order:
        size += sum(map(_measure, rows[week]["link"].dropna()))
        if size > MOST_BYTES and week not in (first, second):
            break
        full.append(week)
    return frozenset(full)


def _measure(lines: str) -> int:
    return len(lines.encode()) + LINK_BYTES * (1 + lines.count("\n"))


def select_notes(rows: pd.DataFrame) -> pd.DataFrame:
    """Select the rows with a link. One kept from the visitor is empty."""
    return rows[rows["link"].fillna("") != ""]


def draw_way_to_notes(visit: Visit, week: Week, rows: pd.DataFrame) -> Markup:
    """Build the link to the notes of a week that the page leaves out. Empty if there are none."""
    count = len(select_notes(rows))
    if not count:
        return markup.NO_MARKUP
    told = visit.language.say("Show the notes ({count})", count=visit.language.number(count))
    return anchors.draw_page_link(f"?{write_query(week=str(week.number))}#week-{week.number}", told)


def list_notes_by_task(
    language: Language, week: Week, rows: pd.DataFrame, own: str | None
) -> Iterator[tuple[object, Markup]]:
    """List the notes of each task that takes links."""
    for duty in week.duties:
        if duty.task.kind is TaskKind.LINK:
            yield duty.task.name, draw_notes(language, select_duty(rows, duty), own)


def draw_notes(language: Language, rows: pd.DataFrame, own: str | None) -> Markup:
    """Build the links to the notes, each under its member's name, the visitor's ``own`` first."""
    handed_in = select_notes(rows)
    notes = [
        (member == own, draw_member(language, member, lines.splitlines(), is_own=member == own))
        for member, lines in zip(handed_in["member"], handed_in["link"], strict=True)
    ]
    drawn = [note for _, note in sorted(notes, key=lambda note: not note[0])]
    if len(drawn) <= MOST_SHOWN + 1:
        return markup.join_parts(drawn)
    more = language.say("{count} more", count=language.number(len(drawn) - MOST_SHOWN))
    rest = markup.draw_paragraph(markup.join_parts(drawn[MOST_SHOWN:]))
    return markup.join_parts(drawn[:MOST_SHOWN]) + markup.draw_fold(more, rest, kind="rest")


def draw_member(language: Language, member: str, addresses: list[str], *, is_own: bool) -> Markup:
    """Build the notes of one member. The first has the name, the others are numbered."""
    first = anchors.draw_link(addresses[0], member)
    others = (anchors.draw_link(address, str(number)) for number, address in enumerate(addresses[1:], 2))
    mark = markup.draw_badge(language.say("Me"), "present") if is_own else ""
    return markup.join_parts([mark, first, *others], " ")
