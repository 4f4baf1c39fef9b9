"""Assigned: the duties that each member is judged for."""

import numpy as np

from studylib.season.events import Truths
from studylib.season.membership import find_judged
from studylib.season.rota import list_writers
from studylib.season.study import Study


def find_assigned(study: Study) -> Truths:
    """Build a matrix of members (rows) by duties (columns): True if judged.

    A member is judged for the duties of the weeks of the membership, if the task is for everybody, for that name, or
    for the member whose turn it is.
    """
    places = {week.number: place for place, week in enumerate(study.weeks)}
    judged = find_judged(study.members, study.weeks)
    assigned = judged[:, np.array([places[duty.week] for duty in study.duties], dtype=np.int64)]
    writers = list_writers(study) if any(task.of_turn for task in study.tasks) else {}
    for place, duty in enumerate(study.duties):
        if duty.task.of_turn or duty.task.members:
            doers = {writers.get(duty.week)} if duty.task.of_turn else set(duty.task.members)
            assigned[:, place] &= np.array([each.name in doers for each in study.members], dtype=np.bool_)
    return assigned
