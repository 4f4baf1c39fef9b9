"""Draw the tools of the board: another moment, the files, an image. They are one row, and one is open at most."""

from collections.abc import Callable

import streamlit as st

from studylib.views import files, share_image
from studylib.views.board import moment
from studylib.web import way_out
from studylib.web.visit import Visit

TOOL = "board_tool"
"""The field that says which tool is open, and its values."""
MOMENT, FILES, IMAGE = "moment", "files", "image"
IMAGE_ASKED = "image_asked"
"""The field of a press that asks for the image. It opens a window of its own, so nothing stays pressed."""

ICONS = {MOMENT: ":material/history:", FILES: ":material/download:", IMAGE: ":material/image:"}
PANELS: dict[str, Callable[[Visit], None]] = {
    MOMENT: moment.draw_as_of_controls,
    FILES: files.draw_board_files,
}


def draw_tools(visit: Visit) -> None:
    """Draw the row of the tools, and the open one below. What it holds is sent once it is opened."""
    say = visit.language.say
    names = {MOMENT: say("As of another moment"), FILES: say("Download"), IMAGE: say("Share as an image")}
    if way_out.is_in_app():
        del names[FILES]  # an app blocks downloads
    is_open = visit.fields.press_one(
        TOOL,
        say("Tools of the board"),
        list(names),
        format_func=lambda tool: f"{ICONS[tool]} {names[tool]}",
        on_change=take_press,
        args=(visit,),
    )
    if is_open in PANELS:
        with st.container(key="tool"):
            PANELS[is_open](visit)
    if visit.fields.pop(IMAGE_ASKED, False):
        share_image.open_image(visit)


def take_press(visit: Visit) -> None:
    """Ask for the image if its button was pressed, and release it."""
    if visit.fields.find(TOOL) == IMAGE:
        visit.fields[TOOL], visit.fields[IMAGE_ASKED] = None, True
