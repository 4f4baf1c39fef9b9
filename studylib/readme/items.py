"""Write links into lists that have an item for each member below a week."""

import re
from collections.abc import Iterator, Mapping, Sequence

from studylib.readme.form import BOX, Form
from studylib.readme.grid import GridCell
from studylib.readme.season_links import Place
from studylib.readme.stages import Stage, TextEdit
from studylib.readme.written_links import find_line_end

_BULLET = re.compile(r"(?P<indent>[ \t>]*)(?:[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))[ \t]+")


def add_items(forms: Sequence[Form], missing: Mapping[Place, Sequence[str]]) -> Iterator[Stage]:
    """Add an item with each member's links to the list of the week. Exactly one list must be of that week alone."""
    of_week: dict[int | None, list[Form]] = {}
    for form in forms:
        weeks = set(form.listing.weeks) if form.is_list else ()
        for week in weeks if len(weeks) == 1 else ():
            of_week.setdefault(week, []).append(form)
    for place, links in missing.items():
        lists = of_week.get(place[1], [])
        if len(lists) == 1:
            yield _add_item(lists[0], place, links)


def _add_item(form: Form, place: Place, links: Sequence[str]) -> Stage:
    """Add an item like the last one of the list. Return an empty stage if that has no place."""
    model, text = form.listing.rows[-1][0], form.text
    if model.start is None:
        return Stage()
    begin = max(text.rfind("\n", 0, model.start), text.rfind("\r", 0, model.start)) + 1
    bullet = _BULLET.fullmatch(text, begin, model.start)
    box = "" if BOX.match(text, model.start) is None else f"[{form.tick}] "
    if bullet is None or (form.signs_only and not box):
        return Stage()
    written = form.separator.join(form.write_link(place[0], link) for link in links)
    written = form.write_text(place[0]) if form.signs_only else written
    end = form.listing.grid.start + len(text[form.listing.grid.start : form.listing.grid.end].rstrip())
    new = find_line_end(text) + _write_bullet(bullet) + box + written
    return Stage((TextEdit(end, end, new, model.line),), frozenset([place]))


def _write_bullet(above: re.Match[str]) -> str:
    """Write a bullet like the one above, or its next number."""
    if above["number"] is None:
        return above[0]
    number = f"{int(above['number']) + 1}{above['dot']}"
    return above[0].replace(f"{above['number']}{above['dot']}", number, 1)


def tick_box(source: str, tick: str) -> str:
    """Tick the empty box that an item begins with."""
    return re.sub(r"\A\[ \](?=\s)", f"[{tick}]", source)


def find_bare_name(form: Form, cell: GridCell) -> str:
    """Find the member whose name is all of an item. A box may precede the name. An empty text means none."""
    member = form.season.find_exact(BOX.sub("", form.read_source(cell), count=1))
    return member.name if member else ""


def link_name(form: Form, source: str, name: str, links: Sequence[str]) -> str:
    """Replace a name with links. The name must be all of the item, but for a box before it."""
    box = BOX.match(source)
    written = form.separator.join(form.write_link(name, link) for link in links)
    return f"{box[0]} {written}" if box else written
