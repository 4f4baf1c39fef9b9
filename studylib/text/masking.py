"""Mask mail addresses in texts. Privacy goes first: ``mAP@IoU`` is masked, too."""

import re
from collections.abc import Iterator

from studylib.text.invisible import HIDDEN

LONGEST_MAILBOX = 254
"""Characters before the sign that can be an address, as long as a whole address may be (RFC 5321)."""

LONGEST_PATH = 512
"""Characters before a mailbox in which a link can begin."""

_AT = r"(?:[@＠﹫]|%(?:25){0,8}40|&(?:#0{0,6}64|#[xX]0{0,6}40|commat);)"
"""The sign between a mailbox and its host, also as a link or HTML writes it."""

_MAILBOX = re.compile(rf"[\w.!#$%'*+^`{{|}}~\u0300-\u036f{HIDDEN}-]*")
_FIRST = r"[\w.+-]"
_BLANK = rf"[{HIDDEN}]{{0,64}}"
_DOT = r"(?:[.。．｡]|%(?:25){0,8}2[Ee])"
_LABEL = rf"[\w\u0300-\u036f{HIDDEN}-]{{1,63}}"
_HOST = rf"(?:\[[\w.:]{{2,45}}\]|{_LABEL}(?:{_DOT}{_LABEL}){{0,126}})"
_LATIN = "A-Za-zＡ-Ｚａ-ｚ"

_DOTTED = rf"(?:{_LABEL}{_DOT}){{1,126}}{_BLANK}[^\W\d_]{_BLANK}[^\W\d_]"
"""A host with a label of letters after a dot. ``vue@3.2.1`` is no address."""

_NUMBERS = r"(?:\d{1,3}\.){3}\d"
_NAMED = rf"{_BLANK}(?:{_NUMBERS}|(?!v\d)[{_LATIN}]{_BLANK}[{_LATIN}0-9-])"
"""A host without a name in dots, such as ``school``. ``recall@k``, ``vue@v3`` and ``모임@강남`` are no addresses."""

_SIGN = re.compile(rf"{_AT}(?:{_BLANK}{_AT}){{0,2}}")
_SURE_HOST = re.compile(rf"(?=\[|{_DOTTED}){_HOST}")
_LIKELY_HOST = re.compile(rf"(?={_NAMED}){_HOST}")

MASKED = re.compile(rf"{_FIRST}\*\*\*{_SIGN.pattern}{_HOST}")
"""A masked address."""


def mask_address(address: str) -> str:
    """Mask one address: ``a***@x.kr``."""
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox[:1]}***@{domain}" if at else f"{address[:1]}***"


def mask_addresses(text: str) -> str:
    """Mask each address in a text: ``h***@x.kr``. Masked ones stay unchanged."""
    parts: list[str] = []
    done = 0
    for start, sign, _ in _find_places(text):
        parts += text[done : start + 1], "***"
        done = sign
    return "".join((*parts, text[done:])) if parts else text


def list_addresses(text: str) -> list[str]:
    """List each address in a text, masked or not."""
    return [text[start:end] for start, _, end in _find_places(text)]


def _find_places(text: str) -> Iterator[tuple[int, int, int]]:
    """Find the start of each address, of its sign and the end of its host."""
    done = 0
    for sign in _SIGN.finditer(text):
        sure = _SURE_HOST.match(text, sign.end())
        host = sure or _LIKELY_HOST.match(text, sign.end())
        start = _find_mailbox(text, sign.start(), done) if host else None
        if host and start is not None and (sure or not _is_in_path(text, start)):
            yield start, sign.start(), host.end()
            done = sign.end()


def _find_mailbox(text: str, end: int, least: int) -> int | None:
    """Find the first character to show of the mailbox that ends there. ``None``: there is no mailbox."""
    before = text[max(least, end - LONGEST_MAILBOX) : end]
    found = _MAILBOX.match(before[::-1])
    mailbox = before[len(before) - found.end() :] if found else ""
    first = re.search(rf"(?![{HIDDEN}]){_FIRST}", mailbox)
    return end - len(mailbox) + first.start() if first else None


def _is_in_path(text: str, start: int) -> bool:
    """Check if it begins a part of a link's path, where ``/vue@next`` names a version."""
    before = text[max(0, start - LONGEST_PATH) : start]
    if not before.endswith("/") or before.endswith("//"):
        return False
    link = before.rsplit(None, 1)[-1]
    return "://" in link and "?" not in link and "#" not in link
