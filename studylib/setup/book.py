"""Make the workbook of a plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from studylib.changes.check import apply_edits
from studylib.changes.draft import Cells, Draft, list_draft_edits
from studylib.changes.preset_rows import apply_preset
from studylib.season.kinds import TaskKind
from studylib.season.study import Member, Study, Topic
from studylib.setup import carried
from studylib.setup.plan import Plan
from studylib.workbook import entries, kinds, layouts, reader, rule_settings, settings, template
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.identity import make_identity
from studylib.workbook.members import LEADER
from studylib.workbook.presets.preset import list_presets

USUAL_PRESET = "post"
"""The preset of a first season that chooses none. Its tiers are the default ones."""

T = TypeVar("T")


def make_workbook(plan: Plan, identity: str | None = None) -> Workbook:
    """Make the whole workbook of a plan that has no faults. It reads back without a problem.

    ``identity`` is the season's. ``None``: a new random one.
    """
    book = template.make_template(plan.language, plan.timezone, identity or make_identity())
    if plan.carried:
        book = carried.put_rules(book, plan.carried, plan.language)
    book = _put_preset(book, plan)
    book = _put(book, carried.draft_settings(book, _list_settings(plan)), plan)
    study, _ = reader.read(book)
    book = _put(book, Draft(layouts.MEMBERS, added=tuple(_list_members(plan, study))), plan)
    book = _put(book, Draft(layouts.WEEKS, added=tuple(_list_weeks(plan))), plan)
    for draft in carried.draft_money(plan, study):
        book = _put(book, draft, plan)
    return Workbook((*_list_used(book, study), _make_answers_tab(study)))


def _put(book: Workbook, draft: Draft, plan: Plan) -> Workbook:
    return apply_edits(book, list_draft_edits(book, draft, plan.language)) if draft else book


def _put_preset(book: Workbook, plan: Plan) -> Workbook:
    """Put the rows of the preset in the place of other rules. Carried rules stay if none is chosen."""
    wanted = plan.preset or ("" if plan.carried else USUAL_PRESET)
    presets = [each for each in list_presets(plan.language) if each.id == wanted]
    study, _ = reader.read(book)
    study = replace(study, language=plan.language)
    for preset in presets:
        book = apply_edits(book, apply_preset(book, study, preset, replacing=True).edits)
    return book


def _list_settings(plan: Plan) -> Mapping[str, Cell]:
    """List the settings that the plan itself gives, by key."""
    given: dict[str, Cell] = {"name": plan.name, "starts_on": plan.starts_on}
    given |= {"cycle": plan.cycle} if plan.cycle else {}
    given |= {"due": plan.due} if plan.due else {}
    if plan.settle:
        given["settle"] = _choose_name(rule_settings.PERIODS, plan.settle, plan.language)
    if plan.pot:
        given["pot"] = _choose_name(settings.POTS, plan.pot, plan.language)
    return given


def _choose_name(names: Mapping[str, T], value: T, language: str) -> str:
    """Choose the name of a value in a language."""
    return template.choose_word([name for name, each in names.items() if each is value], language)


def _list_members(plan: Plan, study: Study) -> Iterator[Cells]:
    """List the rows of the members. They take turns in their order if a task asks for turns and nobody has one."""
    numbered = any(each.of_turn for each in study.tasks) and all(each.turn is None for each in plan.members)
    roles = dict(plan.carried.roles) if plan.carried else {}
    for place, member in enumerate(plan.members, 1):
        yield {
            "name": member.name,
            "email": member.email,
            "turn": place if numbered else member.turn,
            "role": _name_role(member, roles, plan.language),
            "joined_on": member.joined_on,
            "left_on": member.left_on,
            "github": member.github,
        }


def _name_role(member: Member, roles: Mapping[str, str], language: str) -> str | None:
    """Name the role of a leader, or one that was carried."""
    return template.choose_word(LEADER, language) if member.leader else roles.get(member.name)


def _list_weeks(plan: Plan) -> Iterator[Cells]:
    for number in range(1, plan.weeks + 1):
        topic = plan.curriculum[number - 1] if number <= len(plan.curriculum) else Topic()
        yield {
            "week": number,
            "title": topic.title or None,
            "lecture": _write_lines(topic.lecture),
            "lab": _write_lines(topic.lab),
            "reading": _write_lines(topic.reading),
        }


def _write_lines(lines: Sequence[str]) -> str | None:
    return "\n".join(lines) or None


def _list_used(book: Workbook, study: Study) -> Iterator[Tab]:
    """List the tabs that the plan needs: of those for newer rules only what is used."""
    used = {
        layouts.TASKS: bool(study.tasks),
        layouts.STEPS: bool(study.steps),
        layouts.PASSES: study.pass_count > 0,
        layouts.ATTENDANCE: any(each.kind is TaskKind.ATTENDANCE for each in study.tasks),
    }
    unused = {
        id(tab) for layout, needed in used.items() if not needed for tab in kinds.find_tabs(layout, book)
    }
    return (tab for tab in book.tabs if id(tab) not in unused)


def _make_answers_tab(study: Study) -> Tab:
    """Make the tab for answers, as the form would. It asks for the task if there are several to hand in."""
    columns = ["submitted_at", "name", "week", "link", "note"]
    columns += ["task"] * (sum(each.kind is TaskKind.LINK for each in study.tasks) > 1)
    names = [template.choose_word(layouts.ANSWERS.columns[each], study.language) for each in columns]
    title = entries.TITLE if study.language == "ko" else "Form Responses 1"
    return Tab(title, (tuple(map(_capitalise, names)),))


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]
