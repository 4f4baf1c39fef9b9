"""Draw what stands below the grid: how far the group is, and whose turn comes."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import rota
from studylib.season.phases import describe_phase
from studylib.season.rota import Turn
from studylib.season.standing import Phase, Standing, Waiting
from studylib.text.direction import join_texts
from studylib.text.language import NO_FIGURE
from studylib.views.board import tools
from studylib.views.board.progress import describe_end, draw_names, draw_progress
from studylib.web import links, markup, share, team_blog
from studylib.web.kept import keep_part
from studylib.web.visit import Visit

NEXT_TURNS = 2
"""How many coming turns of the team blog to show beside the present one."""


def draw_rest(visit: Visit, now: Standing) -> None:
    """Draw what stands below the grid, and the row of the tools.

    Only an event changes it, and then the page runs again.
    """
    sharing = share.draw_board_share(visit, describe_phase(now, visit.language))
    st.html(markup.Verbatim(write_rest(visit, now) + tools.draw_tools(visit, sharing)))


@keep_part
def write_rest(visit: Visit, now: Standing) -> Markup:
    """Build what stands below the grid."""
    return markup.draw_block(
        *list_notices(visit, now),
        draw_week_facts(visit, now),
        draw_progress(visit, now),
        draw_coming_turns(visit, now),
    )


def draw_week_facts(visit: Visit, now: Standing) -> Markup:
    """Build the week's figures. Fines are left out for visitors who may not see money."""
    language = visit.language
    rows = [] if visit.study.tasks else list_hand_ins(visit, now)
    if visit.rights.may(Need.MONEY):
        rows.append(
            (language.say("Fines this month so far"), language.won(now.fines), language.month(now.month))
        )
    return markup.draw_facts(rows)


def list_hand_ins(visit: Visit, now: Standing) -> list[tuple[str, str, object]]:
    """List how many have handed in, and who has not. With tasks their lines say so."""
    say, is_open = visit.language.say, now.phase is Phase.OPEN
    missing = draw_names(visit, now.missing) if is_open else ""
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
    """List the other duties that still take answers."""
    others = [each for each in now.others if each.duty.task.name is None or each.week != now.week]
    return [draw_waiting(visit, each) for each in others]


def draw_waiting(visit: Visit, waiting: Waiting) -> Markup:
    """Build who has not done a duty of another week, and until when they can. The names say of what."""
    week = join_texts([visit.language.week(waiting.week.number), waiting.duty.task.name])
    names = draw_names(visit, waiting.missing, waiting.duty)
    end = markup.draw_span(describe_end(visit, waiting.until, late=waiting.late))
    parts = markup.join_parts([names, end])
    return markup.draw_element("div", markup.draw_strong(week), " ", parts, kind="strip apart")
