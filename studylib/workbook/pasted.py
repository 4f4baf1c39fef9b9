"""Find the links in what people paste: several on a line, between words, without ``https://``."""

import re
from collections.abc import Iterator
from enum import Enum

_START = re.compile(r"https?://", re.IGNORECASE)
_INVISIBLE = "\u200b\u2060\ufeff"
_ALONE = re.compile(rf"https?://[^\s<>\"\\]*[^\s<>\"\\{_INVISIBLE}]", re.IGNORECASE)
_NEXT = re.compile(r"[,;|，；、](?=https?://|www\.)", re.IGNORECASE)
"""What parts two links of one word. A comma stays in a link unless another link follows it."""

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’", "「": "」", "『": "』", "【": "】"}
_BRACKETS |= {"〈": "〉", "《": "》", "（": "）", "［": "］", "＜": "＞"}
_OPENING = {end: start for start, end in _BRACKETS.items()}
_QUOTES = "\"'`"
_ENCLOSING = "".join(_BRACKETS) + _QUOTES
_CUT = frozenset(".,;，；。、" + _INVISIBLE) | frozenset(_QUOTES) | frozenset(_OPENING)
"""What is cut off the end of a link. A bracket that the link opens itself stays."""

_ENDS = frozenset("!?…！？*")
"""What is cut off a pasted link, too. In a cell it may be the link's own."""

_TOP_LEVELS = (
    "ai|app|be|biz|blog|cc|cloud|club|co|com|de|design|dev|edu|fm|fr|gg|gl|gle|gov|gy|info|io|jp|kim|kr|la|link|live"
    "|ly|me|mil|net|news|online|org|page|pe|pro|shop|site|so|space|store|studio|tech|to|tv|uk|us|wiki|work|world|xyz"
)
_HOST = r"(?:[a-z0-9가-힣](?:[a-z0-9가-힣-]{0,61}[a-z0-9가-힣])?\.){1,8}"
_KNOWN = re.compile(rf"{_HOST}(?:{_TOP_LEVELS})(?::\d{{2,5}})?(?P<path>[/?#]\S*)?", re.IGNORECASE)
_SHAPED = re.compile(rf"{_HOST}[a-z]{{2,24}}(?::\d{{2,5}})?(?P<path>[/?#]\S*)?", re.IGNORECASE)
_LABEL = re.compile(r"[^\W\d_]{1,20}[:：]")
_REFUSED = re.compile(
    r"(?<![a-z0-9])(?:javascript|vbscript|data|mailto|file|ftp|blob|intent):\S|://|(?<![a-z0-9])https?(?=:|//)",
    re.IGNORECASE,
)
_FILE = re.compile(r".*\.(?:md|html?|ipynb|pdf|py|txt|pptx?|docx?)", re.IGNORECASE)


class PieceKind(Enum):
    """What a piece of a pasted text is."""

    LINK = "link"
    ADDRESS = "address"
    """A link without its scheme, surely."""
    NAME = "name"
    """A host, or a path of an unknown domain. It is a link only if the cell holds nothing else."""
    REFUSED = "refused"
    """Another scheme, or one that is mistyped."""
    TEXT = "text"
    SIGN = "sign"
    """No more than punctuation or the number of a list."""


Piece = tuple[PieceKind, str]


def list_pieces(line: str) -> Iterator[Piece]:
    """List the pieces of one line, in order. Links come without what encloses them.

    A link alone on its line comes as it is. Nobody typed it into a sentence, so its end is its own.
    """
    bare = line.strip().strip(_INVISIBLE)
    if is_link_alone(bare):
        yield PieceKind.LINK, bare
        return
    for word in bare.split():
        for part in _NEXT.split(word):
            yield from _split_word(part)


def is_link_alone(text: str) -> bool:
    """Check if a text is one link and nothing else, as nearly all cells of links are."""
    return _ALONE.fullmatch(text) is not None and _NEXT.search(text) is None


def names_file(piece: Piece) -> bool:
    """Check if a piece names a file. Behind a link it may be the rest of one that a space has cut."""
    return piece[0] in (PieceKind.TEXT, PieceKind.NAME) and _FILE.fullmatch(piece[1]) is not None


def _split_word(word: str) -> Iterator[Piece]:
    start, seen = 0, ""
    while match := _START.search(word, start):
        before = word[start : match.start()]
        if (address := _KNOWN.match(before)) and address["path"]:
            break
        if before:
            yield _name_text(before, before + "h")
        end = _find_end(word, match.start())
        link = _trim(word[match.start() : end])
        if link != seen:
            yield PieceKind.LINK, link
        start, seen = end, link
    if start < len(word):
        yield from _read_bare(word[start:])


def _find_end(word: str, start: int) -> int:
    """Find the end of the link from ``start``. A bracket or quote before it ends it, or else the word's end does."""
    opening = word[start - 1] if start else " "
    if opening in _QUOTES:
        end = word.find(opening, start)
        return len(word) if end < 0 else end
    if opening not in _BRACKETS:
        return len(word)
    depth = 1
    for at in range(start, len(word)):
        depth += (word[at] == opening) - (word[at] == _BRACKETS[opening])
        if depth == 0:
            return at
    return len(word)


def _trim(link: str, cut: frozenset[str] = _CUT) -> str:
    """Cut punctuation, quotes and unbalanced brackets off the end."""
    spare: dict[str, int] = {}
    at = len(link)
    while at and (last := link[at - 1]) in cut:
        if last in _OPENING:
            if last not in spare:
                spare[last] = link.count(last) - link.count(_OPENING[last])
            if spare[last] <= 0:
                break
            spare[last] -= 1
        at -= 1
    return link[:at]


def trim_end(link: str) -> str:
    """Cut what ends a sentence, or stresses it, off the end of a link."""
    return _trim(link, _CUT | _ENDS)


def _read_bare(word: str) -> Iterator[Piece]:
    """Read a word, or the rest of one, that holds no ``https://`` of its own."""
    inner = _trim((word.partition("](")[2] or word).lstrip(_ENCLOSING))
    label = _LABEL.match(inner)
    if label and _KNOWN.fullmatch(inner, label.end()) and not _REFUSED.search(word):
        inner = inner[label.end() :]
    parts = [each for each in re.split("[,;|]", inner) if each]
    if len(parts) > 1 and all(_name_address(each) is PieceKind.ADDRESS for each in parts):
        yield from ((PieceKind.ADDRESS, each) for each in parts)
    elif kind := _name_address(inner):
        yield kind, inner
    else:
        yield _name_text(word, word)


def _name_address(text: str) -> PieceKind | None:
    """Tell how surely a text is a link without its scheme. ``None`` if it is none."""
    known = _KNOWN.fullmatch(text)
    shaped = known or _SHAPED.fullmatch(text)
    if shaped is None:
        return None
    if text.casefold().startswith("www.") or (known and known["path"]):
        return PieceKind.ADDRESS
    return PieceKind.NAME if known or shaped["path"] else None


def _name_text(text: str, context: str) -> Piece:
    """Name a piece that is no link. ``context`` also has what directly follows it."""
    if _REFUSED.search(context):
        return PieceKind.REFUSED, text
    is_sign = not any(map(str.isalpha, text)) and len(text) < 5
    return (PieceKind.SIGN if is_sign else PieceKind.TEXT), text
