"""The address of a Google Sheet, in any form that people paste. No pasted address is ever asked for."""

import re
from urllib.parse import urlsplit

HOST = "docs.google.com"

LONGEST = 500
"""Characters of a pasted address. Google's own ones take about 120."""

_PATH = re.compile(
    r"/(?:a/[A-Za-z0-9.-]{1,253}/)?spreadsheets/(?:u/\d{1,3}/)?d/([A-Za-z0-9_-]{8,128})(?![A-Za-z0-9_-]).*",
    re.ASCII,
)
"""The path of a sheet. A published copy (``/d/e/…``) has no id in it."""


def find_sheet_id(address: str) -> str | None:
    """Find the id in the address of a Google Sheet. ``None`` for any other address.

    The account (``/u/1/``), the domain of a company, the tab and what follows the id do not count.
    """
    pasted = address.strip()
    if len(pasted) > LONGEST or not pasted.isprintable():
        return None
    if "://" not in pasted:
        pasted = f"https://{pasted}"
    try:
        parts = urlsplit(pasted)
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or parts.netloc.casefold() != HOST:
        return None
    match = _PATH.fullmatch(parts.path)
    return match[1] if match else None


def write_address(id: str) -> str:
    """Write the address of the sheet of that id."""
    return f"https://{HOST}/spreadsheets/d/{id}/edit"
