"""List the rules in force. Unused ones are left out."""

from collections.abc import Iterator
from datetime import date, timedelta

from studylib.access.rights import Need
from studylib.season import rule_words, words
from studylib.season.kinds import Account, PayThrough, Period, TaskKind
from studylib.season.rule_words import TierGroup
from studylib.season.study import Break, Study
from studylib.season.tasks import Due, Task
from studylib.text.direction import join_texts
from studylib.text.language import Language
from studylib.views.duties import describe_count, describe_doers
from studylib.web import markup
from studylib.web.visit import Visit

MONDAY = date(2022, 4, 4)
"""Any Monday: the names of the weekdays are counted from it."""
WEEK = 7
"""Days of the usual cycle."""


def list_rules(visit: Visit) -> list[tuple[str, object]]:
    """List the rules in force."""
    language, study = visit.language, visit.study
    say = language.say
    start = language.full_day(study.starts_on) if study.starts_on else say("missing")
    size = say("{weeks} weeks, {members} members", weeks=len(study.weeks), members=len(study.members))
    tiers = markup.join_lines(
        line for group in rule_words.group_tiers(study, language) for line in list_tier_lines(group)
    )
    breaks = markup.join_lines(describe_break(language, each) for each in study.breaks)
    return [
        (say("Time zone"), study.timezone.key),
        (say("Start"), start),
        (say("Weeks and members"), size),
        *list_times(study, language),
        (say("Fines"), tiers),
        (say("Breaks"), breaks or say("None")),
        *list_passes(study, language),
        (say("Use of the pot"), words.name_pot(language, study.pot)),
        *list_money(study, language, with_account=visit.rights.may(Need.MONEY)),
    ]


def list_tier_lines(group: TierGroup) -> Iterator[object]:
    """List the lines of a group of tiers, below the tasks that it is for."""
    if group.title:
        yield markup.draw_strong(group.title)
    yield from group.lines


def describe_break(language: Language, days_off: Break) -> str:
    days = f"{language.full_day(days_off.starts_on)} – {language.full_day(days_off.ends_on)}"
    return join_texts([days, days_off.member, days_off.reason])


def list_times(study: Study, language: Language) -> Iterator[tuple[str, object]]:
    """List another cycle than a week, another due time than its end, and the tasks."""
    if study.cycle != WEEK:
        yield language.say("Cycle"), language.span(timedelta(days=study.cycle).total_seconds())
    if study.due:
        yield language.say("Due"), describe_due_time(language, study.due)
    if study.tasks:
        lines = markup.join_lines(describe_task(language, task) for task in study.tasks)
        yield language.say("Tasks"), lines


def describe_due_time(language: Language, due: Due) -> str:
    """Describe when in a cycle something is due: ``일요일 22:00``."""
    hours, minutes = divmod(due.clock // timedelta(minutes=1), 60)
    weekday = "" if due.weekday is None else language.weekday(MONDAY + timedelta(days=due.weekday))
    return " ".join(filter(None, [weekday, f"{hours:02}:{minutes:02}"]))


def describe_task(language: Language, task: Task) -> str:
    """Describe a task in one line."""
    kind = language.say("attendance") if task.kind is TaskKind.ATTENDANCE else ""
    return join_texts(
        [
            task.name,
            kind if kind != task.name else "",
            describe_due_time(language, task.due) if task.due else "",
            describe_count(language, task),
            describe_doers(language, task),
            describe_weeks(language, task),
        ]
    )


def describe_weeks(language: Language, task: Task) -> str:
    """Describe the weeks in which a task takes place. Nothing is said of all weeks."""
    first, last = task.from_week, task.to_week
    if last is not None:
        return language.say("weeks {first} to {last}", first=first, last=last)
    return language.say("from week {week} on", week=first) if first > 1 else ""


def list_passes(study: Study, language: Language) -> Iterator[tuple[str, object]]:
    """List how many passes a member has, and by when one is asked for."""
    if study.pass_count:
        each = language.say("{count} each", count=study.pass_count)
        ahead = language.span(timedelta(hours=study.pass_hours).total_seconds()) if study.pass_hours else ""
        before = language.say("to be asked for {span} before due", span=ahead) if ahead else ""
        yield language.say("Passes"), join_texts([each, before])


def list_money(study: Study, language: Language, *, with_account: bool) -> Iterator[tuple[str, object]]:
    """List what is settled otherwise than usual."""
    if study.settle is Period.SEASON:
        yield language.say("Settlement period"), language.say("once, for the whole season")
    if study.fines_from is Account.DEPOSIT:
        yield language.say("Fines come out of"), language.say("the deposits")
    if study.pay_through is PayThrough.KITTY:
        yield (
            language.say("Paid through"),
            join_texts([language.say("the kitty"), study.account if with_account else ""]),
        )
    if study.smallest_transfer:
        least = language.say(
            "{amount}, less waits for the next settlement", amount=language.won(study.smallest_transfer)
        )
        yield language.say("Smallest transfer"), least
