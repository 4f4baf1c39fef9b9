"""A sample of the fonts of a page, which ``early.js`` lays out while the page connects.

The first letter in a font costs more than the next hundred. So the first run finds the fonts ready.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import streamlit as st
from markupsafe import Markup

FONTS: Mapping[int, Sequence[float]] = {
    400: (0.72, 0.75, 0.84, 0.85, 0.86, 0.875, 0.88, 0.9, 0.92, 0.95, 1, 1.02),
    600: (0.85, 1.05),
    650: (0.72,),
    700: (0.84, 0.95, 1, 1.2, 1.35, 1.5),
    900: (0.75,),
}
"""The sizes of the first screen by their weight, in rem."""
TEXT = "가a1"
"""A letter of each script, and a figure."""


@cache
def draw_fonts() -> Markup:
    """Draw the sample, hidden from everyone. It is empty if the theme names no font."""
    family = st.get_option("theme.font")
    if not family:
        return Markup("")
    span = Markup('<span style="font-size: {}rem; font-weight: {}">{}</span>')
    spans = (span.format(size, weight, TEXT) for weight, sizes in FONTS.items() for size in sizes)
    style = "position: absolute; visibility: hidden; font-family: "
    box = Markup('<div id="sb-fonts" hidden aria-hidden="true" style="{}">{}</div>')
    return box.format(f"{style}{family}", Markup("").join(spans))
