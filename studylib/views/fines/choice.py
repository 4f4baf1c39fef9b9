"""Draw what to show of the fines: a month, an order and filters."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import pandas as pd
import streamlit as st

from studylib.web.address import read_parameter
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit

MONTH, BY = "month", "by"
"""The parameters of the page's address."""
ALL = "all"
WEEK, MEMBER = "week", "member"
MOST_BESIDE = 7
"""So many options stand side by side. More are a list to open."""
FILTERS = ("task", "member", "tier")
"""The columns that can be filtered, as far as there are any."""


def choose_lines(visit: Visit, lines: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Draw all choices. Return the lines that they leave, and the order: ``WEEK`` or ``MEMBER``."""
    month = choose_month(visit, sorted(set(lines["month"])))
    with st.container(horizontal=True, vertical_alignment="center"):
        order = choose_order(visit)
        chosen = choose_fines(visit, lines)
    return (chosen if month == ALL else chosen[chosen["month"] == month]), order


def choose_month(visit: Visit, months: Sequence[str]) -> str:
    """Draw the choice of a month, the newest first. ``ALL`` by default, and with a single month."""
    if len(months) < 2:
        return ALL
    names = {ALL: visit.language.say("All")} | {each: visit.language.month(each) for each in reversed(months)}
    return _choose(visit, MONTH, visit.language.say("Month"), names)


def choose_order(visit: Visit) -> str:
    """Draw the switch between fines by week and by member."""
    say = visit.language.say
    return _choose(visit, BY, say("Order"), {WEEK: say("By week"), MEMBER: say("By member")})


def _choose(visit: Visit, name: str, label: str, names: Mapping[str, str]) -> str:
    """Draw a choice that the address keeps. The first of the names is the default."""
    first, asked = next(iter(names)), read_parameter(name) or ""
    visit.fields[f"fines_{name}"] = chosen = asked if asked in names else first
    how: dict[str, Any] = {
        "format_func": names.__getitem__,
        "on_change": _keep,
        "args": (visit, name, first),
        "label_visibility": "collapsed",
    }
    if len(names) > MOST_BESIDE:
        visit.fields.choose(f"fines_{name}", label, list(names), width=220, **how)
    else:
        place = st.container(width="content")
        visit.fields.choose_part(f"fines_{name}", label, list(names), place, required=True, **how)
    return chosen


def _keep(visit: Visit, name: str, first: str) -> None:
    """Copy a choice into the address. The default needs no place there, and one that was not offered is left."""
    with suppress(ForgedError):
        chosen = visit.fields[f"fines_{name}"]
        st.query_params.pop(name, None)
        if chosen and chosen != first:
            st.query_params[name] = chosen


def choose_fines(visit: Visit, lines: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters behind a button, and apply them. An empty filter leaves all lines."""
    say = visit.language.say
    labels = {"task": say("Task"), "member": say("Member"), "tier": say("Status")}
    if not visit.study.tasks:
        del labels["task"]
    used = sum(bool(visit.fields.find(f"fines_{column}")) for column in labels)
    title = say("Filter ({count})", count=used) if used else say("Filter")
    with st.popover(title, icon=":material/filter_list:", key=visit.fields.key("fines_filter")):
        for column in filter(labels.__contains__, FILTERS):
            chosen = visit.fields.choose_several(
                f"fines_{column}",
                labels[column],
                list(dict.fromkeys(lines[column])),
                placeholder=say("All"),
            )
            if chosen:
                lines = lines[lines[column].isin(chosen)]
    return lines
