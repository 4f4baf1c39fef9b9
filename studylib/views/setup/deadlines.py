"""Say when the weeks of a season are due, with the tasks of each."""

from studylib.season.reasons import describe_due
from studylib.season.study import Study, Week
from studylib.season.tasks import Duty
from studylib.text.direction import join_texts
from studylib.text.language import Language


def describe_week(week: Week, language: Language) -> str:
    """Say when each task of a week is due, or the week itself, and its topic."""
    times = [describe_duty(duty, language) for duty in sorted(week.duties, key=lambda duty: duty.due_at)]
    return join_texts([language.week(week.number), *times, week.topic.title])


def describe_first(study: Study, language: Language) -> str:
    """Say when the first task of a season is due. It has one at least."""
    return describe_duty(min(study.duties, key=lambda duty: duty.due_at), language)


def describe_duty(duty: Duty, language: Language) -> str:
    """Say when a task is due. The unnamed one is its moment alone."""
    if duty.task.name is None:
        return language.moment(duty.last_second)
    return f"{duty.task.name} {describe_due(duty, language)}"
