"""What the program tells people, before it is put into a reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from studylib.text.masking import mask_addresses

LONGEST_QUOTE = 80
"""Characters of somebody's cell that a sentence repeats at most."""


@dataclass(frozen=True)
class Sentence:
    """A sentence in English with ``{names}`` in it, and the values of the names.

    The English text is its key in the catalogues; ``language.Language.say`` gives it in the reader's language.
    ``str()`` gives it in English.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)


def sentence(text: str, /, **values: object) -> Sentence:
    """A sentence that quotes ``values``, each shortened to ``LONGEST_QUOTE`` characters on one line.

    An address, which people do type where a name belongs, is masked: ``h***@x.kr``. A ``Plain`` text stays as it is.

    This is the name that Babel looks for when it gathers the texts of the catalogues.
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


class Plain(str):
    """A text that a sentence repeats whole: the program's own, never out of somebody's cell."""


PATH = re.compile(r"(sqlite://)?/|\.{1,2}/|[A-Za-z]:[\\/]")
"""How the path of a file begins, and the address of a SQLite database."""


def quote(value: object) -> object:
    """The value as a sentence may repeat it: a long text is shortened, line breaks and controls become spaces.

    Of a long path the end is kept, which names the file.
    """
    if not isinstance(value, str):
        return value
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return "…" + line[1 - LONGEST_QUOTE :] if PATH.match(line) else line[: LONGEST_QUOTE - 1] + "…"
