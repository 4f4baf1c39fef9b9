"""Draw the head of the board: the present week, its tasks, the team blog."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import rota
from studylib.season.phases import describe_phase
from studylib.season.rota import Turn
from studylib.season.standing import Phase, Standing
from studylib.text.direction import join_texts
from studylib.views.board.progress import describe_end, draw_progress
from studylib.web import derived, links, look, markup, team_blog
from studylib.web.visit import Visit

REFRESH_SECONDS = 30
NEXT_TURNS = 2
"""How many coming turns of the team blog to show beside the present one."""
NO_FIGURE = "–"


@st.fragment(run_every=REFRESH_SECONDS)
def draw_head_by_the_clock(drawn: Visit) -> None:
    """Draw the head again while the page stays open. A change of the board reruns the whole page."""
    visit = look.look_again(drawn)
    st.html(draw_head(visit, derived.find_standing(visit)))


def draw_head(visit: Visit, now: Standing) -> Markup:
    """Build the head: the week's topic, the time left, the missing members, the month's fines."""
    language = visit.language
    kicker = join_texts([visit.study.name, language.week(now.week.number)])
    return markup.draw_block(
        markup.draw_paragraph(kicker, kind="kicker"),
        markup.draw_heading(now.week.topic.title or language.week(now.week.number), level=1),
        markup.draw_paragraph(describe_phase(now, language), kind="lead"),
        draw_week_facts(visit, now),
        draw_progress(visit, now),
        draw_coming_turns(visit, now),
        *list_notices(visit, now),
    )


def draw_week_facts(visit: Visit, now: Standing) -> Markup:
    """Build the week's figures. Fines are left out for visitors who may not see money."""
    language = visit.language
    is_open = now.phase is Phase.OPEN
    rows = [] if visit.study.tasks else list_hand_ins(visit, now)
    if visit.rights.may(Need.MONEY):
        rows.append(
            (language.say("Fines this month so far"), language.won(now.fines), language.month(now.month))
        )
    if now.until:
        left = language.span((now.until - visit.now).total_seconds(), most=2)
        rows.insert(0, (language.say("Time left") if is_open else language.say("Until it opens"), left, ""))
    return markup.draw_facts(rows)


def list_hand_ins(visit: Visit, now: Standing) -> list[tuple[str, str, str]]:
    """List how many have handed in, and who has not. With tasks their lines say so."""
    say, is_open = visit.language.say, now.phase is Phase.OPEN
    missing = visit.language.names(now.missing) if is_open else ""
    return [
        (say("Handed in"), f"{now.handed_in} / {now.expected}", ""),
        (say("Not yet"), f"{len(now.missing)}" if is_open else NO_FIGURE, missing),
    ]


def draw_coming_turns(visit: Visit, now: Standing) -> Markup:
    """Build the line of the team blog: the present turn, then the next writers.

    The line is empty if no member has a turn.
    """
    coming = rota.list_coming(visit.study, visit.now, 1 + NEXT_TURNS, team_blog.keep_turns(visit.season))
    present = [turn for turn in coming if turn.week.number == now.week.number]
    later = [turn for turn in coming if turn.week.number != now.week.number][:NEXT_TURNS]
    parts = [
        markup.join_parts([draw_turn(visit, turn), team_blog.draw_post(visit.language, turn, visit.now)])
        for turn in present
    ]
    if later:
        turns = markup.join_parts((draw_turn(visit, turn) for turn in later), ", ")
        parts.append(markup.join_parts([visit.language.say("Next:"), turns], " "))
    if not parts:
        return markup.NO_MARKUP
    title = markup.draw_strong(visit.language.say("Team blog"))
    return markup.draw_paragraph(title, *map(markup.draw_span, parts), kind="turns")


def draw_turn(visit: Visit, turn: Turn) -> Markup:
    """Build a week and its writer, with a link to the writer's record."""
    writer = links.link_member(visit, turn.writer, team_blog.name_writer(visit.language, turn))
    return markup.join_parts([visit.language.week(turn.week.number), writer], " ")


def list_notices(visit: Visit, now: Standing) -> list[Markup]:
    """List the notices: answers on their way, then other duties that still take answers."""
    language = visit.language
    others = [each for each in now.others if each.duty.task.name is None or each.week != now.week]
    notices = [
        markup.draw_paragraph(
            markup.draw_strong(join_texts([language.week(each.week.number), each.duty.task.name])),
            f" {describe_end(visit, each.until, late=each.late)} · {language.names(each.missing)}",
            kind="strip apart",
        )
        for each in others
    ]
    if visit.awaiting:
        awaited = language.say(
            "A deadline has just passed. The newest answers may still be on their way from the form, "
            "for two minutes or so."
        )
        notices.insert(0, markup.draw_paragraph(awaited, kind="strip quiet apart"))
    return notices
