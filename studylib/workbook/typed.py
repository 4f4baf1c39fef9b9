"""Tidy what people type into numbers, times and weeks."""

from studylib.text.bounds import normalize_text

_TIDY: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TIDY |= {0xFFE6: "₩"}
_TIDY |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_TIDY |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def tidy(written: str) -> str:
    """Compose Hangul, narrow full-width characters, drop invisible ones, fold blanks.

    Keep other digits than full-width ones as they are. ``3²`` must not become 32.
    """
    if not written.isascii():
        written = normalize_text("NFC", written).translate(_TIDY)
    return " ".join(written.split())
