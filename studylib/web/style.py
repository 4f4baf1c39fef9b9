"""The style of all pages: style.css, and the colours that differ between light and dark."""

from functools import cache
from pathlib import Path

from studylib.figures.palette import PALETTES
from studylib.web import markup, shell

STYLE = Path(__file__).parent / "style.css"
LINK_COLOURS = {"light": ("#1F5C99", "#FFFFFF"), "dark": ("#8FC1F0", "#0B0F14")}
"""The colour of links by theme, and that of text on this colour."""
PAPER = "light"
"""The theme of a printed page, whatever the one on the screen."""
INVERTED = ":is(.stPlotlyChart, .stDataFrame) { filter: invert(1) hue-rotate(180deg) brightness(1.12); }"
"""What Streamlit and plotly have drawn in the dark theme, on paper."""


@cache
def write_style(theme: str) -> markup.Verbatim:
    """Write the style element of the frame. ``theme``: ``light`` or ``dark``.

    It has the colours alone, as the rest is in the body that head.py writes. A body of another shape lacks the rest.
    """
    paper = "" if theme == PAPER else f" @media print {{ {_write_palette(PAPER)} {INVERTED} }}"
    return markup.Verbatim(
        f"<style>{_write_palette(theme)} {'' if shell.is_known() else read_rules()}{paper}</style>"
    )


@cache
def read_rules() -> str:
    """Read the rules of all pages. They have no colours of a theme."""
    return STYLE.read_text(encoding="utf-8").strip()


def _write_palette(theme: str) -> str:
    statuses = (
        f":is(.sb, .board) .{markup.name_class(status)} {{ background: {cell}; color: {glyph}; }}"
        for status, (cell, glyph) in PALETTES[theme].cells.items()
    )
    return " ".join([_name_colours(theme), *statuses])


def _name_colours(theme: str) -> str:
    link, ground = LINK_COLOURS[theme]
    text, page = PALETTES[theme].text, PALETTES[theme].ground
    return f":root {{ --sb-link: {link}; --sb-ground: {ground}; --sb-text: {text}; --sb-page: {page}; }}"
