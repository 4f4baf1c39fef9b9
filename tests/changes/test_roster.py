"""Who is needed is not lost from the roster."""

from datetime import date, datetime, timedelta

import pytest

from studylib.changes.check import UnreadableError
from studylib.changes.draft import Draft
from studylib.changes.roster import LostMemberError, is_renaming
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import EXCUSES, MEMBERS
from tests.changes.builders import drafted, of_study, saved, study_of, undone
from tests.changes.naming_season import everywhere
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

SETTLED = (
    "month | member | fine | share | carried_out",
    "2022-04 | 다온 | 0 | 0 | 0",
    "2022-04 | 나래 | 0 | 0 | 0",
)
OUT = "Keep the row, and write the day of leaving into left_on"


def season(**tabs: Tab) -> Workbook:
    """A season to come, in which only a tab of ``tabs`` names 다온, in row 4 of the roster."""
    later = tab("settings", "key | value", "starts_on | 2023-04-05", "timezone | Asia/Seoul")
    return book(settings=later, answers=None, **tabs)


def without(cells: Workbook, row: int = 4) -> Workbook:
    return saved(cells, drafted(cells, Draft(MEMBERS, deleted=frozenset({row}))))


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("Form Responses 1", ("Timestamp | name | week | link", "2023-04-06 | 다온 | 1 | https://n.kr/1")),
        ("Form Responses 1", ("Timestamp | name | week | link", "2023-04-06 | 다온 | 1 | soon")),
        ("Form Responses 1", ("Timestamp | name | week | link | 무효", "2023-04-06 | 다온 | 1 | x | 착오")),
        ("payments", ("paid_on | month | member | amount", "2023-05-02 | 2023-04 | 다온 | 3000")),
        ("excuses", ("week | member", "1 | 다온")),
        ("breaks", ("starts_on | ends_on | member", "2023-05-02 | 2023-05-02 | 다온")),
        ("settlements", SETTLED),
        ("weeks", ("week | writer", "1 | 다온")),
    ],
)
def test_who_stands_in_any_tab_is_not_deleted(title: str, rows: tuple[str, ...]) -> None:
    cells = Workbook((*(each for each in season().tabs if each.title != title), tab(title, *rows)))
    with pytest.raises(LostMemberError, match=rf"다온 stands in {title} \(1\)\. {OUT}"):
        without(cells)


def test_who_is_in_several_tabs_is_refused_with_all_of_them() -> None:
    with pytest.raises(LostMemberError) as refused:
        without(everywhere(), 2)
    assert "weeks (1), breaks (1), excuses (1), payments (1), settlements (1), Form Respon" in str(
        refused.value
    )


def test_whom_nobody_mentions_and_who_owes_nothing_can_be_deleted_and_comes_back() -> None:
    cells = without(season())
    assert [each.name for each in study_of(cells).members] == ["가람", "나래"]
    assert of_study(undone(cells, 1)) == of_study(season())


@pytest.mark.parametrize(
    ("moment", "involved"),
    [(timedelta(milliseconds=-1), False), (timedelta(0), True), (timedelta(milliseconds=1), True)],
)
def test_who_owes_is_not_deleted_although_no_row_names_them(moment: timedelta, involved: bool) -> None:
    from studylib.changes import history

    cells = book(answers=None)
    closes = datetime(2022, 4, 13, 12, tzinfo=SEOUL) + moment
    change = drafted(cells, Draft(MEMBERS, deleted=frozenset({4})))
    if involved:
        with pytest.raises(LostMemberError, match=f"다온 owes money or is owed some. {OUT}"):
            history.with_history(cells, study_of(cells), change, closes)
    else:
        assert history.with_history(cells, study_of(cells), change, closes)


def test_who_never_was_judged_can_be_deleted_while_others_owe() -> None:
    members = tab("members", "name | left_on", "가람", "나래", "다온 | 2022-04-01")
    assert len(study_of(without(book(answers=None, members=members))).members) == 2


def test_a_whole_roster_that_nothing_names_can_be_undone() -> None:
    blank = book(answers=None, members=tab("members", "name"))
    cells = saved(blank, drafted(blank, Draft(MEMBERS, added=({"name": "가람"}, {"name": "나래"}))))
    assert study_of(undone(cells, 1)).members == ()


def test_a_new_name_over_another_without_the_other_tabs_is_refused() -> None:
    for cells in (everywhere(), season(settlements=tab("settlements", *SETTLED))):
        row = 2 if cells == everywhere() else 4
        with pytest.raises(LostMemberError, match="Rename the member on the desk, which changes every tab"):
            saved(cells, drafted(cells, Draft(MEMBERS, changed={row: {"name": "새이름"}})))


def test_the_second_of_two_rows_with_one_name_can_be_deleted() -> None:
    cells = book(members=tab("members", "name | email", "가람 | garam@x.kr", "나래", "가람 | g@x.kr"))
    assert len(study_of(without(cells)).members) == 2


def test_other_changes_are_checked_as_before() -> None:
    cells = everywhere()
    with pytest.raises(UnreadableError, match="There is no member “누구”"):
        saved(cells, drafted(cells, Draft(EXCUSES, added=({"week": 1, "member": "누구"},))))
    left = saved(cells, drafted(cells, Draft(MEMBERS, changed={2: {"left_on": date(2022, 5, 1)}})))
    assert study_of(left).members[0].left_on == date(2022, 5, 1)


def test_only_another_name_is_a_renaming() -> None:
    cells = everywhere()
    for changed, expected in (({"name": "가온"}, True), ({"turn": 3}, False)):
        assert is_renaming(cells, drafted(cells, Draft(MEMBERS, changed={2: changed})).edits) is expected
    assert not is_renaming(cells, drafted(cells, Draft(EXCUSES, deleted=frozenset({2}))).edits)


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("excuses", ("week | member", "1 | 외부인")),
        ("breaks", ("starts_on | ends_on | member", "2022-05-02 | 2022-05-02 | 외부인")),
        ("weeks", ("week | writer", "1 | 외부인")),
        ("payments", ("paid_on | month | member | amount", "2022-05-02 | 2022-04 | 외부인 | 3000")),
    ],
)
def test_a_sheet_that_names_an_unknown_member_has_a_problem(title: str, rows: tuple[str, ...]) -> None:
    (problem,) = reader.read(book(**{title: tab(title, *rows)}))[1]
    assert (problem.tab, str(problem.message)) == (
        title,
        "There is no member “외부인”. Write a name from the members tab.",
    )
