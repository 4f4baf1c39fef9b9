"""The address of the group's own script. Whoever has it and the token reads the sheet, so no text quotes it."""

import re

from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

SCRIPT = "https://script.google.com/"
"""The beginning of the address of every script."""

LONGEST = 500
"""Characters of an address."""

_HOST = re.compile(r"\s*(?:https?://)?script\.google\.com(?:[/:]|$)", re.IGNORECASE)

_EXEC = re.compile(
    r"https://script\.google\.com/(?P<domain>a/(?:macros/)?[A-Za-z0-9.-]{1,100}/)?(?:macros/)?(?:u/\d{1,2}/)?"
    r"s/(?P<id>[A-Za-z0-9_-]{10,200})/(?P<kind>exec|dev)/?(?:[?#].*)?",
    re.DOTALL,
)


def is_script(address: str) -> bool:
    """Return True if the address is meant as a script's."""
    return bool(_HOST.match(address))


def parse_address(address: str) -> str:
    """Return the address to ask, without the number of a browser's account.

    Raises a WorkbookError for the address of a test or of the editor, or any other.
    """
    match = _EXEC.fullmatch(address.strip()) if len(address) <= LONGEST else None
    if match is None:
        raise WorkbookError(
            sentence(
                "This is not the address of the script as a web app. In the script editor, choose Deploy > Manage "
                "deployments, and copy the address that ends in /exec."
            )
        )
    if match["kind"] == "dev":
        raise WorkbookError(
            sentence(
                "This address ends in /dev, so it works for you alone. In the script editor, choose Deploy > Manage "
                "deployments, and copy the address that ends in /exec."
            )
        )
    domain = match["domain"] or ""
    place = f"{domain}s" if domain.startswith("a/macros/") else f"{domain}macros/s"
    return f"{SCRIPT}{place}/{match['id']}/exec"


def is_of_domain(address: str) -> bool:
    """Check if the script belongs to an account of a school or a company."""
    return address.startswith(f"{SCRIPT}a/")
