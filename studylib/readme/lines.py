"""The lines of a text, whatever ends them."""

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The starts of the lines of a text. A line may end in any of Markdown's three ways."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def number(self, at: int) -> int:
        """Return the line, from 1, of the character at ``at``."""
        return bisect_right(self.starts, at)

    def start(self, index: int) -> int:
        """Return the start of the line. ``index`` counts from 0. After the last line, return the end of the text."""
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def line(self, index: int) -> str:
        """Return the line without its end."""
        return self.text[self.start(index) : self.start(index + 1)].rstrip("\r\n")
