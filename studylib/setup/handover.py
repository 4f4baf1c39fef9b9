"""Take the rules and the roster of a season for the next one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from studylib.changes.tabs import find_tab
from studylib.season.kinds import Period, Pot
from studylib.season.study import Member, Study
from studylib.season.tasks import Due
from studylib.text.message import Sentence, sentence
from studylib.workbook import dues, keys, layouts, naming, readings, rule_settings, settings, tables, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.naming import Naming
from studylib.workbook.presets.preset import TABS
from studylib.workbook.settings import Settings

LEFT = frozenset(
    {
        *("name", "starts_on", "timezone", "language", "id", "sample"),
        *("form_url", "form_name_entry", "form_week_entry", "form_task_entry", "curriculum_url"),
    }
)
"""Settings that belong to one season alone, or that a plan gives itself."""

_WEEKDAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


@dataclass(frozen=True, slots=True)
class GivenRules:
    """The rules of the settings that a plan has as fields. ``None`` and ``""``: not given, or unreadable."""

    cycle: int | None
    due: str
    settle: Period | None
    pot: Pot | None


def read_given(cells: Workbook, study: Study) -> GivenRules:
    """Read the rules that the settings give."""
    given = settings.read_settings(tables.find_table(layouts.SETTINGS, cells))
    return GivenRules(
        cycle=given.read("cycle", rule_settings.parse_cycle, None),
        due=_read_due(given, study),
        settle=given.read("settle", settings.parse_one_of(rule_settings.PERIODS), None),
        pot=given.read("pot", settings.parse_one_of(settings.POTS), None),
    )


def _read_due(given: Settings, study: Study) -> str:
    """Read the due time as people write it. ``""`` if it is not given, or cannot be written so."""
    due = given.read("due", dues.parse_due, None)
    if due is None:
        return ""
    cell = given.records["due"].cell("value")
    ways = (values.show_text(cell) if isinstance(cell, str) else "", _write_due(due, study.language))
    return next((each for each in ways if _reads_as(each, due)), "")


def _reads_as(written: str, due: Due) -> bool:
    try:
        return dues.parse_due(written) == due
    except values.CellError:
        return False


def _write_due(due: Due, language: str) -> str:
    minutes, seconds = divmod(int(due.clock.total_seconds()), 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return clock if due.weekday is None else f"{_WEEKDAYS[language][due.weekday]} {clock}"


def list_settings(cells: Workbook, given: GivenRules, rules: Mapping[str, Tab]) -> Iterator[Row]:
    """List the settings that carry over, as rows of key and value. Unknown keys are the group's own, and do, too."""
    in_plan = {name for name in ("cycle", "due", "settle", "pot") if getattr(given, name)}
    seen: set[str] = set()
    for record in tables.find_table(layouts.SETTINGS, cells).records():
        key, value = keys.find_key(record.cell("key")), record.cell("value")
        name = key or values.fold(record.cell("key"))
        if key in LEFT or name in in_plan or values.is_blank(value) or (name in seen and key != "columns"):
            continue
        seen.add(name)
        if key == "columns":
            value = _keep_namings(value, rules)
        if value is not None:
            yield record.cell("key"), value


def _keep_namings(cell: Cell, rules: Mapping[str, Tab]) -> str | None:
    """Keep the names of columns that a tab of the rules has. ``None`` if none is left."""
    kept = [each for each in naming.list_namings([cell]) if _has_header(each, rules)]
    lines = (f"{each.tab}:{each.column} = {each.header}".removeprefix(":") for each in kept)
    return "\n".join(lines) or None


def _has_header(named: Naming, rules: Mapping[str, Tab]) -> bool:
    wanted = readings.squeeze(values.fold(named.header))
    return any(
        naming.find_column(named, layout, rules[layout.titles[0]].title)
        and any(
            readings.squeeze(values.fold(cell)) == wanted
            for row in rules[layout.titles[0]].rows
            for cell in row
        )
        for layout in TABS
        if layout.titles[0] in rules
    )


def take_rules(cells: Workbook) -> dict[str, Tab]:
    """Take the tabs of rules that have rows, by the English title of their kind, exactly as they stand."""
    found = ((layout, find_tab(cells, layout, None)) for layout in TABS)
    return {
        layout.titles[0]: Tab(tab.title, tab.rows)
        for layout, tab in found
        if tab and any(True for _ in tables.open_table(layout, tab, cells).records(filler=True))
    }


def take_members(study: Study, first_day: date) -> tuple[Member, ...]:
    """Take the members who are still there on a day. Who joins or leaves later keeps that day."""
    present = [each for each in study.members if each.left_on is None or each.left_on > first_day]
    taken = [
        replace(each, joined_on=each.joined_on if each.joined_on and each.joined_on > first_day else None)
        for each in present
    ]
    if taken and not any(each.leader for each in taken):
        taken[0] = replace(taken[0], leader=True)
    return tuple(taken)


def take_roles(cells: Workbook, members: tuple[Member, ...]) -> Iterator[tuple[str, str]]:
    """Take the roles that the program has no word for, by name."""
    known = {each.name for each in members if not each.leader}
    for record in tables.find_table(layouts.MEMBERS, cells).records():
        if record.text("role") and values.show_masked(record.cell("name")) in known:
            yield values.show_masked(record.cell("name")), record.text("role")


def find_next_day(study: Study, today: date) -> date:
    """Find the first day after the last week. If it is over, find the next such weekday from today on."""
    if not study.weeks:
        return today + timedelta(days=-today.weekday() % 7)
    first = study.weeks[-1].opens_at.date() + timedelta(days=study.cycle)
    return max(first, today + timedelta(days=(first - today).days % 7))


def tell_rules(study: Study) -> Iterator[Sentence]:
    """Tell what of the rules may be meant for the present season alone."""
    starts = [*(each.from_week for each in study.tiers), *(each.from_week for each in study.tasks)]
    if max(starts, default=1) > 1 or any(each.to_week for each in study.tasks):
        yield sentence("Some rules hold for certain weeks. They will do so in the new season, too.")
    if study.form:
        yield sentence("The form belongs to the present season. Make a new one for the next.")
    if study.curriculum_url:
        yield sentence("The link of the curriculum is not carried over. Add that of the next season.")
