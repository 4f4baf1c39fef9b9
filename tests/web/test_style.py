"""The style of all pages."""

import pytest

from studylib.figures.palette import PALETTES
from studylib.web import markup
from studylib.web.style import write_style


@pytest.mark.parametrize("theme", PALETTES)
def test_the_style_has_the_colours_of_each_status_in_the_theme(theme: str) -> None:
    style = write_style(theme)
    for status, (ground, ink) in PALETTES[theme].cells.items():
        assert (
            f":is(.sb, .board) .{markup.name_class(status)} {{ background: {ground}; color: {ink}; }}"
            in style
        )
