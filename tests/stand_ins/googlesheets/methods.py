"""The methods of the API, and how requests name them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.stand_ins.googlesheets import mask, tabs, values
from tests.stand_ins.googlesheets.call import Call
from tests.stand_ins.googlesheets.refusal import lacks
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet

Answer = Callable[[Spreadsheet, Call], dict[str, Any]]


def _data_filter(book: Spreadsheet, call: Call) -> dict[str, Any]:
    raise lacks("data filters")


@dataclass(frozen=True)
class Method:
    verb: str
    path: str
    """The part after the spreadsheet's id. ``*`` is a range."""
    kind: str
    answer: Answer
    query: Sequence[str] = ()
    fields: mask.Mask = field(default_factory=dict)
    """The names a mask may use. Empty: there may be no mask."""
    writes: bool = False
    """Whether a read-only token is refused. It is refused for filters, too, although they read."""

    def match(self, verb: str, path: str) -> tuple[str, str] | None:
        """The id and the range, if this is the method that is meant."""
        pattern = re.escape(self.path).replace(r"\*", "([^/]+)")
        found = re.fullmatch(rf"/v4/spreadsheets/([^/:]+){pattern}", path) if verb == self.verb else None
        return (unquote(found[1]), unquote("".join(found.groups()[1:]))) if found else None


_READ, _UPDATE = tuple(values.READING), tuple(values.WRITING)
_APPEND = (*_UPDATE, "insertDataOption")
METHODS = (
    Method("GET", "", "metadata", tabs.get, ("includeGridData", "ranges"), mask.SPREADSHEET),
    Method("POST", ":batchUpdate", "write", tabs.batch_update, writes=True),
    Method("POST", ":getByDataFilter", "metadata", _data_filter, writes=True),
    Method("GET", "/values:batchGet", "values", values.batch_get, ("ranges", *_READ), mask.VALUE_RANGES),
    Method("POST", "/values:batchGetByDataFilter", "values", _data_filter, writes=True),
    Method("POST", "/values:batchUpdate", "write", values.batch_update, writes=True),
    Method("POST", "/values:batchClear", "write", values.batch_clear, writes=True),
    Method("POST", "/values/*:append", "write", values.append, _APPEND, writes=True),
    Method("POST", "/values/*:clear", "write", values.clear, writes=True),
    Method("GET", "/values/*", "values", values.get, _READ, mask.VALUE_RANGE),
    Method("PUT", "/values/*", "write", values.update, _UPDATE, writes=True),
)


Found = tuple[Method, str, str] | None
"""The method that a request means, with the spreadsheet's id and the range."""


def find(verb: str, path: str) -> Found:
    for method in METHODS:
        if match := method.match(verb, path):
            return method, *match
    return None
