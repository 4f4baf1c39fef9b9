"""Quote a member's text in a message to a chat."""

import re

from studylib.text.direction import isolate
from studylib.text.message import quote

TOGETHER = "\u2060"
"""Word joiner: invisible, keeps a sign and its amount on one line."""

MEANT = re.compile(r"(?<=[@＠<])|(?<=\])(?=\()")
"""The places to break what a chat takes for a mention or a link.

Such are ``@everyone``, ``<!channel>`` and ``[here](https://…)``.
"""


def defuse(text: str) -> str:
    """Return a member's text on one line. No chat takes it for a mention or a link, and it reorders no amount."""
    return isolate(MEANT.sub(TOGETHER, str(quote(text))))


SIGNS = str.maketrans("*~`|#", "＊～｀｜＃")
"""Signs that a chat formats by, and what looks like them. An underscore does so at the edges of a word alone."""

PINGS = re.compile(r"@(?=everyone|here|channel|all\b)", re.IGNORECASE)
"""What a chat may take for a mention within a link."""


def write_plainly(text: str) -> str:
    """Return a member's text as ``defuse`` does. No chat formats it either."""
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", "＿", defuse(text).translate(SIGNS))


def write_quiet_link(address: str) -> str:
    """Return a link that mentions nobody. It leads to the same place."""
    return PINGS.sub("%40", address)
