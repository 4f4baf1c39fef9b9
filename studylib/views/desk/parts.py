"""Draw the desk as a whole."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from studylib.views.desk.erasing import draw_members
from studylib.views.desk.forms import draw_weekly_forms
from studylib.views.desk.past import draw_past
from studylib.views.desk.tables import Editor, draw_fixes, draw_table
from studylib.web.visit import Visit
from studylib.workbook import layouts

# ---- the page ----


def draw_desk(visit: Visit) -> None:
    """All that the leader can do, part by part."""
    say = visit.language.say
    parts: dict[str, Callable[[Visit], None]] = {
        say("Each week"): draw_weekly_forms,
        say("To fix"): draw_fixes,
        say("Members"): draw_members,
        say("Weeks"): partial(draw_table, editor=Editor("weeks", layouts.WEEKS)),
        say("Breaks"): partial(draw_table, editor=Editor("breaks", layouts.BREAKS)),
        say("Tiers"): partial(draw_table, editor=Editor("tiers", layouts.TIERS)),
        say("Excuses"): partial(draw_table, editor=Editor("excuses", layouts.EXCUSES)),
        say("Payments"): partial(draw_table, editor=Editor("payments", layouts.PAYMENTS)),
        say("Settings"): partial(draw_table, editor=Editor("settings", layouts.SETTINGS)),
        say("History"): draw_past,
    }
    for tab, draw in zip(
        st.tabs(list(parts), key="desk", on_change="rerun", bind="query-params"), parts.values(), strict=True
    ):
        with tab:
            draw(visit)
