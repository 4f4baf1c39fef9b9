"""The short reasons of a month's fines, for the group chat."""

from collections.abc import Mapping, Sequence

import pandas as pd

from studylib.season import fines
from studylib.season.closings import Unplaced
from studylib.season.kinds import Status
from studylib.season.periods import find_periods
from studylib.season.study import Study
from studylib.text.chat import defuse
from studylib.text.language import Language


def list_fine_reasons(
    study: Study, board: pd.DataFrame, unplaced: Sequence[Unplaced], month: str, language: Language
) -> Mapping[str, Sequence[str]]:
    """List why each member was fined in a period, by member: ``6주차 결석 4,000원``.

    ``unplaced`` are the closed fines that the board lacks.
    """
    fined = fines.select_fined(board[find_periods(study, board) == month])
    columns = (fined[name] for name in ("member", "week", "task", "status", "tier", "fine"))
    reasons: dict[str, list[str]] = {}
    for member, week, task, status, tier, fine in zip(*columns, strict=True):
        name = fines.name_judgement(study, language, Status(status), tier)
        parts = [language.week(week), "" if pd.isna(task) else defuse(task), defuse(name), language.won(fine)]
        reasons.setdefault(member, []).append(" ".join(filter(None, parts)))
    for each in unplaced:
        if each.month == month:
            reasons.setdefault(each.member, []).append(fines.explain_unplaced(each, language))
    return reasons
