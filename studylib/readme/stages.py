"""The stages of writing a table. Each returns its edits, places and obstacles."""

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
class Stage:
    """What one stage does.

    ``placed`` are the members and weeks whose links it writes. ``refused`` are the obstacles.
    """

    edits: tuple[TextEdit, ...] = ()
    placed: frozenset[Place] = frozenset()
    refused: tuple[Sentence, ...] = ()


def write_cell(cell: GridCell, text: str) -> Stage:
    """Give the cell a new text. Refuse if its place in the file is unknown."""
    if cell.start is None or cell.end is None:
        return Stage(refused=(refuse_line(cell.line),))
    return Stage(edits=(TextEdit(cell.start, cell.end, text, cell.line),))


def combine_stages(stages: Iterable[Stage]) -> Stage:
    """Combine stages in their order. Refuse a second, different text in the place of another."""
    edits: list[TextEdit] = []
    first: dict[tuple[int, int], TextEdit] = {}
    placed: set[Place] = set()
    refused: list[Sentence] = []
    for stage in stages:
        placed |= stage.placed
        refused += stage.refused
        for edit in stage.edits:
            known = first.get((edit.start, edit.end)) if edit.start < edit.end else None
            if known is None:
                first[edit.start, edit.end] = edit
                edits.append(edit)
            elif known.text != edit.text:
                refused.append(refuse_line(edit.line))
    return Stage(tuple(edits), frozenset(placed), tuple(refused))


def apply_edits(text: str, *groups: Sequence[TextEdit]) -> str:
    """Put the edits into the text. Those of a later group go behind those of an earlier one at the same place."""
    pieces, at = [], 0
    for edit in sort_edits(*groups):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def sort_edits(*groups: Sequence[TextEdit]) -> list[TextEdit]:
    """Sort the edits by their places, those at one place by their groups."""
    return sorted((edit for group in groups for edit in group), key=lambda edit: (edit.start, edit.end))


def refuse_line(line: int) -> Sentence:
    return sentence("The cell in line {line} cannot be written. Give it a place of its own.", line=line)
