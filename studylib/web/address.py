"""The address of a page: parameters read from it and kept in it."""

from datetime import datetime
from urllib.parse import urlencode

import streamlit as st

from studylib.season.study import Study
from studylib.text.language import CODES
from studylib.web.parameters import LONGEST_NAME, cut_parameter
from studylib.workbook import moments, values

LASTING = ("study", "lang")
"""The parameters that no study owns. A change of the study ends all others."""

KEPT = (*LASTING, "as_of")
"""The parameters that go along to the next page."""

KEEPING = "kept_parameters"
"""The session's key for all kept parameters. One read finds them all."""

PAGE = "frame_page"
"""The session's key for the address of the page that runs, empty for the board."""


def keep_page(page: str) -> None:
    """Keep which page of the frame runs."""
    if read_page() != page:
        st.session_state[PAGE] = page


def read_page() -> str:
    """Return the address of the page that runs. Empty for the board, and for a page without its frame."""
    return str(st.session_state.get(PAGE, ""))


def read_parameter(name: str) -> str | None:
    """Read a parameter of the page's address, cut to its length. ``None`` if it is missing."""
    return cut_parameter(name, st.query_params.get(name))


def read_parameters() -> dict[str, str]:
    """Read all parameters of the page's address, each cut to its length."""
    names = [name for name in st.query_params if len(name) <= LONGEST_NAME]
    return {name: read_parameter(name) or "" for name in names}


def read_kept(name: str) -> str | None:
    """Read a parameter of the page's address, and keep it between pages.

    A kept one returns to the address, so that the visitor can send the address on.
    """
    asked = read_parameter(name)
    if asked is not None:
        _keep(name, asked)
    elif kept := _find_kept().get(name):
        st.query_params[name] = kept
        return kept
    return asked


def keep_parameter(name: str, value: str | None) -> None:
    """Write a parameter into the page's address and keep it between pages. ``None`` drops it."""
    drop_parameter(name)
    if value:
        st.query_params[name] = value
        _keep(name, value)


def drop_parameter(name: str) -> None:
    """Drop a parameter from the page's address, and keep it no longer."""
    _keep(name, "")
    st.query_params.pop(name, None)


def read_language() -> str | None:
    asked = read_kept("lang")
    return asked if asked in CODES else None


def read_moment(study: Study) -> datetime | None:
    """Read the moment of ``?as_of=`` in the study's time zone. ``None`` if it is missing or unreadable."""
    asked = read_kept("as_of")
    if not asked:
        return None
    try:
        return moments.parse_moment(asked, study.timezone)
    except values.CellError:
        return None


def keep_as_of(moment: datetime | None) -> None:
    """Show the pages as of that local moment from the next run on. ``None`` returns to the present."""
    drop_parameter("as_of")
    if moment:
        _keep("as_of", moment.strftime("%Y-%m-%dT%H:%M:%S"))


def write_query(**changes: str) -> str:
    """Write the query of a link to another page: the kept parameters, with these changes.

    Another study takes nothing of this one along.
    """
    known = _find_kept()
    kept = {name: known.get(name) for name in (LASTING if "study" in changes else KEPT)} | changes
    return urlencode({name: value for name, value in kept.items() if value})


def _keep(name: str, value: str) -> None:
    """Keep a parameter between pages. Another study loses what was kept for the one before."""
    kept = _find_kept()
    if name == "study" and value != kept.get(name, ""):
        for other in kept.keys() - LASTING:
            del kept[other]
    kept[name] = value


def _find_kept() -> dict[str, str]:
    """Find the parameters that the session keeps, to read or change."""
    try:
        kept: dict[str, str] = st.session_state[KEEPING]
    except KeyError:
        kept = st.session_state[KEEPING] = {}
    return kept
