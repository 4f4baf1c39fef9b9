"""Write the addresses behind the text of a cell into the text, and read them back.

A sheet can show ``Lecture 3`` and keep the address behind it. Stores give the text alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studylib.workbook import links
from studylib.workbook.values import CellError

_PLAIN = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BETWEEN = " \t,;·|/&+-–()[]"
"""What stands between two linked texts and means nothing by itself."""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address behind a part of a text: ``[start, end)`` in UTF-16 units. ``None``: to the end of the text."""

    address: str
    start: int = 0
    end: int | None = None


def lacks_address(text: str) -> bool:
    """Check if a line of the text has no address in it. There may be one behind it."""
    return any(line.strip() and "://" not in line for line in text.splitlines())


def write_links(text: str, hyperlinks: Sequence[Hyperlink], *, alone: bool) -> str:
    """Write each address after its text: ``Lecture 3 https://…``.

    Return the text unchanged if no address is one of http or https. With ``alone``, return the addresses without any
    text, one a line. Lines with several linked texts become one line for each.
    """
    known = sorted((each for each in hyperlinks if is_address(each.address)), key=lambda each: each.start)
    parts = list(_split_text(text, known))
    if not known:
        return text
    if alone:
        found = (each for part, address in parts for each in ([address] if address else _PLAIN.findall(part)))
        return "\n".join(dict.fromkeys(found))
    return "\n".join(line for line in _write_lines(parts) if line)


def is_address(written: str) -> bool:
    """Check if a text is an address of http or https."""
    try:
        return bool(links.parse_link(written))
    except CellError:
        return False


Part = tuple[str, str]
"""A part of a text and the address behind it, ``""`` if there is none."""


def _split_text(text: str, hyperlinks: Sequence[Hyperlink]) -> Iterator[Part]:
    """Split the text by its hyperlinks, which rise. Of two that overlap, the first keeps its part."""
    units = text.encode("utf-16-le", "surrogatepass")
    done = 0
    for each in hyperlinks:
        start = max(done, 2 * each.start)
        end = len(units) if each.end is None else max(start, 2 * each.end)
        yield _decode(units[done:start]), ""
        yield _decode(units[start:end]), each.address
        done = end
    yield _decode(units[done:]), ""


def _decode(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")


def _write_lines(parts: Sequence[Part]) -> Iterator[str]:
    """Write the lines of the parts. The address of a part over several lines goes to the last one."""
    line: list[Part] = []
    for text, address in parts:
        written = re.split(r"\r\n|\r|\n", text)
        last = max((at for at, each in enumerate(written) if each.strip()), default=0)
        for at, each in enumerate(written):
            if at:
                yield from write_parts(line)
                line = []
            line.append((each, address if at == last else ""))
    yield from write_parts(line)


def write_parts(parts: Sequence[Part]) -> Iterator[str]:
    """Write a line with at most one address whole. Split one with several into a line for each."""
    linked = [address for _, address in parts if address]
    if len(linked) > 1:
        for text, address in parts:
            yield _join(text.strip(_BETWEEN), address)
        return
    whole = "".join(text for text, _ in parts).strip()
    yield _join(whole, linked[0] if linked else "")


def _join(text: str, address: str) -> str:
    """Join a text and its address. A text that is the address stands for both."""
    if not address or not text:
        return text or address
    return address if _strip_scheme(text) == _strip_scheme(address) else f"{text} {address}"


def _strip_scheme(address: str) -> str:
    return re.sub(r"^https?://", "", address, flags=re.IGNORECASE).rstrip("/").casefold()


def split_reference(line: str) -> tuple[str, str]:
    """Split ``Lecture 3 https://…`` into text and address. The text is ``""`` if the line is only an address.

    The address is ``""`` if the line does not end in one.
    """
    text, _, last = line.rpartition(" ")
    if not is_address(last):
        return line, ""
    return text.strip(), last
