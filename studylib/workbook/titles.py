"""Judge what kind of tab a title speaks of."""

from collections.abc import Collection
from enum import IntEnum

from studylib.workbook import likeness, readings, title_names
from studylib.workbook.layouts import Layout


class Likeness(IntEnum):
    """How much a title looks like that of a kind."""

    NONE = 0
    NEAR = 1
    """One letter off."""
    OTHER = 2
    """Another word for it."""
    LISTED = 3
    """The title itself, with an ending, a number or a sign: ``면제 목록``, ``settings2``."""


def judge_title(layout: Layout, title: str) -> Likeness:
    """Judge how much a title looks like those of a layout. A copy looks like none."""
    words = readings.fold_start(title).replace("_", " ").replace("-", " ").split()
    whole = readings.squeeze(" ".join(words))
    if any(word in title_names.COPIES for word in words) or whole.endswith(("사본", "백업", "복사본")):
        return Likeness.NONE
    known = {readings.squeeze(each) for each in layout.titles}
    said = {reading.rstrip("0123456789") for reading in readings.list_readings(title)}
    parts = {reading for part in readings.list_parts(title) for reading in readings.list_readings(part)}
    if any(_is_listed(reading, known) for reading in said | parts):
        return Likeness.LISTED
    if any(_is_listed(reading, layout.other_titles) for reading in said | parts):
        return Likeness.OTHER
    near = any(_is_misspelt(reading, each) for reading in said for each in known)
    return Likeness.NEAR if near and whole not in title_names.ORDINARY else Likeness.NONE


def _is_listed(reading: str, titles: Collection[str]) -> bool:
    return reading in titles or any(
        reading.removesuffix(end) in titles for end in title_names.LISTS if reading.endswith(end)
    )


def _is_misspelt(reading: str, title: str) -> bool:
    """Check if a title is one letter off. A Hangul title keeps its number of syllables."""
    latin = title.isascii()
    return likeness.is_one_off(reading, title) and (latin or len(reading) == len(title))
