"""관리: the leader keeps the books; each change is checked before it is saved, kept, and can be undone."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib import (
    board,
    change,
    erasure,
    markup,
    page,
    rota,
    settings,
    settlement,
    tables,
    template,
    values,
    weeks,
)
from studylib.access import Need
from studylib.cells import Edit, Workbook, WorkbookError, trimmed
from studylib.change import Change, Clash, Draft, Grid, Kept, Overtaken
from studylib.language import Language
from studylib.page import Outcome, Visit
from studylib.sentence import masked, sentence
from studylib.source import Season
from studylib.study import Excuse, Payment, Problem
from studylib.tables import Layout

MOST_PROBLEMS = 5  # Problems that a refusal tells
MOST_CHANGES = 20  # Changes of the history that are shown before somebody asks for more

Decide = Callable[[Season], Change]


# ---- what came of a click ----


def save(visit: Visit, place: str, decide: Decide) -> bool:
    """Save a change; whether it was saved. What came of it is told at that place when the page is next drawn."""
    said = st.session_state["desk_said"] = page.save(place, decide)
    return said.change is not None


def tell(visit: Visit, place: str) -> bool:
    """What came of the last click, where it belongs to that place; it is told once. Whether there was anything."""
    said: Outcome | None = st.session_state.get("desk_said")
    if said is None or said.place != place:
        return False
    del st.session_state["desk_said"]
    say = visit.language.say
    if said.change:
        line = say("Saved: {what}", what=say(said.change.what))
        page.strip(visit, Markup('<span role="status">{}</span>').format(line), quiet=True)
    elif said.why:
        page.strip(visit, said.why, alert=True)
    else:
        head = say("Nothing was saved. It would leave something that cannot be read:")
        lines = [Markup("<b>{}</b>").format(head), *places(visit, said.problems[:MOST_PROBLEMS])]
        if (more := len(said.problems) - MOST_PROBLEMS) > 0:
            lines.append(Markup("{}").format(say("and {count} more", count=more)))
        page.strip(visit, Markup("<br>").join(lines), alert=True)
    return True


def places(visit: Visit, problems: Iterable[Problem], *, tab: bool = True) -> list[Markup]:
    """Problems in a line each: where it is, with its tab or without, and what to do."""
    say = visit.language.say
    lines = []
    for problem in problems:
        row = say("row {row}", row=problem.row) if problem.row else None
        where = masked(" · ".join(filter(None, [problem.tab if tab else None, row, problem.column])))
        lines.append(Markup("<b>{}</b> {}").format(where, say(problem.message)))
    return lines


# ---- what is done every week ----


def excuse(visit: Visit) -> None:
    given = st.session_state
    wanted = Excuse(given["excuse_week"], given["excuse_member"], given["excuse_reason"].strip())
    if save(visit, "excuse", lambda season: change.excuse(season.cells, season.study, wanted)):
        given["excuse_reason"] = ""


def extend(visit: Visit) -> None:
    week, due_at = st.session_state["extend_week"], new_due(visit)
    base = visit.season.cells
    if save(visit, "extend", lambda season: change.extend(base, season.cells, season.study, week, due_at)):
        st.session_state.pop("extend_for")  # so that the form starts from the new deadline


def new_due(visit: Visit) -> datetime:
    """The moment that stands in the form, from which a link is late."""
    day, hour = st.session_state["extend_day"], st.session_state["extend_hour"]
    local = datetime.combine(day, time()) + timedelta(hours=hour)
    return local.replace(tzinfo=visit.study.timezone)


def swap(visit: Visit) -> None:
    week, writer = st.session_state["swap_week"], st.session_state["swap_writer"]
    base = visit.season.cells
    save(visit, "swap", lambda season: change.swap(base, season.cells, season.study, week, writer or None))


def post(visit: Visit) -> None:
    week, links = st.session_state["post_week"], st.session_state["post_links"]
    base = visit.season.cells
    if save(visit, "post", lambda season: change.post(base, season.cells, season.study, week, links)):
        st.session_state.pop("post_for")  # so that the form starts from what was saved


def pay(visit: Visit) -> None:
    given = st.session_state
    paid = Payment(
        given["pay_on"],
        given["pay_month"],
        given["pay_member"],
        (given["pay_amount"] or 0) * (1 if given["pay_way"] == "in" else -1),
        given["pay_note"].strip(),
    )
    if save(visit, "pay", lambda season: change.pay(season.cells, season.study, paid)):
        given["pay_amount"], given["pay_note"] = None, ""


def close(visit: Visit) -> None:
    month = st.session_state["close_month"]
    save(visit, "close", lambda season: closing(season, month, page.present(visit).now))


def closing(season: Season, month: str, now: datetime) -> Change:
    """The change that closes a month as it is settled now; raises a WorkbookError where it may not be closed."""
    study, cells = season.study, season.cells
    chain = settlement.settle(study, board.judge(study, now), now)
    rows = settlement.closing(study, chain, month, season.problems, now)
    what = sentence("{month} closed", month=Language(study.language).month(month))
    draft = Draft(tables.SETTLEMENTS, added=settlement.records(study, rows))
    return change.drafted(cells, cells, draft, what, study.language)


def heading(title: str, text: str | None = None) -> None:
    aside = Markup('<p class="aside">{}</p>').format(text) if text else ""
    st.html(Markup('<div class="sb"><h2>{}</h2>{}</div>').format(title, aside))


def choose_week(visit: Visit, key: str) -> int:
    """The week that a form is about; at first the present one."""
    study = visit.study
    present = weeks.present(study.weeks, visit.now)
    assert present is not None
    numbers = [week.number for week in study.weeks]
    return st.selectbox(
        visit.language.say("Week"),
        numbers,
        index=numbers.index(present.number),
        key=key,
        format_func=lambda number: page.week_and_topic(visit, number),
    )


def choose_member(visit: Visit, label: str, key: str) -> str:
    return st.selectbox(label, [member.name for member in visit.study.members], key=key)


def button(visit: Visit, label: str, key: str, on_click: Callable[[Visit], None]) -> None:
    st.button(label, key=key, on_click=on_click, args=(visit,), type="primary")
    tell(visit, key.removesuffix("_save"))


def excuse_form(visit: Visit) -> None:
    say = visit.language.say
    heading(say("Excuse a member"), say("No fine for that week, however late."))
    choose_member(visit, say("Member"), "excuse_member")
    choose_week(visit, "excuse_week")
    st.text_input(say("Reason (optional)"), key="excuse_reason")
    button(visit, say("Excuse"), "excuse_save", excuse)


def extend_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    heading(say("Extend a deadline"), say("For everybody, and for that week alone."))
    week = visit.study.week_of[choose_week(visit, "extend_week")]
    if st.session_state.get("extend_for") != week.number:
        st.session_state["extend_for"] = week.number
        st.session_state["extend_day"] = week.last_second.date() + timedelta(days=1)
        st.session_state["extend_hour"] = 24
    day, hour = st.columns(2)
    day.date_input(say("Last day"), key="extend_day", format="YYYY-MM-DD")
    hour.selectbox(say("Until"), range(1, 25), key="extend_hour", format_func=lambda at: f"{at:02}:00")
    now, then = week.last_second, new_due(visit) - timedelta(seconds=1)
    line = say("Due {now}, then {then}", now=language.moment(now), then=language.moment(then))
    st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(line))
    button(visit, say("Extend"), "extend_save", extend)


def swap_form(visit: Visit) -> None:
    say, study = visit.language.say, visit.study
    heading(say("Swap a turn"), say("Somebody else writes the team blog that week."))
    number = choose_week(visit, "swap_week")
    turn = next((turn for turn in rota.turns(study) if turn.week.number == number), None)
    queue = ""  # nobody is named, so the queue decides
    st.selectbox(
        say("Writer"),
        [*rota.able(study, number), queue],
        key="swap_writer",
        format_func=lambda name: name or say("By the queue again"),
    )
    now = say("Now it is nobody's turn.")
    if turn:
        now = say("Now it is the turn of {member}.", member=markup.writer(visit.language, turn))
    st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(now))
    button(visit, say("Swap"), "swap_save", swap)


def post_form(visit: Visit) -> None:
    say = visit.language.say
    heading(say("Record a post"), say("The post of the team blog about that week."))
    week = visit.study.week_of[choose_week(visit, "post_week")]
    if st.session_state.get("post_for") != week.number:
        st.session_state["post_for"] = week.number
        st.session_state["post_links"] = "\n".join(week.topic.post)
    st.text_area(
        say("Link"),
        key="post_links",
        placeholder="https://",
        height=68,
        help=say("Several links: one a line. Without any, there is no post yet."),
    )
    button(visit, say("Record"), "post_save", post)


def pay_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    today = visit.now.astimezone(visit.study.timezone).date()
    months = list(dict.fromkeys(week.month for week in visit.study.weeks))
    passed = [month for month in months if month <= f"{today:%Y-%m}"]
    ways = {"in": say("Paid in"), "out": say("Paid out")}
    heading(say("Record a payment"), say("Paid into the pot by a member, or out of it to one."))
    choose_member(visit, say("Member"), "pay_member")
    st.selectbox(
        say("Month"),
        months,
        index=max(len(passed) - 1, 0),
        key="pay_month",
        format_func=language.month,
    )
    way, amount = st.columns(2)
    way.segmented_control(
        say("Way"), list(ways), default="in", required=True, key="pay_way", format_func=ways.__getitem__
    )
    amount.number_input(say("Amount (won)"), min_value=0, step=1000, value=None, key="pay_amount")
    st.date_input(say("Paid on"), value=today, key="pay_on", format="YYYY-MM-DD")
    st.text_input(say("Note (optional)"), key="pay_note")
    button(visit, say("Record"), "pay_save", pay)


def close_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    heading(say("Close a month"), say("Its figures then stay as they are, whatever changes later."))
    ready = [each for each in page.settled(visit) if each.final and not each.closed and each.participants]
    if not ready:
        st.html(Markup('<div class="sb"><p>{}</p></div>').format(say("No month is both final and open.")))
        tell(visit, "close")
        return
    pots = {each.month: language.won(each.pot) for each in ready}
    st.selectbox(
        say("Month"),
        list(pots),
        key="close_month",
        format_func=lambda month: say("{month}, pot {pot}", month=language.month(month), pot=pots[month]),
    )
    button(visit, say("Close"), "close_save", close)


def every_week(visit: Visit) -> None:
    """The forms for what a leader does most."""
    if not visit.study.members or not visit.study.weeks:
        page.strip(visit, sentence("First add members and weeks, and the start to the settings."), quiet=True)
        return
    columns = st.columns(2)
    for column, forms in zip(
        columns, ((excuse_form, swap_form, close_form), (extend_form, post_form, pay_form)), strict=True
    ):
        for form in forms:
            with column, st.container(border=True):
                form(visit)


# ---- a tab as a table ----


class Editor(NamedTuple):
    """A tab as a table to type into. ``only``: these rows alone, and no new ones."""

    name: str
    layout: Layout
    title: str | None = None
    only: Set[int] | None = None
    still: Set[str] | None = None
    """Columns that stay as they are."""
    first: tuple[str, ...] = ()
    """The columns to begin with, where they are not those that the tab begins with."""


class Typed(NamedTuple):
    """What stands in a table: the workbook it was drawn from, its rows, and where Streamlit keeps what is typed."""

    editor: Editor
    base: Workbook
    grid: Grid
    key: str


def drafted(typed: Typed) -> Draft:
    """What has been typed until now, as a draft on the base."""
    delta, numbers = pending(typed.key), list(typed.grid.rows)
    return Draft(
        typed.editor.layout,
        typed.editor.title,
        changed={numbers[at]: cells(row) for at, row in delta.get("edited_rows", {}).items()},
        added=tuple(map(cells, delta.get("added_rows", []))),
        deleted=frozenset(numbers[at] for at in delta.get("deleted_rows", [])),
    )


def pending(key: str) -> dict[str, Any]:
    """What was typed into the table of that key, as Streamlit has it; nothing where nothing was."""
    delta = st.session_state.get(key) or {}
    return {kind: delta[kind] for kind in ("edited_rows", "added_rows", "deleted_rows") if delta.get(kind)}


def cells(row: Mapping[str, object]) -> change.Cells:
    return {
        column: change.cell(text) for column, text in row.items() if text is None or isinstance(text, str)
    }


def opened(visit: Visit, editor: Editor) -> Typed:
    """The table as it is drawn: of the workbook as it was when somebody began to type into it, else as it is now.

    It gets another key with each workbook, so that what was typed into some rows never meets others.
    """
    state, name = st.session_state, f"desk_{editor.name}"
    base, count = state.get(name, (None, 0))
    if base is None or (base is not visit.season.cells and not pending(f"{name}_{count}")):
        base, count = state[name] = visit.season.cells, count + 1
    grid = change.grid(base, editor.layout, visit.study.language, editor.title)
    rows = {number: row for number, row in grid.rows.items() if editor.only is None or number in editor.only}
    return Typed(editor, base, replace(grid, rows=rows), f"{name}_{count}")


def forget(typed: Typed) -> None:
    """Drop what was typed; the table is drawn anew, of the workbook as it is then."""
    name = f"desk_{typed.editor.name}"
    st.session_state[name] = None, st.session_state[name][1]


def save_table(visit: Visit, typed: Typed, insist: bool) -> None:
    """Save what was typed. ``insist``: also over what others have changed in its rows, which was shown with them."""
    base, draft = typed.base, drafted(typed)
    if insist:
        base, draft = visit.season.cells, change.insisted(base, visit.season.cells, draft)
    what = sentence("Tab {tab} edited", tab=typed.grid.title)
    language = visit.study.language
    if save(visit, typed.editor.name, lambda now: change.drafted(base, now.cells, draft, what, language)):
        forget(typed)


def table(visit: Visit, editor: Editor) -> None:
    """A table to type into, what has come of the last save, and its two buttons."""
    say, typed = visit.language.say, opened(visit, editor)
    headers = typed.grid.headers
    lists = choices(visit, typed.grid, editor.layout)
    frame = pd.DataFrame(
        [[number, *(row[column] or None for column in headers)] for number, row in typed.grid.rows.items()],
        columns=["row", *headers],
    ).astype({"row": "Int64"} | dict.fromkeys(headers, "str"))
    if editor.only is None:
        how = say("Type into a cell. A new row goes to the end; to delete one, tick it at its left edge.")
    else:
        how = say("Type into a cell, or tick a row at its left edge to delete it.")
    if any("***" in row.get("email", "") for row in typed.grid.rows.values()):
        how += " " + say("Addresses are not shown whole; one that you leave stays as it is.")
    st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(how))
    st.data_editor(
        frame,
        key=typed.key,
        hide_index=True,
        num_rows="dynamic" if editor.only is None else "delete",
        column_order=list(dict.fromkeys(["row", *editor.first, *headers])),
        column_config={
            "row": st.column_config.NumberColumn(say("Row"), disabled=True, alignment="left"),
            **{
                column: st.column_config.SelectboxColumn(header, options=lists[column])
                if column in lists
                else st.column_config.TextColumn(header, disabled=column in (editor.still or ()))
                for column, header in headers.items()
            },
        },
        placeholder="",
        alt=say("The tab {tab} as a table to edit", tab=masked(typed.grid.title)),
    )
    draft = drafted(typed)
    overtaken = change.clashes(typed.base, visit.season.cells, draft)
    told = tell(visit, editor.name)
    if overtaken:
        if not told:
            page.strip(visit, Overtaken(overtaken).why, alert=True)
        st.html(both_versions(visit, typed, draft, overtaken))
    with st.container(horizontal=True):
        st.button(
            say("Save mine over theirs") if overtaken else say("Save"),
            key=f"{editor.name}_save",
            on_click=save_table,
            args=(visit, typed, bool(overtaken)),
            type="primary",
            disabled=not draft,
        )
        st.button(
            say("Discard what I typed"),
            key=f"{editor.name}_forget",
            on_click=forget,
            args=(typed,),
            disabled=not draft,
        )


def members(visit: Visit) -> None:
    """The roster, and how somebody is taken out of it for good."""
    table(visit, Editor("members", tables.MEMBERS))
    erase_form(visit)


def choices(visit: Visit, grid: Grid, layout: Layout) -> dict[str, list[str]]:
    """What a cell is chosen from, by column: members, settings; and whatever else stands there already."""
    names = [member.name for member in visit.study.members]
    known = {"member": names, "writer": names}
    if layout is tables.SETTINGS:
        known = {"key": [template.word(each, grid.language) for each in settings.KEYS.values()]}
    return {
        column: list(dict.fromkeys([*options, *(row[column] for row in grid.rows.values() if row[column])]))
        for column, options in known.items()
        if column in grid.headers
    }


def cells_in_words(headers: Mapping[str, str], row: Mapping[str, str], columns: Iterable[str]) -> str:
    """Some cells of a row in one line, each with its header."""
    return " · ".join(f"{headers[column]}: {row.get(column) or '–'}" for column in columns)


def both_versions(visit: Visit, typed: Typed, draft: Draft, clashes: Sequence[Clash]) -> Markup:
    """Each row that somebody else has changed: as it was, as it is now, and as it was typed."""
    say, headers = visit.language.say, typed.grid.headers
    editor = typed.editor
    there = change.grid(visit.season.cells, editor.layout, visit.study.language, editor.title).rows
    cards = []
    for clash in clashes:
        seen, now = typed.grid.rows[clash.number], there.get(clash.number, {})
        mine = {
            column: change.shown(column, cell) for column, cell in draft.changed.get(clash.number, {}).items()
        }
        theirs = change.differing(typed.base, visit.season.cells, draft, clash.number)
        shown = [column for column in headers if column in mine or column in theirs]
        versions = [
            (say("When you began"), cells_in_words(headers, seen, shown)),
            (say("Now"), cells_in_words(headers, now, shown) if now else say("deleted")),
            (say("Yours"), cells_in_words(headers, mine, mine) or say("deleted")),
        ]
        card = Markup('<div class="card"><h2>{} · {}</h2>{}</div>')
        row = say("row {row}", row=clash.number)
        cards.append(card.format(masked(clash.title), row, markup.terms(versions)))
    return Markup('<div class="sb">{}</div>').format(Markup("").join(cards))


# ---- to erase a member ----


def erase(visit: Visit) -> None:
    given = st.session_state
    name, typed = given["erase_member"], given["erase_name"].strip()
    if name is None:
        why = sentence("Choose a member first.")
    elif values.folded(typed) != values.folded(name):
        why = sentence("To confirm, type the name just as it stands above.")
    else:
        if save(visit, "erase", lambda season: erasure.erase(season.cells, season.study, name)):
            given["erase_member"], given["erase_name"] = None, ""
        return
    given["desk_said"] = Outcome("erase", why=why)


def erase_form(visit: Visit) -> None:
    """Whom to erase, what that does, and the name once more; where the workbook is not written from here, each cell
    to change by hand."""
    say, study = visit.language.say, visit.study
    names = [*(each.name for each in study.members), *(each.member for each in study.settlements)]
    by_hand = visit.store.address or not visit.store.writable
    goes = say(
        "Name, address, links, reasons and notes go, out of the history too. Weeks, fines, shares and payments stay, "
        "as those of an unnamed member."
    )
    stays = (
        say("The workbook is not written from here: you see each cell to change, and change it there.")
        if by_hand
        else say("This cannot be undone. Backups and exported files are not reached.")
    )
    with st.container(border=True):
        heading(say("Erase a member"), f"{goes} {stays}")
        name = st.selectbox(
            say("Member"),
            list(dict.fromkeys(names)),
            index=None,
            key="erase_member",
            placeholder=say("Choose a name"),
            width=560,
        )
        if not by_hand:
            st.text_input(say("The name once more"), key="erase_name", autocomplete="off", width=560)
            st.button(say("Erase"), key="erase_save", on_click=erase, args=(visit,))
            tell(visit, "erase")
        elif name:
            st.html(cells_to_change(visit, name))


def cells_to_change(visit: Visit, name: str) -> Markup:
    """Each cell to change by hand, and what is to stand there."""
    say, season = visit.language.say, visit.season
    try:
        found = erasure.by_hand(season.cells, erasure.erase(season.cells, season.study, name))
    except WorkbookError as error:
        return Markup('<div class="sb"><p class="strip alert" role="alert">{}</p></div>').format(
            say(error.why)
        )
    head = (say("Tab"), say("Row"), say("Column"), say("Write"))
    empty = Markup("<small>{}</small>").format(say("nothing: empty the cell"))
    rows = [(each.tab, each.row, each.column, each.text or empty) for each in found]
    note = say("A service keeps earlier versions of its own; in a Google Sheet, see the version history.")
    return Markup('<div class="sb">{}<p class="aside">{}</p></div>').format(
        markup.table(say("Cells to change"), head, rows), note
    )


# ---- what could not be read ----


def mending(visit: Visit) -> None:
    """Each tab with rows that could not be read: what is wrong with them, and those rows as a table to mend."""
    problems = visit.season.problems
    if not problems:
        page.strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
    for title in dict.fromkeys(problem.tab for problem in problems):
        here = [problem for problem in problems if problem.tab == title]
        lines = Markup("<br>").join(places(visit, here, tab=False))
        st.html(Markup('<div class="sb"><h2>{}</h2><p>{}</p></div>').format(masked(title), lines))
        rows = {problem.row for problem in here if problem.row}
        if any(tab.title == title for tab in visit.season.cells.tabs) and rows:
            table(visit, mender(title, here, rows))


def mender(title: str, problems: Sequence[Problem], rows: Set[int]) -> Editor:
    """The rows of a tab that could not be read. The time of an answer stays, unless it is what cannot be read."""
    layout = next((each for each in tables.TITLED if values.folded(title) in each.titles), tables.ANSWERS)
    broken = tuple(tables.columns(layout, tuple(problem.column for problem in problems)))
    if layout is not tables.ANSWERS:
        return Editor(f"mend_{layout.titles[0]}", layout, only=rows, first=broken)
    still = {"submitted_at"} - set(broken)
    return Editor(f"mend_{masked(title)}", layout, title, only=rows, first=broken, still=still)


# ---- the history ----


def undo(visit: Visit, number: int) -> None:
    save(visit, f"undo_{number}", lambda season: change.undone(season.cells, number))


def more() -> None:
    st.session_state["desk_shown"] = st.session_state.get("desk_shown", MOST_CHANGES) + MOST_CHANGES


def in_words(visit: Visit, edit: Edit) -> Markup:
    """One row of a change: where it is, and each cell that changed, from what to what."""
    say = visit.language.say
    cells = change.differences(visit.season.cells, edit)
    new, gone = not trimmed(edit.before or ()), not trimmed(edit.after)
    row = say("row {row}", row=edit.number)
    kind = say("new") if new else say("deleted") if gone else None
    where = " · ".join(filter(None, [masked(edit.title), row, kind]))
    texts = (
        f"{header}: {after or before}" if new or gone else f"{header}: {before or '–'} → {after or '–'}"
        for header, before, after in cells
    )
    return Markup('<p class="aside">{} — {}</p>').format(where, " · ".join(texts))


def entry(visit: Visit, kept: Kept) -> None:
    """One change of the history with its button."""
    say = visit.language.say
    number = say("Change {number}", number=kept.number)
    state = None if kept.in_force else say("undone")
    head = " · ".join(filter(None, [number, kept.changed_at, state]))
    lines = Markup("").join(in_words(visit, edit) for edit in kept.edits)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                Markup('<div class="sb"><p class="kicker">{}</p><p><b>{}</b></p>{}</div>').format(
                    head, kept.what, lines
                ),
                width="stretch",
            )
            if kept.edits and kept.in_force:
                key, args = f"undo_{kept.number}", (visit, kept.number)
                st.button(say("Undo"), key=key, on_click=undo, args=args, icon=":material/undo:")
        tell(visit, f"undo_{kept.number}")


def past(visit: Visit) -> None:
    """The changes that were kept, the newest first."""
    changes = change.history(visit.season.cells)
    if not changes:
        page.strip(visit, sentence("Nothing has been changed here yet."), quiet=True)
    shown = st.session_state.get("desk_shown", MOST_CHANGES)
    for kept in changes[:shown]:
        entry(visit, kept)
    if len(changes) > shown:
        st.button(visit.language.say("Show older changes"), key="desk_more", on_click=more)


# ---- the page ----


def desk(visit: Visit) -> None:
    """All that the leader can do, part by part."""
    say = visit.language.say
    parts: dict[str, Callable[[Visit], None]] = {
        say("Each week"): every_week,
        say("To mend"): mending,
        say("Members"): members,
        say("Weeks"): partial(table, editor=Editor("weeks", tables.WEEKS)),
        say("Breaks"): partial(table, editor=Editor("breaks", tables.BREAKS)),
        say("Tiers"): partial(table, editor=Editor("tiers", tables.TIERS)),
        say("Excuses"): partial(table, editor=Editor("excuses", tables.EXCUSES)),
        say("Payments"): partial(table, editor=Editor("payments", tables.PAYMENTS)),
        say("Settings"): partial(table, editor=Editor("settings", tables.SETTINGS)),
        say("History"): past,
    }
    for tab, draw in zip(
        st.tabs(list(parts), key="desk", on_change="rerun", bind="query-params"), parts.values(), strict=True
    ):
        with tab:
            draw(visit)


def tabs_of_the_sheet(visit: Visit) -> Markup:
    """A link to each tab that the reader knows, where the leader edits it."""
    known = {title for layout in tables.TITLED for title in layout.titles}
    titles = [tab.title for tab in visit.season.cells.tabs if values.folded(tab.title) in known]
    titles += [table.title for table in tables.answers(visit.season.cells, [])]
    links = (
        markup.link(address, masked(title)) for title in titles if (address := visit.store.address_of(title))
    )
    return Markup('<div class="sb"><p>{}</p></div>').format(Markup(" · ").join(links))


visit = page.enter(Need.LEAD)

say = visit.language.say

lead = say("Each change is checked before it is saved, is kept in the history, and can be undone.")
st.html(Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(say("Leader’s desk"), lead))
if visit.store.address:
    where = sentence("The workbook is a Google Sheet, which is edited there.")
    link = markup.link(visit.store.address, say("Open the sheet"))
    page.strip(visit, Markup("{} {}").format(say(where), link), quiet=True)
    st.html(tabs_of_the_sheet(visit))
    erase_form(visit)
elif not visit.store.writable:
    page.strip(
        visit,
        sentence("{name} is only read. Import it into a database to write to it.", name=visit.store.name),
        quiet=True,
    )
    erase_form(visit)
else:
    desk(page.present(visit))
page.foot(visit)
