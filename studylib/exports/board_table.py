"""The board as a table for people."""

import pandas as pd

from studylib.exports.listing import ColumnKind, ExportCell, ExportColumn, ExportTable, keep_columns, sum_rows
from studylib.exports.moments import list_dues, name_zoned, write_moment, write_month
from studylib.season import fines, reasons
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.text.language import Language

LINE_COLUMNS = (
    *("member", "week", "task", "status", "submitted_at", "counted", "count", "due_at", "link"),
    *("fine", "month", "reason"),
)
"""The columns of the board for programs."""

_TAKEN = ("submitted_at", "counted", "count", "link", "month", "fine", "reason")
"""The columns of the board that a row takes as they are, apart from their form."""


def list_board_lines(study: Study, board: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the board with ``LINE_COLUMNS``, for programs."""
    return board.assign(reason=reasons.explain_fines(study, board, language))[list(LINE_COLUMNS)]


def write_board(study: Study, board: pd.DataFrame, language: Language, *, money: bool) -> ExportTable:
    """Write the board: a row a member, week and task. ``money``: with the fines.

    The deadline is the last second in time, or the start of a meeting.
    """
    columns, rows = _name_columns(study, language), _list_rows(study, board, language)
    sums = sum_rows(columns, rows, language.say("Total")) if money else ()
    table = ExportTable(language.say("Board"), columns, rows, sums)
    tasks, counts = bool(study.tasks), bool((board["count"] > 1).any())
    wanted = [True, True, tasks, True, True, True, counts, counts, study.links_shown, True, money, True]
    return keep_columns(table, wanted)


def _name_columns(study: Study, language: Language) -> tuple[ExportColumn, ...]:
    say, zone = language.say, study.timezone
    return (
        ExportColumn(say("Member")),
        ExportColumn(say("Week"), ColumnKind.NUMBER),
        ExportColumn(say("Task")),
        ExportColumn(say("Status")),
        ExportColumn(name_zoned(say("Due"), zone), ColumnKind.MOMENT),
        ExportColumn(name_zoned(say("Handed in"), zone), ColumnKind.MOMENT),
        ExportColumn(say("Links that count"), ColumnKind.NUMBER),
        ExportColumn(say("Links needed"), ColumnKind.NUMBER),
        ExportColumn(say("Link")),
        ExportColumn(say("Month"), ColumnKind.MONTH),
        ExportColumn(say("Fine"), ColumnKind.WON),
        ExportColumn(say("Reason")),
    )


def _list_rows(study: Study, board: pd.DataFrame, language: Language) -> tuple[tuple[ExportCell, ...], ...]:
    due, why = list_dues(study), reasons.explain_fines(study, board, language)
    lines = board.assign(reason=why)[["member", "week", "task", "status", "tier", *_TAKEN]]
    return tuple(
        (
            member,
            int(week),
            None if pd.isna(task) else task,
            fines.name_judgement(study, language, Status(status), tier),
            due[int(week), None if pd.isna(task) else task],
            write_moment(submitted_at, study.timezone),
            int(counted),
            int(count),
            None if pd.isna(link) else link,
            write_month(month, language),
            int(fine),
            reason,
        )
        for member, week, task, status, tier, submitted_at, counted, count, link, month, fine, reason in zip(
            *(lines[name] for name in lines), strict=True
        )
    )
