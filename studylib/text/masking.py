"""Mask e-mail addresses in texts."""

import re


def mask_address(address: str) -> str:
    """An address as a message may show it: ``a***@x.kr``."""
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox[:1]}***@{domain}" if at else f"{address[:1]}***"


AT = r"(?:[@＠﹫]|%(?:25)*40)"
"""The sign between a mailbox and its host, in a link too."""
_FIRST = r"[\w.+-]"
_IN_MAILBOX = r"[\w.!#$%'*+^`{|}~-]"
ADDRESS = re.compile(rf"({_FIRST}){_IN_MAILBOX}{{0,63}}?({AT})(?=(?:[\w-]{{1,63}}\.){{1,8}}[^\W\d_]{{2}})")
"""A mailbox (64 characters at most, RFC 5321) up to its host, which ends in letters: ``vue@3.2.1`` is no address."""


_HOST = r"(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]*"
WHOLE = re.compile(rf"{_FIRST}{_IN_MAILBOX}{{0,63}}{AT}{_HOST}")
"""An address, masked or not."""
MASKED = re.compile(rf"{_FIRST}\*\*\*{AT}{_HOST}")
"""An address that is masked."""


def mask_addresses(text: str) -> str:
    """The text with each address in it as people may see it, ``h***@x.kr``. What is masked already stays."""
    return ADDRESS.sub(r"\1***\2", text) if "@" in text or _RARE_AT.search(text) else text


_RARE_AT = re.compile("[＠﹫]|%(?:25)*40")
