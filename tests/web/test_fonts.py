"""The sample of the fonts of a page."""

import re
from pathlib import Path

import pytest
import streamlit as st
from markupsafe import escape

from studylib.web import fonts, head, policy
from studylib.web.packed_files import FOLDER


def draw(monkeypatch: pytest.MonkeyPatch, font: str | None) -> str:
    monkeypatch.setattr(st, "get_option", {"theme.font": font}.get)
    return str(fonts.draw_fonts.__wrapped__())


@pytest.mark.parametrize("font", ["Pretendard, 'Noto Sans KR'", 'Arial"><b>, serif', "sans-serif"])
def test_the_sample_has_each_font_once_in_the_family_of_the_theme(
    monkeypatch: pytest.MonkeyPatch, font: str
) -> None:
    drawn = draw(monkeypatch, font)
    named = re.findall(r"font-size: ([\d.]+)rem; font-weight: (\d+)", drawn)
    assert len(named) == len(set(named)) == sum(map(len, fonts.FONTS.values()))
    assert "<b>" not in drawn
    assert f"font-family: {escape(font)}" in drawn


@pytest.mark.parametrize("font", ["", None])
def test_a_theme_without_a_font_has_no_sample(monkeypatch: pytest.MonkeyPatch, font: str | None) -> None:
    assert draw(monkeypatch, font) == ""


def test_the_page_holds_the_sample_unseen_until_the_script_takes_it_away() -> None:
    parts = head._split((FOLDER / "index.html").read_text("utf-8").encode())
    assert parts
    sample = re.findall(r'<div id="([\w-]+)" hidden aria-hidden="true"', parts[2].decode())
    assert [f'getElementById("{each}")' in policy.EARLY.read_text("utf-8") for each in sample] == [True]
    assert parts[2].index(b"sb-fonts") < parts[2].index(b'id="root"')


def test_every_size_of_the_sample_is_one_of_the_stylesheets_or_of_streamlits_own() -> None:
    rules = "".join(path.read_text("utf-8") for path in Path(fonts.__file__).parent.glob("*.css"))
    streamlits = {0.875, 1.0, 1.5}
    for size in {size for sizes in fonts.FONTS.values() for size in sizes} - streamlits:
        assert re.search(rf"(?<![\d.]){f'{size:g}'.removeprefix('0')}r?em", rules), size
