"""Colours and glyphs of the grid and the charts, light and dark."""

import html
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

import plotly.graph_objects as go

from studylib.season.kinds import Status
from studylib.text.direction import isolate
from studylib.text.width import measure_letter

GLYPHS = {
    Status.ON_TIME: "✓",
    Status.LATE: "▲",
    Status.ABSENT: "✕",
    Status.EXCUSED: "–",
    Status.OVERDUE: "!",
    Status.OPEN: "…",
    Status.UPCOMING: "",
}
"""One glyph a status, for readers who cannot tell the colours apart."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. Every kind of colour vision can tell the statuses apart (tested).

    The first three are of Paul Tol's high-contrast scheme, https://personal.sron.nl/~pault/.
    """

    cells: dict[Status, tuple[str, str]]
    """The colours of the cell and of its glyph."""
    text: str
    ground: str
    quiet: str


LIGHT = Palette(
    {
        Status.ON_TIME: ("#4477AA", "#FFFFFF"),
        Status.LATE: ("#E5B13A", "#1F1F1F"),
        Status.ABSENT: ("#A63446", "#FFFFFF"),
        Status.EXCUSED: ("#A9ADB5", "#1F1F1F"),
        Status.OVERDUE: ("#F7C9B0", "#7A1F00"),
        Status.OPEN: ("#C7D7E8", "#1F1F1F"),
        Status.UPCOMING: ("#F0F1F3", "#1F1F1F"),
    },
    text="#1F2933",
    ground="#FFFFFF",
    quiet="#E3E5E8",
)
DARK = Palette(
    {
        Status.ON_TIME: ("#6699CC", "#0B0F14"),
        Status.LATE: ("#EECC66", "#0B0F14"),
        Status.ABSENT: ("#C0485A", "#FFFFFF"),
        Status.EXCUSED: ("#7C828C", "#0B0F14"),
        Status.OVERDUE: ("#FFF0E6", "#7A1F00"),
        Status.OPEN: ("#33475B", "#FFFFFF"),
        Status.UPCOMING: ("#23272F", "#FFFFFF"),
    },
    text="#E6E8EB",
    ground="#11151B",
    quiet="#3A3F47",
)

PALETTES = {"light": LIGHT, "dark": DARK}

MEMBER_COLOURS = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377")
OTHERS_COLOUR = "#9AA0A6"
"""The grey of Paul Tol's bright scheme, which ``MEMBER_COLOURS`` are of. All further members share it."""

FINES_COLOUR, SHARES_COLOUR = "#4477AA", "#C26A1B"
"""The colours of money that comes into the pot, and of money that goes out."""

PLAIN = go.layout.Template()
"""An empty template. Plotly's own would be half of what a visitor downloads, and Streamlit replaces it anyway."""

Figure: TypeAlias = go.Figure
"""A chart that a page draws."""
LONGEST_LABEL = 14
"""The most columns of a name in a legend. A Hangul syllable takes two."""


def style_hover(palette: Palette) -> dict[str, object]:
    """Set a hover in the colours of the other theme, for contrast with the cells."""
    return {
        "align": "left",
        "bgcolor": palette.text,
        "bordercolor": palette.text,
        "font": {"color": palette.ground, "size": 13},
    }


def cut_label(text: str, longest: int = 80) -> str:
    """Shorten a text to one line of ``longest`` columns. Wide characters take two."""
    line = " ".join(text.split())
    if 2 * len(line) <= longest:
        return line
    widths = accumulate(map(measure_letter, line[: longest + 1]))
    room = [place for place, width in enumerate(widths, 1) if width <= longest]
    return line if len(room) == len(line) else f"{line[: len(room) - 1]}…"


def escape_label(text: str, longest: int = 80) -> str:
    """Escape a text for plotly, shortened as ``cut_label`` does."""
    return html.escape(isolate(cut_label(text, longest)), quote=False)
