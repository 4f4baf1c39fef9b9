"""Read links from cells."""

import re
from urllib.parse import urlsplit

from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.workbook.cells import Cell
from studylib.workbook.values import CellError, show_text


def parse_links(cell: Cell) -> tuple[str, ...]:
    """Parse the links of a cell, one a line, at least one."""
    parsed = tuple(parse_link(line) for line in show_text(cell).splitlines() if line.strip())
    if not parsed:
        raise CellError(sentence("There is no link. Write one that begins with https://."))
    return parsed


def parse_link(cell: Cell) -> str:
    """Parse one link: ``http`` or ``https``, with a host, without white space or control characters."""
    address = show_text(cell)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if (
        host is None
        or parts.scheme not in ("http", "https")
        or port == 0
        or re.search(r"[\s\x00-\x1f\x7f<>\"\\]", address)
    ):
        raise CellError(
            sentence(
                "“{cell}” is not a link. Write one that begins with https://, without spaces.", cell=address
            )
        )
    return address


def parse_references(cell: Cell) -> tuple[str, ...]:
    """Parse the lines of a curriculum cell: links, or plain texts such as a chapter. Mask mail addresses.

    Refuse addresses of schemes other than ``http`` and ``https``.
    """
    lines = tuple(line.strip() for line in show_text(cell).splitlines() if line.strip())
    for line in lines:
        if re.match(r"[a-z][a-z0-9+.-]*:\S", line, re.IGNORECASE):
            parse_link(line)
    return tuple(map(mask_addresses, lines))


def shorten_link(cell: Cell) -> str:
    """Parse one link and mask mail addresses in it. A masked link may lead nowhere."""
    return mask_addresses(parse_link(cell))
