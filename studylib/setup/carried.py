"""Put what a season takes over from the one before into its workbook: rules, settings and money."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from studylib.changes.check import apply_edits
from studylib.changes.draft import Cells, Draft, iterate_records, list_draft_edits
from studylib.season.kinds import Account, Period
from studylib.season.study import Payment, Study
from studylib.setup.plan import Carried, Plan
from studylib.workbook import keys, layouts, moments, tables, values
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.rule_settings import ACCOUNTS
from studylib.workbook.template import choose_word


def put_rules(book: Workbook, given: Carried, language: str) -> Workbook:
    """Put the settings and the tabs of rules into a template, exactly as they stood."""
    kept = dict(given.rules)
    tabs = []
    for tab in book.tabs:
        kind = next((kind for kind in kept if values.fold(tab.title) in _find_titles(kind)), None)
        tabs.append(kept[kind] if kind else tab)
    book = Workbook(tuple(tabs))
    known, others = _part_settings(given)
    draft = draft_settings(book, known)
    for each in (draft, Draft(layouts.SETTINGS, added=others)):
        if each:
            book = apply_edits(book, list_draft_edits(book, each, language))
    return book


def _part_settings(given: Carried) -> tuple[Mapping[str, Cell], tuple[Cells, ...]]:
    """Part the settings into those of known keys and the group's own. Rows of ``columns`` become one."""
    known: dict[str, Cell] = {}
    others: list[Cells] = []
    for name, value, *_ in given.settings:
        key = keys.find_key(name)
        if key is None:
            others.append({"key": name, "value": value})
        else:
            known[key] = f"{known[key]}\n{value}" if key == "columns" and key in known else value
    return known, tuple(others)


def _find_titles(kind: str) -> tuple[str, ...]:
    return next(layout.titles for layout in layouts.TITLED if layout.titles[0] == kind)


def draft_settings(book: Workbook, given: Mapping[str, Cell]) -> Draft:
    """Draft the values of settings, by key. A template has a row for each."""
    table = tables.find_table(layouts.SETTINGS, book)
    found = ((record.number, keys.find_key(record.cell("key"))) for record in iterate_records(table))
    changed: dict[int, Cells] = {
        number: {"value": given[key]} for number, key in found if key and key in given
    }
    return Draft(layouts.SETTINGS, changed=changed)


def draft_money(plan: Plan, study: Study) -> Iterator[Draft]:
    """Draft the deposits as payments, and what the pot carries on as a month before the season.

    ``study`` has the rules of the plan. One that is settled as a whole has no month for it.
    """
    given = plan.carried
    if given is None:
        return
    names = {each.name for each in plan.members}
    paid = tuple(_write_payment(each, plan.language) for each in given.deposits if each.member in names)
    yield Draft(layouts.PAYMENTS, added=paid)
    if given.rest and study.settle is Period.MONTH:
        yield Draft(layouts.SETTLEMENTS, added=tuple(_list_rest(plan, given, study.timezone)))


def _write_payment(payment: Payment, language: str) -> Cells:
    names = [name for name, each in ACCOUNTS.items() if each is Account.DEPOSIT]
    return {
        "paid_on": payment.paid_on,
        "member": payment.member,
        "amount": payment.amount,
        "note": payment.note,
        "account": choose_word(names, language),
    }


def _list_rest(plan: Plan, given: Carried, zone: ZoneInfo) -> Iterator[Cells]:
    """List the rows of a closed month that carries the rest into the first one. It has begun when it is carried."""
    day = given.at.astimezone(zone).date()
    before = plan.starts_on.replace(day=1) - timedelta(days=1)
    for member in plan.members:
        yield {
            "month": f"{min(before, day):%Y-%m}",
            "member": member.name,
            "fine": 0,
            "share": 0,
            "carried_out": given.rest,
            "closed_at": moments.write_moment(given.at.replace(microsecond=0), zone),
        }
