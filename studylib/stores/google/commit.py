"""Send one write, and find out whether it came through."""

from collections.abc import Mapping, Sequence
from typing import Any

from studylib.stores.google import marks
from studylib.stores.google.client import Client
from studylib.stores.google.faults import FAULTS, RefusedError
from studylib.stores.google.marks import Marks


class OthersWroteError(Exception):
    """Others have written since the marks were read. Nothing was written."""


class NotWrittenError(Exception):
    """The write was lost on its way, and can never come through."""


class UnknownOutcomeError(Exception):
    """Nobody can tell whether the write came through."""


ANSWERED = (500, 503)
"""Statuses by which Google itself ends a write. Other ones may come from a gateway that has lost patience."""

_OTHERS = (
    "createDeveloperMetadata",
    "already exists",
    "Unable to parse range",
    "exceeds grid limits",
    "No grid with id",
)
"""How Google refuses a write that was made for an older state: of the marks, the titles, the sizes."""


def commit(client: Client, requests: Sequence[Mapping[str, Any]], seen: Marks) -> None:
    """Make the changes and the next mark, all or none. ``seen`` are the marks of the read just before.

    Raises an error of this module, or RefusedError if Google refuses the changes.
    """
    word = marks.make_word()
    try:
        client.change([*requests, *marks.plan_mark(seen, word)])
    except RefusedError as refused:
        if tells_of_others(refused):
            raise OthersWroteError from refused
        if refused.status < 500:
            raise
        _find_out(client, seen, word, refused)
    except FAULTS as error:
        _find_out(client, seen, word, error)


def tells_of_others(refused: RefusedError) -> bool:
    """Tell whether Google refuses because the spreadsheet is no longer as it was read."""
    return refused.status == 400 and any(each in refused.message for each in _OTHERS)


def _find_out(client: Client, seen: Marks, word: str, error: Exception) -> None:
    """Return if the write came through. Raises NotWrittenError if it surely did not, else UnknownOutcomeError."""
    try:
        is_over = isinstance(error, RefusedError) and error.status in ANSWERED
        if not _came_through(client, seen, word, is_over=is_over):
            raise NotWrittenError from error
    except FAULTS:
        raise UnknownOutcomeError from error


def _came_through(client: Client, seen: Marks, word: str, *, is_over: bool) -> bool:
    """Look for the word. Without an answer to the write, take its revision, so that it cannot come later."""
    now = marks.read_marks(client.fetch_spreadsheet(marks.FIELDS))
    if min(now.words, default=0) > seen.next_revision:
        raise UnknownOutcomeError  # so many others have written since that the mark may be gone
    if word in now.words.values() or now.revision != seen.revision or is_over:
        return word in now.words.values()
    try:
        client.change(marks.plan_mark(now, marks.make_word()))
    except RefusedError as refused:
        if not tells_of_others(refused):
            raise
        now = marks.read_marks(client.fetch_spreadsheet(marks.FIELDS))
        return word in now.words.values()
    return False
