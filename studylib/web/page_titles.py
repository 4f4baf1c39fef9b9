"""The titles of the pages: in the navigation, in the window, and in what a shared link shows."""

from collections.abc import Mapping
from functools import cache

from studylib.text.direction import join_texts
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence

NAME = "Studyboard"

TITLES: Mapping[str, Sentence] = {
    "": sentence("Board"),
    "hand_in": sentence("Hand in"),
    "check_in": sentence("Check in"),
    "fines": sentence("Fines"),
    "settlement": sentence("Settlement"),
    "curriculum": sentence("Curriculum"),
    "questions": sentence("Questions"),
    "season": sentence("Season"),
    "member": sentence("My record"),
    "checks": sentence("Checks"),
    "desk": sentence("Leader’s desk"),
    "setup": sentence("Start a study"),
    "add_study": sentence("Add a study"),
    "certificate": sentence("Certificate"),
}
"""The title of each page by its address. The board has the empty one."""


@cache
def name_pages(language: Language) -> Mapping[str, str]:
    """Name each page by its address."""
    return {page: language.say(title) for page, title in TITLES.items()}


def write_title(language: Language, page: str, name: str = "") -> str:
    """Write the title of the window. ``page``: its address. ``name``: the study's, if any."""
    return join_texts([name_pages(language).get(page), name or NAME])
