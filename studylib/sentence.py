"""What the program tells people, before it is put into a reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

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


AT = r"(?:[@＠﹫]|%(?:25)*40)"
"""The sign between a mailbox and its host, in a link too."""
_FIRST = r"[\w.+-]"
_IN_MAILBOX = r"[\w.!#$%'*+^`{|}~-]"
ADDRESS = re.compile(rf"({_FIRST}){_IN_MAILBOX}{{0,63}}?({AT})(?=(?:[\w-]{{1,63}}\.){{1,8}}[^\W\d_]{{2}})")
"""A mailbox (64 characters at most, RFC 5321) up to its host, which ends in letters: ``vue@3.2.1`` is no address."""


_HOST = r"(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]*"
WHOLE = re.compile(rf"{_FIRST}{_IN_MAILBOX}{{0,63}}{AT}{_HOST}")
"""An address, masked or not."""
MASKED = re.compile(rf"{_FIRST}\*\*\*{AT}{_HOST}")
"""An address that is masked."""


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
            else quoted(masked(value) if isinstance(value, str) else value)
            for name, value in values.items()
        },
    )


class Plain(str):
    """A text that a sentence repeats whole: the program's own, never out of somebody's cell."""


def masked(text: str) -> str:
    """The text with each address in it as people may see it, ``h***@x.kr``. What is masked already stays."""
    return ADDRESS.sub(r"\1***\2", text) if "@" in text or _RARE_AT.search(text) else text


_RARE_AT = re.compile("[＠﹫]|%(?:25)*40")


PATH = re.compile(r"(sqlite://)?/|\.{1,2}/|[A-Za-z]:[\\/]")
"""How the path of a file begins, and the address of a SQLite database."""


def quoted(value: object) -> object:
    """The value as a sentence may repeat it: a long text is shortened, line breaks and controls become spaces.

    Of a long path the end is kept, which names the file.
    """
    if not isinstance(value, str):
        return value
    line = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return "…" + line[1 - LONGEST_QUOTE :] if PATH.match(line) else line[: LONGEST_QUOTE - 1] + "…"
