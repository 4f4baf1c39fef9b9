"""Read links from cells."""

import re
from collections.abc import Container, Iterator, Sequence
from urllib.parse import urlsplit

from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.workbook import sizes
from studylib.workbook.cells import Cell
from studylib.workbook.pasted import Piece, PieceKind, is_link_alone, list_pieces, names_file, trim_end
from studylib.workbook.values import CellError, show_text


def parse_links(cell: Cell) -> tuple[str, ...]:
    """Parse the links of a cell, at least one. They are one a line, between words, or parted by blanks or commas.

    A link without its scheme becomes ``https://``. Refuse a cell with another scheme or a broken link.
    """
    text = show_text(cell)
    if not text:
        raise CellError(sentence("There is no link. Write one that begins with https://."))
    if sizes.is_too_long(text):
        raise CellError(sizes.explain_text(text))
    if is_link_alone(text):
        return (parse_link(text),)
    lines = [(line, list(list_pieces(line))) for line in _list_lines(text)]
    has_words = any(kind is PieceKind.TEXT for _, pieces in lines for kind, _ in pieces)
    wanted = (
        {PieceKind.LINK, PieceKind.ADDRESS}
        if has_words
        else {PieceKind.LINK, PieceKind.ADDRESS, PieceKind.NAME}
    )
    found = tuple(_complete(piece) for line, pieces in lines for piece in _choose_links(line, pieces, wanted))
    if not found:
        raise _refuse(text)
    if len(found) > sizes.MOST_LINKS:
        raise CellError(
            sentence(
                "This cell holds more than {most} links. Hand the rest in separately.", most=sizes.MOST_LINKS
            )
        )
    return found


def _list_lines(text: str) -> list[str]:
    """List the lines that hold something. Cut a comma off the end of one if a link follows on the next."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    following = [line[:4].casefold() == "http" for line in lines[1:]]
    return [
        line.rstrip(",; ") if is_parted else line
        for line, is_parted in zip(lines, [*following, False], strict=True)
    ]


def _choose_links(line: str, pieces: Sequence[Piece], wanted: Container[PieceKind]) -> Iterator[Piece]:
    """Choose the links of a line. Refuse it if a space seems to cut a link, as in ``https://n.kr/my note.md``."""
    after_link = False
    for piece in pieces:
        if piece[0] is PieceKind.REFUSED or (after_link and names_file(piece)):
            raise _refuse(line)
        after_link = piece[0] is PieceKind.LINK or (after_link and piece[0] not in wanted)
        if piece[0] in wanted:
            yield piece


def _complete(piece: Piece) -> str:
    kind, text = piece
    return parse_link(text if kind is PieceKind.LINK else f"https://{text}")


def _refuse(address: str) -> CellError:
    return CellError(
        sentence("“{cell}” is not a link. Write one that begins with https://, without spaces.", cell=address)
    )


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
        raise _refuse(address)
    return address


def hides_host(address: str) -> bool:
    """Tell whether a link shows another host than its own, as ``https://google.com@x.kr`` does.

    Nobody can tell the host either if a part of it is escaped, as in ``https://google.com%40x.kr``.
    """
    try:
        place = urlsplit(address).netloc
    except ValueError:
        return True
    return "@" in place or "%" in place


def drop_user(address: str) -> str:
    """Drop what stands before the host: ``https://x.kr/a`` for ``https://google.com@x.kr/a``. It leads there, too."""
    start, mark, rest = address.partition("//")
    place = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{start}{mark}{rest[place.rfind('@') + 1 :]}"


def check_host(address: str) -> str:
    """Return a link that shows its own host. Raise a CellError for another."""
    if hides_host(address):
        raise CellError(
            sentence(
                "“{cell}” has an @ or a % before its first slash, so it hides where it leads. Write the link without.",
                cell=address,
            )
        )
    return address


def parse_shown_links(cell: Cell) -> tuple[str, ...]:
    """Parse the links of a cell, as ``parse_links`` does. Refuse those that hide where they lead.

    Answers that are in the workbook count with such links, too. Nobody can hand in new ones here.
    """
    return tuple(map(check_host, parse_links(cell)))


def parse_pasted_links(text: Cell) -> tuple[str, ...]:
    """Parse the links of a pasted text, each once. Punctuation behind a link is not its own.

    Refuse what ``parse_shown_links`` refuses. Cells keep such an end, because nobody can ask who wrote it.
    """
    return tuple(dict.fromkeys(check_host(parse_link(trim_end(each))) for each in parse_links(text)))


def parse_references(cell: Cell) -> tuple[str, ...]:
    """Parse the lines of a curriculum cell: links, or plain texts such as a chapter. Mask mail addresses.

    A line of nothing but links may hold several. Refuse addresses of schemes other than ``http`` and ``https``, and
    those that hide where they lead.
    """
    lines = (line.strip() for line in show_text(cell).splitlines() if line.strip())
    return tuple(mask_addresses(each) for line in lines for each in _parse_reference(line))


def _parse_reference(line: str) -> Iterator[str]:
    """Parse one line. It stays as it is if it has other words than links."""
    pieces = list(list_pieces(line)) if not sizes.is_too_long(line) else []
    for kind, text in pieces:
        if kind is PieceKind.LINK:
            check_host(text)
    if pieces and all(kind in (PieceKind.LINK, PieceKind.ADDRESS) for kind, _ in pieces):
        yield from map(_complete, pieces)
        return
    if re.match(r"[a-z][a-z0-9+.-]*:\S", line, re.IGNORECASE):
        parse_link(line)
    yield line


def shorten_link(cell: Cell) -> str:
    """Parse one link that shows its host, and mask mail addresses in it. A masked link may lead nowhere."""
    found = parse_links(cell)
    if len(found) > 1:
        raise _refuse(show_text(cell))
    return mask_addresses(check_host(found[0]))
