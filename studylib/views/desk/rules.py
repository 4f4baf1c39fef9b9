"""Draw the rules of the desk: tasks, growing fines, presets."""

import streamlit as st
from markupsafe import Markup

from studylib.changes.effect import find_effect
from studylib.changes.preset_rows import apply_preset, list_filled
from studylib.text.errors import ChangeError
from studylib.views.desk.editor import Editor
from studylib.views.desk.outcome import draw_aside, draw_button, draw_form_heading, save_at
from studylib.views.desk.starting import describe_effect
from studylib.views.desk.tables import draw_editor
from studylib.web import markup
from studylib.web.visit import Visit
from studylib.workbook import layouts
from studylib.workbook.presets.preset import TABS, Preset, list_presets
from studylib.workbook.template import choose_word

TASKS = Editor("tasks", layouts.TASKS)
STEPS = Editor("steps", layouts.STEPS)

REPLACE = "replace"
"""The choice that confirms that rules go."""


def draw_tasks(visit: Visit) -> None:
    """Draw the tasks, and below them the start from a preset."""
    say = visit.language.say
    draw_aside(
        say(
            "What the members do in each week, one row a task. Without rows it is one link, due with the week."
        )
    )
    draw_editor(visit, TASKS)
    with st.container(border=True):
        draw_preset_form(visit)


def draw_steps(visit: Visit) -> None:
    """Draw the fines that grow."""
    say = visit.language.say
    draw_aside(say("One row a tier: what it costs the first time, the second time, and so on."))
    draw_editor(visit, STEPS)


# ---- start from a preset ----


def draw_preset_form(visit: Visit) -> None:
    """Draw the choice of a preset. Draw its rows and a button."""
    say = visit.language.say
    draw_form_heading(
        say("Start from a preset"),
        say("Choose the rules that are most like yours, then edit them in the tables."),
    )
    presets = {preset.id: preset for preset in list_presets(visit.study.language)}
    chosen = visit.fields.choose(
        "preset_id",
        say("Rules"),
        list(presets),
        index=None,
        format_func=lambda id: presets[id].lines[visit.language.code],
        placeholder=say("Choose rules"),
    )
    ready = False
    if chosen:
        # The box of a phone cuts the line.
        draw_aside(presets[chosen].lines[visit.language.code])
        st.html(draw_rows(visit, presets[chosen]))
        ready = confirm(visit)
        draw_effect(visit, presets[chosen])
    draw_button(visit, say("Write these rows"), "preset_save", save_preset, ready=ready)


def draw_rows(visit: Visit, preset: Preset) -> Markup:
    """Build the rows of a preset as tables, one a tab."""
    language = visit.study.language
    tables = []
    for layout in (layouts.SETTINGS, *TABS):
        rows = preset.list_settings(language) if layout is layouts.SETTINGS else preset.list_rows(layout)
        columns = [column for column in layout.columns if any(column in row for row in rows)]
        head = [choose_word(layout.columns[column], language) for column in columns]
        cells = [[row.get(column, "") for column in columns] for row in rows]
        if rows:
            title = choose_word(layout.titles, language)
            above = markup.draw_paragraph(visit.language.say("Tab {tab}", tab=title))
            table = markup.draw_table(title, head, cells, texts=True)
            tables.append(markup.draw_block(above, table, kind="part"))
    return markup.join_parts(tables, "")


def confirm(visit: Visit) -> bool:
    """Draw the confirmation if rules are there already. Tell whether the rows may be written."""
    filled = list_filled(visit.season.cells)
    if not filled:
        return True
    say = visit.language.say
    chosen = visit.fields.choose(
        "preset_replace",
        say("Rules that are there already"),
        [REPLACE],
        index=None,
        format_func=lambda _: say("Replace the rules in {tabs}", tabs=", ".join(filled)),
        placeholder=say("Confirm"),
    )
    return chosen is not None


def draw_effect(visit: Visit, preset: Preset) -> None:
    """Draw what the rows do to the fines so far."""
    season = visit.season
    try:
        change = apply_preset(season.cells, season.study, preset, replacing=True)
    except ChangeError:
        return
    draw_aside(describe_effect(visit, find_effect(season.cells, season.study, change.edits, visit.present)))


def save_preset(visit: Visit) -> None:
    """Write the rows of the chosen preset. Then none is chosen, so that a second click writes nothing."""
    fields = visit.fields
    presets = {preset.id: preset for preset in list_presets(visit.study.language)}
    chosen = fields["preset_id"]
    if chosen is None:
        return
    replacing = fields.get("preset_replace") == REPLACE
    if save_at(
        visit,
        "preset",
        lambda now: apply_preset(now.cells, now.study, presets[chosen], replacing=replacing),
    ):
        fields["preset_id"] = fields["preset_replace"] = None
