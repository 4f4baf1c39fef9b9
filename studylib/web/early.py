"""The first style of a page, which its head holds before any script runs. So nothing jumps when the rest comes."""

import re
from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from studylib.web import foreign, parts, policy

STYLE = Path(__file__).parent / "early.css"
FRAME = Path(__file__).parent / "frame.css"
"""The style of the head, which is drawn before a page has sent its style."""
PAPER = Path(__file__).parent / "print.css"
OTHER_FONT = re.compile(rb'<link\s+rel="preload"[^>]*\bas="font"[^>]*>\s*')
"""Streamlit's request for its own font, 167 KiB. Our pages have the reader's fonts."""
READERS = (
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans KR",
    "NanumGothic",
    "Roboto",
    "Arial",
)
"""Fonts of the readers' systems. If one has none of them, Streamlit's font is loaded as before."""
OWN_FONT = (
    b"""@font-face { font-family: "Source Sans"; font-weight: 100 900; font-style: normal; src: %s; }"""
    % (", ".join(f'local("{name}")' for name in READERS).encode())
)
"""The last rule of a name holds, so it stands behind Streamlit's own style."""


@cache
def draw_early() -> Markup:
    """Draw the first style, the words for Streamlit's, and our scripts."""
    own = [path.read_text(encoding="utf-8").strip() for path in (STYLE, FRAME, PAPER)]
    rules = "\n".join([*own, foreign.write_marks()])
    words = foreign.write_words()
    scripts = (path.read_text(encoding="utf-8") for path in (policy.EARLY, policy.SCRIPT))
    return Markup("\n    ").join(
        [
            parts.draw_hints() + Markup(f"<style>\n{rules}\n</style>"),
            Markup(f'<script type="application/json" id="sb-words">{words}</script>'),
            *(Markup(f"<script>{script}</script>") for script in scripts),
        ]
    )


def drop_other_font(page: bytes) -> bytes:
    """Drop the requests for Streamlit's font from its page, unless our theme names no font.

    Until the theme comes, Streamlit draws with it. So a font of the reader takes its name.
    """
    if not st.get_option("theme.font"):
        return page
    return OTHER_FONT.sub(b"", page).replace(b"</head>", b"<style>%s</style>\n  </head>" % OWN_FONT, 1)
