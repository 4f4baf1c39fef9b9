"""The one HTML page that Streamlit serves at all addresses, and where our parts go into it."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SHAPE = re.compile(
    rb'(?P<html>.*?<html) lang="en"(?P<begun>.*?)<link rel="shortcut icon"[^>]*>(?P<fonts>.*?)<title>[^<]*</title>'
    rb"(?P<rest>.*?<body>)(?P<body>.*)",
    re.DOTALL,
)


@cache
def is_known() -> bool:
    """Tell whether the installed Streamlit's page has the shape into which our parts go."""
    streamlit = find_spec("streamlit")
    if not streamlit or not streamlit.origin:
        return False
    page = Path(streamlit.origin).parent / "static/index.html"
    return page.is_file() and SHAPE.match(page.read_bytes()) is not None
