"""READMEs that are imported into a season, get one more hand-in, and are exported again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import zip_longest

import pandas as pd

from studylib.readme import blank, parsing, reading, writing
from studylib.readme.plan import ImportOptions, plan_import
from studylib.season.study import Member, Study
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from studylib.workbook.members import Roster
from tests.season import seasons

AFTER = datetime(2030, 1, 1, tzinfo=UTC)
"""A moment after all weeks of an imported season."""
NEW = "https://new.kr/1"


# ---- import ----


def start_season(text: str, *, html: bool = False, own_link: str | None = None) -> Study | None:
    """Start a season from a README, as ``readme import --to`` does. Return ``None`` if it has no table."""
    page = parsing.parse_page(text.removeprefix("\ufeff"), html=html)
    contents, _ = reading.read_page(page, None, "README.md")
    if contents is None:
        return None
    base = blank.add_season(blank.make_workbook(page, "2022-04-06", "ko", "Asia/Seoul"), contents)
    return _import(base, contents, own_link)


def join_season(
    text: str, names: Sequence[str], weeks: int, *, html: bool = False, own_link: str | None = None
) -> Study | None:
    """Import a README into a season that has its members and weeks. Return ``None`` if it has no table."""
    page = parsing.parse_page(text.removeprefix("\ufeff"), html=html)
    contents, _ = reading.read_page(page, Roster([Member(name) for name in names]), "README.md")
    base = seasons.book(
        members=seasons.tab("members", ("name",), *((name,) for name in names)),
        weeks=seasons.tab("weeks", ("week",), *((n,) for n in range(1, weeks + 1))),
        answers=None,
    )
    return None if contents is None else _import(base, contents, own_link)


def _import(base: Workbook, contents: reading.Contents, own_link: str | None) -> Study:
    study = reader.read(base)[0]
    options = ImportOptions("README.md", own_link=own_link, assume_in_time=True)
    plan = plan_import(base, study, contents, {}, options)
    return reader.read(blank.add_rows(base, plan.rows))[0]


# ---- hand in ----


def hand_in(study: Study, member: str, week: int, *links: str) -> Study:
    """Hand in links on top of those of the member and week."""
    frame = study.submissions
    mine = frame[(frame["member"] == member) & (frame["week"] == week)]
    known = [link for links in mine["link"] for link in links.splitlines()]
    new = {"member": member, "week": week, "link": "\n".join(dict.fromkeys([*known, *links]))}
    moment = pd.Series(pd.to_datetime(["2029-01-01"], utc=True)).dt.tz_convert(study.timezone)
    row = pd.DataFrame({key: [new.get(key, "")] for key in frame.columns})
    row["submitted_at"] = moment.astype(frame["submitted_at"].dtype)
    rows = [frame, row.astype(frame.dtypes.to_dict())] if len(frame) else [row.astype(frame.dtypes.to_dict())]
    return replace(study, submissions=pd.concat(rows).reset_index(drop=True))


# ---- export ----


def export(text: str, study: Study, *, html: bool = False, replacing: bool = False) -> str:
    return writing.write_season(text, study, AFTER, is_html=html, replacing=replacing)


def list_changes(old: str, new: str) -> list[tuple[str, str]]:
    """List the cells that differ, as they were and as they are. A new row is one cell that was empty.

    A row of HTML stands on one line. So does an item of a list.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[tuple[str, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "insert" or (tag == "replace" and b - a != d - c):
            changes += [("".join(before[a:b]), "".join(after[c:d]))]
        elif tag != "equal":
            for one, other in zip(before[a:b], after[c:d], strict=True):
                changes += _list_changed_cells(one, other)
    return changes


def _list_changed_cells(old: str, new: str) -> list[tuple[str, str]]:
    cells = re.compile(r"(?<!\\)\||</?t[dhr]\b[^<>]*>")
    return [
        (one, other)
        for one, other in zip_longest(cells.split(old), cells.split(new), fillvalue="")
        if one.strip() != other.strip()
    ]


def is_kept(old: str, new: str) -> bool:
    """Whether all that stood in a cell is still there, in its order. A box may be ticked."""
    letters = iter(new.replace("[X]", "[ ]").replace("[x]", "[ ]"))
    return all(letter in letters for letter in old.replace("[X]", "[ ]").replace("[x]", "[ ]"))
