"""The style of all pages: style.css, and the colours that differ between light and dark."""

from functools import cache
from pathlib import Path

from studylib.figures.palette import PALETTES
from studylib.web import markup

STYLE = Path(__file__).parent / "style.css"
LINK_COLOURS = {"light": ("#1F5C99", "#FFFFFF"), "dark": ("#8FC1F0", "#0B0F14")}
"""The colour of links by theme, and that of text on this colour."""


@cache
def write_style(theme: str) -> markup.Verbatim:
    """Write the style element that every page begins with. ``theme``: ``light`` or ``dark``."""
    link, ground = LINK_COLOURS[theme]
    statuses = " ".join(
        f":is(.sb, .board) .{markup.name_class(status)} {{ background: {cell}; color: {glyph}; }}"
        for status, (cell, glyph) in PALETTES[theme].cells.items()
    )
    text, page = PALETTES[theme].text, PALETTES[theme].ground
    root = f":root {{ --sb-link: {link}; --sb-ground: {ground}; --sb-text: {text}; --sb-page: {page}; }}"
    return markup.Verbatim(f"<style>{root} {statuses} {STYLE.read_text(encoding='utf-8')}</style>")
