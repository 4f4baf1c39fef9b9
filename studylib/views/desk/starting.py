"""Ask from which week a change of rules holds. Say what it does to the weeks so far."""

from studylib.changes import dated_rules
from studylib.changes import draft as drafts
from studylib.changes.draft import Draft
from studylib.changes.effect import Effect, find_effect
from studylib.season.weeks import to_milliseconds
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.views.desk.editor import TypedTable
from studylib.views.desk.outcome import draw_aside
from studylib.web import links
from studylib.web.visit import Visit

FIRST = 1
"""The week from which a change holds for all of the season."""


def must_ask(visit: Visit, typed: TypedTable, draft: Draft) -> bool:
    """Tell whether the draft changes rules, and something has been due already."""
    now = to_milliseconds(visit.present)
    has_past = any(to_milliseconds(duty.due_at) <= now for duty in visit.study.duties)
    return typed.editor.only is None and has_past and dated_rules.needs_week(draft)


def draw_start(visit: Visit, typed: TypedTable, draft: Draft) -> bool:
    """Draw the choice of a week if the draft needs one. Say what it means. Tell whether nothing is left to choose."""
    name = f"{typed.editor.name}_from"
    if not must_ask(visit, typed, draft):
        return True
    say = visit.language.say
    week = visit.fields.choose(
        name,
        say("From which week on?"),
        list(visit.study.week_of),
        index=None,
        format_func=lambda number: links.name_week(visit, number),
        placeholder=say("Choose a week"),
    )
    if week is not None:
        draw_aside(explain_start(visit, typed, draft, week))
    return week is not None


def explain_start(visit: Visit, typed: TypedTable, draft: Draft, week: int) -> str:
    """Say what a change does. From week 1 it may change the fines so far."""
    say = visit.language.say
    if week > FIRST:
        return say(
            "New rows are added that hold from week {week} on. Earlier weeks cost the same as now.", week=week
        )
    if typed.base is not visit.season.cells:
        return say("This may also change what weeks so far cost.")
    edits = drafts.list_edits(typed.base, draft, visit.study.language)
    return describe_effect(visit, find_effect(typed.base, visit.study, edits, visit.present))


def describe_effect(visit: Visit, effect: Effect) -> str:
    """Say what the fines of the weeks so far become."""
    say, language = visit.language.say, visit.language
    if not effect.weeks:
        return say("No fine so far changes.")
    return say(
        "This also changes what weeks so far cost ({weeks}): {before} becomes {after}.",
        weeks=", ".join(map(language.week, effect.weeks)),
        before=language.won(effect.before),
        after=language.won(effect.after),
    )


def read_start(visit: Visit, typed: TypedTable, draft: Draft) -> int:
    """Read the chosen week. Raises a ChangeError if one is needed and none is chosen."""
    if not must_ask(visit, typed, draft):
        return FIRST
    week = visit.fields.get(f"{typed.editor.name}_from")
    if week is None:
        raise ChangeError(sentence("Choose first from which week on this holds."))
    return int(week)
