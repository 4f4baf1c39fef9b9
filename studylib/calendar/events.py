"""The events of a season: deadlines, late cut-offs, meetings, turns and breaks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from studylib.season import rota, rule_words, words
from studylib.season.kinds import TaskKind
from studylib.season.study import Break, Study, Week
from studylib.season.tasks import Duty
from studylib.season.weeks import add_time, list_stages
from studylib.text.direction import balance, isolate, join_texts
from studylib.text.language import Language
from studylib.workbook import hyperlinks, links, values

LASTS = timedelta(hours=1)
"""How long before its moment the event of a deadline begins. A meeting takes as long from its start."""

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067\ud800-\udfff]")
"""Characters that no text of a calendar may hold.

These are the controls (RFC 5545, 3.1), line ends of some readers, marks that turn the reading direction, and half
characters, which no file can hold.
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, before it is written.

    ``begins`` and ``ends`` are both aware moments or both days. ``ends`` is exclusive. ``alarm``: ring ``ALARM``
    before the end.
    """

    kind: str
    begins: datetime | date
    ends: datetime | date
    title: str
    lines: tuple[str, ...] = ()
    url: str | None = None
    alarm: bool = False


def list_events(study: Study, language: Language) -> Iterator[Event]:
    """List the events of each week and then the breaks of the group."""
    writers = rota.list_writers(study)
    for week in study.weeks:
        for duty in week.duties:
            people = _name_people(duty, writers, language)
            if duty.task.kind is TaskKind.ATTENDANCE:
                yield _make_meeting(study, week, duty, people, language)
            else:
                yield _make_deadline(study, week, duty, people, language)
                yield from _make_cut_offs(study, week, duty, language)
        if week.number in writers:
            yield _make_turn(week, writers[week.number], language)
    off = [each for each in study.breaks if each.member is None]
    for place, each in enumerate(
        sorted(off, key=lambda each: (each.starts_on, each.ends_on, each.reason)), 1
    ):
        yield _make_break(each, place, language)


# ---- kinds of events ----


def _make_deadline(study: Study, week: Week, duty: Duty, people: str, language: Language) -> Event:
    say = language.say
    due = say("Due {moment}", moment=language.moment(duty.last_second))
    lines = [f"{due} · {say('extended')}" if week.extended else due]
    if duty.task.count > 1:
        lines.append(say("Links: {count}", count=duty.task.count))
    lines += [people] if people else []
    lines += rule_words.explain_duty(study, duty, language)
    if study.form:
        lines.append(say("Hand in: {address}", address=study.form.url))
    return Event(
        kind=_name_kind(f"due {week.number}", duty),
        begins=add_time(duty.due_at, -LASTS),
        ends=duty.due_at,
        title=say("Due: {week}", week=_name_duty(week, duty, language)),
        lines=(*lines, *_list_topic(week, language)),
        url=_find_topic_link(study, week),
        alarm=True,
    )


def _make_meeting(study: Study, week: Week, duty: Duty, people: str, language: Language) -> Event:
    """Make a meeting. It starts when it is due. The workbook does not say how long it lasts."""
    starts = language.say("Starts {moment}", moment=language.moment(duty.due_at))
    lines = [starts, *([people] if people else []), *rule_words.explain_duty(study, duty, language)]
    return Event(
        kind=_name_kind(f"due {week.number}", duty),
        begins=duty.due_at,
        ends=add_time(duty.due_at, LASTS),
        title=_name_duty(week, duty, language),
        lines=(*lines, *_list_topic(week, language)),
        url=_find_topic_link(study, week),
        alarm=True,
    )


def _name_kind(kind: str, duty: Duty) -> str:
    """Name the kind of an event of a duty. The unnamed task adds nothing."""
    return kind if duty.task.name is None else f"{kind} {values.fold(duty.task.name)}"


def _name_people(duty: Duty, writers: Mapping[int, str], language: Language) -> str:
    """Name the members that a task is for. Everybody is not named."""
    task = duty.task
    names = [writers[duty.week]] if task.of_turn and duty.week in writers else list(task.members)
    return language.say("For {members}", members=language.names(names)) if names else ""


def _list_topic(week: Week, language: Language) -> Iterator[str]:
    topic = week.topic
    for name, references in (("Lecture", topic.lecture), ("Lab", topic.lab), ("Reading", topic.reading)):
        yield from (f"{language.say(name)}: {isolate(each)}" for each in references)


def _find_topic_link(study: Study, week: Week) -> str | None:
    topic = week.topic
    return _find_link([study.curriculum_url or "", *topic.lecture, *topic.lab, *topic.reading])


def _make_cut_offs(study: Study, week: Week, duty: Duty, language: Language) -> Iterator[Event]:
    """Make the end of each tier with a limit. From then on the next tier holds."""
    for (place, ends), (after, _) in pairwise(list_stages(study.tiers, duty)):
        tier, following = study.tiers[place], study.tiers[after]
        if ends:
            yield Event(
                kind=_name_kind(f"late {week.number} {duty.tiers.index(place) + 1}", duty),
                begins=add_time(ends, -LASTS),
                ends=ends,
                title=language.say(
                    "{week}: {tier} ends, then {following}",
                    week=join_texts([language.week(week.number), duty.task.name]),
                    tier=words.name_tier(language, tier),
                    following=words.name_tier(language, following),
                ),
                lines=tuple(rule_words.explain_tier(study, each, language) for each in (tier, following)),
                url=_find_link([study.form.url if study.form else ""]),
            )


def _make_turn(week: Week, writer: str, language: Language) -> Event:
    """Make a turn that lasts all days of its week. So people see it in time."""
    first, last = week.days
    return Event(
        kind=f"turn {week.number}",
        begins=first,
        ends=max(first, last) + timedelta(days=1),
        title=language.say("Team blog: {writer}", writer=writer),
        lines=(_name_week(week, language), *week.topic.post),
        url=_find_link(week.topic.post),
    )


def _make_break(off: Break, place: int, language: Language) -> Event:
    """Make a break whose identity is its place in order. So a break that moves stays the same event."""
    return Event(
        kind=f"break {place}",
        begins=off.starts_on,
        ends=off.ends_on + timedelta(days=1),
        title=join_texts([language.say("Break"), off.reason], ": "),
    )


def _name_duty(week: Week, duty: Duty, language: Language) -> str:
    return join_texts(
        [language.week(week.number), fold_text(duty.task.name or ""), fold_text(week.topic.title)]
    )


def _name_week(week: Week, language: Language) -> str:
    return join_texts([language.week(week.number), fold_text(week.topic.title)])


def _find_link(references: Sequence[str]) -> str | None:
    """Find the first reference that is a link a program may follow."""
    for each in references:
        try:
            link = links.parse_link(hyperlinks.split_reference(each)[1])
            if not FORBIDDEN.search(each) and not links.hides_host(link):
                return link
        except values.CellError:
            continue
    return None


def fold_text(text: str) -> str:
    """Put the text on one line, without forbidden characters."""
    return " ".join(FORBIDDEN.sub(" ", balance(text)).split())
