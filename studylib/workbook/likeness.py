"""Compare squeezed names letter by letter."""

from studylib.text.bounds import normalize_text


def is_one_off(one: str, other: str) -> bool:
    """Check if two squeezed texts differ by one letter: missing, other, or swapped with the next (Damerau).

    Of Hangul, one letter of a syllable may differ. A whole syllable may be missing in a word of four.
    """
    shorter, longer = sorted((len(one), len(other)))
    if one == other or shorter < 2:
        return False
    if not _is_hangul(one + other):
        return shorter >= 3 and differ_once(one, other)
    if shorter == longer:
        return differ_once(_spell(one), _spell(other))
    return longer >= 4 and differ_once(one, other)


def _spell(text: str) -> str:
    return normalize_text("NFD", text)


def _is_hangul(text: str) -> bool:
    return all("가" <= char <= "힣" for char in text)


def differ_once(one: str, other: str) -> bool:
    """Check if one edit makes one text of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, others = one[start:], other[start:]
    if len(one) == len(other):
        return rest[1:] == others[1:] or (rest[:2] == others[:2][::-1] and rest[2:] == others[2:])
    return rest[1:] == others if len(one) > len(other) else rest == others[1:]


def holds_word(text: str, word: str) -> bool:
    """Check if a squeezed text holds a word that means something. It needs two syllables, or four letters."""
    least = 2 if _is_hangul(word) else 4
    return len(word) >= least and word in text and word != text
