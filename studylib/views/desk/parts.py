"""Draw the desk as a whole."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from studylib.views.desk.erasing import members
from studylib.views.desk.forms import every_week
from studylib.views.desk.past import past
from studylib.views.desk.tables import Editor, mending, table
from studylib.web.visit import Visit
from studylib.workbook import layouts

# ---- the page ----


def desk(visit: Visit) -> None:
    """All that the leader can do, part by part."""
    say = visit.language.say
    parts: dict[str, Callable[[Visit], None]] = {
        say("Each week"): every_week,
        say("To mend"): mending,
        say("Members"): members,
        say("Weeks"): partial(table, editor=Editor("weeks", layouts.WEEKS)),
        say("Breaks"): partial(table, editor=Editor("breaks", layouts.BREAKS)),
        say("Tiers"): partial(table, editor=Editor("tiers", layouts.TIERS)),
        say("Excuses"): partial(table, editor=Editor("excuses", layouts.EXCUSES)),
        say("Payments"): partial(table, editor=Editor("payments", layouts.PAYMENTS)),
        say("Settings"): partial(table, editor=Editor("settings", layouts.SETTINGS)),
        say("History"): past,
    }
    for tab, draw in zip(
        st.tabs(list(parts), key="desk", on_change="rerun", bind="query-params"), parts.values(), strict=True
    ):
        with tab:
            draw(visit)
