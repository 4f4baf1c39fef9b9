"""The fines as a table for people."""

from collections.abc import Sequence

import pandas as pd

from studylib.exports.listing import ColumnKind, ExportCell, ExportColumn, ExportTable, keep_columns, sum_rows
from studylib.exports.moments import list_dues, name_zoned, write_moment, write_month
from studylib.season import fines, reasons
from studylib.season.closings import list_unplaced
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.text.language import Language


def write_fines(
    study: Study, board: pd.DataFrame, language: Language, places: Sequence[int] | None = None
) -> ExportTable:
    """Write the fines and their sum, in the order of ``fines.list_fines``.

    ``places`` are those of the fines to write, in that order. ``None`` writes all.
    """
    say, zone = language.say, study.timezone
    columns = (
        ExportColumn(say("Month"), ColumnKind.MONTH),
        ExportColumn(say("Week"), ColumnKind.NUMBER),
        ExportColumn(say("Task")),
        ExportColumn(say("Member")),
        ExportColumn(say("Status")),
        ExportColumn(name_zoned(say("Due"), zone), ColumnKind.MOMENT),
        ExportColumn(name_zoned(say("Handed in"), zone), ColumnKind.MOMENT),
        ExportColumn(say("Fine"), ColumnKind.WON),
        ExportColumn(say("Reason")),
    )
    listed = _list_rows(study, board, language)
    rows = listed if places is None else [listed[place] for place in places]
    table = ExportTable(say("Fines"), columns, tuple(rows), sum_rows(columns, rows, say("Total")))
    tasks = bool(study.tasks)
    return keep_columns(table, [True, True, tasks, True, True, True, True, True, True])


def _list_rows(study: Study, board: pd.DataFrame, language: Language) -> list[tuple[ExportCell, ...]]:
    """List all fines, with the month before each to order them by."""
    fined, zone = fines.select_fined(board), study.timezone
    due = list_dues(study)
    columns = ("month", "week", "task", "member", "status", "submitted_at", "fine", "tier")
    rows: list[tuple[str, tuple[ExportCell, ...]]] = [
        (
            month,
            (
                write_month(month, language),
                int(week),
                None if pd.isna(task) else task,
                member,
                fines.name_judgement(study, language, Status(status), tier),
                due[int(week), None if pd.isna(task) else task],
                write_moment(submitted_at, zone),
                int(fine),
                reason,
            ),
        )
        for (month, week, task, member, status, submitted_at, fine, tier), reason in zip(
            zip(*(fined[name] for name in columns), strict=True),
            reasons.explain_fines(study, fined, language),
            strict=True,
        )
    ]
    for each in list_unplaced(study, board):
        why = fines.explain_unplaced(each, language)
        month = write_month(each.month, language)
        rows.append((each.month, (month, None, None, each.member, None, None, None, each.fine, why)))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]
