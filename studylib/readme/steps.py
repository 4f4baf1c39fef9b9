"""The steps of writing a table. Each returns its edits, places and obstacles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studylib.readme.grid import GridCell
from studylib.readme.season_links import Place
from studylib.text.message import Sentence, sentence


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A new text for ``[start, end)`` of the file. ``line`` counts from 1."""

    start: int
    end: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one step does.

    ``placed`` are the members and weeks that have a place in the table. ``refused`` are the obstacles.
    """

    edits: tuple[TextEdit, ...] = ()
    placed: frozenset[Place] = frozenset()
    refused: tuple[Sentence, ...] = ()


def write_cell(cell: GridCell, text: str) -> Step:
    """Give the cell a new text. Refuse if its place in the file is unknown."""
    if cell.start is None or cell.end is None:
        return Step(refused=(_refuse_line(cell.line),))
    return Step(edits=(TextEdit(cell.start, cell.end, text, cell.line),))


def combine_steps(steps: Iterable[Step]) -> Step:
    """Combine steps in their order. Refuse a second, different text for one place."""
    edits: dict[tuple[int, int], TextEdit] = {}
    placed: set[Place] = set()
    refused: list[Sentence] = []
    for step in steps:
        placed |= step.placed
        refused += step.refused
        for edit in step.edits:
            first = edits.setdefault((edit.start, edit.end), edit)
            if first.text != edit.text:
                refused.append(_refuse_line(edit.line))
    return Step(tuple(edits.values()), frozenset(placed), tuple(refused))


def apply_edits(text: str, *groups: Sequence[TextEdit]) -> str:
    """Put the edits into the text. If two are for one place, that of the later group wins."""
    edits = {(edit.start, edit.end): edit for group in groups for edit in group}
    for (start, end), edit in sorted(edits.items(), reverse=True):
        text = text[:start] + edit.text + text[end:]
    return text


def _refuse_line(line: int) -> Sentence:
    return sentence("The cell in line {line} cannot be written. Give it a place of its own.", line=line)
