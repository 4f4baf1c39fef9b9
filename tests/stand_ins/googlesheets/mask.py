"""Field masks: the part of an answer, or of an update, that is asked for. ``a,b(c,d),e.f,g/h``"""

import re
from collections.abc import Mapping

from tests.stand_ins.googlesheets.refusal import lacks

Mask = dict[str, "Mask"]
"""The wanted fields by name, each with those below it. Empty: all of them."""


def fields(names: str, **below: Mask) -> Mask:
    return {**{name: {} for name in names.split()}, **below}


GRID = fields("rowCount columnCount frozenRowCount")
SHEET = fields("sheetId title index sheetType hidden", gridProperties=GRID)
PROPERTIES = fields("title locale autoRecalc timeZone defaultFormat spreadsheetTheme")
FORMAT = fields("", numberFormat=fields("type"))
EFFECTIVE = fields("numberValue stringValue boolValue", errorValue=fields("type"))
CELL = fields(
    "formattedValue hyperlink note",
    userEnteredValue=fields("numberValue stringValue boolValue formulaValue"),
    effectiveValue=EFFECTIVE,
    userEnteredFormat=FORMAT,
    effectiveFormat=FORMAT,
    textFormatRuns=fields("startIndex", format=fields("", link=fields("uri"))),
    chipRuns=fields("startIndex", chip=fields("", richLinkProperties=fields("uri"))),
)
SHEETS = fields(
    "merges",
    properties=SHEET,
    data=fields("startRow startColumn", rowData=fields("", values=CELL)),
)
METADATA = fields(
    "metadataId metadataKey metadataValue visibility", location=fields("spreadsheet locationType")
)
SPREADSHEET = fields(
    "spreadsheetId spreadsheetUrl", properties=PROPERTIES, sheets=SHEETS, developerMetadata=METADATA
)
VALUE_RANGE = fields("range majorDimension values")
VALUE_RANGES = fields("spreadsheetId", valueRanges=VALUE_RANGE)
"""The fields that the stand-in keeps. Google has more."""

WHOLE = frozenset(
    {
        "properties",
        "sheets.properties",
        "sheets.properties.gridProperties",
        "sheets.data.rowData.values.userEnteredValue",
        "userEnteredFormat.numberFormat",
        "developerMetadata",
        "valueRanges",
    }
)
"""Fields that the stand-in keeps whole. Of others with parts, Google has more, and a mask names what it wants."""


def parse(text: str, known: Mask) -> Mask:
    """Return the mask. Refuse one that the stand-in cannot read, or that names a field it does not keep."""
    words = re.findall(r"[A-Za-z_][A-Za-z0-9_]*|[*(),./]", text)
    mask, rest = _fields(words)
    if rest or not mask or "".join(words) != re.sub(r"\s", "", text):
        raise lacks(f"the fields mask {text}")
    _check(mask, known, "")
    return mask


def _fields(words: list[str]) -> tuple[Mask, list[str]]:
    """The fields up to the end or to a closing bracket, and the words that follow. No fields if they are malformed."""
    mask: Mask = {}
    while True:
        path, words = _path(words)
        if not path:
            return {}, words
        below: Mask = {}
        if words[:1] == ["("]:
            below, words = _fields(words[1:])
            if not below:
                return {}, words
            if words[:1] != [")"]:
                return {}, words
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
            return [], words
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
        if name not in known:
            raise lacks(f"the field {where}")
        if known[name] and not below and where not in WHOLE:
            raise lacks(f"some parts of the field {where}")
        if below:
            _check(below, known[name], where)


def applied(mask: Mask, body: object) -> object:
    """Keep only what the mask names. A parent with nothing left goes, too. In a list it keeps its place."""
    if not mask:
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
