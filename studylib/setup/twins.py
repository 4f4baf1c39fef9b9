"""Find members who stand in a list twice, or whose names people cannot tell apart."""

from studylib.text.bounds import normalize_text
from studylib.text.message import Sentence, sentence
from studylib.workbook import readings, values
from studylib.workbook.alike_names import LONGEST, TITLES

_ALIKE = str.maketrans("аеорсухіјѕԁһкмтвнαοιρνκβεζημτυχ", "aeopcyxijsdhkmtbhaoipnkbezhmtyx")
"""Small Cyrillic and Greek letters that look like Latin ones, in one of their sizes."""

_CUT = tuple(title for title in TITLES if title not in ("군", "양"))
"""Titles after a name. The others end names, too."""


class Twins:
    """The names and addresses seen so far, each with its line."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[int, str]] = {}
        self._looks: dict[str, tuple[int, str]] = {}
        self._addresses: dict[str, int] = {}

    def add(self, line: int, name: str, email: str | None) -> bool:
        """Add a member. Tell whether the name is one, and new."""
        if not name or values.fold(name) in self._names:
            return False
        self._names[values.fold(name)] = line, name
        self._looks.setdefault(_fold_look(name), (line, name))
        if email:
            self._addresses.setdefault(values.fold(email), line)
        return True

    def explain(self, line: int, name: str, email: str | None) -> Sentence | None:
        """Explain why a member cannot be told from one seen before. ``None``: there is no such one."""
        if same := self._names.get(values.fold(name)):
            return sentence(
                "{name} stands in line {line}, too. Delete one of the two, or add a letter to one.",
                name=name,
                line=same[0],
            )
        if alike := self._looks.get(_fold_look(name)):
            return sentence(
                "{name} looks like {other} in line {line}. Delete one of the two, or write them differently.",
                name=name,
                other=alike[1],
                line=alike[0],
            )
        if email and (before := self._addresses.get(values.fold(email))):
            return sentence(
                "The member in line {line} has this address, too. Give each their own.", line=before
            )
        return None


def _fold_look(name: str) -> str:
    """Fold what people do not see in a name: blanks, signs, width, look-alike letters and titles."""
    bare = readings.squeeze(readings.cut_hints(values.fold(name)[:LONGEST])) or name
    title = next((each for each in _CUT if bare.endswith(each) and len(bare) > len(each) + 1), "")
    return normalize_text("NFKC", bare.removesuffix(title).translate(_ALIKE)).casefold()
