"""Draw the answers, newest first, and the forms that void or move one."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from studylib.changes import answers as changes
from studylib.changes.answers import RowPlace
from studylib.changes.draft import Change
from studylib.season.weeks import to_milliseconds
from studylib.source.season import Season, keep_with_season
from studylib.text.direction import join_texts
from studylib.text.errors import ChangeError
from studylib.text.masking import mask_addresses
from studylib.text.message import quote, sentence
from studylib.views.desk.by_hand import draw_places, is_by_hand, read_whole
from studylib.views.desk.outcome import Decide, click, draw_aside, draw_form_heading, draw_outcome, save_at
from studylib.web import anchors, banners, links, markup
from studylib.web.visit import Visit
from studylib.workbook.answers import AnswerRow, list_answer_rows

MOST_ROWS = 10
"""How many answers to show at first, and more with each click."""
ALL = ""
ALL_WEEKS = 0


def draw_answers(visit: Visit) -> None:
    """Draw the answers that the filters let through, and the forms for a chosen one."""
    newest = list_newest(visit.season)
    if not newest:
        banners.draw_strip(visit, sentence("Nothing has been handed in yet."), quiet=True)
        return
    rows = filter_rows(visit, newest)
    most = visit.fields.get("answers_shown", MOST_ROWS)
    st.html(draw_rows(visit, rows[:most]))
    if len(rows) > most:
        more = visit.language.say("Show older submissions")
        st.button(more, key=visit.fields.key("answers_more"), on_click=show_more, args=(visit,))
    row = choose_row(visit, rows[:most])
    draw_outcome(visit, "answers")
    if row:
        forms = (draw_void_form, draw_move_form)
        for column, draw in zip(st.columns(2), forms, strict=True):
            with column, st.container(border=True):
                draw(visit, row)


@keep_with_season
def list_newest(season: Season) -> tuple[AnswerRow, ...]:
    """List all answers, the newest first, those without a readable time before them."""
    whole = read_whole(season)

    def sort_key(row: AnswerRow) -> tuple[bool, int]:
        return row.answer is None, to_milliseconds(
            row.answer.submitted_at
        ) if row.answer else row.record.number

    return tuple(sorted(list_answer_rows(whole.cells, whole.study), key=sort_key, reverse=True))


def show_more(visit: Visit) -> None:
    visit.fields["answers_shown"] = visit.fields.get("answers_shown", MOST_ROWS) + MOST_ROWS


# ---- the list ----


def filter_rows(visit: Visit, rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """Draw the filters by member and by week, and return the rows that both let through."""
    say = visit.language.say
    left, right = st.columns(2)
    names = [member.name for member in visit.study.members]
    member = visit.fields.choose(
        "answers_member",
        say("Member"),
        [ALL, *names],
        into=left,
        format_func=lambda name: name or say("All members"),
    )
    week = visit.fields.choose(
        "answers_week",
        say("Week"),
        [ALL_WEEKS, *visit.study.week_of],
        into=right,
        format_func=lambda number: links.name_week(visit, number) if number else say("All weeks"),
    )
    return [
        row
        for row in rows
        if member in (ALL, row.owner) and week in (ALL_WEEKS, row.answer.week if row.answer else None)
    ]


def draw_rows(visit: Visit, rows: Sequence[AnswerRow]) -> Markup:
    """Build the answers as a table. A voided one is struck through, with its reason."""
    say = visit.language.say
    if not rows:
        return markup.draw_block(markup.draw_paragraph(say("No submission fits.")))
    head = (say("Member"), say("Link"), say("Note"))
    cells = (list_answer_cells(visit, row) for row in rows)
    return markup.draw_block(markup.draw_table(say("Hand-ins"), head, cells, texts=True))


def list_answer_cells(visit: Visit, row: AnswerRow) -> tuple[object, ...]:
    """List the cells of one answer. Give whose and when, the links, and the note with what is wrong."""
    say, note = visit.language.say, quote(row.record.text("note"))
    received, member, week = describe_row(visit, row)
    kind = "" if row.reason is None else "void"
    who = markup.draw_span(markup.join_parts([member, week]), kind=kind) + markup.draw_small(received)
    links_ = markup.join_lines(map(draw_written_link, row.record.text("link").split("\n")))
    aside = markup.draw_small(say("cannot be read"), kind="other") if row.answer is None else markup.NO_MARKUP
    if row.reason is not None:
        aside = markup.draw_small(describe_reason(visit, row.reason))
    return who, markup.draw_span(links_, kind=kind), markup.join_lines(each for each in (note, aside) if each)


def draw_written_link(written: str) -> Markup:
    """Build a link. Any other text is shortened."""
    return anchors.draw_link(written) if anchors.is_link(written) else markup.draw_span(quote(written))


def describe_row(visit: Visit, row: AnswerRow) -> tuple[str, str, str]:
    """Write the time, the member and the week of an answer. If one is unreadable, write their cells."""
    language, record = visit.language, row.record
    member = row.owner or record.text("name")
    if row.answer is None:
        return (
            str(quote(record.text("submitted_at"))),
            str(quote(member)),
            str(quote(record.text("week"))),
        )
    local = row.answer.submitted_at.astimezone(visit.study.timezone)
    return language.moment(local), member, language.week(row.answer.week)


def describe_reason(visit: Visit, reason: str) -> str:
    say = visit.language.say
    return say("Void: {reason}", reason=reason) if reason else say("Void")


def choose_row(visit: Visit, rows: Sequence[AnswerRow]) -> AnswerRow | None:
    """Draw the choice of one of the answers in sight. None is chosen at first."""
    places = {RowPlace(row.table.title, row.record.number): row for row in rows}
    if visit.fields.find("answers_chosen") not in places:
        visit.fields["answers_chosen"] = None
    several = len({place.title for place in places}) > 1

    def name_place(place: RowPlace) -> str:
        row = visit.language.say("row {row}", row=place.number)
        title = mask_addresses(place.title) if several else None
        return join_texts([*describe_row(visit, places[place]), title, row])

    chosen = visit.fields.choose(
        "answers_chosen",
        visit.language.say("Submission to void or to move"),
        list(places),
        index=None,
        format_func=name_place,
        placeholder=visit.language.say("Choose a submission"),
    )
    return places.get(chosen) if chosen else None


# ---- void, count again, move ----


def draw_void_form(visit: Visit, row: AnswerRow) -> None:
    """Draw the form that voids an answer. A voided answer gets the form that lets it count again."""
    say = visit.language.say
    if row.reason is not None:
        draw_form_heading(say("Let it count again"), describe_reason(visit, row.reason))
        finish(visit, row, "restore", say("Count again"))
        return
    draw_form_heading(say("Void it"), say("It stays, struck through with the reason, and counts no more."))
    most = changes.LONGEST_REASON
    visit.fields.type_text("answers_reason", say("Reason"), most=most, max_chars=most)
    if is_by_hand(visit) or visit.store.remote:
        draw_aside(say("The column goes to the right of the form’s own columns."))
    finish(visit, row, "void", say("Void"))


def draw_move_form(visit: Visit, row: AnswerRow) -> None:
    """Draw the form that moves an answer to another week."""
    say = visit.language.say
    draw_form_heading(say("Move it to another week"), say("It keeps its time."))
    visit.fields.choose(
        "answers_to",
        say("To week"),
        list(visit.study.week_of),
        index=None,
        placeholder=say("Choose a week"),
        format_func=lambda number: links.name_week(visit, number),
    )
    finish(visit, row, "move", say("Move"))


def finish(visit: Visit, row: AnswerRow, action: str, label: str) -> None:
    """Draw the button that saves. By hand, draw the cells to change once the form is filled in."""
    if not is_by_hand(visit):
        key, args = visit.fields.key(f"answers_{action}"), (visit, "answers", save_action, row, action)
        st.button(label, key=key, on_click=click, args=args, type="primary")
    elif action == "restore" or is_filled(visit, action):
        draw_places(visit, make_decision(visit, row, action))


def is_filled(visit: Visit, action: str) -> bool:
    fields = visit.fields
    return bool(fields["answers_reason"].strip() if action == "void" else fields["answers_to"])


def make_decision(visit: Visit, row: AnswerRow, action: str) -> Decide:
    """Decide by the fields of the forms, on the answer that the leader sees."""
    fields, base = visit.fields, visit.season.cells
    place = RowPlace(row.table.title, row.record.number)
    if action == "void":
        reason = fields["answers_reason"]
        return lambda now: changes.void_answer(base, now.cells, now.study, place, reason)
    if action == "restore":
        return lambda now: changes.restore_answer(base, now.cells, now.study, place)
    week = fields["answers_to"]

    def move(now: Season) -> Change:
        if week is None:
            raise ChangeError(sentence("Choose a week first."))
        return changes.move_answer(base, now.cells, now.study, place, week)

    return move


def save_action(visit: Visit, row: AnswerRow, action: str) -> None:
    if save_at(visit, "answers", make_decision(visit, row, action)):
        for field, blank in (("answers_reason", ""), ("answers_to", None), ("answers_chosen", None)):
            visit.fields[field] = blank
