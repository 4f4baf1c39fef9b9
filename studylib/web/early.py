"""What the head of a page says before any script runs: its first style, and the code that it needs for sure.

So nothing jumps when the rest comes, and a slow line is not asked one file after the other.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from studylib.web import style

STYLE = Path(__file__).parent / "early.css"
CODE = Path(st.__file__).parent / "static/static/js"
"""Streamlit's code. A name is that of a part of it, a hash of what is in it, and ``js``."""
EVERYWHERE = ("Html",)
"""The parts of Streamlit's code that each page needs as soon as it has anything to show."""
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
"""Fonts of which every system has one."""
OWN_FONT = (
    b"""@font-face { font-family: "Source Sans"; font-weight: 100 900; font-style: normal; src: %s; }"""
    % (", ".join(f'local("{name}")' for name in READERS).encode())
)
"""The last rule of a name holds, so it stands behind Streamlit's own style."""


@cache
def draw_early() -> Markup:
    """Draw the first style and the links to the code."""
    rules = "\n".join(path.read_text(encoding="utf-8").strip() for path in (style.STYLE, STYLE))
    link = '<link rel="modulepreload" crossorigin href="./static/js/{}">'
    return Markup("\n    ").join(
        [*(Markup(link).format(name) for name in list_code()), Markup(f"<style>\n{rules}\n</style>")]
    )


def list_code() -> Iterable[str]:
    """List the files of the parts, and those that they import. None if Streamlit has no such part."""
    found: dict[str, None] = {}
    waiting = [path.name for part in EVERYWHERE for path in sorted(CODE.glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop()
        if name not in found and (CODE / name).is_file():
            found[name] = None
            waiting += re.findall(r'from[`"\']\./([\w.-]+\.js)', (CODE / name).read_text(encoding="utf-8"))
    shell = (CODE.parents[1] / "index.html").read_text(encoding="utf-8")
    return [name for name in found if name not in shell]


def drop_other_font(page: bytes) -> bytes:
    """Drop the requests for Streamlit's font from its page, unless our theme names no font.

    Until the theme comes, Streamlit draws with it. So a font of the reader takes its name.
    """
    if not st.get_option("theme.font"):
        return page
    return OTHER_FONT.sub(b"", page).replace(b"</head>", b"<style>%s</style>\n  </head>" % OWN_FONT, 1)
