"""Field masks: the part of an answer, or of an update, that is asked for. ``a,b(c,d),e.f,g/h,*``"""

import re
from collections.abc import Mapping

from tests.stand_ins.googlesheets.refusal import RefusalError, bad_field

Mask = dict[str, "Mask"]
"""The wanted fields by name, each with those below it. Empty: all of them."""

UNKNOWN = "Request contains an invalid argument."


def fields(names: str, **below: Mask) -> Mask:
    return {**{name: {} for name in names.split()}, **below}


GRID = fields(
    "rowCount columnCount frozenRowCount frozenColumnCount hideGridlines "
    "rowGroupControlAfter columnGroupControlAfter"
)
SHEET = fields(
    "sheetId title index sheetType hidden rightToLeft tabColor tabColorStyle dataSourceSheetProperties",
    gridProperties=GRID,
)
PROPERTIES = fields(
    "title locale autoRecalc timeZone defaultFormat iterativeCalculationSettings spreadsheetTheme "
    "importFunctionsExternalUrlAccessAllowed"
)
CELL = fields(
    "userEnteredValue effectiveValue formattedValue userEnteredFormat effectiveFormat hyperlink note "
    "textFormatRuns chipRuns dataValidation pivotTable"
)
SPREADSHEET = fields(
    "spreadsheetId spreadsheetUrl namedRanges developerMetadata dataSources dataSourceSchedules "
    "comments commentsViewMode",
    properties=PROPERTIES,
    sheets=fields(
        "merges protectedRanges basicFilter filterViews conditionalFormats charts bandedRanges tables",
        properties=SHEET,
        data=fields("startRow startColumn rowMetadata columnMetadata", rowData=fields("", values=CELL)),
    ),
)
VALUE_RANGE = fields("range majorDimension values")
VALUE_RANGES = fields("spreadsheetId", valueRanges=VALUE_RANGE)
"""The names a mask may use. Below a field without names here, any name will do."""


def parse(text: str, known: Mask) -> Mask:
    """The mask, checked: a name that Google does not know is refused in its words."""
    words = re.findall(r"[A-Za-z_][A-Za-z0-9_]*|[*(),./]", text)
    mask, rest = _fields(words)
    if rest or "".join(words) != re.sub(r"\s", "", text):
        raise _invalid()
    _check(mask, known, "")
    return mask


def _fields(words: list[str]) -> tuple[Mask, list[str]]:
    """The fields up to the end or to a closing bracket, and the words that follow."""
    mask: Mask = {}
    while True:
        path, words = _path(words)
        below: Mask = {}
        if words[:1] == ["("]:
            below, words = _fields(words[1:])
            if words[:1] != [")"]:
                raise _invalid()
            words = words[1:]
        for name in reversed(path):
            below = {name: below}
        _merge(mask, below)
        if words[:1] != [","]:
            return mask, words
        words = words[1:]


def _path(words: list[str]) -> tuple[list[str], list[str]]:
    names = []
    while True:
        if not words or words[0] in "(),./":
            raise _invalid()
        names.append(words[0])
        if words[1:2] not in (["."], ["/"]):
            return names, words[1:]
        words = words[2:]


def _merge(mask: Mask, other: Mask) -> None:
    for name, below in other.items():
        if mask.get(name) and below:
            _merge(mask[name], below)
        else:
            mask[name] = {} if name in mask else below


def _check(mask: Mask, known: Mask, path: str) -> None:
    for name, below in mask.items():
        where = f"{path}.{name}" if path else name
        if name != "*" and known and name not in known:
            unknown = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{where}'."
            raise bad_field(where, unknown, UNKNOWN)
        _check(below, known.get(name, {}), where)


def _invalid() -> RefusalError:
    return bad_field("", "Error parsing 'fields' parameter.", UNKNOWN)


def applied(mask: Mask, body: object) -> object:
    """Keep only what the mask names. A parent with nothing left goes, too. In a list it keeps its place."""
    if not mask or "*" in mask:
        return body
    if isinstance(body, list):
        return [applied(mask, each) for each in body]
    if not isinstance(body, Mapping):
        return body
    parts = {name: applied(mask[name], below) for name, below in body.items() if name in mask}
    return {name: part for name, part in parts.items() if part != {} or body[name] == {}}


def paths(mask: Mask, prefix: str = "") -> set[str]:
    """The innermost names of a mask, with dots: ``{"title", "gridProperties.rowCount"}``."""
    return {
        path
        for name, below in mask.items()
        for path in (paths(below, f"{prefix}{name}.") if below else {prefix + name})
    }
