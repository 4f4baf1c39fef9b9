"""What a leader does at the desk, as decisions on the newest season, for every store alike."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from studylib.changes import (
    actions,
    answers,
    attendance,
    close,
    dated_rules,
    history,
    passes,
    preset_rows,
    renaming,
)
from studylib.changes.draft import Change, Draft, make_change
from studylib.season import board
from studylib.season.kinds import Account
from studylib.season.records import Pass
from studylib.season.study import Excuse, Payment
from studylib.source import save
from studylib.source.season import Season, load_season
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.message import sentence
from studylib.workbook import layouts
from studylib.workbook.cells import Row, Workbook
from studylib.workbook.presets.preset import list_presets
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

NOW = datetime(2022, 5, 11, 0, 30, 7, 999_000, tzinfo=SEOUL)
FORM = "Form Responses 1"

Act = Callable[[Season], Change]


def make_season() -> Workbook:
    """A season with meetings, passes, days and times, and a blank row in the middle."""
    return book(
        settings=tab(
            "settings", "key | value", ("starts_on", date(2022, 4, 6)), "passes | 2", ("due", "22:00")
        ),
        members=tab(
            "members",
            "name | email | joined_on",
            ("가람", "garam@x.kr", date(2022, 4, 1)),
            ("나래", "narae@x.kr"),
            (),
            ("다온", "daon@x.kr"),
        ),
        tasks=tab("tasks", "task | kind | due", "글 | link |", "모임 | attendance | Sat 19:00"),
        payments=tab(
            "payments",
            "paid_on | month | member | amount | note",
            (date(2022, 5, 1), date(2022, 4, 1), "가람", 3_000, "=1+1"),
        ),
        answers=tab(
            FORM,
            "Timestamp | name | week | link",
            (datetime(2022, 4, 10, 12, 0, 0, 123_000), "가람", 1, "https://n.kr/1"),
            (datetime(2022, 4, 12, 23, 0), "나래", 1, "https://n.kr/2"),
        ),
    )


def _edit(draft: Draft) -> Act:
    what = sentence("{member} is erased", member="-")
    return lambda now: make_change(now.cells, now.cells, draft, what, now.study.language)


ACTS: Mapping[str, Act] = {
    "excuse": lambda now: actions.excuse_member(now.cells, now.study, Excuse(2, "가람", "병원 007")),
    "extend": lambda now: actions.extend_week(
        now.cells, now.cells, now.study, 3, datetime(2022, 5, 1, tzinfo=SEOUL)
    ),
    "swap": lambda now: actions.swap_turn(now.cells, now.cells, now.study, 2, "나래"),
    "post": lambda now: actions.record_post(now.cells, now.cells, now.study, 1, "https://blog.kr/1"),
    "pay": lambda now: actions.record_payment(
        now.cells, now.study, Payment(date(2022, 5, 2), "2022-04", "나래", -3_000, "=HYPERLINK()")
    ),
    "deposit": lambda now: actions.record_payment(
        now.cells, now.study, Payment(date(2022, 5, 3), "", "가람", 50_000, account=Account.DEPOSIT)
    ),
    "attend": lambda now: attendance.record_attendance(
        now.cells, now.cells, now.study, (1, "모임"), {"가람": "19:12", "나래": "결석"}
    ),
    "pass": lambda now: passes.ask_pass(
        now.cells, now.study, Pass(datetime(2022, 4, 26, 9, 0, 0, 500_000, SEOUL), 3, "다온", None, "시험")
    ),
    "void": lambda now: answers.void_answer(
        now.cells, now.cells, now.study, answers.RowPlace(FORM, 3), "다른 주"
    ),
    "roster": _edit(Draft(layouts.MEMBERS, changed={5: {"joined_on": date(2022, 4, 7), "turn": 2}})),
    "tab": _edit(
        Draft(
            layouts.BREAKS,
            added=({"starts_on": date(2022, 6, 1), "ends_on": date(2022, 6, 2), "reason": "MT"},),
        )
    ),
    "rules": lambda now: dated_rules.edit_rules(
        now.cells,
        now.cells,
        now.study,
        Draft(
            layouts.TIERS,
            added=({"status": "지각", "hours": 1.5, "amount": 5_000}, {"status": "결석", "amount": 9_000}),
        ),
        3,
    ),
    "close": lambda now: close.close_month(now.cells, now.study, (), "2022-04", NOW),
    "reopen": lambda now: close.reopen_month(now.cells, now.study, "2022-04"),
    "rename": lambda now: renaming.rename_member(now.cells, now.study, "다온", "다온이"),
}
"""Each act once, in an order in which each finds what it needs."""


def undo(number: int) -> Act:
    return lambda now: history.undo_change(now.cells, number)


def apply_first_preset(now: Season) -> Change:
    [first, *_] = list_presets(now.study.language)
    return preset_rows.apply_preset(now.cells, now.study, first, replacing=True)


Rows = dict[str, list[Row]]


def judge(store: Store) -> list[object]:
    """List the judged cells of the season in a store."""
    return [*seasons.cells(board.judge(load_season(store).study, NOW))]


def check_each_act(sheet: Store, folder: Path, list_rows: Callable[[Workbook], Rows]) -> None:
    """Check that each act, and each undo, does the same to a sheet as to a database in that folder."""
    database = open_store(f"sqlite:///{folder}/s.db", create=True)
    database.replace(sheet.fetch())
    before = list_rows(sheet.fetch())
    for name, act in {**ACTS, "preset": apply_first_preset}.items():
        made = [save.save_change(store, act, NOW) for store in (sheet, database)]
        assert made[0] == made[1], name
        assert list_rows(sheet.fetch()) == list_rows(database.fetch()), name
        assert judge(sheet) == judge(database), name
    for number in range(len(ACTS) + 1, 0, -1):
        undone = [save.save_change(store, undo(number), NOW) for store in (sheet, database)]
        assert undone[0] == undone[1], number
    after = list_rows(sheet.fetch())
    assert after == list_rows(database.fetch())
    kept = {title: rows[1:] for title, rows in after.items() if title in before}
    assert kept == {title: rows[1:] for title, rows in before.items()}
