"""The script that makes the form: pasted into the script editor of the group's Google Sheet and run there once.

What it does stands in ``form.js``; here is what it has to know of the study, which is put in front as one constant.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from studylib.season import attendance, words
from studylib.season.study import Study
from studylib.text.errors import FormError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import layouts, values
from studylib.workbook.settings import KEYS
from studylib.workbook.template import LANGUAGES, LOCALES

STEPS = Path(__file__).with_name("form.js")

_LINK = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\/?#:@][^\s<>"\\]*"""
LINKS = rf"^\s*{_LINK}([ \t]*[\r\n]\s*{_LINK})*\s*$"
"""What the form takes for links, one a line: never less than ``values.links`` reads of the addresses that people hand
in, and without look-around, which Google's RE2 lacks. A form's one-line question would take one link only."""


def write_script(study: Study, sheet_id: str | None, *, addresses: bool) -> str:
    """The script, in JavaScript, its texts in the language of the study.

    ``sheet_id``: of the spreadsheet to link the form to; ``None``: the one in whose script editor it runs.
    ``addresses``: whether the form collects the addresses of those who answer.

    The form offers the members who answer for any week, whatever the day, and the script says who is left out.
    Raises ``FormError`` where a list of the form would be empty.
    """
    language = Language(study.language)
    if not study.weeks:
        raise FormError(
            sentence("There are no weeks yet. Add them to the weeks tab, and the start to the settings.")
        )
    offered, left = _members(study)
    facts = {
        "sheet": sheet_id,
        "language": language.code,
        "locale": LOCALES[language.code],
        "timezone": study.timezone.key,
        "timestamps": [values.fold(name) for name in layouts.ANSWERS.columns["submitted_at"]],
        "title": study.name or language.say("Hand in"),
        "description": "\n".join(
            [*_deadline(study, language), *(words.explain_tier(language, tier) for tier in study.tiers)]
        ),
        "confirmation": language.say(
            "Received. The first answer for a week decides its time; to change the link, hand in again."
        ),
        "addresses": addresses,
        "questions": _questions(study, offered, language),
        "keys": {
            "url": _named(KEYS["form_url"], language),
            "name": _named(KEYS["form_name_entry"], language),
            "week": _named(KEYS["form_week_entry"], language),
        },
        "words": _words(language),
        "remarks": _remarks(left, addresses, language),
    }
    guide = language.say(
        "Paste this into an empty script of the sheet, under Extensions > Apps Script, and press Run."
    )
    return f"// {guide}\n\nconst STUDY = {_literal(facts)};\n\n{STEPS.read_text(encoding='utf-8')}"


def _members(study: Study) -> tuple[list[str], list[str]]:
    """The names that the form offers, and those that it does not, both in roster order."""
    if not study.members:
        raise FormError(sentence("There are no members yet. Add them to the members tab."))
    weeks = attendance.find_judged(study.members, study.weeks)
    names = {member.name: bool(weeks[place].any()) for place, member in enumerate(study.members)}
    offered = [name for name, answers in names.items() if answers]
    if not offered:
        raise FormError(
            sentence(
                "Nobody answers for any week, so the form would offer nobody. Fix the days of joining and leaving."
            )
        )
    return offered, [name for name, answers in names.items() if not answers]


def _deadline(study: Study, language: Language) -> list[str]:
    """When each week is due, as a rule; nothing where every week has a due moment of its own."""
    lasts = [week.last_second for week in study.weeks if not week.extended]
    return [
        language.say(
            "Due every {weekday} by {time}",
            weekday=language.weekday(last.date()),
            time=f"{last:%H:%M:%S}",
        )
        for last in lasts[:1]
    ]


def _questions(study: Study, offered: Sequence[str], language: Language) -> dict[str, dict[str, object]]:
    """The questions by their columns, in their order. The choices are what ``pages/hand_in.py`` fills in beforehand,
    so a week stands there without its topic."""
    topics = [
        f"{language.week(week.number)} · {values.fold_blanks(week.topic.title)}"
        for week in study.weeks
        if week.topic.title
    ]
    late = language.say("The week that the link is for, also when it comes late.")
    questions: dict[str, dict[str, object]] = {
        "name": {
            "help": language.say("Your name is not there? Tell the leader."),
            "choices": offered,
        },
        "week": {
            "help": "\n".join([late, *topics]),
            "choices": [language.week(week.number) for week in study.weeks],
        },
        "link": {
            "help": language.say("Link to your notes, several one a line"),
            "pattern": LINKS,
            "fix": language.say("Write links that begin with https://, one a line and without spaces."),
        },
        "note": {"help": language.say("If there is something to add.")},
    }
    return {column: _asked(column, language) | question for column, question in questions.items()}


def _asked(column: str, language: Language) -> dict[str, object]:
    """What a question shares with its column in the tab of answers: title, other names, whether it is needed."""
    names = layouts.ANSWERS.columns[column]
    return {
        "title": _named(names, language).capitalize(),
        "names": [values.fold(name) for name in names],
        "required": column in layouts.ANSWERS.required,
    }


def _words(language: Language) -> dict[str, str]:
    """What the script tells the leader; of those that end without a full stop, something follows."""
    say = language.say
    return {
        "noSheet": say(
            "This script belongs to no sheet. Paste it in the sheet, under Extensions > Apps Script."
        ),
        "noAccess": say("The sheet cannot be opened. Run the script with an account that may edit it."),
        "already": say("The sheet has a form already. Nothing was changed."),
        "made": say("The form is made and linked to the sheet."),
        "zoneStays": say("The sheet holds times of answers, so its time zone stays as it is"),
        "unpublished": say(
            "The form is not published, so nobody can answer. Open it, press Publish, and run this again."
        ),
        "published": say("The form is published, for the members"),
        "edit": say("To edit the form"),
        "filledIn": say("Filled in beforehand, as an example"),
        "noList": say("No list of the form has the title, so the entry is to be found by hand"),
        "settings": say("For the settings tab, each value beside its key:"),
    }


def _remarks(left: Sequence[str], addresses: bool, language: Language) -> list[str]:
    """What the leader should know of the form just made."""
    remarks = []
    if left:
        remarks.append(
            language.say(
                "Not offered, as they answer for no week: {members}. Add in the form who still hands in.",
                members=language.names(left),
            )
        )
    if addresses:
        remarks.append(
            language.say(
                "The form collects addresses. See that they are “Verified”, in the form under Settings > Responses."
            )
        )
    return remarks


def _named(names: Sequence[str], language: Language) -> str:
    """The name in this language, of those in the order of ``LANGUAGES``."""
    return names[LANGUAGES.index(language.code)]


def _literal(facts: object) -> str:
    """The facts as a JavaScript literal that people can read. What nobody can see (controls, line separators, marks
    that turn the direction, halves of signs) is escaped, and so is the ``<`` with which a page could end the script."""
    written = json.dumps(facts, ensure_ascii=False, indent=2)
    return "".join(
        char if char == "\n" or (char.isprintable() and char != "<") else _escaped(char) for char in written
    )


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]
