"""No change moves a week over the border of a closed month. The refusal names the way out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from studylib.changes import actions, check, close, history
from studylib.changes.draft import Change, Draft
from studylib.changes.settled import SettledWeekError
from studylib.season import board, closings
from studylib.season.kinds import Period
from studylib.workbook import layouts, reader
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.changes.builders import NOW, drafted, of_study, rows, saved, study_of, undone
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

WAY_OUT = "Reopen 2022-04 first, on the desk or with the command reopen."


def group(**tabs: Tab) -> Workbook:
    """Weeks 1 to 3 are due in 2022-04, weeks 4 and 5 in 2022-05. Row 2 of the weeks tab is week 1."""
    own = {
        "settings": tab("settings", "key | value", "starts_on | 2022-04-06", "timezone | Asia/Seoul"),
        "weeks": tab("weeks", "week | title | due_at", "1", "2", "3", "4", "5"),
        "breaks": tab("breaks", "starts_on | ends_on | member"),
    }
    return book(**{**own, **tabs})


def close_april(cells: Workbook) -> Workbook:
    study, problems = reader.read(cells)
    assert not problems
    return saved(cells, close.close_month(cells, study, [], "2022-04", NOW))


def forget_weeks(cells: Workbook) -> Workbook:
    """The same, closed by an older Studyboard: no column says which weeks."""

    def strip(each: Tab) -> Tab:
        kept = each.title == "settlements"
        return replace(each, rows=tuple(row[:6] for row in each.rows)) if kept else each

    return replace(cells, tabs=tuple(map(strip, cells.tabs)))


NONE_CLOSED = tab("settlements", "month | member | fine | share | carried_out | closed_at")
CLOSED = close_april(group(settlements=NONE_CLOSED))
EVERY_WAY = pytest.mark.parametrize(
    "cells", [CLOSED, forget_weeks(CLOSED)], ids=["listed", "by the calendar"]
)


def extend(cells: Workbook, week: int, due_at: str) -> Change:
    moment = datetime.fromisoformat(due_at).replace(tzinfo=SEOUL)
    return actions.extend_week(cells, cells, study_of(cells), week, moment)


def edit(layout: layouts.Layout, number: int, **cells: object) -> Draft:
    return Draft(layout, changed={number: cells})  # type: ignore[dict-item]


def refused(cells: Workbook, change: Change) -> str:
    with pytest.raises(SettledWeekError) as refusal:
        history.with_history(cells, study_of(cells), change, NOW)
    return str(refusal.value.why)


@EVERY_WAY
@pytest.mark.parametrize(
    ("due_at", "moves"),
    [("2022-04-30T23:59:59", False), ("2022-05-01T00:00:00", False), ("2022-05-01T00:00:01", True)],
)
def test_a_settled_week_is_extended_up_to_the_border_of_its_month(
    cells: Workbook, due_at: str, moves: bool
) -> None:
    change = extend(cells, 3, due_at)
    if moves:
        assert (
            refused(cells, change) == f"Week 3 was settled in 2022-04 and would be due in 2022-05. {WAY_OUT}"
        )
    else:
        assert study_of(saved(cells, change)).duties[2].month == "2022-04"


@EVERY_WAY
@pytest.mark.parametrize(
    ("due_at", "moves"),
    [("2022-05-01T00:00:00", True), ("2022-04-30T12:00:00", True), ("2022-05-01T00:00:01", False)],
)
def test_no_week_is_pulled_into_a_closed_month(cells: Workbook, due_at: str, moves: bool) -> None:
    change = extend(cells, 4, due_at)
    if moves:
        assert (
            refused(cells, change) == f"Week 4 would be due in 2022-04, which is closed without it. {WAY_OUT}"
        )
    else:
        assert study_of(saved(cells, change)).duties[3].month == "2022-05"


@EVERY_WAY
@pytest.mark.parametrize(
    ("draft", "week"),
    [
        (
            edit(layouts.SETTINGS, 2, value="2022-04-13"),
            "Week 3 was settled in 2022-04 and would be due in 2022-05",
        ),
        (edit(layouts.SETTINGS, 2, value="2022-03-30"), "Week 4 would be due in 2022-04"),
        (edit(layouts.SETTINGS, 3, value="America/New_York"), None),
        (
            Draft(layouts.BREAKS, added=({"starts_on": "2022-04-20", "ends_on": "2022-04-20"},)),
            "Week 3 was settled in 2022-04 and would be due in 2022-05",
        ),
        (Draft(layouts.BREAKS, added=({"starts_on": "2022-04-27", "ends_on": "2022-04-28"},)), None),
        (
            Draft(
                layouts.BREAKS,
                added=({"starts_on": "2022-04-20", "ends_on": "2022-04-26", "member": "가람"},),
            ),
            None,
        ),
        (Draft(layouts.WEEKS, deleted=frozenset({2})), "Week 1 was settled in 2022-04 and would be gone"),
        (Draft(layouts.WEEKS, deleted=frozenset({4})), "Week 3 was settled in 2022-04 and would be gone"),
        (Draft(layouts.WEEKS, deleted=frozenset({6})), None),
        (edit(layouts.WEEKS, 4, week="6"), "Week 3 was settled in 2022-04 and would be gone"),
        (
            Draft(layouts.WEEKS, added=({"week": 6, "due_at": "2022-05-12 10:00"},)),
            None,
        ),
        (Draft(layouts.WEEKS, added=({"week": 6},)), None),
        (edit(layouts.WEEKS, 4, title="GANs"), None),
    ],
    ids=range(13),
)
def test_any_part_of_the_calendar_may_change_as_long_as_no_week_crosses_the_border(
    cells: Workbook, draft: Draft, week: str | None
) -> None:
    change = drafted(cells, draft)
    if week:
        assert refused(cells, change).startswith(week)
        assert refused(cells, change).endswith(WAY_OUT)
    else:
        months = [each.month for each in study_of(saved(cells, change)).duties]
        assert months[:4] == ["2022-04"] * 3 + ["2022-05"]


@EVERY_WAY
def test_a_zone_that_moves_a_midnight_over_the_border_is_refused(cells: Workbook) -> None:
    """Week 3 is due at 20:00 UTC of April 30, which is May 1 in Seoul."""
    west = group(
        settings=tab("settings", "key | value", "starts_on | 2022-04-06", "timezone | UTC"),
        weeks=tab("weeks", "week | title | due_at", "1", "2", "3 | | 2022-04-30T20:00:00Z", "4", "5"),
        settlements=next(each for each in cells.tabs if each.title == "settlements"),
    )
    change = drafted(west, edit(layouts.SETTINGS, 3, value="Asia/Seoul"))
    assert refused(west, change).startswith("Week 3 was settled in 2022-04 and would be due in 2022-05")


@EVERY_WAY
def test_tiers_excuses_names_and_posts_may_change_in_a_closed_month(cells: Workbook) -> None:
    tiers = Draft(layouts.TIERS, added=({"status": "결석", "amount": 9_000},))
    excuse = Draft(layouts.EXCUSES, added=({"week": 1, "member": "다온"},))
    post = edit(layouts.WEEKS, 2, post="https://n.kr/post")
    for draft in (tiers, excuse, post):
        assert saved(cells, drafted(cells, draft)) != cells


def test_an_undo_that_moves_a_week_over_the_border_is_refused() -> None:
    extended = saved(group(), extend(group(), 3, "2022-05-03T12:00:00"))
    back = saved(extended, extend(extended, 3, "2022-04-28T12:00:00"))
    closed = close_april(back)
    why = refused(closed, history.undo_change(closed, 2))
    assert why == f"Week 3 was settled in 2022-04 and would be due in 2022-05. {WAY_OUT}"


def test_a_redone_closing_that_no_longer_fits_the_calendar_is_refused() -> None:
    reopened = undone(CLOSED, 1)
    moved = saved(reopened, extend(reopened, 3, "2022-05-03T12:00:00"))
    redo = history.undo_change(moved, 2)
    with pytest.raises(check.UnreadableError, match="2022-04 is closed and settled it"):
        history.with_history(moved, study_of(moved), redo, NOW)


@EVERY_WAY
def test_a_reopened_month_has_no_border_and_can_be_closed_anew(cells: Workbook) -> None:
    reopened = saved(cells, close.reopen_month(cells, study_of(cells), "2022-04"))
    assert study_of(reopened).settlements == ()
    moved = saved(reopened, extend(reopened, 3, "2022-05-03T12:00:00"))
    study, problems = reader.read(moved)
    assert [each for each in problems if not each.is_notice] == []
    closed = saved(moved, close.close_month(moved, study, [], "2022-04", NOW))
    assert [each.month for each in study_of(closed).duties] == ["2022-04", "2022-04", *["2022-05"] * 3]
    assert study_of(closed).settlements[0].weeks == (1, 2)


def test_a_week_beyond_the_border_may_come_back() -> None:
    """Somebody moved it in a sheet that was then imported."""
    table = Draft(layouts.WEEKS, changed={4: {"due_at": "2022-05-03 12:00"}})
    broken = check.apply_edits(CLOSED, drafted(CLOSED, table).edits)
    assert [each.column for each in reader.read(broken)[1] if not each.is_notice] == ["due_at"]
    assert study_of(saved(broken, extend(broken, 3, "2022-04-28T12:00:00"))).duties[2].due_month == "2022-04"


def test_the_row_of_a_settled_week_that_is_gone_may_come_back() -> None:
    gone = check.apply_edits(CLOSED, drafted(CLOSED, Draft(layouts.WEEKS, deleted=frozenset({4}))).edits)
    back = saved(gone, drafted(gone, Draft(layouts.WEEKS, added=({"week": 3},))))
    assert [each.month for each in study_of(back).duties] == ["2022-04"] * 3 + ["2022-05"] * 2


def test_an_unreadable_start_is_refused_as_such() -> None:
    change = drafted(CLOSED, edit(layouts.SETTINGS, 2, value="언젠가"))
    with pytest.raises(check.UnreadableError, match="언젠가"):
        history.with_history(CLOSED, study_of(CLOSED), change, NOW)


@EVERY_WAY
def test_all_weeks_cannot_be_deleted_either(cells: Workbook) -> None:
    change = drafted(cells, Draft(layouts.WEEKS, deleted=frozenset(range(2, 7))))
    assert refused(cells, change) == f"Week 1 was settled in 2022-04 and would be gone. {WAY_OUT}"


def test_a_tab_of_weeks_under_another_title_is_guarded_too() -> None:
    """The tab is known by its headers alone."""
    tabs = tuple(
        replace(each, title="주차별 일정") if each.title == "weeks" else each for each in CLOSED.tabs
    )
    cells = replace(CLOSED, tabs=tabs)
    assert refused(cells, extend(cells, 3, "2022-05-03T12:00:00")).startswith("Week 3 was settled")


def test_without_a_closed_month_every_week_moves_freely() -> None:
    cells = group()
    for week, due_at in ((3, "2022-05-03T12:00:00"), (4, "2022-04-30T12:00:00")):
        assert saved(cells, extend(cells, week, due_at))


def test_closing_and_reopening_keep_all_other_rows() -> None:
    reopened = saved(CLOSED, close.reopen_month(CLOSED, study_of(CLOSED), "2022-04"))
    before, after = of_study(group()), of_study(reopened)
    assert {title: after[title] for title in before if title != "settlements"} == before
    assert rows(reopened, "settlements")[0][-2:] == ("weeks", "week_fines")


# ---- tasks ----


def add_tasks(*rows: Mapping[str, Cell]) -> Draft:
    return Draft(layouts.TASKS, added=rows)


@EVERY_WAY
@pytest.mark.parametrize(
    "draft",
    [
        add_tasks({"task": "문제 풀이"}),
        add_tasks({"task": "문제 풀이"}, {"task": "읽기", "due": "토 22:00", "cap": 500, "from_week": 5}),
        add_tasks({"task": "문제 풀이"}, {"task": "새 과제", "from_week": 4}),
        add_tasks({"task": "문제 풀이", "from_week": 1, "to_week": 3}, {"task": "읽기", "from_week": 3}),
    ],
    ids=["one", "two", "a later one", "one after the other"],
)
def test_a_study_with_closed_months_gets_tasks_without_a_won_more_or_less(
    cells: Workbook, draft: Draft
) -> None:
    tasked = saved(cells, drafted(cells, draft))
    study = study_of(tasked)
    assert {duty.settled_in for duty in study.duties if duty.week < 4} == {"2022-04"}
    assert {duty.settled_in for duty in study.duties if duty.week > 3} == {None}
    judged = board.judge(study, NOW)
    assert judged.loc[judged["month"] == "2022-04", "fine"].sum() == sum(
        row.fine for row in study.settlements
    )
    assert closings.list_unplaced(study, judged) == ()


@EVERY_WAY
def test_a_settled_week_whose_last_task_is_taken_away_would_be_gone(cells: Workbook) -> None:
    draft = add_tasks({"task": "문제 풀이", "from_week": 3})
    assert (
        refused(cells, drafted(cells, draft)) == f"Week 1 was settled in 2022-04 and would be gone. {WAY_OUT}"
    )


@EVERY_WAY
def test_a_new_task_that_is_due_in_a_closed_month_begins_in_a_week_after_it(cells: Workbook) -> None:
    """The Saturday of week 4 is 2022-04-30."""
    tasks: list[Mapping[str, Cell]] = [
        {"task": "문제 풀이"},
        {"task": "읽기", "due": "토 22:00", "from_week": 4},
    ]
    assert refused(cells, drafted(cells, add_tasks(*tasks))) == (
        f"Week 4 would be due in 2022-04, which is closed without it. {WAY_OUT}"
    )


@pytest.mark.parametrize(("due", "crosses"), [("화 25:59", False), ("화 26:00", False), ("화 26:01", True)])
def test_a_new_task_of_a_settled_week_is_due_within_a_month_that_was_closed_without_a_list(
    due: str, crosses: bool
) -> None:
    """Week 4 is due 74 hours earlier than usual, and so are its tasks. A list of weeks says that it is settled."""
    early = tab("weeks", "week | title | due_at", "1", "2", "3", "4 | | 2022-04-30 22:00")
    closed = close_april(group(weeks=early, settlements=NONE_CLOSED))
    change = add_tasks({"task": "문제 풀이"}, {"task": "읽기", "from_week": 4, "due": due})
    week = study_of(saved(closed, drafted(closed, change))).week_of[4]
    assert {duty.settled_in for duty in week.duties} == {"2022-04"}
    unlisted = forget_weeks(closed)
    if crosses:
        why = f"Week 4 was settled in 2022-04 and would be due in 2022-05. {WAY_OUT}"
        assert refused(unlisted, drafted(unlisted, change)) == why
    else:
        assert saved(unlisted, drafted(unlisted, change))


TASKED = close_april(
    group(
        tasks=tab("tasks", "task | due", "문제 풀이", "읽기 | 토 24:00"),
        settlements=NONE_CLOSED,
        answers=tab("Form Responses 1", "Timestamp | name | week | task | link"),
    )
)
"""Reading of week 4 is due at the end of 2022-04-30, the other task on 2022-05-04."""


def april_fines(cells: Workbook) -> tuple[int, int, int]:
    """What was closed, what of it lies on the board, and what does not."""
    study = study_of(cells)
    judged = board.judge(study, NOW)
    unplaced = sum(each.fine for each in closings.list_unplaced(study, judged))
    in_april = judged.loc[judged["month"] == "2022-04", "fine"].sum()
    return sum(row.fine for row in study.settlements), int(in_april), unplaced


def test_a_month_that_settled_a_part_of_a_week_is_written_and_read_task_by_task() -> None:
    header, first, *_ = rows(TASKED, "settlements")
    assert first[header.index("weeks")] == "1, 2, 3, 4 읽기"
    assert str(first[header.index("week_fines")]).startswith("1 문제 풀이: 4000, 1 읽기: 4000")
    row = study_of(TASKED).settlements[0]
    assert (row.weeks, row.tasks, len(row.task_fines)) == ((1, 2, 3), ((4, "읽기"),), 7)
    assert april_fines(TASKED) == (3 * 28_000, 3 * 28_000, 0)


@pytest.mark.parametrize(
    ("changed", "unplaced"),
    [
        ({3: {"task": "독서"}}, 0),
        ({2: {"task": "코딩"}}, 0),
        ({2: {"task": "a, b: 3"}, 3: {"task": '"읽기"'}}, 0),
        ({2: {"to_week": 3}}, 0),
        ({3: {"cap": 100}}, 0),
        ({2: {"who": "가람"}}, 24_000),
    ],
    ids=["renamed", "the other", "both", "ended", "capped", "for one alone"],
)
def test_a_closed_month_keeps_its_money_whatever_becomes_of_its_tasks(
    changed: Mapping[int, Mapping[str, Cell]], unplaced: int
) -> None:
    after = saved(TASKED, drafted(TASKED, Draft(layouts.TASKS, changed=changed)))
    assert april_fines(after) == (84_000, 84_000 - unplaced, unplaced)
    assert [duty.settled_in for duty in study_of(after).duties if duty.week == 4][-1] == "2022-04"


def test_a_task_that_leaves_its_settled_part_of_a_week_behind_is_refused() -> None:
    later = Draft(layouts.TASKS, changed={3: {"due": None}})
    assert refused(TASKED, drafted(TASKED, later)) == (
        f"Week 4 was settled in 2022-04 and would be due in 2022-05. {WAY_OUT}"
    )
    earlier = Draft(layouts.TASKS, changed={2: {"due": "토 22:00"}})
    assert refused(TASKED, drafted(TASKED, earlier)) == (
        f"Week 4 would be due in 2022-04, which is closed without it. {WAY_OUT}"
    )


def test_a_task_that_is_gone_with_nothing_in_its_place_is_refused() -> None:
    draft = Draft(layouts.TASKS, deleted=frozenset({3}))
    with pytest.raises(check.UnreadableError, match="settled the task 읽기 of week 4"):
        history.with_history(TASKED, study_of(TASKED), drafted(TASKED, draft), NOW)


# ---- the whole season ----


@EVERY_WAY
def test_a_season_with_a_closed_month_is_not_settled_as_a_whole_before_that_is_reopened(
    cells: Workbook,
) -> None:
    draft = Draft(layouts.SETTINGS, added=({"key": "settle", "value": "season"},))
    assert refused(cells, drafted(cells, draft)) == (
        f"2022-04 is closed, so months and the whole season would be settled side by side. {WAY_OUT}"
    )
    reopened = saved(cells, close.reopen_month(cells, study_of(cells), "2022-04"))
    assert study_of(saved(reopened, drafted(reopened, draft))).settle is Period.SEASON


def close_season(cells: Workbook) -> Workbook:
    return saved(cells, close.close_month(cells, study_of(cells), [], "season", LATER))


LATER = datetime(2022, 7, 1, tzinfo=SEOUL)
SEASON = group(
    settings=tab(
        "settings", "key | value", "starts_on | 2022-04-06", "timezone | Asia/Seoul", "settle | season"
    ),
    settlements=NONE_CLOSED,
)


def test_a_season_is_closed_read_and_reopened_under_its_own_name() -> None:
    closed = close_season(SEASON)
    study, problems = reader.read(closed)
    assert [each for each in problems if not each.is_notice] == []
    assert {(row.month, row.weeks) for row in study.settlements} == {("season", (1, 2, 3, 4, 5))}
    assert {duty.settled_in for duty in study.duties} == {"season"}
    change = close.reopen_month(closed, study, "season")
    assert str(change.what) == "시즌 reopened"
    assert study_of(saved(closed, change)).settlements == ()


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (
            Draft(layouts.WEEKS, added=({"week": 6},)),
            "Week 6 would be due in the season, which is closed without it.",
        ),
        (Draft(layouts.WEEKS, deleted=frozenset({6})), "Week 5 was settled in the season and would be gone."),
        (
            edit(layouts.SETTINGS, 4, value="month"),
            "the season is closed, so months and the whole season would be settled side by side.",
        ),
        (edit(layouts.SETTINGS, 2, value="2022-05-06"), None),
        (add_tasks({"task": "문제 풀이"}), None),
    ],
    ids=["a week more", "a week less", "by month", "moved", "tasks"],
)
def test_a_closed_season_has_no_borders_but_its_weeks(draft: Draft, why: str | None) -> None:
    closed = close_season(SEASON)
    change = drafted(closed, draft)
    if why is None:
        assert study_of(saved(closed, change)).duties[-1].settled_in == "season"
        return
    with pytest.raises(SettledWeekError) as refusal:
        history.with_history(closed, study_of(closed), change, NOW)
    assert str(refusal.value.why).startswith(why)
    assert refusal.value.month == "season"


# ---- deposits ----


@pytest.mark.parametrize(
    ("paid_on", "refuses"), [("2022-05-10", True), ("2022-05-11", True), ("2022-05-12", False)]
)
@pytest.mark.parametrize(("before", "after"), [("deposit", "pot"), ("pot", "deposit")])
def test_what_fines_come_out_of_changes_only_if_no_closed_month_took_other_amounts(
    before: str, after: str, paid_on: str, refuses: bool
) -> None:
    """April was closed on 2022-05-11."""
    cells = close_april(
        group(
            settings=tab(
                "settings",
                "key | value",
                "starts_on | 2022-04-06",
                "timezone | Asia/Seoul",
                f"fines_from | {before}",
            ),
            payments=tab(
                "payments",
                "paid_on | month | member | amount | account",
                f"{paid_on} | | 가람 | 5000 | 예치금",
            ),
            settlements=NONE_CLOSED,
        )
    )
    change = drafted(cells, edit(layouts.SETTINGS, 4, value=after))
    if refuses:
        assert refused(cells, change) == (
            f"2022-04 is closed, and what came out of the deposits in it would change. {WAY_OUT}"
        )
    else:
        assert study_of(saved(cells, change)).fines_from.value == after
