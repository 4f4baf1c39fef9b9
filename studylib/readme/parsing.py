"""Parse a README into its tables and lists."""

from studylib.readme.grid import Lines, Page
from studylib.readme.html import html_page
from studylib.readme.markdown import markdown_page


def parse_page(text: str, *, html: bool = False) -> Page:
    """The grids of a Markdown text, tables in HTML among them, or of an HTML text; in their order."""
    lines = Lines(text)
    return html_page(text, lines) if html else markdown_page(text, lines)
