"""The marks of the last writes, by which a write is surely done or surely not.

A mark is developer metadata of the spreadsheet: its id is a revision, its value the word of one writer. Each write
makes the next revision. Google refuses an id that exists, so of two writers of one revision only one comes through.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studylib.stores.google.faults import NotGoogleError

KEY = "studyboard"
FIELDS = "developerMetadata(metadataId,metadataKey,metadataValue)"
"""The fields of a spreadsheet that hold the marks."""

KEPT = 20
"""How many marks stay. A delete of a missing one is no error, so one alone would let a writer pass who is two late."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The words of the last writes by revision. ``taken`` are ids that another program uses."""

    words: Mapping[int, str]
    taken: frozenset[int] = frozenset()

    @property
    def revision(self) -> int:
        """The revision of the last write. 0 before the first one."""
        return max(self.words, default=0)

    @property
    def next_revision(self) -> int:
        """The revision of the next write: the first one that nobody has."""
        revision = self.revision + 1
        while revision in self.taken:
            revision += 1
        return revision


def read_marks(body: Mapping[str, Any]) -> Marks:
    """Read the marks of a spreadsheet. Raises NotGoogleError for a body of another form."""
    words, taken = {}, set()
    try:
        for each in body.get("developerMetadata", []):
            number = int(each["metadataId"])
            if each.get("metadataKey") == KEY:
                words[number] = str(each.get("metadataValue", ""))
            else:
                taken.add(number)
    except (AttributeError, LookupError, TypeError, ValueError):
        raise NotGoogleError from None
    return Marks(words, frozenset(taken))


def make_word() -> str:
    """Make the word of one write."""
    return secrets.token_hex(8)


def plan_mark(marks: Marks, word: str) -> list[dict[str, Any]]:
    """Plan the changes that make the next mark, and remove the oldest ones."""
    mark = {
        "metadataId": marks.next_revision,
        "metadataKey": KEY,
        "metadataValue": word,
        "visibility": "DOCUMENT",
        "location": {"spreadsheet": True},
    }
    old = sorted(marks.words, reverse=True)[KEPT - 1 :]
    return [
        {"createDeveloperMetadata": {"developerMetadata": mark}},
        *(
            {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": each}}}}
            for each in old
        ),
    ]
