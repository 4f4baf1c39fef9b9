"""Random seasons of every kind of money: uses of the pot, periods, deposits, the kitty, tasks, closings, payments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from studylib.money import closing, settlement
from studylib.money.closing import ClosingError
from studylib.money.settlement import Settlement
from studylib.season import board
from studylib.season.kinds import Account, PayThrough, Period, Pot
from studylib.season.study import Member, Payment, Study
from studylib.season.tasks import Due, Task
from tests.season import duties
from tests.season.duties import answer
from tests.season.reference import SEOUL

NAMES = ("가람", "나래", "다온", "라온")
FIRST = datetime(2022, 4, 6, tzinfo=SEOUL)
WEEKS = 7
"""Week 4 begins in April and ends in May, so its tasks may be due in two months."""

DUES = st.none() | st.builds(Due, st.sampled_from([timedelta(0), timedelta(hours=22)]), st.integers(0, 6))
TASKS = st.lists(
    st.builds(
        Task,
        st.sampled_from(["문제 풀이", "읽기", "1, 2: 3"]),
        due=DUES,
        cap=st.none() | st.just(2_500),
        from_week=st.integers(1, 3),
    ),
    max_size=3,
    unique_by=lambda task: task.name,
)
MONTHS = st.sampled_from(["2022-04", "2022-05", "season"])
PAYMENTS = st.lists(
    st.builds(
        lambda days, month, member, amount, account: Payment(
            date(2022, 4, 1) + timedelta(days), month, member, amount, account=account
        ),
        st.integers(0, 80),
        MONTHS,
        st.sampled_from([*NAMES, "떠난이"]),
        st.sampled_from([1, 700, 3_000, 4_000, 30_000, -1, -3_000, -20_000]),
        st.sampled_from(Account),
    ),
    max_size=6,
)


@dataclass(frozen=True)
class Ledger:
    """A study with some closed periods, and its settlement at one moment."""

    study: Study
    now: datetime
    chain: tuple[Settlement, ...]


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A season of two to four members, closed in order up to some moment, and looked at later."""
    tasks, members = draw(TASKS), draw(st.integers(2, 4))
    handed_in = [
        answer(
            FIRST + timedelta(days=7 * week + draw(st.integers(-3, 2))),
            f"https://n.kr/{week}",
            task=draw(st.sampled_from([task.name for task in tasks])) if tasks else None,
            week=week,
            member=name,
        )
        for name in NAMES[:members]
        for week in draw(st.sets(st.integers(1, WEEKS), max_size=4))
    ]
    study = duties.make_study(
        tasks,
        handed_in,
        members=tuple(map(Member, NAMES[:members])),
        week_count=WEEKS,
        pot=draw(st.sampled_from(Pot)),
        settle=draw(st.sampled_from(Period)),
        fines_from=draw(st.sampled_from(Account)),
        pay_through=draw(st.sampled_from(PayThrough)),
        payments=tuple(draw(PAYMENTS)),
    )
    for days in sorted(draw(st.lists(st.integers(20, 70), max_size=2))):
        study = close_all(study, FIRST + timedelta(days, seconds=1))
    now = FIRST + timedelta(draw(st.integers(-1, 90)))
    closed_at = [row.closed_at for row in study.settlements if row.closed_at]
    now = max([now, *closed_at])
    return Ledger(study, now, settle(study, now))


def settle(study: Study, now: datetime) -> tuple[Settlement, ...]:
    return settlement.settle(study, board.judge(study, now), now)


def close_all(study: Study, now: datetime) -> Study:
    """Close all that can be closed, one period after the other."""
    for each in settle(study, now):
        judged = board.judge(study, now)
        try:
            rows = closing.list_closed_shares(study, judged, settle(study, now), each.month, (), now)
        except ClosingError:
            continue
        study = replace(study, settlements=study.settlements + rows)
    return study


def change_tasks(study: Study, tasks: Sequence[Task]) -> Study:
    """Give the season other tasks. Its answers and closings stay."""
    other = duties.make_study(tasks, week_count=WEEKS)
    return replace(study, tasks=tuple(tasks), weeks=other.weeks)


# ---- a slow second look at the deposits ----


def find_drawn(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """What each period takes out of each deposit: won by won of the payments up to its day, oldest period first.

    It shares no code with `studylib.money.deposits`.
    """
    drawn: dict[tuple[str, str], int] = {}
    for each in ledger.chain:
        closed_at = [row.closed_at for row in ledger.study.settlements if row.month == each.month]
        last = next((moment for moment in closed_at if moment), ledger.now) if each.closed else ledger.now
        for one in each.participants:
            purse = list_won(ledger.study.payments, one.member, last.astimezone(SEOUL).date())
            purse -= sum(won for (_, member), won in drawn.items() if member == one.member)
            takes = each.final and ledger.study.fines_from is Account.DEPOSIT
            taken = 0
            while takes and taken < one.fine and purse > 0:
                step = min(purse, one.fine - taken)
                taken, purse = taken + step, purse - step
            drawn[each.month, one.member] = taken
    return drawn


def list_won(payments: Sequence[Payment], member: str, until: date) -> int:
    return sum(
        each.amount
        for each in payments
        if each.member == member and each.account is Account.DEPOSIT and each.paid_on <= until
    )
