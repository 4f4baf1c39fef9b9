"""The pages of the frame, looked up once."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from studylib.web.frame_pages import make_page

BOARD = Path(__file__).parents[2] / "pages/board.py"


def test_each_run_gets_a_page_of_its_own() -> None:
    first, second = (make_page(BOARD, title="현황", default=True) for _ in range(2))
    assert first is not second
    assert vars(first) == vars(second)
    assert isinstance(first, StreamlitPage)


def test_a_page_is_looked_up_once_for_each_title_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    make = st.Page

    def note(path: Path, **how: Any) -> StreamlitPage:
        looked.append(how["title"])
        return make(path, **how)

    monkeypatch.setattr(st, "Page", note)
    for title in ("once", "twice", "once"):
        make_page(BOARD, title=title, visibility="hidden")
    make_page(BOARD, title="once")
    assert looked == ["once", "twice", "once"]
