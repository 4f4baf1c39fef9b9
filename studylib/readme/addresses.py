"""Read the addresses of links in a README. They are whole, relative, or only meant as one."""

import posixpath
import re
from collections.abc import Iterator

from studylib.readme.choices import Choices
from studylib.readme.entry import LineProblem
from studylib.readme.grid import GridCell, Part
from studylib.text.message import sentence
from studylib.workbook import links, values

_MEANT_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\n]|\([^()\n]*\))*\)?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[\w-]+\.)+(?!(?:md|markdown|html?|ipynb|py|java|js|ts|c|cpp|kt|pdf|txt)(?:/|$))[a-z]{2,}(?:/|$)",
    re.IGNORECASE,
)
"""How an address without its scheme begins. A file begins in the same way, but with another ending."""


def cut_broken(text: str) -> str:
    """Cut out what was meant as a link and is none."""
    return _MEANT_LINK.sub(" ", text)


def find_broken(text: str, cell: GridCell) -> Iterator[LineProblem]:
    for match in _MEANT_LINK.finditer(text):
        why = sentence(
            "“{link}” is a broken link. Write it as [name](https://…), without spaces, each bracket closed.",
            link=match[0],
        )
        yield LineProblem(cell.line, why)


def read_address(part: Part, cell: GridCell, choices: Choices) -> tuple[str, tuple[LineProblem, ...]]:
    """Read the address of a link. An empty text means none, or an invalid one, which is a problem."""
    address = (part.address or "").strip()
    if address in ("", "#"):
        return "", ()
    if is_relative(address):
        if choices.repository is None:
            why = sentence(
                "The link {link} leads into the repository. Say --repository ADDRESS, or write it into the"
                " settings.",
                link=address,
            )
            return "", (LineProblem(cell.line, why),)
        address = resolve_address(address, choices.repository, choices.folder)
    try:
        return links.parse_link(address), ()
    except values.CellError as unreadable:
        return "", (LineProblem(cell.line, unreadable.why),)


def is_relative(address: str) -> bool:
    """Whether the address is of a file in the repository: without a scheme or a host."""
    return not (_SCHEME.match(address) or address.startswith(("//", "#", "\\")) or _HOST.match(address))


def resolve_address(address: str, repository: str, folder: str) -> str:
    """Resolve a relative address to the file on GitHub or GitLab. Take the branch that both show first."""
    path, mark, place = address.partition("#")
    whole = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    base = repository.rstrip("/").removesuffix(".git")
    blob = "-/blob" if "gitlab" in base else "blob"
    return f"{base}/{blob}/HEAD/{whole}{mark}{place}"
