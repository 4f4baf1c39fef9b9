"""The pages of the frame, each looked up once and not in every run."""

from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

PAGES = {path.stem: path for path in (Path(__file__).parents[2] / "pages").glob("*.py")}
"""The script of each page by its name."""

MOST_PAGES = 256
"""How many pages to remember: each in two languages, visible and hidden."""


def make_page(
    path: Path,
    *,
    title: str,
    icon: str | None = None,
    default: bool = False,
    visibility: Literal["visible", "hidden"] = "visible",
) -> StreamlitPage:
    """Make a page of the navigation, for one run: the navigation notes on it which one runs."""
    return copy(_look_up(path, title, icon, default, visibility))


@lru_cache(maxsize=MOST_PAGES)
def _look_up(
    path: Path, title: str, icon: str | None, default: bool, visibility: Literal["visible", "hidden"]
) -> StreamlitPage:
    return st.Page(path, title=title, icon=icon, default=default, visibility=visibility)
