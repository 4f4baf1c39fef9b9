"""Rename members: one change gives them the new name in every tab."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from studylib.changes.draft import Cells, Change, Draft, list_draft_edits, make_change
from studylib.changes.naming import list_naming_tables, read_roster, replace_names
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.masking import mask_addresses
from studylib.text.message import Sentence, sentence
from studylib.workbook import layouts, sizes, tables, values
from studylib.workbook.cells import Cell, Edit, Workbook
from studylib.workbook.formulas import is_failed
from studylib.workbook.layouts import MEMBERS, Layout
from studylib.workbook.members import explain_unknown, is_sum

FORMULA_STARTS = ("=", "+", "-", "@")
"""A spreadsheet reads a text that starts so as a formula."""


def rename_member(workbook: Workbook, study: Study, old: str, new: str) -> Change:
    """Make the change that gives a member another name in every tab. The row keeps its address.

    Raises a ChangeError for an unknown member or a taken name. Raises it also for a name that no member can have.
    """
    row = next(
        (each.number for each in read_roster(workbook) if values.fold(each.text("name")) == values.fold(old)),
        None,
    )
    if row is None:
        raise ChangeError(explain_unknown(old))
    draft = Draft(MEMBERS, changed={row: {"name": parse_new_name(new)}})
    return edit_members(workbook, workbook, study, draft)


def edit_members(base: Workbook, now: Workbook, study: Study, draft: Draft) -> Change:
    """Make the change of a draft of the members tab. A new name in a member's row goes into every tab.

    ``study`` is that of ``now``. Two members may swap their names. Raises the errors of ``make_change``. Raises a
    ChangeError for a taken name, or one that no member can have.
    """
    typed = _list_renames(base, draft)
    if not typed:
        what = sentence("Tab {tab} edited", tab=tables.find_table(MEMBERS, now).title)
        return make_change(base, now, draft, what, study.language)
    renames = {number: (old, parse_new_name(new)) for number, (old, new) in typed.items()}
    _check_free(now, study, renames)
    changed = {
        number: {**cells, "name": renames[number][1]} if number in renames else cells
        for number, cells in draft.changed.items()
    }
    change = make_change(base, now, replace(draft, changed=changed), _describe(renames), study.language)
    new_names = {values.fold(old): new for old, new in renames.values()}
    advice = _advise(now, study)
    return replace(change, edits=(*change.edits, *_list_other_edits(now, study, new_names)), advice=advice)


def parse_new_name(typed: Cell) -> str:
    """Read a new name. Raises a ChangeError if it is blank, too long, an address, or none at all."""
    name = values.fold_blanks(values.show_text(typed))
    if not name:
        raise ChangeError(sentence("Write the new name."))
    if len(name) > sizes.LONGEST_NAME:
        raise ChangeError(
            sentence("The name is too long. Write at most {most} characters.", most=sizes.LONGEST_NAME)
        )
    is_word = any(char.isalnum() for char in name) and not is_failed(name) and not is_sum(name)
    if not name.isprintable() or not is_word:
        raise ChangeError(sentence("“{name}” is no name. Write letters, without invisible signs.", name=name))
    if name.startswith(FORMULA_STARTS):
        why = sentence("“{name}” starts like a formula. Begin the name with a letter.", name=name)
        raise ChangeError(why)
    if "@" in name or mask_addresses(name) != name:
        raise ChangeError(sentence("“{name}” is an address. Write a name.", name=name))
    return name


def _list_renames(base: Workbook, draft: Draft) -> dict[int, tuple[str, Cell]]:
    """List the members whose rows get another name: old and new name, by row number."""
    found = {}
    for record in read_roster(base):
        cells: Cells = {} if record.number in draft.deleted else draft.changed.get(record.number, {})
        old, new = record.text("name"), values.show_text(cells.get("name"))
        if new and new != old and mask_addresses(new) != old:
            found[record.number] = (old, cells["name"])
    return found


def _check_free(workbook: Workbook, study: Study, renames: Mapping[int, tuple[str, str]]) -> None:
    """Check that the roster, the closed months and the other new names have no such name."""
    names = [
        *(record.text("name") for record in read_roster(workbook)),
        *(each.member for each in study.settlements),
    ]
    taken = {values.fold(name) for name in names} - {values.fold(old) for old, _ in renames.values()}
    for _, new in renames.values():
        if values.fold(new) in taken:
            raise ChangeError(
                sentence("There is a member {name} already. Add a letter to the new name.", name=new)
            )
        taken.add(values.fold(new))


def _describe(renames: Mapping[int, tuple[str, str]]) -> Sentence:
    old, new = next(iter(renames.values()))
    if len(renames) == 1:
        return sentence("{old} renamed {new}", old=old, new=new)
    return sentence(
        "{count} members renamed, {old} to {new} and others", count=len(renames), old=old, new=new
    )


def _list_other_edits(workbook: Workbook, study: Study, new_names: Mapping[str, str]) -> Iterator[Edit]:
    """List the edits of every tab but the roster. ``new_names`` are by folded old name."""
    drafts: dict[str, tuple[Layout, str | None, dict[int, Cells]]] = {}
    for table, column, title in list_naming_tables(workbook):
        _, _, changed = drafts.setdefault(table.title, (table.layout, title, {}))
        for record in table.records():
            new = replace_names(record.text(column), column, new_names)
            if new != record.text(column):
                changed[record.number] = {**changed.get(record.number, {}), column: new}
    for layout, title, changed in drafts.values():
        if changed:
            yield from list_draft_edits(workbook, Draft(layout, title, changed), study.language)


def _advise(workbook: Workbook, study: Study) -> Sentence | None:
    """Say what is left to do if a form offers the names."""
    filled = any(layouts.is_form_title(table.title) for table in tables.find_answer_tables(workbook))
    if study.form is None and not filled:
        return None
    return sentence("If a form offers the names, run its script again, so that it offers the new name.")
