"""Draw the member's turns of the team blog."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from studylib.season.rota import Turn
from studylib.views.record.parts import draw_part
from studylib.web import links, markup, team_blog
from studylib.web.visit import Visit


def draw_turns(visit: Visit, turns: Sequence[Turn], coming: Turn | None) -> Markup:
    """Build the member's turns: the next one in words, then all with their posts."""
    say = visit.language.say
    ahead = describe_next_turn(visit, coming) if coming else say("No turn is left.")
    items = (draw_turn(visit, turn) for turn in turns)
    return draw_part(say("Turns of the team blog"), markup.draw_paragraph(ahead), markup.draw_list(items))


def draw_turn(visit: Visit, turn: Turn) -> Markup:
    week = markup.draw_span(links.name_week(visit, turn.week.number), draw_swap(visit, turn))
    return markup.draw_row(week, markup.draw_span(draw_post(visit, turn)))


def describe_next_turn(visit: Visit, turn: Turn) -> str:
    """Say when the member's next turn is, and in how many days."""
    language, week = visit.language, turn.week
    opens, last = week.days
    facts = {"week": language.week(week.number), "opens": language.day(opens), "last": language.day(last)}
    if turn.has_opened(visit.now):
        return language.say("Your turn now: {week}, {opens} to {last}", **facts)
    days = (opens - visit.now.astimezone(visit.study.timezone).date()).days
    span = language.span(days * 86_400)
    return language.say("Next turn: {week}, {opens} to {last}, in {span}", span=span, **facts)


def draw_swap(visit: Visit, turn: Turn) -> Markup:
    """Build the note of a swap: the member who would have written, if any."""
    if not turn.swap:
        return markup.NO_MARKUP
    other = turn.instead_of
    swap = visit.language.say("for {other}", other=other) if other else visit.language.say("swap")
    return " " + markup.draw_span(f"({swap})", kind="aside")


def draw_post(visit: Visit, turn: Turn) -> Markup:
    """Build the post of a turn. Before its week opens, say from which day on it can be written."""
    if post := team_blog.draw_post(visit.language, turn, visit.now):
        return post
    return escape(visit.language.say("from {day} on", day=visit.language.day(turn.week.opens_at.date())))
