"""Say how far the season is, in one line."""

from studylib.season.kinds import TaskKind
from studylib.season.reasons import describe_due
from studylib.season.standing import Phase, Standing
from studylib.text.direction import join_texts
from studylib.text.language import Language

MOST_TASKS = 3
"""How many tasks of a week one line names."""


def describe_phase(now: Standing, language: Language) -> str:
    """Say what is due next, or when the season goes on."""
    if now.phase is Phase.OPEN:
        return describe_next_due(now, language)
    if now.phase is Phase.BEFORE and now.until:
        return language.say("The season begins on {day}.", day=language.full_day(now.until.date()))
    if now.phase is Phase.BREAK and now.until:
        return language.say("A break. The next week opens on {day}.", day=language.full_day(now.until.date()))
    return language.say("The season is over.")


def describe_next_due(now: Standing, language: Language) -> str:
    """Say what is due next, by its last second in time."""
    duties = [each.duty for each in now.progress if each.duty.due_at == now.until and each.duty.task.name]
    if not duties:
        return language.say("Due {moment}", moment=language.moment(now.week.last_second))
    names = language.names([each.task.name or "" for each in duties])
    return join_texts([names, describe_due(duties[0], language)])


def describe_hand_ins(now: Standing, language: Language) -> str:
    """Say how many have handed in, without a name. Empty if no task takes links now."""
    links = [each for each in now.progress if each.duty.task.kind is TaskKind.LINK and each.expected]
    if now.phase is not Phase.OPEN or not links:
        return ""
    if len(links) == 1:
        return language.say(
            "{done} of {expected} have handed in", done=links[0].done, expected=links[0].expected
        )
    return join_texts(f"{each.duty.task.name} {each.done}/{each.expected}" for each in links[:MOST_TASKS])
