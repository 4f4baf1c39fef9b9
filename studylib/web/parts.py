"""Ask early for what every page of Streamlit's waits for: the code of its common parts, and the server's two answers.

A part that comes late costs a place-holder and a second drawing. An import map puts ``parts.js`` before
Streamlit's own loader, which does all else. Without such maps a browser loads as before.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from studylib.web.own_address import find_base

FOLDER = Path(st.__file__).parent / "static"
SCRIPT = Path(__file__).parent / "parts.js"
PLACE = "/static/js/"
LOADER = "preload-helper"
PARTS = ("Html", "Button")
"""What every page shows, by the name of its file before the hash."""
ANSWERS = ("_stcore/health", "_stcore/host-config")
"""What Streamlit asks the server for before it connects."""
KEPT = "public, immutable, max-age=31536000"
"""A year. The name of the file holds a hash of what is in it."""


@cache
def find_files() -> Mapping[str, str]:
    """Find the file of the loader and of each part. Empty if the installed Streamlit has others."""
    folder = FOLDER / "static/js"
    found = {name: [each.name for each in folder.glob(f"{name}.*.js")] for name in (LOADER, *PARTS)}
    if any(len(names) != 1 for names in found.values()):
        return {}
    files = {name: names[0] for name, names in found.items()}
    loader = (folder / files[LOADER]).read_text(encoding="utf-8")
    return files if re.search(r"export{\w+ as t};?\s*$", loader) else {}


@cache
def write_script() -> str:
    """Write our loader, which calls Streamlit's."""
    files = find_files()
    parts = json.dumps([f"./{files[name]}" for name in PARTS])
    head = f'import {{ t as load }} from "./{files[LOADER]}";\nconst PARTS = {parts};\n'
    return head + SCRIPT.read_text(encoding="utf-8")


@cache
def name_script() -> str:
    """Name the file of our loader by what is in it."""
    return f"parts.{sha256(write_script().encode()).hexdigest()[:8]}.js"


@cache
def write_map() -> str:
    """Write the import map that leads to our loader, and from there to Streamlit's. Empty if it is unknown."""
    if not find_files():
        return ""
    own, theirs = f".{PLACE}{name_script()}", f".{PLACE}{find_files()[LOADER]}"
    return json.dumps({"imports": {theirs: own}, "scopes": {own: {theirs: theirs}}})


@cache
def draw_hints() -> Markup:
    """Draw the map and the early requests. They stand before any script of Streamlit's."""
    answer = Markup('<link rel="preload" as="fetch" crossorigin href="./{}">')
    hints = Markup("").join(answer.format(each) for each in ANSWERS)
    if not write_map():
        return hints
    code = Markup('<link rel="modulepreload" crossorigin href=".{}{}">')
    files = [name_script(), *(find_files()[each] for each in PARTS), *list_needed()]
    hints += Markup("").join(code.format(PLACE, each) for each in files)
    return Markup('<script type="importmap">{}</script>').format(Markup(write_map())) + hints


def list_needed() -> list[str]:
    """List the files that the parts need beside those that Streamlit's page asks for."""
    page = (FOLDER / "index.html").read_text(encoding="utf-8")
    codes = [(FOLDER / f"static/js/{find_files()[each]}").read_text(encoding="utf-8") for each in PARTS]
    needed = dict.fromkeys(name for code in codes for name in re.findall(r'from"\./([\w.-]+)"', code))
    return [each for each in needed if each not in page]


class Parts:
    """ASGI middleware that answers for our loader."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._address = f"{find_base()}{PLACE}{name_script()}" if find_files() else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Only that of our loader is answered here."""
        if scope["type"] != "http" or scope["path"] != self._address:
            await self._app(scope, receive, send)
            return
        body = Response(write_script(), headers={"cache-control": KEPT}, media_type="text/javascript")
        await body(scope, receive, send)
