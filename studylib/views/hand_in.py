"""Draw the hand-in form and what came of it."""

from datetime import datetime
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.season import fines, weeks
from studylib.season.study import FormLink, Status, Week
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.web import markup, writing
from studylib.web.visit import Visit
from studylib.workbook import values
from studylib.workbook.answers import Answer
from studylib.workbook.links import parse_links


def propose_week(visit: Visit, rows: pd.DataFrame, member: str | None, now: datetime) -> int:
    """The week to hand in for, most likely: the one the member just missed, while it is late; else the present one."""
    overdue = rows[(rows["member"] == member) & (rows["status"] == Status.OVERDUE)]
    present = weeks.find_present_week(visit.study.weeks, now)
    assert present is not None
    return int(overdue["week"].iloc[-1]) if len(overdue) else present.number


def describe_prospect(visit: Visit, week: Week, now: datetime) -> str:
    """Until when the week is in time, or what handing in for it costs now."""
    language = visit.language
    due = language.say("Due {moment}", moment=language.moment(week.last_second))
    left = (week.due_at - now).total_seconds()
    if left > 0:
        return f"{due} · " + language.say("{span} left", span=language.span(left, most=2))
    return f"{due} · " + language.say("{span} late", span=language.span(-left, most=2))


def make_form_link(visit: Visit, form: FormLink, member: str | None, week: Week) -> str:
    """The address of the Google Form, member and week filled in where the settings give their entries.

    A form takes an answer only as it stands in its list, so the week is in the language of the workbook.
    """
    filled = {form.name_entry: member, form.week_entry: Language(visit.study.language).week(week.number)}
    entries = {f"entry.{entry}": value for entry, value in filled.items() if entry and value}
    if not entries:
        return form.url
    return f"{form.url}{'&' if '?' in form.url else '?'}{urlencode({'usp': 'pp_url'} | entries)}"


def save_answer(visit: Visit) -> None:
    """Write the answer that stands on the page; what came of it is kept for the next drawing."""
    given = st.session_state
    member = visit.rights.member or given["hand_in_member"]
    try:
        if member is None:
            raise values.CellError(sentence("Choose your name first."))
        links = parse_links(given["hand_in_link"])
        now = clock.now().astimezone(visit.study.timezone)
        submitted_at = now.replace(microsecond=now.microsecond // 1000 * 1000)
        answer = writing.write_answer(
            Answer(member, given["hand_in_week"], submitted_at, "\n".join(links), given["hand_in_note"])
        )
    except StudyboardError as error:
        given["handed_in"] = error.why
    else:
        given["handed_in"], given["hand_in_link"], given["hand_in_note"] = answer, "", ""
        given.pop("hand_in_for", None)  # so that the next week to hand in for is proposed


def draw_judgement(visit: Visit, rows: pd.DataFrame, answer: Answer) -> Markup:
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
        badge = markup.draw_status_badge(
            status, fines.name_judgement(visit.study, language, status, row["tier"])
        )
        cost = [language.say("Fine {amount}", amount=language.won(row["fine"]))] if row["fine"] else []
        lines.insert(0, " · ".join([fines.describe_distance(week, row["submitted_at"], language), *cost]))
        if row["submitted_at"].to_pydatetime() < answer.submitted_at:
            first = language.moment(row["submitted_at"])
            lines.append(
                language.say("The first time counts, {moment}; the link shown is the new one.", moment=first)
            )
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup(
        '<div class="sb card" role="status"><div class="row"><h2>{} · {}</h2>{}</div>{}</div>'
    ).format(answer.member, language.week(answer.week), badge, said)
