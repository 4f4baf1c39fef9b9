"""The names of files to download: the study, what it is, and when. Any system takes them."""

import re
from collections.abc import Iterable

from studylib.season.kinds import SEASON
from studylib.text.bounds import cut_text, normalize_text
from studylib.text.invisible import drop_invisible
from studylib.text.language import Language

LONGEST_STUDY = 40
"""The most characters of the study's name. A file system takes 255 bytes, and a syllable has 3."""

_REFUSED = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|%#\ud800-\udfff\u2028\u2029\ufffe\uffff]+')
"""What Windows, macOS, Android or the address of a download would not take."""


def name_file(study: str, what: str, when: str, ending: str) -> str:
    """Name a file: ``Study-MLOps 벌금 2022-04.csv``. ``study`` may hold anything. ``ending`` has no dot."""
    return f"{' '.join(filter(None, (clean_name(study), clean_name(what), when)))}.{ending}"


def clean_name(text: str) -> str:
    """Take out of a name what a file name may not have. It neither begins nor ends with a dot or a blank."""
    short = cut_text(text, 4 * LONGEST_STUDY)
    plain = drop_invisible(normalize_text("NFC", _REFUSED.sub(" ", short)))
    return " ".join(plain.split())[:LONGEST_STUDY].strip(". ")


def name_months(months: Iterable[str], language: Language) -> str:
    """Name the months of a file, each ``YYYY-MM``: the first and the last. The whole season is a word."""
    rising = sorted(set(months))
    if SEASON in rising:
        return language.period(SEASON)
    return "~".join(dict.fromkeys([rising[0], rising[-1]])) if rising else ""
