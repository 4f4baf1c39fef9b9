"""READMEs that are imported into a season, get one more hand-in, and are exported again."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher

import pandas as pd

from studylib.readme import blank, parsing, reading, writing
from studylib.readme.plan import ImportOptions, plan_import
from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.entries import make_answer_rows

AFTER = datetime(2030, 1, 1, tzinfo=UTC)
"""A moment after all weeks of an imported season."""
NEW = "https://new.kr/1"


def import_season(text: str, *, html: bool = False, own_link: str | None = None) -> Study | None:
    """Start a season from a README, as ``readme import --to`` does. Return ``None`` if it has no table."""
    page = parsing.parse_page(text.removeprefix("\ufeff"), html=html)
    contents, _ = reading.read_page(page, None, "README.md")
    if contents is None:
        return None
    base = blank.add_season(blank.make_workbook(page, "2022-04-06", "ko", "Asia/Seoul"), contents)
    options = ImportOptions("README.md", own_link=own_link, assume_in_time=True)
    plan = plan_import(base, reader.read(base)[0], contents, {}, options)
    whole = blank.add_rows(plan.base, [make_answer_rows(base, reader.read(base)[0], *plan.answers)])
    return reader.read(whole)[0]


def hand_in(study: Study, member: str, week: int, *links: str) -> Study:
    """Hand in links on top of those of the member and week, at the last moment before ``AFTER``."""
    frame = study.submissions
    mine = frame[(frame["member"] == member) & (frame["week"] == week)]
    known = [link for links in mine["link"] for link in links.splitlines()]
    new = {"member": member, "week": week, "link": "\n".join(dict.fromkeys([*known, *links]))}
    moment = pd.Series(pd.to_datetime(["2029-01-01"], utc=True)).dt.tz_convert(study.timezone)
    row = pd.DataFrame({key: [new.get(key, "")] for key in frame.columns})
    row["submitted_at"] = moment.astype(frame["submitted_at"].dtype)
    return replace(
        study, submissions=pd.concat([frame, row.astype(frame.dtypes.to_dict())]).reset_index(drop=True)
    )


def export(text: str, study: Study, *, html: bool = False, replacing: bool = False) -> str:
    return writing.write_season(text, study, AFTER, is_html=html, replacing=replacing)


@dataclass(frozen=True)
class Difference:
    """One run of text of the old file, with what stands in its place in the new one."""

    old: str
    new: str


def list_differences(old: str, new: str) -> list[Difference]:
    """List what differs line by line."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return [
        Difference("".join(before[a:b]), "".join(after[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
