"""An entry of a table. It is what one cell says of a member and week, or gets wrong."""

from dataclasses import dataclass

from studylib.readme.grid import GridCell
from studylib.readme.marks import Mark
from studylib.text.message import Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says of one member and week.

    ``address`` is ``None`` without a link, and ``""`` if the link leads nowhere yet. ``mark`` is ``None`` without a
    sign.
    """

    member: str
    week: int
    address: str | None
    mark: Mark | None
    cell: GridCell

    @property
    def handed_in(self) -> bool:
        """Whether the cell says that the member handed something in."""
        return bool(self.address) or (self.address is None and self.mark in (Mark.DONE, Mark.LATE))


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What a line of the file, counted from 1, gets wrong and how to fix it.

    A ``notice`` says how Studyboard read something that could be meant otherwise. ``mark`` is a sign whose meaning is
    unknown.
    """

    line: int
    why: Sentence
    notice: bool = False
    mark: str = ""


Reading = Entry | LineProblem
