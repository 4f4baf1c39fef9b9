"""Mask mail addresses in texts."""

import re

_AT = r"(?:[@＠﹫]|%(?:25)*40)"
"""The sign between a mailbox and its host, also as a link writes it."""

_RARE_AT = re.compile("[＠﹫]|%(?:25)*40")
_FIRST = r"[\w.+-]"
_IN_MAILBOX = r"[\w.!#$%'*+^`{|}~-]"
_HOST = r"(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]*"

_ADDRESS = re.compile(rf"({_FIRST}){_IN_MAILBOX}{{0,63}}?({_AT})(?=(?:[\w-]{{1,63}}\.){{1,8}}[^\W\d_]{{2}})")
"""A mailbox, at most 64 characters (RFC 5321), before a host that ends in letters. ``vue@3.2.1`` is no address."""

WHOLE = re.compile(rf"{_FIRST}{_IN_MAILBOX}{{0,63}}{_AT}{_HOST}")
"""An address, masked or not."""

MASKED = re.compile(rf"{_FIRST}\*\*\*{_AT}{_HOST}")
"""A masked address."""


def mask_address(address: str) -> str:
    """Mask one address: ``a***@x.kr``."""
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox[:1]}***@{domain}" if at else f"{address[:1]}***"


def mask_addresses(text: str) -> str:
    """Mask each address in a text: ``h***@x.kr``. Masked ones stay unchanged."""
    return _ADDRESS.sub(r"\1***\2", text) if "@" in text or _RARE_AT.search(text) else text
