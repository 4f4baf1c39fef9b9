"""What the Google Form says of the rules, above its questions and after an answer."""

from collections.abc import Iterator

from studylib.season import rule_words
from studylib.season.hand_ins import list_link_duties
from studylib.season.study import Study, Week
from studylib.season.tasks import Duty
from studylib.text.direction import join_texts
from studylib.text.language import Language


def describe_rules(study: Study, language: Language) -> list[str]:
    """Describe when the weeks or the tasks are due, one a line, and what each tier costs."""
    regular = [week for week in study.weeks if not week.extended]
    if not study.tasks:
        tiers = [line for group in rule_words.group_tiers(study, language) for line in group.list_lines()]
        return [*(_describe_due(study, week.duties[0], language) for week in regular[:1]), *tiers]
    lines: list[str] = []
    for duties in _list_duties(regular or list(study.weeks)):
        task, due = duties[0].task, _describe_due(study, duties[0], language) if regular else ""
        count = language.say("{count} different links", count=task.count) if task.count > 1 else ""
        limit = language.say("at most {most} new ones a day", most=task.per_day) if task.per_day else ""
        lines.append(join_texts([task.name, due, count, limit]))
        lines += rule_words.explain_duty(study, duties[-1], language)
    return lines


def _list_duties(weeks: list[Week]) -> Iterator[list[Duty]]:
    """List the duties of each task that takes links, weeks rising, in the order of the tasks."""
    duties: dict[str | None, list[Duty]] = {}
    for duty in (duty for week in weeks for duty in list_link_duties(week)):
        duties.setdefault(duty.task.name, []).append(duty)
    yield from duties.values()


def _describe_due(study: Study, duty: Duty, language: Language) -> str:
    """Describe a due moment that comes again with each cycle."""
    last = duty.last_second
    if study.cycle != 7:
        moment = language.moment(last)
        return language.say("Due every {count} days, first {moment}", count=study.cycle, moment=moment)
    return language.say(
        "Due every {weekday} by {time}", weekday=language.weekday(last.date()), time=f"{last:%H:%M:%S}"
    )


def confirm(study: Study, language: Language) -> str:
    """Say what an answer that was received decides."""
    if any(task.count > 1 for task in study.tasks):
        return language.say(
            "Received. The first answer for a task decides its time, or each link’s own if it takes several. To add or "
            "change a link, hand in again."
        )
    if study.tasks:
        return language.say(
            "Received. The first answer for a task decides its time. To change the link, hand in again."
        )
    return confirm_weeks(language)


def confirm_weeks(language: Language) -> str:
    """Say what an answer decides if each week has one task."""
    return language.say(
        "Received. The first answer for a week decides its time. To change the link, hand in again."
    )
