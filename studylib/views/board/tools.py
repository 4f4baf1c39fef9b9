"""Draw the tools of the board: another moment, the files, an image. The address says which one is open."""

from collections.abc import Callable
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from studylib.text.language import Language
from studylib.views import files, share_image
from studylib.views.board import moment
from studylib.views.board.own import WHO
from studylib.web import address, markup, way_out
from studylib.web.visit import Visit

TOOL = "tool"
"""The parameter of the page's address that opens a tool, and its values."""
MOMENT, FILES, IMAGE = "moment", "files", "image"

ICONS = {MOMENT: ":material/history:", FILES: ":material/download:", IMAGE: ":material/image:"}
PANELS: dict[str, Callable[[Visit], None]] = {
    MOMENT: moment.draw_as_of_controls,
    FILES: files.draw_board_files,
}


def draw_tools(visit: Visit, sharing: Markup) -> Markup:
    """Build the row of links that open the tools, and ``sharing``. It stays as it is while one is open."""
    kept = {name: value for name, value in address.read_parameters().items() if name not in (TOOL, WHO)}
    names = [MOMENT, IMAGE] if way_out.is_in_app() else [MOMENT, FILES, IMAGE]  # an app blocks downloads
    return _draw_row(visit.language, tuple(names), address.write_query(**kept), sharing)


@lru_cache(maxsize=64)
def _draw_row(language: Language, names: tuple[str, ...], query: str, sharing: Markup) -> Markup:
    say = language.say
    labels = {MOMENT: say("As of another moment"), FILES: say("Download"), IMAGE: say("Share as an image")}
    links = (
        markup.draw_element(
            "a",
            labels[name],
            kind="soft tool",
            href=f"?{query}&{TOOL}={name}" if query else f"?{TOOL}={name}",
            target="_self",
            data_icon=ICONS[name].removeprefix(":material/").removesuffix(":"),
            data_closes=f"?{query}" if name in PANELS else "",
        )
        for name in names
    )
    return markup.draw_block(*links, sharing, kind="tools")


def draw_open(visit: Visit) -> None:
    """Draw the tool that the address opens, if any. What it holds is sent only now.

    The image has a window of its own. So the address forgets it at once, and the next press opens it again.
    """
    asked = address.read_parameter(TOOL) or ""
    if asked == FILES and way_out.is_in_app():
        return
    if asked in PANELS:
        with st.container(key="tool"):
            PANELS[asked](visit)
    elif asked == IMAGE:
        address.drop_parameter(TOOL)
        share_image.open_image(visit)
