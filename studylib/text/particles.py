"""Choose Korean particles by the letter before them.

A catalogue writes both forms, ``{name}은(는)``. Readers see one of them: ``가람은``, ``나래는``.
"""

import re
from collections.abc import Mapping
from functools import cache

from studylib.text.bounds import normalize_text

_FORMS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
    "(이)란": ("이란", "란"),
    "(이)나": ("이나", "나"),
    "(이)며": ("이며", "며"),
}
"""The form after a final consonant and the one after a vowel, by the catalogue's way to write both."""

_PAIR = re.compile(f"({'|'.join(map(re.escape, _FORMS))})")

_SILENT = " \u00a0\u2060\u2068\u2069\"'”’»)]}>〉》」』】`…"
"""Signs between a word and its particle that people do not read aloud."""

_ASIDE = re.compile(rf"(?<=[^\s(])\([^()]*\)[{re.escape(_SILENT)}]*$")
"""Brackets right after a word. The particle goes with the word: ``나래(스터디장)는``."""

_RIEUL, _OTHER, _NONE = "ㄹ", "other", ""
"""Kinds of final consonant. ``(으)로`` takes its short form after ㄹ, as after a vowel."""

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _RIEUL_PLACE = 0xAC00, 0xD7A3, 28, 8
"""Unicode orders Hangul syllables by initial, vowel and final consonant. Place 0 is none, place 8 is ㄹ."""

_NAMES = {
    **dict.fromkeys("0123456789abcdefghijklmnopqrstuvwxyz", _NONE),
    **dict.fromkeys("036mn", _OTHER),
    **dict.fromkeys("178lr", _RIEUL),
    **dict.fromkeys("ㄱㄲㄴㄷㄸㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", _OTHER),
    **dict.fromkeys("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ%", _NONE),
    "ㄹ": _RIEUL,
}
"""The final consonant of the Korean name of each sign: 영 일 이 삼, 에이 비 엘 엠, 기역 니은, 퍼센트."""


def fill_korean(pattern: str, values: Mapping[str, object]) -> str:
    """Fill in a Korean pattern and choose each particle in it. Particles in ``values`` stay unchanged."""
    first, *rest = _split(pattern)
    filled = first.format(**values)
    for pair, literal in zip(rest[::2], rest[1::2], strict=True):
        filled += choose_particle(filled, pair) + literal.format(**values)
    return filled


@cache
def _split(pattern: str) -> tuple[str, ...]:
    """Split a pattern at its particles: the parts between them have even places."""
    return tuple(_PAIR.split(pattern))


def choose_particle(text: str, pair: str) -> str:
    """Choose the form of a particle after a text. Keep both forms if the text ends in an unknown sign."""
    final = _find_final(text)
    if final is None:
        return pair
    after_consonant, after_vowel = _FORMS[pair]
    is_short = not final or (final == _RIEUL and pair == "(으)로")
    return after_vowel if is_short else after_consonant


def _find_final(text: str) -> str | None:
    """Find the final consonant of a text as people read it aloud. ``None`` if it is unknown."""
    word = normalize_text("NFC", _ASIDE.sub("", text).rstrip(_SILENT))
    last = word[-1:].lower()
    if last == "0":
        return _find_number_final(word)
    if len(last) == 1 and _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        place = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return _RIEUL if place == _RIEUL_PLACE else _OTHER if place else _NONE
    return _NAMES.get(last)


def _find_number_final(word: str) -> str:
    """Find the final consonant of the last unit of a number that ends in 0.

    The units are 십 백 천 만 억 조 경 해. Only 조 (10^12) and 해 (10^20) end in a vowel. Plain 0 is 영.
    """
    digits = word[len(word.rstrip("0123456789,")) :].replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    return _NONE if zeros < len(digits) and zeros // 4 in (3, 5) else _OTHER
