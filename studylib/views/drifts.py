"""Draw closed fines beside what they would be today, for the leader."""

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from studylib.season.drifts import Drift
from studylib.web import links, markup
from studylib.web.visit import Visit


def draw_drifts(visit: Visit, drifts: Sequence[Drift]) -> None:
    """Draw a part with the drifts of all months, if there are any."""
    if not drifts:
        return
    say = visit.language.say
    lead = say("The closed figures stay. The difference is only shown.")
    heading = markup.draw_heading(say("Closed, and computed today"))
    st.html(
        markup.draw_block(
            heading, markup.draw_paragraph(lead, kind="aside"), draw_table(visit, drifts), kind="part"
        )
    )


def draw_table(visit: Visit, drifts: Iterable[Drift]) -> Markup:
    """Build a row for each member and month: the weeks that differ, under the name, and their fines on both sides."""
    language, say = visit.language, visit.language.say
    head = (say("Member"), say("Closed"), say("Computed today"))
    rows = (
        (
            links.link_member(visit, each.member)
            + markup.draw_small(
                markup.join_parts([links.link_month(visit, each.month), name_weeks(visit, each)])
            ),
            language.won(each.closed),
            language.won(each.today),
        )
        for each in drifts
    )
    return markup.draw_table(say("Fines that would be others today"), head, rows)


def name_weeks(visit: Visit, drift: Drift) -> str:
    """Name the weeks that differ, such as ``2주차, 3주차``. A fine that no week has any more leaves it empty."""
    return ", ".join(map(visit.language.week, drift.weeks))
