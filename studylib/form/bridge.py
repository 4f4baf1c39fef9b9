"""The group's own script for an empty sheet: it makes the tabs and the form, and answers Studyboard.

The parts in ``bridge_script/`` have its steps. This module puts the facts in front: titles, headers and texts.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from studylib.config.bridge import VERSION
from studylib.form import script
from studylib.form.descriptions import confirm_weeks
from studylib.text.language import Language
from studylib.workbook import layouts, task_cells, template, values
from studylib.workbook.keys import KEYS
from studylib.workbook.layout import Layout
from studylib.workbook.readings import squeeze

PARTS = Path(__file__).with_name("bridge_script")
FIRST = ("answer", "ranges", "read", "write", "changes", "start")
"""The parts of the first file, in their order. ``members`` is the second, with the steps of the form."""

SCRIPT, FORM, MANIFEST = "studyboard.gs", "form.gs", "appsscript.json"

IDENTITY = "{id}"
"""Stands in the settings for the identity of the season. Each sheet makes its own."""

RIGHTS = (
    "https://www.googleapis.com/auth/spreadsheets.currentonly",
    "https://www.googleapis.com/auth/script.container.ui",
)
"""What the first file needs: this one sheet, and a window in it."""

FORM_RIGHTS = ("https://www.googleapis.com/auth/forms", "https://www.googleapis.com/auth/script.scriptapp")
"""What the second file needs beside them: forms, and triggers."""


def write_bridge(language: str, zone: str, *, form: bool = True) -> dict[str, str]:
    """Write the files to paste, by name. ``zone`` is an IANA name.

    Without ``form``, the script makes no form and does not ask for the right to forms.
    """
    words = Language(language)
    rights = RIGHTS + (FORM_RIGHTS if form else ())
    files = {SCRIPT: _write_file(FIRST, "BRIDGE", _list_facts(words, zone), words)}
    if form:
        facts = _list_form_facts(words, zone)
        steps = script.STEPS.read_text(encoding="utf-8")
        files[FORM] = f"{_write_file(('members',), 'STUDY', facts, words)}\n{steps}"
    return {**files, MANIFEST: _write_manifest(zone, rights)}


def list_steps(language: str, files: Mapping[str, str]) -> list[str]:
    """List the steps from an empty sheet to a board, one sentence each."""
    say = Language(language).say
    second = say("Choose + > Script, name it form, and paste {file} there.", file=FORM)
    return [
        say("Make an empty Google Sheet, and choose Extensions > Apps Script in it."),
        say("Replace all that is there by {file}.", file=SCRIPT),
        *([second] if FORM in files else []),
        say("Save, close the editor, and load the sheet again."),
        say("Choose Studyboard > Begin in the menu of the sheet."),
        say("Google says that it has not verified this app: choose Advanced > Go to the project > Allow."),
        say("Choose Studyboard > Begin again, until the window with the token comes."),
        *_list_deploy_steps(Language(language)),
    ]


def _list_deploy_steps(language: Language) -> list[str]:
    say = language.say
    return [
        say("In Extensions > Apps Script, choose Deploy > New deployment > Web app."),
        say("Choose “Execute as: Me” and “Who has access: Anyone”, and press Deploy."),
        say(
            "Give Studyboard the address that ends in /exec as its workbook, and the token. Show both to nobody."
        ),
    ]


def _write_file(parts: Sequence[str], name: str, facts: object, language: Language) -> str:
    texts = [(PARTS / f"{part}.js").read_text(encoding="utf-8") for part in parts]
    guide = language.say("Paste this into the script editor of the sheet, under Extensions > Apps Script.")
    head = f"/**\n * {guide}\n * @OnlyCurrentDoc\n */\n\nconst {name} = {script.write_literal(facts)};\n"
    return "\n".join([head, *texts])


def _write_manifest(zone: str, rights: Sequence[str]) -> str:
    manifest = {
        "timeZone": zone,
        "exceptionLogging": "STACKDRIVER",
        "runtimeVersion": "V8",
        "oauthScopes": list(rights),
        "webapp": {"executeAs": "USER_DEPLOYING", "access": "ANYONE_ANONYMOUS"},
    }
    return json.dumps(manifest, indent=2) + "\n"


def _list_facts(language: Language, zone: str) -> dict[str, object]:
    say = language.say
    wanted = template.make_template(language.code, zone, IDENTITY)
    titled = [layout for layout in layouts.TITLED if layout.columns]
    return {
        "version": VERSION,
        "language": language.code,
        "locale": template.LOCALES[language.code],
        "timezone": zone,
        "identity": IDENTITY,
        "tabs": [
            {"title": tab.title, "names": _list_titles(layout), "rows": [list(row) for row in tab.rows]}
            for layout, tab in zip(titled, wanted.tabs, strict=True)
        ],
        "words": {
            "menu": say("Studyboard"),
            "start": say("Begin"),
            "show": say("Show address and token"),
            "renew": say("Make a new token"),
            "renewing": say("The old token stops working at once, and Studyboard needs the new one. Go on?"),
            "notStarted": say("Choose Begin first."),
            "address": say("Address"),
            "token": say("Token"),
            "deploy": _list_deploy_steps(language),
        },
    }


def _list_form_facts(language: Language, zone: str) -> dict[str, object]:
    say = language.say
    questions = script.describe_questions(language, asks_task=True)
    keys = {
        "url": "form_url",
        "name": "form_name_entry",
        "week": "form_week_entry",
        "task": "form_task_entry",
    }
    return {
        "sheet": None,
        "language": language.code,
        "locale": template.LOCALES[language.code],
        "timezone": zone,
        "timestamps": [values.fold(name) for name in layouts.ANSWERS.columns["submitted_at"]],
        "title": say("Hand in"),
        "description": say("The board says when each week is due and what being late costs."),
        "confirmation": confirm_weeks(language),
        "addresses": False,
        "questions": {name: question for name, question in questions.items() if name != "task"},
        "asked": questions["task"],
        "weekName": say("Week {number}", number="{number}"),
        "nobody": say("(No members yet)"),
        "keys": {name: script.choose_name(KEYS[key], language) for name, key in keys.items()},
        "keyNames": [[squeeze(name) for name in KEYS[key]] for key in keys.values()],
        "tabs": [
            _describe_kind(layouts.MEMBERS, "name"),
            _describe_kind(layouts.WEEKS, "week"),
            _describe_kind(layouts.TASKS, "task", "kind"),
        ],
        "settings": _describe_kind(layouts.SETTINGS, "key", "value"),
        "meetings": [squeeze(name) for name, kind in task_cells.KINDS.items() if kind.value == "attendance"],
        "words": script.write_messages(language),
        "remarks": [],
    }


def _describe_kind(layout: Layout, *columns: str) -> dict[str, object]:
    """Describe a kind of tab by its titles and columns, squeezed."""
    names = {
        column: [squeeze(name) for name in (*layout.columns[column], *layout.others.get(column, ()))]
        for column in columns
    }
    return {"names": _list_titles(layout), "columns": names}


def _list_titles(layout: Layout) -> list[str]:
    return [squeeze(title) for title in (*layout.titles, *layout.other_titles)]
