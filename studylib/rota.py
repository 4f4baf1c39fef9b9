"""Whose turn it is to write the team blog."""

from collections.abc import Mapping

from studylib.roster import answering
from studylib.study import Study


def writers(study: Study) -> Mapping[int, str]:
    """The writer of each week, by its number; a week in which nobody can write is missing.

    The members with a turn stand in a queue, by ``turn`` (of equal ones the first of the roster). Each week the
    first of it who answers for that week writes and goes to the back; the rest keep their places, so that one who
    leaves changes no earlier week. A writer named for the week writes instead and goes to the back as well, so that
    whoever was passed over is the next.
    """
    queue = sorted((each for each in study.members if each.turn is not None), key=lambda each: each.turn or 0)
    waiting = [member.name for member in queue]
    answers_for = answering(study.members, study.weeks)
    written = {}
    for place, week in enumerate(study.weeks):
        there = {
            member.name
            for member, present in zip(study.members, answers_for[:, place], strict=True)
            if present
        }
        writer = week.topic.writer or next((name for name in waiting if name in there), None)
        if writer is None:
            continue
        written[week.number] = writer
        if writer in waiting:
            waiting.remove(writer)
            waiting.append(writer)
    return written
