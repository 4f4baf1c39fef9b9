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
