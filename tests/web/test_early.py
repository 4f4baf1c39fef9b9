"""The first style of a page, and the fonts that it does not ask for."""

import re

import pytest
import streamlit as st

from studylib.web import early, policy
from studylib.web.packed_files import FOLDER


def test_the_first_style_is_what_must_hold_before_that_of_all_pages() -> None:
    drawn = early.draw_early()
    for path in (early.STYLE, early.FRAME):
        assert path.read_text(encoding="utf-8").strip() in drawn
    assert drawn.count("</style>") == 1
    assert f"<script>{policy.SCRIPT.read_text(encoding='utf-8')}</script>" in drawn


def test_the_root_looks_for_nothing_as_each_part_would_then_style_the_whole_page_anew() -> None:
    for path in (early.STYLE, early.FRAME):
        assert not re.search(
            r"(:root|html|body)\S*:has\(", path.read_text(encoding="utf-8").split("@media print")[0]
        )


def test_what_waits_is_shown_by_a_script_that_the_browser_may_run() -> None:
    (waited_for,) = set(re.findall(r"html:not\(\[data-(\w+)\]\)", early.STYLE.read_text(encoding="utf-8")))
    assert f"page.dataset.{waited_for} = " in policy.EARLY.read_text(encoding="utf-8")
    assert policy.EARLY.read_text(encoding="utf-8") in list(policy.list_inline_scripts())


@pytest.mark.parametrize(("font", "kept"), [("Pretendard, sans-serif", False), ("", True), (None, True)])
def test_streamlits_own_font_is_asked_for_only_if_a_page_has_it(
    monkeypatch: pytest.MonkeyPatch, font: str | None, kept: bool
) -> None:
    monkeypatch.setattr(st, "get_option", {"theme.font": font}.get)
    shell = (FOLDER / "index.html").read_bytes()
    dropped = early.drop_other_font(shell)
    assert (b"SourceSans" in dropped) == kept
    assert dropped.count(b"<link") == shell.count(b"<link") - (not kept)
    assert (dropped == shell) == kept


def test_a_font_of_the_reader_takes_the_name_of_streamlits_after_streamlits_own_style(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "get_option", {"theme.font": "Pretendard"}.get)
    page = early.drop_other_font((FOLDER / "index.html").read_text("utf-8").encode()).decode()
    style = FOLDER / "static/css" / re.findall(r'href="\./static/css/([^"]+)"', page)[0]
    named = re.findall(
        r"@font-face\s*{\s*(font-family: ?[^;]+; ?font-weight: ?[^;]+; ?font-style: ?normal)", page
    )
    theirs = style.read_text(encoding="utf-8").replace(":", ": ").replace(";", "; ")
    assert [each.replace('"', "") in theirs for each in named] == [True]
    assert page.index("@font-face") > page.index("/static/css/")
