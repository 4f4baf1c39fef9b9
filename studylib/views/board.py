"""Draw the board: the present week, the heatmap, the chosen cell."""

from contextlib import suppress
from datetime import datetime, time

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import fines, rota, words
from studylib.season.kinds import Status
from studylib.season.rota import Turn
from studylib.season.standing import Phase, Standing, Waiting
from studylib.text.direction import join_texts
from studylib.text.message import sentence
from studylib.web import address, anchors, banners, derived, links, look, markup, team_blog
from studylib.web.derived import Drawing, JudgedCell
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit

REFRESH_SECONDS = 30
NEXT_TURNS = 2
"""How many coming turns of the team blog to show beside the present one."""
ROOMY_WEEKS = 16
"""With more weeks, a cell would be too narrow for a finger on a phone."""
CELL_WIDTH = 23
"""Pixels of a cell's width from then on."""


# ---- the head ----


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
        markup.draw_paragraph(describe_phase(visit, now), kind="lead"),
        draw_week_facts(visit, now),
        draw_coming_turns(visit, now),
        *list_notices(visit, now.others),
    )


def describe_phase(visit: Visit, now: Standing) -> str:
    """Say in one line how far the season is."""
    language = visit.language
    if now.phase is Phase.OPEN:
        return language.say("Due {moment}", moment=language.moment(now.week.last_second))
    if now.phase is Phase.BEFORE and now.until:
        return language.say("The season begins on {day}.", day=language.full_day(now.until.date()))
    if now.phase is Phase.BREAK and now.until:
        return language.say("A break. The next week opens on {day}.", day=language.full_day(now.until.date()))
    return language.say("The season is over.")


def draw_week_facts(visit: Visit, now: Standing) -> Markup:
    """Build the week's figures. Fines are left out for visitors who may not see money."""
    language = visit.language
    is_open = now.phase is Phase.OPEN
    missing = language.names(now.missing) if is_open else ""
    rows = [
        (language.say("Handed in"), f"{now.handed_in} / {now.expected}", ""),
        (language.say("Not yet"), f"{len(now.missing)}" if is_open else "–", missing),
    ]
    if visit.rights.may(Need.MONEY):
        rows.append(
            (language.say("Fines this month so far"), language.won(now.fines), language.month(now.month))
        )
    if now.until:
        left = language.span((now.until - visit.now).total_seconds(), most=2)
        rows.insert(0, (language.say("Time left") if is_open else language.say("Until it opens"), left, ""))
    return markup.draw_facts(rows)


def draw_coming_turns(visit: Visit, now: Standing) -> Markup:
    """Build the line of the team blog: the present turn, then the next writers.

    The line is empty if no member has a turn.
    """
    coming = rota.list_coming(visit.study, visit.now, 1 + NEXT_TURNS)
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


def list_notices(visit: Visit, others: tuple[Waiting, ...]) -> list[Markup]:
    """List the notices: answers on their way, then other weeks that still take answers."""
    language = visit.language
    notices = [
        markup.draw_paragraph(
            markup.draw_strong(language.week(week.week.number)),
            f" {describe_due(visit, week)} · {language.names(week.missing)}",
            kind="strip apart",
        )
        for week in others
    ]
    if visit.awaiting:
        awaited = language.say(
            "A deadline has just passed. The newest answers may still be on their way from the form, "
            "for two minutes or so."
        )
        notices.insert(0, markup.draw_paragraph(awaited, kind="strip quiet apart"))
    return notices


def describe_due(visit: Visit, waiting: Waiting) -> str:
    """Say until when a week takes answers."""
    moment = visit.language.moment(waiting.until)
    span = visit.language.span((waiting.until - visit.now).total_seconds(), most=2)
    if waiting.late:
        return visit.language.say("Late until {moment}, {span} left", moment=moment, span=span)
    return visit.language.say("Open until {moment}, {span} left", moment=moment, span=span)


# ---- the heatmap ----


def draw_heatmap(visit: Visit, drawing: Drawing) -> None:
    """Draw the season as a heatmap. With many weeks it scrolls on a phone. Name its weeks if some are left out."""
    if len(drawing.weeks) > ROOMY_WEEKS:
        st.html(markup.draw_min_width("heatmap", len(drawing.weeks) * CELL_WIDTH))
    if len(drawing.weeks) < len(visit.study.weeks):
        why = sentence(
            "The chart shows weeks {first} to {last}. Choose any other week below.",
            first=drawing.weeks[0],
            last=drawing.weeks[-1],
        )
        banners.draw_strip(visit, why, quiet=True)
    st.plotly_chart(
        drawing.figure,
        key="heatmap",
        on_select=lambda: keep_chosen_cell(visit),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=drawing.described,
    )


def draw_legend(visit: Visit, statuses: tuple[Status, ...]) -> Markup:
    """Build the legend of the statuses that are on the board."""
    signs = (markup.draw_swatch(status, words.name_status(visit.language, status)) for status in statuses)
    return markup.draw_block(markup.draw_element("div", *signs, kind="legend"))


def keep_chosen_cell(visit: Visit) -> None:
    """Copy the cell chosen on the heatmap into the plain controls.

    A second click on a cell reports no point. The last choice is then kept. A point off the board chooses nothing.
    """
    fields = visit.fields
    names, numbers = list_choices(visit)
    match st.session_state["heatmap"].selection.points:
        case [{"customdata": [str(member), int(week)]}, *_] if member in names and week in numbers:
            fields["chosen"] = member, week
    if chosen := fields.get("chosen"):
        fields["member"], fields["week"] = chosen


# ---- one cell ----


def choose_cell(visit: Visit, now: Standing) -> tuple[str, int]:
    """Draw the controls that choose a member and a week. The present week is chosen at first."""
    language, fields = visit.language, visit.fields
    names, numbers = list_choices(visit)
    if "week" not in fields:
        fields["week"] = now.week.number
    member = fields.choose("member", language.say("Member"), names, width=180)
    week = fields.choose("week", language.say("Week"), numbers, format_func=language.week, width=150)
    return member or names[0], week or now.week.number


def list_choices(visit: Visit) -> tuple[list[str], list[int]]:
    """List the members and the weeks to choose from."""
    return [each.name for each in visit.study.members], [week.number for week in visit.study.weeks]


def draw_cell(visit: Visit, member: str, week: int) -> None:
    """Draw the details of one cell, or a line if the member is not judged then."""
    cell = derived.find_cell(visit, member, week)
    if cell:
        st.html(draw_details(visit, cell))
    else:
        why = sentence("{member} is not judged for that week.", member=member)
        banners.draw_strip(visit, why, quiet=True)


def draw_details(visit: Visit, cell: JudgedCell) -> Markup:
    """Build one cell of the board in words, with the links to the notes."""
    language, say = visit.language, visit.language.say
    status = Status(cell.status)
    notes = anchors.draw_links(cell.link.splitlines()) if pd.notna(cell.link) else say("No notes yet")
    terms = [
        (say("Topic"), visit.study.week_of[cell.week].topic.title),
        (say("How it was judged"), cell.reason),
        (say("Notes"), notes),
    ]
    if visit.rights.may(Need.MONEY):
        terms.append((say("Fine"), language.won(cell.fine) if cell.fine else say("None")))
    if visit.rights.may(Need.LEAD) and cell.fine != cell.fine_today:
        terms.append((say("Computed today"), language.won(cell.fine_today)))
    badge = markup.draw_status_badge(status, fines.name_judgement(visit.study, language, status, cell.tier))
    name = join_texts([cell.member, language.week(cell.week)])
    heading = markup.draw_heading(links.link_member(visit, cell.member, name))
    return markup.draw_block(markup.draw_row(heading, badge), markup.draw_terms(terms), kind="card")


# ---- another moment ----


def show_chosen_moment(visit: Visit) -> None:
    """Show the moment in the controls. They are read only now, because a click can arrive together with a change."""
    controls, zone = visit.fields, visit.study.timezone
    with suppress(ForgedError):
        address.keep_as_of(datetime.combine(controls["as_of_day"], controls["as_of_time"], zone))


def draw_as_of_controls(visit: Visit) -> None:
    """Draw the controls for the board of any moment."""
    say, zone = visit.language.say, visit.study.timezone
    local = visit.now.astimezone(zone)
    with st.popover(say("As of another moment"), icon=":material/history:"):
        visit.fields.choose_day("as_of_day", say("Day"), value=local.date())
        visit.fields.choose_time("as_of_time", say("Time"), time(local.hour, local.minute))
        show = say("Show the board at that moment")
        st.button(show, on_click=show_chosen_moment, args=(visit,), type="primary")
