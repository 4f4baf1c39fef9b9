"""Closed months on every page: what was closed, and the difference beside it for the leader alone."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import INSIDE, Rights, Role
from studylib.web import look
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.pages.desks import choose, desk, press, rows, said, save, study
from tests.pages.drawn import Markup, Open, bodies, card, for_scripts, table, tables, text
from tests.pages.drawn import choose as fill_in
from tests.pages.drawn import press as hand_in
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")

APRIL = Tab(
    "정산",
    (
        ("월", "이름", "벌금", "분배", "이월", "정산일시", "주차", "주차별 벌금"),
        ("2022-04", "하나", 0, 4_000, 0, datetime(2022, 5, 2, 21), "1"),
        ("2022-04", "두리", 4_000, 0, 0, datetime(2022, 5, 2, 21), "1", "1: 4000"),
    ),
)
DEARER = Tab("tiers", (("status", "hours", "amount"), ("late", 12, 5_000), ("absent", None, 12_000)))
EXCUSED = Tab("excuses", (("week", "member", "reason"), (1, "두리", "병가")))
GONE: tuple[tuple[Cell, ...], ...] = (
    ("하나",),
    ("두리", None, None, date(2022, 4, 10)),
    ("세찬", None, date(2022, 5, 4)),
)


def dearer() -> Workbook:
    """April is closed with 4,000 of 두리. With the tiers of today it would be 12,000."""
    return group(more=[APRIL, DEARER])


def excused() -> Workbook:
    """두리 has been excused from the settled week since."""
    return group(more=[APRIL, EXCUSED])


def gone() -> Workbook:
    """두리 is no longer judged for the settled week."""
    return group(more=[APRIL], members=GONE)


SEASONS = [dearer, excused, gone]


@pytest.fixture
def as_member(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "judge_rights", lambda *asked: Rights(Role.MEMBER, INSIDE, "두리"))


def find_row(app: AppTest, label: str, first: str) -> list[str]:
    return next(row for row in table(app, label) if row[0].startswith(first))


# ---- what was closed ----


@pytest.mark.parametrize("season", SEASONS)
def test_the_fines_and_their_file_show_what_was_closed(
    visit: Open, downloads: dict[str, bytes], season: Callable[[], Workbook]
) -> None:
    app = visit("fines", season(), lang="en")
    head, *sums = table(app, "Fines by month")
    assert {row[0]: row[head.index("April 2022")] for row in sums}["두리"] == "₩4,000"
    for_scripts(app, "fines")
    lines = list(csv.DictReader(io.StringIO(downloads["fines.csv"].decode("utf-8-sig"))))
    april = [(line["member"], line["fine"]) for line in lines if line["month"] == "2022-04"]
    assert april == [("두리", "4000")]
    total = sum(int(line["fine"]) for line in lines)
    assert f"The season so far: ₩{total:,}" in text(app)
    assert "closed with ₩4,000 on Mon 5/2 21:00:00" in text(app)


@pytest.mark.parametrize("season", SEASONS)
def test_the_record_shows_what_was_closed(visit: Open, season: Callable[[], Workbook]) -> None:
    app = visit("member", season(), lang="en", name="두리")
    assert find_row(app, "Month by month", "April")[:3] == ["April 2022", "₩4,000", "₩0"]
    assert "12,000" not in text(visit("member", season(), lang="en", name="두리", as_of="2022-05-03"))


@pytest.mark.parametrize("season", SEASONS)
def test_the_settlement_shows_what_was_closed(visit: Open, season: Callable[[], Workbook]) -> None:
    app = visit("settlement", season(), lang="en", month="2022-04")
    assert find_row(app, "Fines and shares of each", "두리")[1:4] == ["₩4,000", "₩0", "−₩4,000"]


@pytest.mark.parametrize(
    ("as_of", "fine"), [("2022-05-02T20:59:59", "12,000원"), ("2022-05-02T21:00:00", "4,000원")]
)
def test_a_look_back_before_the_closing_shows_the_rules(visit: Open, as_of: str, fine: str) -> None:
    app = visit("board", dearer(), as_of=as_of, member="두리", week="1")
    assert re.search(rf"벌금\|+{fine}", card(app))


def test_a_receipt_for_a_settled_week_says_that_its_fines_stay(visit: Open) -> None:
    app = hand_in(fill_in(visit("hand_in", dearer(), lang="en"), "두리", "https://duri.example/1", week=1))
    assert "Fine ₩4,000" in card(app)
    assert "April 2022 is closed, so its fines stay as they are." in card(app)
    app = hand_in(fill_in(app, "두리", "https://duri.example/3", week=3))
    assert "is closed" not in card(app)


# ---- the difference ----


@pytest.mark.parametrize(
    ("season", "row"),
    [
        (dearer, ["두리 / April 2022 · Week 1", "₩4,000", "₩12,000"]),
        (excused, ["두리 / April 2022 · Week 1", "₩4,000", "₩0"]),
        (gone, ["두리 / April 2022", "₩4,000", "₩0"]),
    ],
)
def test_the_leader_sees_on_the_fines_which_member_and_week_would_be_others_today(
    visit: Open, season: Callable[[], Workbook], row: list[str]
) -> None:
    assert table(visit("fines", season(), lang="en"), "Fines that would be others today")[1:] == [row]


def test_the_leader_sees_the_difference_on_the_board_and_the_settlement(visit: Open) -> None:
    app = visit("board", dearer(), lang="en", member="두리", week="1")
    assert "₩4,000" in card(app)
    assert "Computed today" in card(app)
    assert "₩12,000" in card(app)
    app = visit("settlement", dearer(), lang="en", month="2022-04")
    assert find_row(app, "Difference by member", "두리")[:2] == ["두리 / Week 1", "₩4,000 / today ₩12,000"]


@pytest.mark.usefixtures("as_member")
@pytest.mark.parametrize("season", SEASONS)
def test_members_see_no_difference_on_any_page(visit: Open, season: Callable[[], Workbook]) -> None:
    for name, query in (
        ("fines", {}),
        ("settlement", {"month": "2022-04"}),
        ("member", {"name": "두리"}),
        ("board", {"member": "두리", "week": "1"}),
    ):
        app = visit(name, season(), lang="en", **query)
        assert "today ₩" not in text(app)
        assert "omputed today" not in text(app)
        assert "Fines that would be others today" not in [label for label, _ in tables(app)]


def test_a_closed_month_that_comes_to_the_same_has_no_difference(visit: Open) -> None:
    app = visit("fines", group(more=[APRIL]), lang="en")
    assert "omputed today" not in text(app)
    assert "closed with" not in text(app)


def test_a_fine_without_a_row_of_the_board_has_no_status_and_stands_in_its_month(visit: Open) -> None:
    shown = "".join(bodies(visit("fines", gone(), lang="en", as_of="2022-06-01")))
    (line,) = [each for each in shown.split("<li>") if "no longer on the board" in each]
    assert "두리" in line
    assert "badge" not in line.split("</li>")[0]


# ---- the desk ----


def test_the_desk_refuses_to_move_a_settled_week_and_offers_to_reopen_its_month(visit: Open) -> None:
    app = choose(desk(visit, group(more=[APRIL]), lang="en"), "extend_week", 1)
    app.date_input(key="extend_day").set_value(date(2022, 5, 1)).run()
    before = rows("weeks")
    press(app, "extend_save")
    assert "Week 1 was settled in 2022-04" in said(app)
    assert rows("weeks") == before
    press(app, "reopen_extend")
    assert "Saved: 2022년 4월 reopened" in said(app)
    assert study().settlements == ()
    choose(app, "extend_week", 1)
    app.date_input(key="extend_day").set_value(date(2022, 5, 1)).run()
    press(app, "extend_save")
    assert study().week_of[1].due_at == datetime(2022, 5, 2, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("name", "delta"),
    [
        ("weeks", {"edited_rows": {"0": {"due_at": "2022-05-02"}}}),
        ("breaks", {"added_rows": [{"starts_on": "2022-04-06", "ends_on": "2022-04-12"}]}),
        ("settings", {"edited_rows": {"1": {"value": "2022-05-04"}}}),
    ],
)
def test_no_table_of_the_desk_moves_a_settled_week(visit: Open, name: str, delta: dict[str, object]) -> None:
    empty: dict[str, object] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    app = desk(visit, group(more=[APRIL]), lang="en", desk=name.title())
    before = rows(name)
    save(app, name, **{**empty, **delta})
    assert "Week 1 was settled in 2022-04" in said(app)
    assert rows(name) == before
    assert app.button(key=f"reopen_{name}").label == "Reopen April 2022"


def test_the_desk_reopens_a_month_and_takes_that_back(visit: Open) -> None:
    app = desk(visit, group(more=[APRIL]), lang="en")
    assert app.button(key="reopen_save").disabled
    press(choose(app, "reopen_month", "2022-04"), "reopen_save")
    assert "Saved: 2022년 4월 reopened" in said(app)
    assert study().settlements == ()
    press(app, "take_back_reopen")
    assert [row.fine for row in study().settlements] == [0, 4_000]
    assert app.selectbox(key="reopen_month").value is None


def test_without_a_closed_month_the_desk_offers_none_to_reopen(visit: Open) -> None:
    assert not [each for each in desk(visit, lang="en").selectbox if each.key == "reopen_month"]


# ---- the checks ----


def test_the_checks_name_a_settled_week_that_was_moved_in_the_sheet_and_lead_to_its_row(visit: Open) -> None:
    weeks = tuple(
        (number, f"주제 {number}", None, None, None, date(2022, 5, 2) if number == 1 else None)
        for number in range(1, 6)
    )
    app = visit("checks", group(more=[APRIL], weeks=weeks), lang="en")
    assert "Week 1 is due in 2022-05 now, but 2022-04 is closed and settled it." in text(app)
    assert "desk?lang=en&fix=weeks&row=2" in Markup(app).links


@pytest.mark.parametrize("has_deadlines", [True, False])
def test_the_checks_name_a_settled_week_that_a_break_moved(visit: Open, has_deadlines: bool) -> None:
    breaks = Tab("breaks", (("starts_on", "ends_on"), (date(2022, 4, 6), date(2022, 4, 26))))
    weeks = Tab(
        "weeks", (("week", "due_at") if has_deadlines else ("week",), *((number,) for number in range(1, 6)))
    )
    others = [each for each in group(more=[APRIL]).tabs if each.title not in ("breaks", "weeks")]
    app = visit("checks", Workbook((*others, breaks, weeks)), lang="en")
    assert "Week 1 is due in 2022-05 now, but 2022-04 is closed and settled it." in text(app)
    assert "desk?lang=en&fix=weeks&row=2" in Markup(app).links
