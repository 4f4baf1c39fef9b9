"""제출: hand in a link, and see at once how it is judged."""

from datetime import datetime
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib import clock, fines, markup, page, values, weeks
from studylib.access import Need
from studylib.answers import Answer
from studylib.cells import WorkbookError
from studylib.language import Language
from studylib.page import Visit
from studylib.sentence import Sentence, sentence
from studylib.study import Form, Status, Week


def proposed_week(visit: Visit, rows: pd.DataFrame, member: str | None, now: datetime) -> int:
    """The week to hand in for, most likely: the one the member just missed, while it is late; else the present one."""
    overdue = rows[(rows["member"] == member) & (rows["status"] == Status.OVERDUE)]
    present = weeks.present(visit.study.weeks, now)
    assert present is not None
    return int(overdue["week"].iloc[-1]) if len(overdue) else present.number


def prospect(visit: Visit, week: Week, now: datetime) -> str:
    """Until when the week is in time, or what handing in for it costs now."""
    language = visit.language
    due = language.say("Due {moment}", moment=language.moment(week.last_second))
    left = (week.due_at - now).total_seconds()
    if left > 0:
        return f"{due} · " + language.say("{span} left", span=language.span(left, most=2))
    return f"{due} · " + language.say("{span} late", span=language.span(-left, most=2))


def form_link(visit: Visit, form: Form, member: str | None, week: Week) -> str:
    """The address of the Google Form, member and week filled in where the settings give their entries.

    A form takes an answer only as it stands in its list, so the week is in the language of the workbook.
    """
    filled = {form.name_entry: member, form.week_entry: Language(visit.study.language).week(week.number)}
    entries = {f"entry.{entry}": value for entry, value in filled.items() if entry and value}
    if not entries:
        return form.url
    return f"{form.url}{'&' if '?' in form.url else '?'}{urlencode({'usp': 'pp_url'} | entries)}"


def hand_in(visit: Visit) -> None:
    """Write the answer that stands on the page; what came of it is kept for the next drawing."""
    given = st.session_state
    member = visit.rights.member or given["hand_in_member"]
    try:
        if member is None:
            raise values.Unreadable(sentence("Choose your name first."))
        links = values.links(given["hand_in_link"])
        now = clock.now().astimezone(visit.study.timezone)
        submitted_at = now.replace(microsecond=now.microsecond // 1000 * 1000)
        answer = page.hand_in(
            Answer(member, given["hand_in_week"], submitted_at, "\n".join(links), given["hand_in_note"])
        )
    except (values.Unreadable, WorkbookError) as error:
        given["handed_in"] = error.why
    else:
        given["handed_in"], given["hand_in_link"], given["hand_in_note"] = answer, "", ""
        given.pop("hand_in_for", None)  # so that the next week to hand in for is proposed


def judgement(visit: Visit, rows: pd.DataFrame, answer: Answer) -> Markup:
    """How the answer was judged and by how much; a later one for the same week changes the link alone."""
    language, week = visit.language, visit.study.week_of[answer.week]
    lines = [language.say("Received {moment}", moment=language.moment(answer.submitted_at))]
    cell = rows[(rows["member"] == answer.member) & (rows["week"] == answer.week)]
    badge = Markup("")
    if cell.empty:
        lines.append(language.say("{member} does not answer for that week.", member=answer.member))
    elif pd.isna(cell["submitted_at"].iloc[0]):
        lines.append(
            language.say("It shows on the board as soon as the sheet gives it back, in a minute or so.")
        )
    else:
        row = cell.iloc[0]
        status = Status(row["status"])
        badge = markup.badge(visit.palette, status, fines.word(visit.study, language, status, row["tier"]))
        cost = [language.say("Fine {amount}", amount=language.won(row["fine"]))] if row["fine"] else []
        lines.insert(0, " · ".join([fines.distance(week, row["submitted_at"], language), *cost]))
        if row["submitted_at"].to_pydatetime() < answer.submitted_at:
            first = language.moment(row["submitted_at"])
            lines.append(
                language.say("The first time counts, {moment}; the link shown is the new one.", moment=first)
            )
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup(
        '<div class="sb card" role="status"><div class="row"><h2>{} · {}</h2>{}</div>{}</div>'
    ).format(answer.member, language.week(answer.week), badge, said)


visit = page.enter(people=True)
if visit.study.form is None:  # a form is Google's to guard; what is written here is the group's
    page.need(visit, Need.INSIDE)

say = visit.language.say
at_present = page.present(visit)
now, rows = at_present.now, page.judged(at_present)
numbers = [week.number for week in visit.study.weeks]

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Hand in")))
outcome = st.session_state.pop("handed_in", None)
if isinstance(outcome, Sentence):
    page.strip(visit, outcome, alert=True)
elif isinstance(outcome, Answer):
    st.html(judgement(visit, rows, outcome))
if visit.study.form is None and not visit.store.writable:
    page.strip(
        visit, sentence("This workbook can only be read. Hand in where the group keeps it."), quiet=True
    )
elif not visit.rights.may(Need.INSIDE):
    st.link_button(say("Open the form"), visit.study.form.url, type="primary", icon=":material/open_in_new:")
else:
    members = [member.name for member in visit.study.members]
    own = visit.rights.member
    member = st.selectbox(
        say("Member"),
        [own] if own else members,
        index=0 if own else None,
        key="hand_in_member",
        placeholder=say("Choose your name"),
        disabled=own is not None,
        width=560,
    )
    if "hand_in_week" not in st.session_state or st.session_state.get("hand_in_for") != member:
        st.session_state["hand_in_for"] = member
        st.session_state["hand_in_week"] = proposed_week(visit, rows, member, now)
    number = st.selectbox(
        say("Week"),
        numbers,
        key="hand_in_week",
        format_func=lambda each: page.week_and_topic(visit, each),
        width=560,
    )
    week = visit.study.week_of[number]
    st.html(Markup('<div class="sb"><p>{}</p></div>').format(prospect(visit, week, now)))
    if visit.study.form:
        address = form_link(visit, visit.study.form, member, week)
        st.link_button(say("Open the form"), address, type="primary", icon=":material/open_in_new:")
    else:
        st.text_area(
            say("Link to your notes, several one a line"),
            key="hand_in_link",
            height=80,
            placeholder="https://",
            width=560,
        )
        st.text_input(say("Note (optional)"), key="hand_in_note", width=560)
        st.button(say("Hand in"), on_click=hand_in, args=(visit,), type="primary", icon=":material/upload:")
page.foot(visit)
