"""The announcement for the group chat: who has just handed in. It is plain text in short lines, without money."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.reminders.message import Message
from studylib.season.hand_ins import find_link_duty
from studylib.season.study import Study
from studylib.season.texts import compare_links
from studylib.text.chat import write_plainly, write_quiet_link
from studylib.text.language import Language
from studylib.workbook import values
from studylib.workbook.answers import Answer
from studylib.workbook.links import hides_host, parse_link

MOST_LINES = 10
"""How many hand-ins a message names. The others are counted."""

LONGEST_LINK = 300
"""Characters of a link in a chat. A longer one is left out."""


@dataclass(frozen=True, slots=True)
class News:
    """A hand-in to tell of, and its links that are new. ``marks`` tell it from what was told before."""

    answer: Answer
    links: tuple[str, ...]
    marks: tuple[tuple[Hashable, ...], ...]


def find_news(study: Study, answer: Answer) -> News | None:
    """Find what an answer brings to the study as it was before it. ``None`` if there is nothing to tell.

    A task of one link is told of once, whatever link comes later. A task of several is told of its new links.
    """
    week = study.week_of.get(answer.week)
    duty = find_link_duty(week, answer.task) if week else None
    if not study.announces or study.sample or duty is None:
        return None
    rows = study.submissions
    same = (rows["member"] == answer.member) & (rows["week"] == answer.week)
    if answer.task is not None:
        same &= rows["task"] == answer.task
    before = [line for lines in rows.loc[same, "link"] for line in lines.splitlines()]
    place = answer.member, answer.week, answer.task
    links = tuple(answer.link.splitlines())
    if duty.task.count == 1:
        return None if before else News(answer, links, (place,))
    known, compared = set(compare_links(before)), compare_links(links)
    new = [(link, key) for link, key in zip(links, compared, strict=True) if key not in known]
    return (
        News(answer, tuple(link for link, _ in new), tuple((*place, key) for _, key in new)) if new else None
    )


def list_standing(study: Study, news: Sequence[News], *, delayed: bool) -> list[News]:
    """List the news whose answers still stand. A void or deleted answer is left out.

    ``delayed``: the workbook shows an answer late, so one that is not there yet stands.
    """
    void = {(each.member, each.week, each.link, _round(each.submitted_at)) for each in study.voided}
    rows = study.submissions
    there = set(zip(rows["member"], rows["week"], rows["link"], strict=True))
    return [
        each
        for each in news
        if (place := (each.answer.member, each.answer.week, each.answer.link)) in there or delayed
        if (*place, _round(each.answer.submitted_at)) not in void
    ]


def _round(moment: datetime | None) -> int | None:
    """Round a moment to seconds. A service keeps no milliseconds for sure."""
    return None if moment is None else round(moment.timestamp())


def write_announcement(study: Study, news: Sequence[News], page: str | None = None) -> Message:
    """Write the message of these hand-ins, at least one, in the language of the study.

    ``page`` is the address of the board. Links stay away if the study hides them from others.
    """
    language = Language(study.language)
    title = language.say("New submissions")
    lines = [line for each in news[:MOST_LINES] for line in _list_lines(study, each, language)]
    if len(news) > MOST_LINES:
        lines.append(language.say("and {count} more", count=len(news) - MOST_LINES))
    if page:
        lines += ["", language.say("Board: {link}", link=page)]
    return Message(f"[{write_plainly(study.name)}] {title}" if study.name else title, "\n".join(lines))


def _list_lines(study: Study, news: News, language: Language) -> Iterator[str]:
    answer = news.answer
    parts = [write_plainly(answer.member), language.week(answer.week)]
    if answer.task is not None:
        parts.append(write_plainly(answer.task))
    if len(news.links) > 1:
        parts.append(language.say("{count} links", count=len(news.links)))
    yield "· " + " · ".join(parts)
    if study.links_shown and not study.short_names and (link := choose_link(news.links[0])):
        yield link


def choose_link(address: str) -> str:
    """Return the address as a chat may show it. It is empty if it is long, no link, or hides its host."""
    if len(address) > LONGEST_LINK:
        return ""
    try:
        link = parse_link(address)
    except values.CellError:
        return ""
    return "" if hides_host(link) else write_quiet_link(link)
