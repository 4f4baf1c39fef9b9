"""The script that makes the Google Form. The leader pastes it into the script editor of the sheet and runs it.

Run again after members or weeks have changed, it brings the same form up to date.

``form.js`` has its steps. This module adds what they have to know of the study, as one constant in front.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from studylib.form import descriptions
from studylib.season import membership
from studylib.season.hand_ins import list_asked_tasks
from studylib.season.study import Study
from studylib.text.direction import isolate
from studylib.text.errors import FormError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import layouts, values
from studylib.workbook.keys import KEYS
from studylib.workbook.template import LANGUAGES, LOCALES

STEPS = Path(__file__).with_name("form.js")

_LINK = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\/?#:@%][^\s<>"\\/?#@%]*([/?#][^\s<>"\\]*)?"""
LINKS = rf"^\s*{_LINK}([ \t]*[\r\n]\s*{_LINK})*\s*$"
"""The pattern of a valid answer to the question for links: one or more links, one a line.

It accepts at least all addresses that ``workbook.links`` reads and that show their host. It has no look-around, which
Google's RE2 lacks. The question takes several lines, because a one-line question would take only one link.
"""


def write_script(study: Study, sheet_id: str | None, *, addresses: bool) -> str:
    """Write the script, in JavaScript, with its texts in the language of the study.

    ``sheet_id`` is of the spreadsheet to link the form to. ``None``: the one whose script editor runs it. With
    ``addresses``, the form collects the addresses of those who answer.

    The form offers the members who are judged for any week, on any day. The script names the members left out. Raises
    ``FormError`` if a list of the form would be empty.
    """
    language = Language(study.language)
    if not study.weeks:
        raise FormError(
            sentence("There are no weeks yet. Add them to the weeks tab, and the start to the settings.")
        )
    offered, left = _choose_members(study)
    facts = {
        "sheet": sheet_id,
        "language": language.code,
        "locale": LOCALES[language.code],
        "timezone": study.timezone.key,
        "timestamps": [values.fold(name) for name in layouts.ANSWERS.columns["submitted_at"]],
        "title": study.name or language.say("Hand in"),
        "description": "\n".join(descriptions.describe_rules(study, language)),
        "confirmation": descriptions.confirm(study, language),
        "addresses": addresses,
        "questions": _write_questions(study, offered, language),
        "keys": {
            "url": choose_name(KEYS["form_url"], language),
            "name": choose_name(KEYS["form_name_entry"], language),
            "week": choose_name(KEYS["form_week_entry"], language),
            "task": choose_name(KEYS["form_task_entry"], language),
        },
        "words": write_messages(language),
        "remarks": _write_remarks(left, addresses, language),
    }
    guide = language.say(
        "Paste this into an empty script of the sheet, under Extensions > Apps Script, and press Run."
    )
    return f"// {guide}\n\nconst STUDY = {write_literal(facts)};\n\n{STEPS.read_text(encoding='utf-8')}"


def _choose_members(study: Study) -> tuple[list[str], list[str]]:
    """Return the names that the form offers, and the names left out, both in roster order."""
    if not study.members:
        raise FormError(sentence("There are no members yet. Add them to the members tab."))
    weeks = membership.find_judged(study.members, study.weeks)
    names = {member.name: bool(weeks[place].any()) for place, member in enumerate(study.members)}
    offered = [name for name, answers in names.items() if answers]
    if not offered:
        raise FormError(
            sentence(
                "No member is in for any week, so the form would offer no names. Fix the days of joining and leaving."
            )
        )
    return offered, [name for name, answers in names.items() if not answers]


def _write_questions(
    study: Study, offered: Sequence[str], language: Language
) -> dict[str, dict[str, object]]:
    """Return the questions by their columns, in their order.

    The choices are exactly what ``pages/hand_in.py`` prefills, so a week has no topic there.
    """
    topics = [
        f"{language.week(week.number)} · {isolate(values.fold_blanks(week.topic.title))}"
        for week in study.weeks
        if week.topic.title
    ]
    tasks = [str(task.name) for task in list_asked_tasks(study)]
    texts = describe_questions(language, asks_task=bool(tasks))
    texts["name"] |= {"choices": offered}
    texts["week"] |= {
        "choices": [language.week(week.number) for week in study.weeks],
        "help": "\n".join([str(texts["week"]["help"]), *topics]),
    }
    if tasks:
        texts["task"] |= {"choices": tasks}
    return texts


def describe_questions(language: Language, *, asks_task: bool) -> dict[str, dict[str, object]]:
    """Describe the questions by their columns, in their order, without the choices of a study."""
    late = language.say("The week that the link is for, even if it is late.")
    task = language.say("The task that the link is for. A week may take links for several.")
    questions: dict[str, dict[str, object]] = {
        "name": {"help": language.say("Is your name missing? Tell the leader.")},
        "week": {"help": late, "numbered": True},
        **({"task": {"help": task, "required": True}} if asks_task else {}),
        "link": {
            "help": language.say("Link to your notes, several one a line"),
            "pattern": LINKS,
            "fix": language.say("Write links that begin with https://, one a line and without spaces."),
        },
        "note": {"help": language.say("If there is something to add.")},
    }
    return {column: _describe_column(column, language) | question for column, question in questions.items()}


def _describe_column(column: str, language: Language) -> dict[str, object]:
    """Describe a question by its column in the tab of answers: title, other names, required."""
    names = layouts.ANSWERS.columns[column]
    return {
        "title": choose_name(names, language).capitalize(),
        "names": [values.fold(name) for name in names],
        "required": column in layouts.ANSWERS.required,
    }


def write_messages(language: Language) -> dict[str, str]:
    """Return the script's messages to the leader. If one lacks a full stop, the script adds something."""
    say = language.say
    return {
        "noSheet": say(
            "This script belongs to no sheet. Paste it into the sheet, under Extensions > Apps Script."
        ),
        "noAccess": say("The sheet cannot be opened. Run the script with an account that may edit it."),
        "already": say("The sheet has a form already. Nothing was changed."),
        "updated": say("The sheet has a form already. It was brought up to date."),
        "relinked": say("The form was no longer linked to the sheet. It is linked again."),
        "editsOff": say(
            "Answers could be edited in the form, and an edit takes a new time. Editing is off now."
        ),
        "added": say("New in the form"),
        "opened": say("The form took no answers. It takes them now."),
        "stale": say("In the form, but no longer in the workbook, so take them out of the form"),
        "made": say("The form is made and linked to the sheet."),
        "zoneStays": say("The sheet holds times of answers, so its time zone stays as it is"),
        "unpublished": say(
            "The form is not published, so members cannot answer. Open it, press Publish, and run this again."
        ),
        "published": say("The form is published, for the members"),
        "edit": say("To edit the form"),
        "filledIn": say("Filled in beforehand, as an example"),
        "noList": say("No list of the form has the title, so find the entry by hand"),
        "settings": say("For the settings tab, each value beside its key:"),
    }


def _write_remarks(left: Sequence[str], addresses: bool, language: Language) -> list[str]:
    """Return the remarks for the leader on the new form."""
    remarks = []
    if left:
        remarks.append(
            language.say(
                "Not offered, because they are in for no week: {members}. If one still hands in, add them in the form.",
                members=language.names(left),
            )
        )
    if addresses:
        remarks.append(
            language.say(
                "The form collects addresses. Choose “Verified” for them, in the form under Settings > Responses."
            )
        )
    return remarks


def choose_name(names: Sequence[str], language: Language) -> str:
    """Return the name in this language. ``names`` are in the order of ``LANGUAGES``."""
    return names[LANGUAGES.index(language.code)]


def write_literal(facts: object) -> str:
    """Return the facts as a readable JavaScript literal.

    Invisible characters are escaped: controls, line separators, direction marks and surrogates. So is the ``<`` with
    which a page could end the script.
    """
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    return "".join(
        char if char == "\n" or (char.isprintable() and char != "<") else _escape(char) for char in text
    )


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]
