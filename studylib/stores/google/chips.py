"""Find the chips in the text of a cell.

Google counts their places in the text that was entered, in which each chip is one ``@`` (discovery document, rev
20261019). The text that is shown has the chip's title there.
"""

from collections.abc import Sequence

from studylib.workbook.hyperlinks import Hyperlink

CHIP = "@"

Chip = tuple[int, str]
"""Where a chip starts in the entered text, in UTF-16 units, and its address."""

Spans = list[tuple[int, int]]
"""Where each title starts and ends in the shown text, in UTF-16 units, half-open."""


def place_chips(entered: str, shown: str, chips: Sequence[Chip]) -> list[Hyperlink] | None:
    """Place chips, which rise, in the text that is shown.

    If their titles cannot be told apart surely, each address stands for the whole text. Return ``None`` if the chips do
    not stand in the entered text, or both texts are the same.
    """
    units, text = _split_units(entered), _split_units(shown)
    if not chips or units == text or any(units[start : start + 1] != CHIP for start, _ in chips):
        return None
    edges = [0, *(start + edge for start, _ in chips for edge in (0, 1)), len(units)]
    between = [units[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    spans = _find_from_left(text, between)
    if spans is None or spans != _find_from_right(text, between):
        return [Hyperlink(address) for _, address in chips]
    return [Hyperlink(address, *span) for span, (_, address) in zip(spans, chips, strict=True)]


def _split_units(text: str) -> str:
    """Split the characters beyond 16 bits, so that each place is one UTF-16 unit."""
    return "".join(map(chr, memoryview(text.encode("utf-16", "surrogatepass")[2:]).cast("H")))


def _find_from_left(text: str, between: Sequence[str]) -> Spans | None:
    """Find the titles, each but the last as short as can be. ``None`` if they do not fit."""
    if not text.startswith(between[0]) or not text.endswith(between[-1]):
        return None
    spans, start, stop = [], len(between[0]), len(text) - len(between[-1])
    for part in between[1:-1]:
        end = text.find(part, start, max(start, stop))
        if end < 0:
            return None
        spans.append((start, end))
        start = end + len(part)
    return [*spans, (start, stop)] if start <= stop else None


def _find_from_right(text: str, between: Sequence[str]) -> Spans | None:
    """Find the titles, each but the first as short as can be. ``None`` if they do not fit."""
    mirrored = _find_from_left(text[::-1], [part[::-1] for part in reversed(between)])
    if mirrored is None:
        return None
    return [(len(text) - end, len(text) - start) for start, end in reversed(mirrored)]
