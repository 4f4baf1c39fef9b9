"""Read the settings tab: one key and one value a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from studylib.season.kinds import Audience, Pot
from studylib.season.study import LEAST_DONE, REMIND_HOURS, FormLink
from studylib.text.message import sentence
from studylib.workbook import keys, links, odd_settings, sizes, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record, Table
from studylib.workbook.typed import tidy

LONGEST_PERCENT = 20
"""Characters of a percent."""

T = TypeVar("T")
D = TypeVar("D")

LANGUAGES = {"ko": "ko", "한국어": "ko", "korean": "ko", "en": "en", "영어": "en", "english": "en"}
POTS = {
    "equal_except_last": Pot.EQUAL_EXCEPT_LAST,
    "꼴찌 제외 1/n": Pot.EQUAL_EXCEPT_LAST,
    "equal": Pot.EQUAL,
    "1/n": Pot.EQUAL,
    "faultless": Pot.FAULTLESS,
    "무벌금 1/n": Pot.FAULTLESS,
    "keep": Pot.KEEP,
    "적립": Pot.KEEP,
}
AUDIENCES = {
    "members": Audience.MEMBERS,
    "멤버": Audience.MEMBERS,
    "public": Audience.PUBLIC,
    "전체": Audience.PUBLIC,
}
YES_OR_NO = {
    "true": True,
    "yes": True,
    "예": True,
    "1": True,
    "false": False,
    "no": False,
    "아니오": False,
    "0": False,
}


def parse_one_of(choices: Mapping[str, T]) -> Callable[[Cell], T]:
    """Make a parser that maps a cell, folded, to its choice."""

    def parse(cell: Cell) -> T:
        key = values.fold(cell)
        if key not in choices:
            written, listed = values.show_text(cell), ", ".join(choices)
            raise values.CellError(sentence("“{cell}” is none of {choices}.", cell=written, choices=listed))
        return choices[key]

    return parse


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings tab: one record a key."""

    table: Table
    records: Mapping[str, Record]

    def read(self, key: str, reader: Callable[[Cell], T], default: D) -> T | D | None:
        """Read the value of a key. Return ``default`` if it is blank or missing, ``None`` if it is unreadable."""
        record = self.records.get(key)
        if record is None or values.is_blank(record.cell("value")):
            return default
        return self.table.read(record, "value", reader)

    def read_or(self, key: str, reader: Callable[[Cell], T], default: T) -> T:
        """Read the value of a key. Return ``default`` if it is blank, missing or unreadable."""
        value = self.read(key, reader, default)
        return default if value is None else value

    def demand(self, key: str, reader: Callable[[Cell], T]) -> T | None:
        """Read the value of a key that must be given. Return ``None`` and report it if it is not readable."""
        if key in self.records:
            return self.table.demand(self.records[key], "value", reader)
        if self.table.places and not self.table.missing:
            names = " / ".join(keys.KEYS[key])
            self.table.report_whole(sentence("The setting {key} is missing. Add a row for it.", key=names))
        return None


def read_settings(table: Table) -> Settings:
    """Read the records of all known keys. Of two rows of one key the first counts."""
    records: dict[str, Record] = {}
    for record in table.records():
        key = keys.find_key(record.cell("key"))
        if key == "columns":
            continue
        if key in records:
            why = sentence("This setting has two rows. The first one counts. Delete the other.")
            table.report(record, "key", why)
        elif key:
            records[key] = record
    for record in table.records():
        odd_settings.notice_alike(table, record, records)
    return Settings(table, records)


def read_name(settings: Settings) -> str:
    """Read the name of the study. Cut and report one that is too long. ``""`` if it is not given or unreadable."""
    name = settings.read_or("name", values.parse_label, "")
    if name or "name" not in settings.records:
        return name
    written = settings.records["name"].text("value")
    return sizes.cut_name(written) if len(written) > sizes.LONGEST_NAME else ""


def read_form(settings: Settings) -> FormLink | None:
    """Read the link of the Google Form. ``None`` if it is not given or unreadable."""
    url = settings.read("form_url", links.shorten_link, None)
    name_entry = settings.read("form_name_entry", _parse_entry_id, None)
    week_entry = settings.read("form_week_entry", _parse_entry_id, None)
    task_entry = settings.read("form_task_entry", _parse_entry_id, None)
    return FormLink(url, name_entry, week_entry, task_entry) if url else None


def read_remind_hours(settings: Settings) -> float:
    """Read the hours before a due moment, from 0 to a year."""
    return settings.read_or("remind_hours", _parse_hours_before, REMIND_HOURS)


def read_completion(settings: Settings) -> int:
    """Read the percent of the weeks that complete the season, 1 to 100."""
    return settings.read_or("completion", parse_percent, LEAST_DONE)


def parse_percent(cell: Cell) -> int:
    """Parse a whole percent, 1 to 100: ``80``, ``80%``. A sheet keeps a cell of 80% as 0.8.

    Raises a CellError for the number 1, which may mean 1% or 100%.
    """
    if isinstance(cell, str):
        text = tidy(cell).removesuffix("%").rstrip() if len(cell) < LONGEST_PERCENT else ""
        percent = int(text) if text.isascii() and text.isdigit() else 0
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        percent = _round_percent(100 * cell if 0 < cell < 1 else cell)
    else:
        percent = 0
    if not 1 <= percent <= 100 or (percent == 1 and not isinstance(cell, str)):
        raise values.CellError(
            sentence(
                "“{cell}” is no percent of the weeks. Write a whole number from 1 to 100 and a sign, such as 80%.",
                cell=values.show_text(cell),
            )
        )
    return percent


def _round_percent(percent: float) -> int:
    """Round what a sheet keeps, such as 57.99999999999999. Return 0 for any other fraction."""
    nearest = round(percent) if 0 < percent <= 100 else 0
    return nearest if abs(percent - nearest) < 1e-9 else 0


def _parse_hours_before(cell: Cell) -> float:
    try:
        return values.parse_hours(cell)
    except values.CellError:
        raise values.CellError(
            sentence(
                "“{cell}” is no number of hours. Write the hours before the deadline, such as 5.",
                cell=values.show_text(cell),
            )
        ) from None


def _parse_entry_id(cell: Cell) -> str:
    """Parse the digits of ``entry.123456``, as a pre-filled link has them."""
    digits = values.fold(cell).removeprefix("entry.")
    if not (digits.isascii() and digits.isdigit()):
        raise values.CellError(
            sentence(
                "“{cell}” is no entry id. Copy it from the pre-filled link, as entry.123456.",
                cell=values.show_text(cell),
            )
        )
    return digits
