"""Draw the head of the board: the present week, the time left, the price, the visitor's own state."""

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from studylib.season.kinds import TaskKind
from studylib.season.phases import describe_phase
from studylib.season.standing import Phase, Standing
from studylib.season.tasks import Duty
from studylib.text.direction import join_texts
from studylib.views.board import own
from studylib.views.prices import draw_price
from studylib.web import again, derived, look, markup, own_name
from studylib.web.kept import keep_part
from studylib.web.visit import Visit

REFRESH_SECONDS = 30
MOST_LATE = 2
"""How many weeks that still take late answers the head names."""


@st.fragment
def draw_head_by_the_clock(drawn: Visit) -> None:
    """Draw the head again while the page stays open. A change of the board reruns the whole page."""
    visit = look.look_again(drawn)
    st.html(markup.Verbatim(drawn.strips + draw_head(visit, derived.find_standing(visit))))
    again.draw_look(visit, "head", REFRESH_SECONDS)


def draw_head(visit: Visit, now: Standing) -> Markup:
    """Build the head: the week's topic, when it is due, what that means for the visitor, and the way to hand in."""
    return markup.draw_block(draw_week(visit, now), draw_panel(visit, now), own.draw_way(visit, now))


@keep_part
def draw_week(visit: Visit, now: Standing) -> Markup:
    """Build the present week: its topic, and when it is due."""
    language = visit.language
    kicker = join_texts([visit.study.name, language.week(now.week.number)])
    return markup.NO_MARKUP.join(
        [
            markup.draw_paragraph(kicker, kind="kicker"),
            markup.draw_heading(now.week.topic.title or language.week(now.week.number), level=1),
            markup.draw_paragraph(describe_phase(now, language), kind="lead"),
        ]
    )


def draw_panel(visit: Visit, now: Standing) -> Markup:
    """Build the time left, and what handing in costs: the visitor, or anybody."""
    name = own_name.find_own_name(visit)
    lines = own.draw_duties(visit, now, name) if name else draw_prices(visit, now)
    left = markup.draw_facts(list_time(visit, now))
    awaited = markup.draw_paragraph(explain_awaited(visit), kind="aside") if visit.awaiting else ""
    parts = [each for each in (left, lines, awaited) if each]
    return markup.draw_element("div", *parts, kind="panel") if parts else markup.NO_MARKUP


def list_time(visit: Visit, now: Standing) -> list[tuple[str, str, str]]:
    """List the time until the next deadline, or the next opening."""
    if now.until is None:
        return []
    say = visit.language.say
    left = visit.language.span((now.until - visit.now).total_seconds(), most=2)
    return [(say("Time left") if now.phase is Phase.OPEN else say("Until it opens"), left, "")]


def draw_prices(visit: Visit, now: Standing) -> Markup:
    """Build what handing in costs anybody: the next duty, then what is late."""
    lines = [markup.draw_paragraph(price, kind="price") for price in list_next_prices(visit, now)]
    late = [each for each in now.others if each.late and is_handed_in(each.duty)]
    for each in late[-MOST_LATE:]:
        week = markup.draw_strong(join_texts([visit.language.week(each.week.number), each.duty.task.name]))
        price = draw_price(visit, each.duty) or visit.language.say("Takes late submissions")
        lines.append(markup.draw_paragraph(week, " ", price, kind="price"))
    return Markup("").join(lines)


def list_next_prices(visit: Visit, now: Standing) -> Iterator[Markup]:
    """List the price of the duty that is due next, if it is handed in."""
    if now.phase is Phase.OPEN:
        due = (
            each.duty for each in now.progress if each.duty.due_at == now.until and is_handed_in(each.duty)
        )
        yield from filter(None, (draw_price(visit, duty) for duty in list(due)[:1]))


def is_handed_in(duty: Duty) -> bool:
    """Tell whether a duty takes links."""
    return duty.task.kind is TaskKind.LINK


def explain_awaited(visit: Visit) -> str:
    return visit.language.say(
        "A deadline has just passed. The newest answers may still be on their way from the form, "
        "for two minutes or so."
    )
