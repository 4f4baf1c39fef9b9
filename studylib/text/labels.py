"""Quote a member's text in the label of a widget, which Streamlit reads as Markdown."""

import re

from studylib.text.chat import TOGETHER, defuse

_SIGN = re.compile(r"([\\`*_\[\]<>$~:#|&!])")
"""The signs of Markdown, which a backslash makes plain."""

_MEANT = re.compile(r"(?<=[:.@])(?=\S)")
"""The places to break addresses, emoji and icons. Streamlit finds these in plain text, too."""


def write_plain(text: str) -> str:
    """Write a text so that a label shows it letter by letter."""
    return _SIGN.sub(r"\\\1", _MEANT.sub(TOGETHER, defuse(text)))
