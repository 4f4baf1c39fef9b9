"""The content security policy: what a page may load and run."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from studylib.web import parts

SCRIPT, EARLY = (Path(__file__).parent / name for name in ("script.js", "early.js"))
"""Our scripts in the head of a page. Browsers run no other that ``list_inline_scripts`` lacks."""


def write_policy(scripts: Iterable[str]) -> str:
    """Write the content security policy that Streamlit and plotly work under, by trial in Chromium.

    Of the scripts within a page, browsers run only these, letter by letter. Styles may be anywhere. Streamlit writes
    its own while a page runs, and plotly sets them on each element. Streamlit's messages need WebAssembly to count
    beyond 2**53. It turns no text into a script.
    """
    hashes = (f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",  # Community Cloud shows the app in a frame of the same address
        )
    )


def list_inline_scripts() -> Iterable[str]:
    """List the scripts within a page: ours, and those of Streamlit's own page."""
    yield SCRIPT.read_text(encoding="utf-8")
    yield EARLY.read_text(encoding="utf-8")
    if parts.write_map():
        yield parts.write_map()
    streamlit = find_spec("streamlit")
    if streamlit and streamlit.origin:
        shell = (Path(streamlit.origin).parent / "static/index.html").read_text(encoding="utf-8")
        yield from re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)
