"""How a group usually writes: what parts its links, what their texts are, and its signs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studylib.readme.marks import Mark


@dataclass(frozen=True, slots=True)
class Habits:
    """What the group wrote how often.

    ``separators`` part two links. ``captions`` are the sources of the texts of links that name nobody, with
    ``""`` for a bare address. ``signs`` are whole cells by their mark. ``ticks`` are the letters in boxes of lists.
    ``linked`` counts the links with an address or without. ``marked`` counts the marks without a link.
    """

    separators: Counter[str]
    captions: Counter[str]
    signs: Mapping[Mark, Counter[str]]
    ticks: Counter[str]
    linked: int
    marked: int

    @property
    def separator(self) -> str:
        """The usual text between two links. An empty text if there is none."""
        return _find_most_common(self.separators)

    @property
    def writes_bare(self) -> bool:
        """Whether most links are a bare address."""
        return 2 * self.captions[""] > self.captions.total()

    @property
    def caption(self) -> tuple[str, int]:
        """The usual text of a link and its number."""
        texts = Counter({text: count for text, count in self.captions.items() if text})
        return texts.most_common(1)[0] if texts else ("", 0)

    @property
    def signs_only(self) -> bool:
        """Whether there are marks and no links at all."""
        return bool(self.marked and not self.linked)

    @property
    def is_unknown(self) -> bool:
        """Whether there is neither a link nor a mark to learn from."""
        return not self.marked and not self.linked

    @property
    def tick(self) -> str:
        """The usual letter in a ticked box. An empty text if there is none."""
        return _find_most_common(self.ticks)

    def find_sign(self, mark: Mark) -> str:
        """Find the usual sign for a mark. An empty text if there is none."""
        return _find_most_common(self.signs.get(mark, Counter()))


def add_habits(every: Iterable[Habits]) -> Habits:
    """Add up the habits of several tables."""
    separators: Counter[str] = Counter()
    captions: Counter[str] = Counter()
    signs: dict[Mark, Counter[str]] = {}
    ticks: Counter[str] = Counter()
    linked = marked = 0
    for habits in every:
        separators.update(habits.separators)
        captions.update(habits.captions)
        ticks.update(habits.ticks)
        for mark, counts in habits.signs.items():
            signs.setdefault(mark, Counter()).update(counts)
        linked, marked = linked + habits.linked, marked + habits.marked
    return Habits(separators, captions, signs, ticks, linked, marked)


def _find_most_common(counts: Counter[str]) -> str:
    return counts.most_common(1)[0][0] if counts else ""
