"""Sentences for people, before their translation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from studylib.text.direction import MARKS, balance, isolate
from studylib.text.masking import mask_addresses

LONGEST_QUOTE = 80
"""Most characters of a cell that a sentence quotes."""


@dataclass(frozen=True)
class Sentence:
    """An English sentence with ``{names}``, and their values.

    The English text is its key in the catalogues. ``language.Language.say`` translates it. ``str()`` writes English.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**isolate_values(self.values))


def isolate_values(values: Mapping[str, object]) -> dict[str, object]:
    """Isolate each text among the values, so that none reorders the sentence around it."""
    return {name: isolate(value) if isinstance(value, str) else value for name, value in values.items()}


def sentence(text: str, /, **values: object) -> Sentence:
    """Make a sentence that quotes ``values``, each on one line of at most ``LONGEST_QUOTE`` characters.

    Mask addresses, which people sometimes type instead of a name. ``Plain`` texts stay unchanged.

    Babel looks for this name when it gathers the texts of the catalogues.
    """
    return Sentence(
        text,
        {
            name: value
            if isinstance(value, Plain)
            else quote(mask_addresses(value) if isinstance(value, str) else value)
            for name, value in values.items()
        },
    )


def quote_won(amount: int) -> Sentence:
    """Quote an amount of won. Each language writes it in its own way."""
    return sentence("₩{amount}", amount=f"{amount:,}")


class Plain(str):
    """A text that a sentence quotes whole. It comes from Studyboard, never from a cell."""


_PATH = re.compile(r"(sqlite://)?/|\.{1,2}/|[A-Za-z]:[\\/]")
"""The start of a file's path or of a SQLite database's address."""


def quote(value: object, most: int = LONGEST_QUOTE) -> object:
    """Quote a value: shorten a text above ``most`` characters and replace line breaks and controls by spaces.

    Keep the end of a long path, which names the file.
    """
    if not isinstance(value, str):
        return value
    whole = balance(value, " ")
    line = " ".join("".join(char if char.isprintable() or char in MARKS else " " for char in whole).split())
    if len(line) <= most:
        return line
    return balance("…" + line[1 - most :] if _PATH.match(line) else line[: most - 1] + "…")
