"""Write links, texts and line ends of a README as its file needs them."""

import html
import re

from studylib.text.direction import isolate


def write_link(text: str, address: str, is_html: bool) -> str:
    """Write a link. A cell may hold those of several members, so a right-to-left name is isolated."""
    shown = isolate(text)
    if is_html:
        return f'<a href="{html.escape(address)}">{html.escape(shown)}</a>'
    return f"[{escape_markdown(shown)}]({escape_address(address)})"


def escape_markdown(text: str) -> str:
    """Escape a text so that Markdown shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~&$:@-])", r"\\\1", " ".join(text.split()))


def escape_address(address: str) -> str:
    """Escape a link so that Markdown reads the same link, also in a table."""
    balanced = re.fullmatch(r"(?:[^()]|\([^()]*\))*", address)
    escaped = re.sub(r"([|`$]|&(?=#?\w+;))", r"\\\1", address)
    return escaped if balanced else re.sub(r"([()])", r"\\\1", escaped)


def find_line_end(text: str) -> str:
    """Find the first line end of the text, ``\\n`` if it has none."""
    match = re.search(r"\r\n|\n|\r", text)
    return match[0] if match else "\n"
