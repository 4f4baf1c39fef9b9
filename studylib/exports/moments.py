"""Months and moments as a spreadsheet holds them: without a zone, which the column's name says instead."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.season.kinds import SEASON, TaskKind
from studylib.season.study import Study
from studylib.text.language import Language


def name_zoned(name: str, zone: ZoneInfo) -> str:
    """Name a column of moments with their zone: ``마감 (Asia/Seoul)``."""
    return f"{name} ({zone.key})"


def list_dues(study: Study) -> Mapping[tuple[int, str | None], datetime | None]:
    """List what people see as the deadline, by week and task: the last second in time, or a meeting's start."""
    return {
        (duty.week, duty.task.name): write_moment(
            duty.due_at if duty.task.kind is TaskKind.ATTENDANCE else duty.last_second, study.timezone
        )
        for duty in study.duties
    }


def write_moment(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Write a moment as the clock of a zone shows it, to the second. ``None`` stays."""
    if moment is None or pd.isna(moment):
        return None
    local = moment.astimezone(zone)
    return datetime(local.year, local.month, local.day, local.hour, local.minute, local.second)


def write_month(month: str, language: Language) -> date | str:
    """Write ``2022-05`` as its first day. The period of a whole season is a word."""
    return language.period(month) if month == SEASON else date.fromisoformat(f"{month}-01")
