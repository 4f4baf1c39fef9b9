"""Buttons that share or copy a text. The page's script does it, because only a browser can."""

from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup

from studylib.text.chat import defuse
from studylib.text.language import Language
from studylib.web import markup
from studylib.web.visit import Visit


def draw_share(language: Language, text: str, address: str | None = None) -> Markup:
    """Build the button that opens the phone's own list of apps, or else copies.

    ``address`` is relative to the page. ``None`` shares the text alone.
    """
    return _draw_button(language, language.say("Share with the group"), text, address, kind="share")


def draw_copy(language: Language, label: str, text: str) -> Markup:
    """Build the button that copies a text."""
    return _draw_button(language, label, text, None, kind="copy")


def draw_board_share(visit: Visit, line: str) -> Markup:
    """Build the button that shares the board. ``line`` says how far the season is.

    The language stays behind: each reader gets the study's own.
    """
    of = {"study": visit.listing.id, "as_of": f"{visit.as_of:%Y-%m-%dT%H:%M:%S}" if visit.as_of else None}
    query = urlencode({name: value for name, value in of.items() if value})
    name = defuse(visit.study.name) if visit.study.name else ""
    text = "\n".join(filter(None, (name, line)))
    return draw_share(visit.language, text, f"./?{query}" if query else "./")


def draw_copy_and_share(language: Language, text: str, beside: Markup = markup.NO_MARKUP) -> Markup:
    """Build a button that copies a text, and one for the phone's own list of apps, which copies, too, without one.

    ``beside``: another button of the text, if any.
    """
    copying = _build_button(language, language.say("Copy"), text, kind="copy", look="share first")
    sharing = _build_button(language, language.say("Share with the group"), text, kind="share")
    return _draw_buttons(copying, sharing, beside)


def draw_image_buttons(language: Language, name: str) -> Markup:
    """Build the buttons for the image in the same dialog. ``name`` is that of its file."""
    told = {
        "data_copied": language.say("Copied. Paste it into the chat."),
        "data_failed": language.say("Your browser does not let us. Download the image, or press it long."),
    }
    buttons = (
        markup.draw_element(
            "button",
            label,
            kind=f"share {kind}".strip(),
            type="button",
            data_image=act,
            data_name=name,
            **told,
        )
        for act, kind, label in (
            ("share", "first only-if-shares", language.say("Share with the group")),
            ("copy", "else-first", language.say("Copy the image")),
        )
    )
    return _draw_buttons(*buttons)


def draw_unfold(more: str, less: str) -> Markup:
    """Build the button that shows the rest of a folded text, or hides it again."""
    labels = markup.draw_span(more, kind="more"), markup.draw_span(less, kind="less")
    return markup.draw_element("button", *labels, kind="unfold", type="button", aria_expanded="false")


@lru_cache(maxsize=256)
def _draw_button(language: Language, label: str, text: str, address: str | None, kind: str) -> Markup:
    return _draw_buttons(_build_button(language, label, text, address, kind=kind))


def _build_button(
    language: Language, label: str, text: str, address: str | None = None, *, kind: str, look: str = "share"
) -> Markup:
    told = {
        "data_share": kind,
        "data_text": text,
        "data_address": address or "",
        "data_copied": language.say("Copied."),
        "data_failed": language.say(
            "Your browser does not let us copy. Select the text and copy it yourself."
        ),
    }
    return markup.draw_element("button", label, kind=look, type="button", **told)


def _draw_buttons(*buttons: Markup) -> Markup:
    """Build buttons and the place where their outcome is said. The script finds both by their classes."""
    return markup.draw_block(*buttons, markup.draw_span(kind="told", role="status"), kind="sharing")
