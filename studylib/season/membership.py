"""Membership: the weeks that each member is judged for."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from studylib.season.study import Member, Week


def find_judged(members: Sequence[Member], weeks: Sequence[Week]) -> npt.NDArray[np.bool_]:
    """Build a matrix of members (rows) by weeks (columns): True if judged.

    Judged members joined on or before the opening day. They left after the last day in time, or not at all.
    """
    joined = np.array([(each.joined_on or date.min).toordinal() for each in members], dtype=np.int64)
    left = np.array([(each.left_on or date.max).toordinal() for each in members], dtype=np.int64)
    first_day = np.array([week.days[0].toordinal() for week in weeks], dtype=np.int64)
    last_day = np.array([week.days[1].toordinal() for week in weeks], dtype=np.int64)
    judged: npt.NDArray[np.bool_] = (joined[:, None] <= first_day) & (left[:, None] > last_day)
    return judged
