"""Find the columns of answers whose headers are whole questions."""

from studylib.workbook import asides, readings
from studylib.workbook.cells import Cell, Row
from studylib.workbook.headers import Places, list_missing_columns, list_unknown
from studylib.workbook.layouts import ANSWERS


def complete_answers(header: Row, places: Places) -> Places:
    """Add the columns of answers that are missing, if exactly one header speaks of each.

    A form's questions are sentences: ``정리한 글의 링크를 남겨 주세요``.
    Only a tab that surely holds answers is read so.
    """
    found = dict(places)
    for column in list_missing_columns(ANSWERS, places):
        spoken = [at for at in list_unknown(header, found) if speaks_of(column, header[at])]
        if len(spoken) == 1:
            found[column] = spoken
    return dict(sorted(found.items(), key=lambda item: item[1][0]))


_ENDS = {
    "submitted_at": ("타임스탬프", "timestamp", "제출시간", "제출일시", "제출시각"),
    "name": ("이름", "성명", "성함", "닉네임", "name"),
    "week": ("주차", "회차", "week"),
}

_ANYWHERE = {
    "submitted_at": ("타임스탬프", "timestamp"),
    "name": ("이름을", "성함을", "yourname"),
    "week": (
        "몇주차",
        "몇회차",
        "어느주차",
        "주차를선택",
        "주차를입력",
        "whichweek",
        "whatweek",
        "weeknumber",
    ),
    "link": ("링크", "url", "link"),
}

_NOT = {"name": asides.OTHER_PEOPLE, "week": asides.OTHER_WEEKS}


def speaks_of(column: str, cell: Cell) -> bool:
    """Check if a question asks for the column. A link is checked by its cells, so any mention is enough."""
    said = readings.list_readings(cell)
    whole = said[0] if said else ""
    if any(word in whole for word in _NOT.get(column, ())):
        return False
    ends = any(reading.endswith(_ENDS.get(column, ())) for reading in said)
    return ends or any(word in whole for word in _ANYWHERE[column])
