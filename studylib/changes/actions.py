"""The leader's weekly changes: excuse, extend, swap, post, pay."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from studylib.changes.draft import Cells, Change, Draft, make_change
from studylib.season.kinds import Account
from studylib.season.study import Excuse, Payment, Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import Sentence, quote_won, sentence
from studylib.workbook import moments, tables, template, values
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import EXCUSES, PAYMENTS, WEEKS
from studylib.workbook.links import parse_shown_links


def excuse_member(workbook: Workbook, study: Study, excuse: Excuse) -> Change:
    """Excuse a member from one week, or from one task in it. Raises a ChangeError if the member is excused already."""
    facts = {"member": excuse.member, "week": excuse.week}
    covered = [
        each.task for each in study.excuses if (each.week, each.member) == (excuse.week, excuse.member)
    ]
    if None in covered:
        raise ChangeError(sentence("{member} is already excused from week {week}.", **facts))
    if excuse.task in covered:
        raise ChangeError(
            sentence("{member} is already excused from {task} of week {week}.", task=excuse.task, **facts)
        )
    what = sentence("{member} excused from week {week}", **facts)
    row: Cells = {"week": excuse.week, "member": excuse.member, "reason": excuse.reason or None}
    if excuse.task is not None:
        what = sentence("{member} excused from {task} of week {week}", task=excuse.task, **facts)
        row = {**row, "task": excuse.task}
    return make_change(workbook, workbook, Draft(EXCUSES, added=(row,)), what, study.language)


def extend_week(base: Workbook, now: Workbook, study: Study, week: int, due_at: datetime) -> Change:
    """Move the due moment (aware) of one week. ``base`` is the workbook that the leader saw when deciding."""
    last_second = due_at.astimezone(study.timezone) - timedelta(seconds=1)
    what = sentence("Week {week} due {moment}", week=week, moment=last_second)
    cells: Cells = {"due_at": moments.write_due(due_at, study.timezone)}
    return make_change(
        base, now, Draft(WEEKS, changed={_find_week_row(base, week): cells}), what, study.language
    )


def swap_turn(base: Workbook, now: Workbook, study: Study, week: int, writer: str | None) -> Change:
    """Give one week another writer (``None``: go by the queue).

    ``base`` is the workbook that the leader saw when deciding.
    """
    what = (
        sentence("{member} writes the team blog in week {week}", member=writer, week=week)
        if writer
        else sentence("The team blog in week {week} goes by the queue again", week=week)
    )
    return make_change(
        base,
        now,
        Draft(WEEKS, changed={_find_week_row(base, week): {"writer": writer}}),
        what,
        study.language,
    )


def record_post(base: Workbook, now: Workbook, study: Study, week: int, links: str) -> Change:
    """Record the post of one week by its links. Without links, remove the post.

    ``base`` is the workbook that the leader saw when deciding. Raises a ChangeError for a text without links.
    """
    try:
        lines = parse_shown_links(links) if links.strip() else ()
    except values.CellError as unreadable:
        raise ChangeError(unreadable.why) from None
    what = (
        sentence("The post of week {week} recorded", week=week)
        if lines
        else sentence("The post of week {week} removed", week=week)
    )
    cells: Cells = {"post": "\n".join(lines) or None}
    return make_change(
        base, now, Draft(WEEKS, changed={_find_week_row(base, week): cells}), what, study.language
    )


def _find_week_row(workbook: Workbook, week: int) -> int:
    """Find the number of the week's row: of two the first, as the reader does."""
    table = tables.find_table(WEEKS, workbook)
    for record in table.records():
        if table.read(record, "week", values.parse_week) == week:
            return record.number
    raise ChangeError(sentence("The season has no week {week}. Write one of the weeks tab.", week=week))


def record_payment(workbook: Workbook, study: Study, payment: Payment) -> Change:
    """Record a payment into the pot or the deposit, or out of it if negative. Raises a ChangeError for 0 won."""
    if payment.amount == 0:
        raise ChangeError(sentence("A payment of 0 won is none. Write the amount."))
    what = _describe_payment(payment, Language(study.language))
    return record_payments(workbook, study, [payment], what)


def record_payments(workbook: Workbook, study: Study, payments: Iterable[Payment], what: Sentence) -> Change:
    """Record several payments in one change. ``what`` says it in words."""
    rows = tuple(_write_payment(each, study) for each in payments)
    return make_change(workbook, workbook, Draft(PAYMENTS, added=rows), what, study.language)


def _write_payment(payment: Payment, study: Study) -> Cells:
    row: Cells = {
        "paid_on": payment.paid_on,
        "month": payment.month or None,
        "member": payment.member,
        "amount": payment.amount,
        "note": payment.note or None,
    }
    if payment.account is Account.DEPOSIT:
        row = {**row, "account": template.choose_word(("deposit", "예치금"), study.language)}
    return row


def _describe_payment(payment: Payment, language: Language) -> Sentence:
    member, amount = payment.member, quote_won(abs(payment.amount))
    if payment.account is Account.DEPOSIT:
        paid = sentence("{member} paid {amount} into the deposit", member=member, amount=amount)
        paid_out = sentence("{member} was paid {amount} out of the deposit", member=member, amount=amount)
    else:
        month = language.month(payment.month)
        paid = sentence("{member} paid {amount} for {month}", member=member, amount=amount, month=month)
        paid_out = sentence(
            "{member} was paid {amount} for {month}", member=member, amount=amount, month=month
        )
    return paid if payment.amount > 0 else paid_out
