"""Parse a README into its tables and lists."""

from studylib.readme.grid import Page
from studylib.readme.html import parse_html_page
from studylib.readme.lines import Lines
from studylib.readme.markdown import parse_markdown_page


def parse_page(text: str, *, html: bool = False) -> Page:
    """Parse the grids of a text in order. A Markdown text may hold tables in HTML."""
    lines = Lines(text)
    return parse_html_page(text, lines) if html else parse_markdown_page(text, lines)
