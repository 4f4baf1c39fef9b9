"""Parse a README into its tables and lists."""

from studylib.readme.grid import Lines, Page
from studylib.readme.html import html_page
from studylib.readme.markdown import markdown_page


def parse_page(text: str, *, html: bool = False) -> Page:
    """Parse the grids of a Markdown text, with its tables in HTML, or of an HTML text, in order."""
    lines = Lines(text)
    return html_page(text, lines) if html else markdown_page(text, lines)
