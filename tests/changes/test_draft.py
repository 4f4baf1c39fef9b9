"""A change of the workbook: from what somebody wants to rows, whether they may be written, and its undoing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.changes import actions, check, editing, history, masks
from studylib.changes import draft as changes_draft
from studylib.changes.check import UnreadableError
from studylib.changes.draft import Change, Draft, OvertakenError
from studylib.season import study
from studylib.season.study import Excuse, Payment, Study
from studylib.source import save, season
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.errors import ChangeError, StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import layouts, reader, tables, values
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.layouts import ANSWERS, BREAKS, EXCUSES, MEMBERS, SETTINGS, TIERS, WEEKS
from studylib.workbook.row_json import dump_row, load_rows
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

NOW = datetime(2022, 5, 11, 0, 30, 7, 999_000, tzinfo=SEOUL)
WHAT = sentence("{member} writes the team blog in week {week}", member="가람", week=1)


def study_of(cells: Workbook) -> Study:
    return reader.read(cells)[0]


def saved(cells: Workbook, made: Change) -> Workbook:
    return check.apply_edits(cells, history.with_history(cells, study_of(cells), made, NOW))


def drafted(cells: Workbook, draft: Draft) -> Change:
    return changes_draft.make_change(cells, cells, draft, WHAT, "en")


def undone(cells: Workbook, number: int) -> Workbook:
    return saved(cells, history.undo_change(cells, number))


def rows(cells: Workbook, title: str) -> tuple[Row, ...]:
    return next(each.rows for each in cells.tabs if each.title == title)


def of_study(cells: Workbook) -> dict[str, list[Row]]:
    """All rows but the history's and the blank ones at the end, which a row that was added and taken back leaves."""
    found = {}
    for each in cells.tabs:
        if each.title not in layouts.CHANGES.titles:
            kept = [trim_row(row) for row in each.rows]
            while kept and not kept[-1]:
                kept.pop()
            found[each.title] = kept
    return found


def said(problem: study.Problem) -> str:
    return str(problem.message)


# ---- from a draft to rows ----


def test_a_changed_cell_leaves_every_other_cell_as_it_is() -> None:
    cells = book(
        members=tab("members", "name | shoe size | email", "가람 | 38 | garam@x.kr | a note", "나래 | 39")
    )
    made = changes_draft.list_edits(cells, Draft(MEMBERS, changed={2: {"email": "new@x.kr"}}), "en")
    assert made == (
        Edit("members", 2, ("가람", "38", "garam@x.kr", "a note"), ("가람", "38", "new@x.kr", "a note")),
    )


def test_a_column_that_is_written_to_and_is_not_there_is_made_beside_all_that_is_there() -> None:
    cells = book(members=tab("멤버", "이름 | 이메일", "가람 | garam@x.kr | a note under no header", "나래"))
    header, row = changes_draft.list_edits(
        cells, Draft(MEMBERS, changed={3: {"left_on": date(2022, 5, 1)}}), "en"
    )
    assert header == Edit("멤버", 1, ("이름", "이메일"), ("이름", "이메일", None, "탈퇴일"))
    assert row == Edit("멤버", 3, ("나래",), ("나래", None, None, date(2022, 5, 1)))


@pytest.mark.parametrize(("language", "title", "header"), [("ko", "면제", "주차"), ("en", "excuses", "week")])
def test_a_tab_that_is_not_there_is_made_in_the_language_of_the_study(
    language: str, title: str, header: str
) -> None:
    made = changes_draft.list_edits(book(), Draft(EXCUSES, added=({"week": 1, "member": "가람"},)), language)
    assert [(each.title, each.number, each.before) for each in made] == [(title, 1, None), (title, 2, None)]
    assert made[0].after[0] == header
    assert made[1].after == (1, "가람")


def test_a_tab_without_a_header_gets_one() -> None:
    cells = book(excuses=Tab("excuses", ((), ())))
    made = changes_draft.list_edits(cells, Draft(EXCUSES, added=({"week": 1, "member": "가람"},)), "ko")
    assert made == (
        Edit("excuses", 1, (), ("week", "member", "reason")),
        Edit("excuses", 3, None, (1, "가람")),
    )
    assert len(study_of(check.apply_edits(cells, made)).excuses) == 1


def test_a_deleted_row_stays_as_a_blank_one_so_that_no_other_number_changes() -> None:
    made = drafted(
        book(), Draft(BREAKS, added=({"starts_on": date(2022, 4, 7), "ends_on": date(2022, 4, 8)},))
    )
    cells = saved(book(), made)
    gone = saved(cells, drafted(cells, Draft(BREAKS, deleted=frozenset({2}))))
    assert rows(gone, "breaks")[1:] == ((),)
    assert study_of(gone).breaks == ()


def test_a_cell_that_would_read_the_same_keeps_its_type() -> None:
    cells = book(
        tiers=Tab("tiers", (("status", "hours", "amount"), ("late", 12.0, 3000), ("absent", None, 4000)))
    )
    draft = Draft(TIERS, changed={2: {"hours": "12", "amount": 2000}, 3: {"amount": "4000"}})
    assert changes_draft.list_edits(cells, draft, "en") == (
        Edit("tiers", 2, ("late", 12.0, 3000), ("late", 12.0, 2000)),
    )


def test_a_draft_that_changes_nothing_is_said_so() -> None:
    with pytest.raises(ChangeError, match="Nothing has changed"):
        drafted(book(), Draft(MEMBERS, changed={2: {"name": " 가람 "}}, added=({"name": None},)))


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("3", 3),
        ("-3000", -3000),
        ("1.5", 1.5),
        ("2022-05-04", date(2022, 5, 4)),
        ("2022-05-04 12:00:00", datetime(2022, 5, 4, 12)),
        ("2022-05-04 12:00", "2022-05-04 12:00"),
        ("007", "007"),
        ("+3", "+3"),
        ("1.50", "1.50"),
        ("3주차", "3주차"),
        ("3,000원", "3,000원"),
        ("2022-05", "2022-05"),
        ("2022-02-30", "2022-02-30"),
        ("nan", "nan"),
        ("1e5", "1e5"),
        ("TRUE", "TRUE"),
        ("２", "２"),
        (" 가람 ", "가람"),
        ("a\nb", "a\nb"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_typed_text_becomes_the_cell_that_is_shown_in_just_that_way(typed: str | None, cell: Cell) -> None:
    assert repr(editing.parse_cell(typed)) == repr(cell)


@given(st.text())
def test_whatever_is_typed_is_shown_as_it_was_typed(typed: str) -> None:
    assert values.show_text(editing.parse_cell(typed)) == values.show_text(typed)


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=4),
    st.integers(-5, 5),
    st.floats(width=16),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2099, 1, 1)),
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(lambda moment: moment.replace(fold=0)),
)
HEADERS = st.lists(
    st.sampled_from(["name", "이메일", "turn", "left_on", "my notes", "", "github"]), unique=True, max_size=6
)
ROWS = st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=5)
TYPED = st.dictionaries(
    st.sampled_from(list(MEMBERS.columns)),
    st.text(st.characters(exclude_characters="*"), max_size=4),
    max_size=3,
)


Typed = tuple[Workbook, dict[int, dict[str, str]], list[dict[str, str]], frozenset[int]]


@st.composite
def drafts(
    draw: st.DrawFn,
) -> Typed:
    """A members tab with anything in it, and what somebody types into the grid of it."""
    there = draw(st.booleans())
    tab_ = Tab("members", (tuple(draw(HEADERS)), *draw(ROWS)))
    cells = Workbook((Tab("other", (("a",),)), *([tab_] if there else [])))
    shown = list(editing.open_tab(cells, MEMBERS, "ko").rows)
    numbers = st.sampled_from(shown or [0])
    changed = draw(st.dictionaries(numbers, TYPED, max_size=3)) if shown else {}
    deleted = draw(st.frozensets(numbers, max_size=2)) if shown else frozenset()
    return cells, changed, draw(st.lists(TYPED, max_size=2)), deleted


def draft_of(
    typed: Typed,
) -> Draft:
    _, changed, added, deleted = typed
    return Draft(
        MEMBERS,
        changed={
            n: {column: editing.parse_cell(text) for column, text in row.items()}
            for n, row in changed.items()
        },
        added=tuple({column: editing.parse_cell(text) for column, text in row.items()} for row in added),
        deleted=deleted,
    )


@given(drafts())
def test_what_is_typed_into_the_grid_is_what_the_grid_then_shows(
    typed: Typed,
) -> None:
    cells, changed, added, deleted = typed
    before = editing.open_tab(cells, MEMBERS, "ko").rows
    made = changes_draft.list_edits(cells, draft_of(typed), "ko")
    after = editing.open_tab(check.apply_edits(cells, made), MEMBERS, "ko").rows

    def texts(row: dict[str, str]) -> dict[str, str]:
        return {
            column: masks.mask_cell(column, text) for column, text in row.items() if values.show_text(text)
        }

    expected = [
        texts(dict(row) | changed.get(number, {})) for number, row in before.items() if number not in deleted
    ]
    expected += [texts(row) for row in added]
    assert [texts(dict(row)) for row in after.values()] == [row for row in expected if row]


@given(drafts())
def test_no_cell_of_an_unknown_column_is_touched(
    typed: Typed,
) -> None:
    cells, *_, deleted = typed
    made = check.apply_edits(cells, changes_draft.list_edits(cells, draft_of(typed), "ko"))
    assert made.tabs[0] == cells.tabs[0]
    for old in cells.tabs[1:]:
        known = {at for places in layouts.find_columns(MEMBERS, old.rows[0]).values() for at in places}
        head = len(old.rows) - len(tables.read_table(MEMBERS, old).rows)
        for number, row in enumerate(old.rows, 1):
            new = made.tabs[1].rows[number - 1]
            if number > max(head, 1) and number not in deleted and known:
                for at, cell in enumerate(row):
                    if at not in known and cell not in ("", None):
                        assert repr(new[at]) == repr(cell)


@given(drafts())
def test_a_change_and_its_inverse_leave_the_workbook_as_it_was(
    typed: Typed,
) -> None:
    cells = typed[0]
    made = changes_draft.list_edits(cells, draft_of(typed), "ko")
    there = check.apply_edits(cells, made)
    back = check.apply_edits(there, history.invert(made))
    titles = {each.title for each in cells.tabs}
    assert repr({t: r for t, r in of_study(back).items() if t in titles}) == repr(of_study(cells))
    again = check.apply_edits(back, history.invert(history.invert(made)))
    assert repr(of_study(again)) == repr(of_study(there))


@given(st.lists(CELLS).map(tuple))
def test_a_row_is_kept_as_a_text_cell_for_cell(row: Row) -> None:
    assert repr(load_rows([dump_row(row)])[0]) == repr(row)


def test_two_rows_are_the_same_only_if_their_cells_are_of_the_same_type() -> None:
    assert is_same_row((1, float("nan"), None, ""), (1, float("nan")))
    assert not is_same_row((1,), (1.0,))
    assert not is_same_row((1,), (True,))
    assert not is_same_row((date(2022, 5, 4),), (datetime(2022, 5, 4),))


# ---- who else has changed the row ----


def test_a_row_that_somebody_else_changed_is_not_written_over() -> None:
    base = book()
    now = saved(base, drafted(base, Draft(MEMBERS, changed={2: {"turn": 1}})))
    mine = Draft(MEMBERS, changed={2: {"email": "mine@x.kr"}, 3: {"turn": 2}})
    with pytest.raises(
        OvertakenError, match="Row 2 of the tab members has changed in the meantime"
    ) as raised:
        changes_draft.make_change(base, now, mine, WHAT, "en")
    (clash,) = raised.value.clashes
    assert (clash.number, clash.seen, clash.now) == (
        2,
        ("가람", "garam@x.kr"),
        ("가람", "garam@x.kr", 1),
    )
    insisted = changes_draft.insist(base, now, mine)
    after = saved(now, changes_draft.make_change(now, now, insisted, WHAT, "en"))
    assert rows(after, "members")[1:3] == (("가람", "mine@x.kr", 1), ("나래", "narae@x.kr", 2))


def test_who_insists_on_a_row_that_was_deleted_gets_it_back_whole() -> None:
    base = book(breaks=tab("breaks", ("starts_on", "ends_on"), (date(2022, 4, 7), date(2022, 4, 8))))
    now = saved(base, drafted(base, Draft(BREAKS, deleted=frozenset({2}))))
    mine = Draft(BREAKS, changed={2: {"reason": "exams"}})
    with pytest.raises(OvertakenError):
        changes_draft.make_change(base, now, mine, WHAT, "en")
    after = saved(now, changes_draft.make_change(now, now, changes_draft.insist(base, now, mine), WHAT, "en"))
    assert study_of(after).breaks[0].reason == "exams"


def test_two_who_add_a_row_at_once_both_get_theirs() -> None:
    base = book()
    first = saved(base, drafted(base, Draft(MEMBERS, added=({"name": "라온"},))))
    second = saved(
        first, changes_draft.make_change(base, first, Draft(MEMBERS, added=({"name": "마루"},)), WHAT, "en")
    )
    assert [member.name for member in study_of(second).members][3:] == ["라온", "마루"]


# ---- what may be written ----


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft(MEMBERS, added=({"name": "가람"},)), "Two members have the name 가람"),
        (Draft(MEMBERS, changed={2: {"name": "가온"}}), "There is no member “가람”"),
        (Draft(MEMBERS, deleted=frozenset({3})), "There is no member “나래”"),
        (Draft(WEEKS, changed={2: {"due_at": "soon"}}), "“soon” is no date or time"),
        (Draft(WEEKS, changed={2: {"due_at": "2022-04-01"}}), "would be due before it opens"),
        (Draft(WEEKS, changed={2: {"writer": "nobody"}}), "There is no member “nobody”"),
        (
            Draft(TIERS, added=({"status": "late", "hours": 12, "amount": 3000},)),
            "No tier is without a limit",
        ),
        (Draft(SETTINGS, changed={3: {"value": "spring"}}), "“spring” is no date or time"),
        (Draft(SETTINGS, changed={3: {"value": None}}), "This cell is empty"),
        (
            Draft(BREAKS, added=({"starts_on": "2022-04-08", "ends_on": "2022-04-07"},)),
            "ends before it starts",
        ),
    ],
)
def test_a_change_that_makes_something_unreadable_is_refused_with_the_readers_sentence(
    draft: Draft, why: str
) -> None:
    with pytest.raises(UnreadableError, match=why) as raised:
        saved(book(), drafted(book(), draft))
    assert why in said(raised.value.problems[0])


def unread() -> Workbook:
    """Two answers that cannot be read, one of them for two reasons."""
    answers = tab(
        "Form Responses 1",
        "Timestamp | name | week | link",
        "2022-04-10 12:00:00 | 가람 | 1 | https://n.kr/1",
        "2022-04-12 23:59:59 | 나래 | 1 | my notes",
        "2022-04-13 00:00:01 | 다운 | 1 | not yet",
    )
    return book(answers=answers)


def answer(cells: Workbook, number: int, **fixed: Cell) -> Change:
    return drafted(cells, Draft(ANSWERS, "Form Responses 1", changed={number: fixed}))


def test_an_answer_that_is_mended_counts_from_its_original_time() -> None:
    after = saved(unread(), answer(unread(), 3, link="https://n.kr/2"))
    submissions = study_of(after).submissions
    assert list(submissions["member"]) == ["가람", "나래"]
    assert submissions["submitted_at"].iloc[1] == datetime(2022, 4, 12, 23, 59, 59, tzinfo=SEOUL)


def test_a_change_may_leave_old_problems_and_mend_one_of_two() -> None:
    after = saved(unread(), answer(unread(), 4, name="다온"))
    assert [(each.row, each.column) for each in reader.read(after)[1]] == [(3, "link"), (4, "link")]


def test_a_change_from_one_unreadable_text_to_another_is_refused() -> None:
    with pytest.raises(UnreadableError, match="“still none” is not a link"):
        saved(unread(), answer(unread(), 3, link="still none"))


def test_the_same_problem_in_another_row_is_a_new_one() -> None:
    made = drafted(
        unread(),
        Draft(ANSWERS, "Form Responses 1", changed={3: {"link": "https://n.kr/2"}, 2: {"link": "my notes"}}),
    )
    with pytest.raises(UnreadableError, match="“my notes” is not a link"):
        saved(unread(), made)


# ---- the acts ----


def test_a_member_is_excused_once() -> None:
    made = actions.excuse_member(book(), study_of(book()), Excuse(1, "나래", "sick"))
    after = saved(book(), made)
    assert study_of(after).excuses == (Excuse(1, "나래", "sick"),)
    assert str(made.what) == "나래 excused from week 1"
    with pytest.raises(ChangeError, match="나래 is already excused from week 1"):
        actions.excuse_member(after, study_of(after), Excuse(1, "나래"))


def test_a_deadline_is_extended_to_the_moment_given() -> None:
    due_at = datetime(2022, 4, 14, 12, tzinfo=SEOUL)
    cells = book()
    made = actions.extend_week(cells, cells, study_of(cells), 1, due_at.astimezone(UTC))
    week = study_of(saved(cells, made)).week_of[1]
    assert (week.due_at, week.extended) == (due_at, True)
    assert str(made.what) == "Week 1 due 4/14 (목) 11:59:59"


def test_a_week_without_a_row_cannot_be_extended() -> None:
    with pytest.raises(ChangeError, match="The season has no week 9"):
        actions.extend_week(book(), book(), study_of(book()), 9, NOW)


def test_a_turn_is_swapped() -> None:
    cells = book()
    after = saved(cells, actions.swap_turn(cells, cells, study_of(cells), 2, "다온"))
    assert study_of(after).week_of[2].topic.writer == "다온"
    again = saved(after, actions.swap_turn(after, after, study_of(after), 2, None))
    assert study_of(again).week_of[2].topic.writer is None


def test_a_turn_is_not_swapped_to_one_who_has_left() -> None:
    cells = book(members=tab("members", "name | left_on", "가람", "나래 | 2022-04-13", "다온"))
    made = actions.swap_turn(cells, cells, study_of(cells), 2, "나래")
    (problem,) = check.find_new_problems(cells, made.edits)
    assert "나래 is not in the group in week 2." in str(problem.message)


def test_a_post_is_recorded_and_removed() -> None:
    cells = book()
    made = actions.record_post(cells, cells, study_of(cells), 2, "https://b.kr/1\n https://b.kr/2 ")
    after = saved(cells, made)
    assert study_of(after).week_of[2].topic.post == ("https://b.kr/1", "https://b.kr/2")
    assert str(made.what) == "The post of week 2 recorded"
    removed = actions.record_post(after, after, study_of(after), 2, "\n")
    assert study_of(saved(after, removed)).week_of[2].topic.post == ()
    assert str(removed.what) == "The post of week 2 removed"


def test_a_post_that_is_no_link_is_refused() -> None:
    with pytest.raises(ChangeError, match="link"):
        actions.record_post(book(), book(), study_of(book()), 2, "https://b.kr/1\nsoon")


@pytest.mark.parametrize(
    ("amount", "words"), [(3000, "가람 paid 3,000원 for"), (-500, "가람 was paid 500원 for")]
)
def test_a_payment_is_recorded(amount: int, words: str) -> None:
    payment = Payment(date(2022, 5, 2), "2022-04", "가람", amount, "cash")
    made = actions.record_payment(book(), study_of(book()), payment)
    assert study_of(saved(book(), made)).payments == (payment,)
    assert str(made.what).startswith(words)


def test_a_payment_of_nothing_is_none() -> None:
    with pytest.raises(ChangeError, match="A payment of 0 won is none"):
        actions.record_payment(book(), study_of(book()), Payment(date(2022, 5, 2), "2022-04", "가람", 0))


# ---- the history ----


def excused() -> Workbook:
    return saved(book(), actions.excuse_member(book(), study_of(book()), Excuse(1, "나래", "sick")))


def test_what_is_kept_of_a_change_says_when_what_from_and_to() -> None:
    cells = excused()
    header, row = rows(cells, "변경 기록")
    assert header == ("변경", "변경일시", "내용", "탭", "행", "이전", "이후", "되돌린 변경")
    what = Language("ko").say(history.read_history(cells)[0].what)
    assert row == (1, datetime(2022, 5, 11, 0, 30, 7), what, "면제", 2, None, '[1,"나래","sick"]')
    assert reader.read(cells)[1] == []


def test_headers_that_were_made_are_not_kept_and_stay() -> None:
    cells = undone(excused(), 1)
    assert rows(cells, "면제") == (("주차", "이름", "사유"), ())
    assert [len(kept.edits) for kept in history.read_history(cells)] == [1, 1]


def test_a_change_is_undone_and_that_undone_again() -> None:
    first = excused()
    second = undone(first, 1)
    third = undone(second, 2)
    assert study_of(second).excuses == ()
    assert study_of(third).excuses == study_of(first).excuses
    assert [(kept.number, kept.undoes, kept.in_force) for kept in history.read_history(third)] == [
        (3, 2, True),
        (2, 1, False),
        (1, None, True),
    ]
    assert study_of(undone(third, 1)).excuses == ()


def test_a_change_that_has_been_undone_cannot_be_undone_twice() -> None:
    with pytest.raises(ChangeError, match="has been undone already"):
        history.undo_change(undone(excused(), 1), 1)
    with pytest.raises(ChangeError, match="cannot be undone"):
        history.undo_change(book(), 1)


def test_a_change_whose_row_was_changed_since_is_not_undone() -> None:
    cells = excused()
    later = saved(cells, drafted(cells, Draft(EXCUSES, changed={2: {"reason": "very sick"}})))
    with pytest.raises(OvertakenError, match="Row 2 of the tab 면제") as raised:
        history.undo_change(later, 1)
    assert raised.value.clashes[0].now == (1, "나래", "very sick")
    assert study_of(undone(undone(later, 2), 1)).excuses == ()


def test_an_undoing_that_would_make_something_unreadable_is_refused() -> None:
    added = saved(book(), drafted(book(), Draft(MEMBERS, added=({"name": "라온"},))))
    used = saved(added, actions.excuse_member(added, study_of(added), Excuse(1, "라온")))
    with pytest.raises(UnreadableError, match="There is no member “라온”"):
        undone(used, 1)


def test_a_history_that_was_tampered_with_is_shown_and_not_undone() -> None:
    cells = excused()
    broken = Workbook(
        tuple(
            Tab(each.title, (*each.rows[:1], (*each.rows[1][:6], "{not json", None), ("x", "y")))
            if each.title == "변경 기록"
            else each
            for each in cells.tabs
        )
    )
    (kept,) = history.read_history(broken)
    assert kept.edits == ()
    with pytest.raises(ChangeError, match="cannot be undone"):
        history.undo_change(broken, 1)
    assert reader.read(broken)[1] == []


def test_texts_are_kept_to_the_letter_so_that_they_come_back_so() -> None:
    decomposed = "나래"
    cells = book(
        breaks=Tab("breaks", (("starts_on", "ends_on", "reason"), ("2022-04-07", "2022-04-08", decomposed)))
    )
    after = saved(cells, drafted(cells, Draft(BREAKS, changed={2: {"reason": "x"}})))
    assert of_study(undone(after, 1)) == of_study(cells)


def test_a_change_under_a_later_one_of_the_same_row_is_undone_after_that_one() -> None:
    start = book(excuses=tab("excuses", "week | member | reason", "1 | 가람 | x"))
    cells = saved(start, drafted(start, Draft(EXCUSES, changed={2: {"reason": "y"}})))
    cells = saved(cells, drafted(cells, Draft(EXCUSES, changed={2: {"reason": "z"}})))
    cells = saved(cells, drafted(cells, Draft(EXCUSES, changed={2: {"reason": "y"}})))
    with pytest.raises(ChangeError, match="Undo that one first"):
        history.undo_change(cells, 1)
    for number in (3, 2, 1):
        cells = undone(cells, number)
    assert of_study(cells) == of_study(start)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(2, 6), st.sampled_from(["a", "b", None])),
        st.tuples(st.just("undo"), st.integers(1, 8), st.none()),
    ),
    max_size=8,
)


@given(STEPS)
def test_whatever_is_done_undoing_all_that_is_in_force_from_the_newest_on_brings_back_the_beginning(
    steps: list[tuple[str, int, str | None]],
) -> None:
    start = book(excuses=tab("excuses", "week | member | reason", "1 | 가람 | x", "2 | 나래 | y"))
    cells = start
    for kind, number, reason in steps:
        try:
            if kind == "undo":
                cells = undone(cells, number)
            elif number <= len(rows(cells, "excuses")):
                cells = saved(cells, drafted(cells, Draft(EXCUSES, changed={number: {"reason": reason}})))
            else:
                cells = saved(cells, drafted(cells, Draft(EXCUSES, added=({"week": 3, "member": "다온"},))))
        except StudyboardError:
            continue
    for kept in history.read_history(cells):
        if kept.in_force and kept.undoes is None:
            cells = undone(cells, kept.number)
    assert of_study(cells) == of_study(start)


# ---- one save ----


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/season.db", first=book, create=True)


def test_a_save_writes_the_change_and_its_history_together(store: Store) -> None:
    save.save_change(
        store, lambda season: actions.excuse_member(season.cells, season.study, Excuse(1, "나래")), NOW
    )
    assert [each.title for each in store.fetch().tabs[-2:]] == ["면제", "변경 기록"]
    assert store.version() == "2"


def test_a_save_is_decided_anew_on_what_others_wrote_meanwhile(store: Store) -> None:
    seen = []

    def decide(season: season.Season) -> Change:
        seen.append(season.study.excuses)
        if len(seen) == 1:  # somebody else comes first
            save.save_change(
                store, lambda other: actions.excuse_member(other.cells, other.study, Excuse(2, "다온")), NOW
            )
        return actions.excuse_member(season.cells, season.study, Excuse(1, "나래"))

    save.save_change(store, decide, NOW)
    assert seen == [(), (Excuse(2, "다온"),)]
    assert study_of(store.fetch()).excuses == (Excuse(2, "다온"), Excuse(1, "나래"))
    assert [kept.number for kept in history.read_history(store.fetch())] == [2, 1]


def test_what_is_refused_leaves_the_store_as_it_was(store: Store) -> None:
    before = (store.version(), store.fetch())
    with pytest.raises(UnreadableError):
        save.save_change(
            store, lambda season: drafted(season.cells, Draft(MEMBERS, added=({"name": "가람"},))), NOW
        )
    assert (store.version(), store.fetch()) == before


# ---- addresses, which the desk shows masked ----


def emails(cells: Workbook) -> list[Cell]:
    return [row[1] if len(row) > 1 else None for row in rows(cells, "members")[1:]]


def addressed(**cells: Cell) -> Draft:
    return Draft(MEMBERS, changed={2: cells})


def test_the_grid_shows_every_address_masked_and_all_of_a_cell_that_should_be_one() -> None:
    cells = book(
        members=tab("members", "name | email | github", "가람 | garam@x.kr | me@y.kr", "나래 | narae.x.kr"),
        payments=tab(
            "payments", "paid_on | month | member | amount | note", "x | x | x | x | from garam@x.kr."
        ),
    )
    assert [row["email"] for row in editing.open_tab(cells, MEMBERS, "en").rows.values()] == [
        "g***@x.kr",
        "n***",
    ]
    assert editing.open_tab(cells, MEMBERS, "en").rows[2]["github"] == "m***@y.kr"
    assert editing.open_tab(cells, layouts.PAYMENTS, "en").rows[2]["note"] == "from g***@x.kr."


def test_a_cell_that_is_left_as_it_is_shown_keeps_its_address() -> None:
    made = drafted(book(), addressed(email="g***@x.kr", name="가람이"))
    assert made.edits == (Edit("members", 2, ("가람", "garam@x.kr"), ("가람이", "garam@x.kr")),)
    with pytest.raises(ChangeError, match="Nothing has changed"):
        drafted(book(), addressed(email="g***@x.kr"))


def test_another_address_replaces_it_also_one_that_is_shown_alike() -> None:
    cells = saved(book(), drafted(book(), addressed(email="gildong@x.kr")))
    assert emails(cells) == ["gildong@x.kr", "narae@x.kr", None]
    assert editing.open_tab(cells, MEMBERS, "en").rows == editing.open_tab(book(), MEMBERS, "en").rows


@pytest.mark.parametrize("typed", ["n***@x.kr", "g***@y.kr", "g***", "***@x.kr", "g***@x.kr, g***@x.kr.kr"])
def test_a_mask_that_is_not_that_of_the_cell_is_refused(typed: str) -> None:
    with pytest.raises(ChangeError, match=r"is a masked address\. Write the whole address"):
        drafted(book(), addressed(email=typed))
    with pytest.raises(ChangeError, match="is a masked address"):
        drafted(book(), Draft(MEMBERS, added=({"name": "라온", "email": typed},)))


def test_a_text_around_a_mask_changes_and_the_address_in_it_stays() -> None:
    cells = book(
        breaks=tab("breaks", "starts_on | ends_on | reason", "2022-05-01 | 2022-05-02 | ask ga@x.kr, b@y.kr")
    )
    made = drafted(cells, Draft(BREAKS, changed={2: {"reason": "b***@y.kr or g***@x.kr knows"}}))
    assert made.edits[0].after[2] == "b@y.kr or ga@x.kr knows"
    alike = book(
        breaks=tab("breaks", "starts_on | ends_on | reason", "2022-05-01 | 2022-05-02 | ga@x.kr, go@x.kr")
    )
    with pytest.raises(ChangeError, match="is a masked address"):
        drafted(alike, Draft(BREAKS, changed={2: {"reason": "only g***@x.kr"}}))


def test_a_mask_that_stands_in_the_workbook_itself_may_stay() -> None:
    cells = book(members=tab("members", "name | email", "가람 | g***@x.kr"))
    made = drafted(cells, addressed(email="g***@x.kr", name="가람이"))
    assert made.edits[0].after == ("가람이", "g***@x.kr")


def test_who_changed_an_address_to_one_that_is_shown_alike_is_noticed() -> None:
    now = saved(book(), drafted(book(), addressed(email="gildong@x.kr")))
    draft = addressed(name="가람이")
    [clash] = changes_draft.find_clashes(book(), now, draft)
    assert (clash.seen, clash.now) == (("가람", "garam@x.kr"), ("가람", "gildong@x.kr"))
    assert changes_draft.differing_columns(book(), now, draft, 2) == {"email"}
    insisted = changes_draft.make_change(now, now, changes_draft.insist(book(), now, draft), WHAT, "en")
    assert insisted.edits[0].after == ("가람이", "gildong@x.kr")
    mine = changes_draft.insist(book(), now, addressed(email="g***@x.kr"))
    assert changes_draft.list_edits(now, mine, "en")[0].after == ("가람", "garam@x.kr")


def test_a_row_that_others_deleted_comes_back_with_its_address() -> None:
    there = book(answers=None)
    without = saved(there, drafted(there, Draft(MEMBERS, deleted=frozenset({2}))))
    draft = changes_draft.insist(there, without, addressed(name="가람이", email="g***@x.kr"))
    assert changes_draft.list_edits(without, draft, "en")[0].after == ("가람이", "garam@x.kr")


def test_a_change_of_an_address_is_undone_to_the_letter_and_told_masked() -> None:
    made = drafted(book(), addressed(email="gildong@x.kr"))
    cells = saved(book(), made)
    assert editing.list_differences(cells, made.edits[0]) == (("email", "g***@x.kr", "g***@x.kr"),)
    assert emails(undone(cells, 1)) == emails(book())


def test_a_member_whose_name_is_an_address_is_chosen_by_the_mask() -> None:
    cells = book(members=tab("members", "name", "ham@x.kr", "나래"), answers=None)
    assert [each.name for each in study_of(cells).members] == ["h***@x.kr", "나래"]
    excused = saved(cells, actions.excuse_member(cells, study_of(cells), Excuse(2, "h***@x.kr")))
    assert study_of(excused).excuses == (Excuse(2, "h***@x.kr"),)
