"""Draw the board: the present week, the heatmap, the chosen cell."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import fines, rota, words
from studylib.season.rota import Turn
from studylib.season.standing import Phase, Standing, Waiting
from studylib.season.study import Status
from studylib.text.errors import StudyboardError
from studylib.web import address, derived, links, look, markup
from studylib.web.derived import JudgedCell
from studylib.web.visit import Visit

REFRESH_SECONDS = 30
NEXT_TURNS = 2  # Turns of the team blog that are told beside that of the present week
ROOMY_WEEKS = 16  # with more, the cells would be too narrow for a finger on a phone


def draw_head(visit: Visit, now: Standing) -> Markup:
    """The present week: what it is about, how long is left, who has not handed in, the month's fines."""
    language = visit.language
    kicker = " · ".join(filter(None, [visit.study.name, language.week(now.week.number)]))
    heading = now.week.topic.title or language.week(now.week.number)
    return Markup(
        '<div class="sb"><p class="kicker">{}</p><h1>{}</h1><p class="lead">{}</p>{}{}{}</div>'
    ).format(
        kicker,
        heading,
        describe_week(visit, now),
        draw_facts(visit, now),
        draw_team_blog(visit, now),
        Markup("").join(list_notices(visit, now.others)),
    )


@st.fragment(run_every=REFRESH_SECONDS)
def draw_head_by_the_clock(drawn: Visit) -> None:
    """The head, kept up to date while the page stays open; once the board itself has changed, the whole page."""
    try:
        visit = look.look()
    except StudyboardError:
        st.rerun()
    if look.has_changed(drawn, visit):
        st.rerun()
    st.html(draw_head(visit, derived.find_standing(visit)))


def describe_week(visit: Visit, now: Standing) -> str:
    """Where the group stands in the season, in one line."""
    language = visit.language
    if now.phase is Phase.OPEN:
        return language.say("Due {moment}", moment=language.moment(now.week.last_second))
    if now.phase is Phase.BEFORE and now.until:
        return language.say("The season begins on {day}.", day=language.full_day(now.until.date()))
    if now.phase is Phase.BREAK and now.until:
        return language.say("A break. The next week opens on {day}.", day=language.full_day(now.until.date()))
    return language.say("The season is over.")


def draw_facts(visit: Visit, now: Standing) -> Markup:
    """The figures that people come for."""
    language = visit.language
    missing = language.names(now.missing) if now.phase is Phase.OPEN else ""
    rows = [
        (language.say("Handed in"), f"{now.handed_in} / {now.expected}", ""),
        (language.say("Not yet"), f"{len(now.missing)}" if now.phase is Phase.OPEN else "–", missing),
    ]
    if visit.rights.may(Need.MONEY):
        rows.append(
            (language.say("Fines this month so far"), language.won(now.fines), language.month(now.month))
        )
    if now.until:
        left = language.span((now.until - visit.now).total_seconds(), most=2)
        is_open = now.phase is Phase.OPEN
        rows.insert(0, (language.say("Time left") if is_open else language.say("Until it opens"), left, ""))
    return markup.draw_facts(rows)


def draw_team_blog(visit: Visit, now: Standing) -> Markup:
    """Whose turn the team blog is, whether the post is there, and who comes next; nothing where nobody has a turn."""
    say, ahead = visit.language.say, rota.list_coming(visit.study, visit.now, 1 + NEXT_TURNS)
    this_week = now.week.number
    lines = [
        (draw_turn(visit, turn), markup.draw_post(visit.language, turn, visit.now))
        for turn in ahead
        if turn.week.number == this_week
    ]
    parts = [Markup(" · ").join(filter(None, line)) for line in lines]
    if coming := [draw_turn(visit, turn) for turn in ahead if turn.week.number != this_week][:NEXT_TURNS]:
        parts.append(Markup("{} {}").format(say("Next:"), Markup(", ").join(coming)))
    if not parts:
        return Markup("")
    return Markup('<p class="turns"><b>{}</b>{}</p>').format(
        say("Team blog"), Markup("").join(Markup("<span>{}</span>").format(part) for part in parts)
    )


def draw_turn(visit: Visit, turn: Turn) -> Markup:
    """A week and its writer, with a link to their record."""
    who = links.link_member(visit, turn.writer, markup.name_writer(visit.language, turn))
    return Markup("{} {}").format(visit.language.week(turn.week.number), who)


def list_notices(visit: Visit, others: tuple[Waiting, ...]) -> list[Markup]:
    """Answers that are on their way; the other weeks in which somebody can still hand in, those in their late window
    first of all."""
    language = visit.language
    awaited = language.say(
        "A deadline has just passed. The newest answers may still be on their way from the form, for two minutes or so."
    )
    on_their_way = Markup('<p class="strip quiet apart">{}</p>').format(awaited)
    return [on_their_way] * visit.awaiting + [
        Markup('<p class="strip apart"><b>{}</b> {} · {}</p>').format(
            language.week(each.week.number),
            describe_due(visit, each),
            language.names(each.missing),
        )
        for each in others
    ]


def describe_due(visit: Visit, waiting: Waiting) -> str:
    """Until when one can still hand in."""
    moment = visit.language.moment(waiting.until)
    span = visit.language.span((waiting.until - visit.now).total_seconds(), most=2)
    if waiting.late:
        return visit.language.say("Late until {moment}, {span} left", moment=moment, span=span)
    return visit.language.say("Open until {moment}, {span} left", moment=moment, span=span)


def draw_legend(visit: Visit, statuses: tuple[Status, ...]) -> Markup:
    """What the signs mean, of the statuses that are on the board."""
    signs = Markup("").join(
        markup.draw_swatch(status, words.name_status(visit.language, status)) for status in statuses
    )
    return Markup('<div class="sb"><div class="legend">{}</div></div>').format(signs)


def keep_chosen_cell() -> None:
    """Take over the cell that was chosen on the heatmap into the plain controls.

    A click on the cell chosen before takes the choice back and reports no point, so the last one is kept.
    """
    if points := st.session_state["heatmap"].selection.points:
        st.session_state["chosen"] = points[0]["customdata"]
    if chosen := st.session_state.get("chosen"):
        st.session_state["member"], st.session_state["week"] = chosen


def draw_details(visit: Visit, cell: JudgedCell) -> Markup:
    """One cell of the board in words, with the links to the notes."""
    language, say = visit.language, visit.language.say
    week, status = visit.study.week_of[cell.week], Status(cell.status)
    notes = (
        Markup("<br>").join(map(markup.draw_link, cell.link.splitlines()))
        if pd.notna(cell.link)
        else say("No notes yet")
    )
    shown = [
        (say("Topic"), week.topic.title),
        (say("How it was judged"), cell.reason),
        (say("Notes"), notes),
    ]
    if visit.rights.may(Need.MONEY):
        shown.append((say("Fine"), language.won(cell.fine) if cell.fine else say("None")))
    badge = markup.draw_status_badge(status, fines.name_judgement(visit.study, language, status, cell.tier))
    name = f"{cell.member} · {language.week(week.number)}"
    heading = links.link_member(visit, cell.member, name)
    return Markup('<div class="sb card"><div class="row"><h2>{}</h2>{}</div>{}</div>').format(
        heading, badge, markup.draw_terms(shown)
    )


def show_chosen_moment(zone: ZoneInfo) -> None:
    """Show the moment that stands in the controls as they are now: a click may come with the change it is for."""
    given = st.session_state
    address.keep_as_of(datetime.combine(given["as_of_day"], given["as_of_time"], zone))


def draw_as_of_controls(visit: Visit) -> None:
    """The board as it stood at any moment."""
    say, zone = visit.language.say, visit.study.timezone
    local = visit.now.astimezone(zone)
    with st.popover(say("As of another moment"), icon=":material/history:"):
        st.date_input(say("Day"), local.date(), key="as_of_day", format="YYYY-MM-DD")
        st.time_input(say("Time"), time(local.hour, local.minute), key="as_of_time", step=60)
        show = say("Show the board at that moment")
        st.button(show, on_click=show_chosen_moment, args=(zone,), type="primary")
