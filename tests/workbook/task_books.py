"""Raw workbooks of the facts of a season with tasks."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from studylib.season.records import Arrival
from studylib.season.study import Tier
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.season.reference_tasks import Facts, Work, weeks_of
from tests.season.seasons import tab

UNITS = {
    timedelta(minutes=1): "1분당",
    timedelta(minutes=10): "10분당",
    timedelta(hours=1): "per 1 h",
    timedelta(hours=2): "2시간당",
    timedelta(days=1): "하루당",
}
RECORDS = {"on_time": "출석", "late": "지각", "absent": "결석", "excused": "면제"}


def make_book(facts: Facts) -> Workbook:
    """The season as a workbook, moments with their offsets, so that no hour is there twice."""
    return Workbook((*make_rules(facts), *make_records(facts)))


def make_rules(facts: Facts) -> tuple[Tab, ...]:
    """The tabs of what the group decides."""
    return (
        tab(
            "settings",
            ("key", "value"),
            ("starts_on", facts.starts_on),
            ("timezone", facts.zone.key),
            ("cycle", facts.cycle),
            ("due", facts.due or None),
            ("pot", facts.pot),
            ("settle", facts.settle),
            ("fines_from", facts.fines_from if facts.fines_from == "deposit" else None),
            ("passes", facts.pass_count),
            ("pass_hours", facts.pass_hours),
        ),
        _list(
            "members",
            "name | turn | joined_on | left_on",
            ((each.name, each.turn, each.joined_on, each.left_on) for each in facts.members),
        ),
        _list(
            "weeks",
            "week | writer | due_at",
            (
                (n, facts.writers.get(n), write_due(facts.extensions.get(n), facts.zone))
                for n in weeks_of(facts)
            ),
        ),
        _list(
            "tasks",
            "task | kind | due | count | per_day | who | tiers | cap | from_week | to_week",
            map(write_work, facts.works),
        ),
        _list(
            "breaks",
            "starts_on | ends_on | member",
            ((each.starts_on, each.ends_on, each.member) for each in facts.breaks),
        ),
        _list("tiers", "status | hours | amount | set | per | from_week", map(write_tier, facts.tiers)),
        _list(
            "steps",
            "status | set | amounts | then | within",
            (
                (
                    each.label,
                    each.set or None,
                    ", ".join(map(str, each.amounts)),
                    "repeat" if each.repeats else "last",
                    each.within.value,
                )
                for each in facts.steps
            ),
        ),
    )


def make_records(facts: Facts) -> tuple[Tab, ...]:
    """The tabs of what happened."""
    return (
        _list(
            "excuses", "week | member | task", ((each.week, each.member, each.task) for each in facts.excuses)
        ),
        _list(
            "passes",
            "asked_at | week | member | task",
            (
                (write_moment(each.asked_at, facts.zone), each.week, each.member, each.task)
                for each in facts.passes
            ),
        ),
        _list(
            "attendance",
            "week | task | member | status | arrived_at",
            (
                (
                    each.week,
                    each.task,
                    each.member,
                    write_record(each),
                    each.arrived_at and write_moment(each.arrived_at, facts.zone),
                )
                for each in facts.arrivals
            ),
        ),
        _list(
            "payments",
            "paid_on | month | member | amount | account",
            (
                (each.paid_on, each.month, each.member, each.amount, each.account.value)
                for each in facts.payments
            ),
        ),
        _list(
            "Form Responses 1",
            "Timestamp | name | week | link | task",
            (
                (write_moment(each.at, facts.zone), each.member, each.week, each.links, each.task)
                for each in facts.hand_ins
            ),
        ),
    )


def _list(title: str, header: str, rows: Iterable[tuple[Cell, ...]]) -> Tab:
    return tab(title, header, *rows)


def write_work(work: Work) -> tuple[Cell, ...]:
    """One row of the tab of tasks."""
    who = work.who if isinstance(work.who, str) else ", ".join(work.who)
    return (
        work.name, work.kind, work.due or None, work.count, work.per_day, who or None, work.tiers or None, work.cap,
        work.from_week, work.to_week,
    )  # fmt: skip


def write_tier(tier: Tier) -> tuple[Cell, ...]:
    """One row of the tab of tiers."""
    per = "개당" if tier.itemised else tier.per and UNITS[tier.per]
    return tier.label, tier.hours, tier.amount, tier.set or None, per, tier.from_week


def write_record(arrival: Arrival) -> str | None:
    """The label of a tier, or the word of a status."""
    return arrival.tier or (arrival.status and RECORDS[arrival.status])


def write_moment(moment: datetime, zone: ZoneInfo) -> str:
    """A moment with its offset."""
    return moment.astimezone(zone).isoformat(timespec="milliseconds")


def write_due(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """In the zone, or one hour beside it: 23:59 and 23:59:59 would mean through that minute or second."""
    if moment is None:
        return None
    local = moment.astimezone(zone)
    if local.time() in (time(23, 59), time(23, 59, 59)):
        local = moment.astimezone(timezone((local.utcoffset() or timedelta()) + timedelta(hours=1)))
    return local.isoformat(timespec="milliseconds")
