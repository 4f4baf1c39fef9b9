"""The erasure of a member: nothing tells any more who it was, and everything still adds up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from studylib.access import rights
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from studylib.changes import erasure, history, places
from studylib.changes.check import apply_edits
from studylib.changes.close import close_month
from studylib.changes.draft import Change, Draft, make_change
from studylib.money import settlement
from studylib.money.balances import Balance, list_balances
from studylib.season import board
from studylib.source import save
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.errors import ChangeError, WorkbookError
from studylib.text.message import sentence
from studylib.workbook import answers, reader
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import EXCUSES, MEMBERS
from studylib.workbook.row_json import dump_row
from tests.changes.erasing import erased, group, rows, saved, study_of
from tests.changes.task_naming import with_tasks
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import tab

NOW = datetime(2022, 6, 11, 0, 30, tzinfo=SEOUL)
LINK = "https://garam.blog.kr/week-1?from=study"
ADDRESS = "garam.lee@x.kr"
WHO = "이가람"
UNNAMED = "탈퇴한 멤버 1"


def everything(cells: Workbook) -> str:
    return "\n".join(dump_row((each.title, *row)) for each in cells.tabs for row in each.rows)


def draft(cells: Workbook, wanted: Draft) -> Change:
    return make_change(
        cells, cells, wanted, sentence("{member} excused from week {week}", member=WHO, week=3), "ko"
    )


# ---- what goes, what stays ----


def test_nothing_in_the_workbook_reveals_the_erased_member() -> None:
    told = everything(erased(group())).casefold()
    personal = ("garam", "010-1234", "예비군", "입원", "가람 계좌", "제 블로그", "엄마", "other@y.kr")
    for trace in (ADDRESS, f'{LINK}"', *personal):
        assert trace.casefold() not in told.replace(f"{LINK}2", ""), trace
    assert WHO not in told.replace("이가람 b", "")


def test_what_is_judged_and_settled_stays_row_by_row() -> None:
    cells = erased(group())
    assert rows(cells, "members")[1] == (UNNAMED, None, "2", "2022-04-01", "2022-05-20")
    assert rows(cells, "breaks")[1] == ("2022-04-20", "2022-04-21", None, UNNAMED)
    assert rows(cells, "excuses")[1:] == (("2", UNNAMED), ("2", "이가람 B", "감기"))
    assert rows(cells, "payments")[1] == ("2022-05-02", "2022-04", UNNAMED, "3000")
    assert rows(cells, "settlements")[1][:2] == ("2022-04", UNNAMED)
    assert rows(cells, "weeks")[1] == ("1", "CNNs", UNNAMED, answers.ERASED)
    assert rows(cells, "Form Responses 1")[1] == ("2022-04-13 01:00:00", None, UNNAMED, "1", answers.ERASED)


def test_an_answer_that_does_not_count_is_emptied_so_that_it_never_will() -> None:
    assert rows(erased(group()), "Form Responses 1")[3] == ()


def test_the_second_one_erased_is_another_one() -> None:
    gone = group(members=tab("members", "name | left_on", f"{WHO} | 2022-05-20", "나래 | 2022-05-20"))
    twice = erased(erased(gone), "나래")
    assert [each.name for each in study_of(twice).members] == [UNNAMED, "탈퇴한 멤버 2"]


def test_who_is_in_a_closed_month_alone_can_be_erased() -> None:
    cells = erased(group(members=tab("members", "name", "나래")))
    assert WHO not in everything(cells).replace("이가람 B", "")
    assert {each.member for each in study_of(cells).settlements} == {UNNAMED, "나래"}


# ---- what is refused ----


def test_who_is_not_there_cannot_be_erased() -> None:
    with pytest.raises(ChangeError, match="There is no member “하나”"):
        erased(group(), "하나")


def test_who_is_still_judged_cannot_be_erased() -> None:
    with pytest.raises(ChangeError, match="나래 has not left yet"):
        erased(group(), "나래")


def test_an_erasure_is_refused_while_a_tab_with_answers_is_unreadable() -> None:
    broken = tab("Form Responses 1", "Timestamp | name | week", f"2022-04-12 01:00:00 | {WHO} | 1")
    with pytest.raises(ChangeError, match="The tab Form Responses 1 cannot be read"):
        erased(group(answers=broken))


# ---- the history ----


def with_a_past() -> Workbook:
    """Somebody was named and addressed otherwise before, was excused and no more, and others have a past as well."""
    answered = tab(
        "Form Responses 1",
        "Timestamp | name | week | link",
        f"2022-04-13 01:00:00 | 나래 | 1 | {LINK}2",
        f"2022-04-13 01:00:00 | {WHO} | 1 | {LINK}",
    )
    cells = group(members=None, answers=answered)
    before = tab(
        "members",
        "name | email | left_on",
        "가라미 | first@old.kr | 2022-05-20",
        "나래 | narae@x.kr",
        "이가람 B | b@x.kr",
    )
    cells = Workbook((before, *cells.tabs))
    cells = saved(cells, draft(cells, Draft(MEMBERS, changed={2: {"name": WHO, "email": ADDRESS}})))
    cells = saved(cells, draft(cells, Draft(EXCUSES, added=({"week": 3, "member": WHO, "reason": "비밀"},))))
    cells = saved(cells, draft(cells, Draft(EXCUSES, deleted=frozenset({4}))))
    what = sentence("Tab {tab} edited", tab="excuses")
    made = make_change(cells, cells, Draft(EXCUSES, changed={3: {"reason": "독감"}}), what, "ko")
    return saved(cells, made)


def test_the_history_no_longer_reveals_the_erased_member() -> None:
    before = everything(with_a_past())
    assert "가라미" in before
    assert "first@old.kr" in before
    told = everything(erased(with_a_past()))
    for trace in ("가라미", "first@old.kr", ADDRESS, "비밀"):
        assert trace not in told, trace
    assert WHO not in told.replace("이가람 B", "")


def test_neither_the_erasure_nor_what_was_done_to_them_can_be_undone_and_all_else_can() -> None:
    cells = erased(with_a_past())
    kept = history.read_history(cells)
    undoable = {each.number: bool(each.edits) for each in kept}
    assert undoable == {5: False, 4: True, 3: False, 2: False, 1: False}
    assert kept[0].what == f"{UNNAMED} 정보 지움"
    for number in (5, 3, 2, 1):
        with pytest.raises(ChangeError, match="cannot be undone"):
            history.undo_change(cells, number)
    undone = saved(cells, history.undo_change(cells, 4))
    assert rows(undone, "excuses")[2] == ("2", "이가람 B", "감기")


# ---- everything still adds up ----


def judged(cells: Workbook, now: datetime, name: str) -> tuple[pd.DataFrame, object]:
    study = study_of(cells)
    rows = board.judge(study, now)

    def renamed(member: str) -> str:
        return "×" if member == name else member

    months = settlement.settle(study, rows, now)
    told = [
        (
            replace(month, participants=()),
            [
                (renamed(each.member), each.fine, each.share, each.net, each.last_place)
                for each in month.participants
            ],
        )
        for month in months
    ]
    shown = rows.assign(member=[renamed(each) for each in rows["member"].astype("str")]).drop(columns="link")
    return shown, [(month.month, month.pot, month.carried_out, people) for month, people in told]


@given(st.data())
def test_the_board_and_the_settlements_are_the_same_but_for_the_name(data: st.DataObject) -> None:
    season: Season = data.draw(seasons.seasons())
    if not season.members:
        return
    who = data.draw(st.sampled_from(season.members))
    gone = replace(who, left_on=who.left_on or date(2099, 1, 1))
    members = tuple(gone if each is who else each for each in season.members)
    cells = seasons.season_book(Season(**{**vars(season), "members": members}))
    now = data.draw(seasons.moments(season)).astimezone(UTC)
    study = study_of(cells)
    chain = settlement.settle(study, board.judge(study, now), now)
    closed = next((each for each in chain if each.final and each.participants), None)
    if closed and not reader.read(cells)[1]:
        change = close_month(cells, study, (), closed.month, now)
        cells = apply_edits(cells, change.edits)
    before, settled = judged(cells, now, who.name)
    after, resettled = judged(erased(cells, who.name), now, UNNAMED)
    pd.testing.assert_frame_equal(before, after, check_categorical=False)
    assert settled == resettled


# ---- where it is written ----


def stored(path: Path, cells: Workbook) -> Store:
    opened = open_store(f"sqlite:///{path}", create=True)
    opened.replace(cells)
    return opened


def bytes_of(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


def test_no_byte_of_the_database_reveals_the_erased_member(tmp_path: Path) -> None:
    opened = stored(tmp_path / "s.db", with_a_past())
    opened.append("extra", ("메모",), [("x" * 3000,) for _ in range(50)])
    assert ADDRESS.encode() in bytes_of(tmp_path)
    save.save_change(opened, lambda now: erasure.erase_member(now.cells, now.study, WHO), NOW)
    told = bytes_of(tmp_path)
    for trace in (ADDRESS, "가라미", "first@old.kr", "비밀", "예비군", f'{LINK}"'):
        assert trace.encode() not in told, trace
    assert WHO.encode() not in told.replace("이가람 B".encode(), b"")
    assert UNNAMED.encode() in told


def test_an_erasure_warns_of_traces_if_the_file_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import text

    from studylib.stores.database import sqlite
    from studylib.stores.database.database import Database

    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    opened = stored(tmp_path / "s.db", group())
    assert isinstance(opened, Database)
    with opened._reading.connect() as reading:
        reading.execute(text("SELECT * FROM row")).fetchone()
        with pytest.raises(WorkbookError, match="may keep traces"):
            save.save_change(opened, lambda now: erasure.erase_member(now.cells, now.study, WHO), NOW)
    assert ADDRESS not in everything(opened.fetch())
    opened.forget()
    assert ADDRESS.encode() not in bytes_of(tmp_path)


def _list_places(cells: Workbook) -> tuple[places.Place, ...]:
    change = erasure.erase_member(cells, study_of(cells), WHO)
    return places.list_places(cells, change.edits, lambda _: None)


def test_where_it_cannot_be_written_each_cell_is_named() -> None:
    cells = group()
    found = [each[:4] for each in _list_places(cells)]
    assert ("members", 2, "name", UNNAMED) in found
    assert ("members", 2, "phone", "") in found
    assert ("Form Responses 1", 2, "link", answers.ERASED) in found
    assert ("payments", 3, "note", f"{UNNAMED} 대신, ***로 문의") in found
    assert ("Form Responses 1", 4, "link", "") in found


@pytest.mark.parametrize(
    ("at", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_a_column_without_a_header_is_named_as_a_sheet_does(at: int, letters: str) -> None:
    cells = group(
        members=tab("members", ("name", "left_on"), (WHO, "2022-05-20", *[None] * (at - 2), "x")[: at + 1])
    )
    if at >= 2:
        found = [each[:4] for each in _list_places(cells)]
        assert ("members", 2, letters, "") in found


def test_who_was_erased_is_a_stranger_from_then_on() -> None:
    caller = Visitor(signed_in=True, address=ADDRESS, verified=True)
    door = Origin(sign_in=True, local=False)
    assert rights.judge_rights(study_of(group()), caller, door, NOW).standing is Role.MEMBER
    assert rights.judge_rights(study_of(erased(group())), caller, door, NOW).standing is Role.STRANGER


def test_tasks_deposits_passes_and_meetings_come_to_the_same_without_the_name() -> None:
    cells = group(
        settings=tab(
            "settings",
            "key | value",
            "starts_on | 2022-04-06",
            "timezone | Asia/Seoul",
            "fines_from | deposit",
            "passes | 2",
        ),
        tasks=tab("tasks", "task | kind", "읽기 | 제출", "풀이 | 제출", "모임 | 출석"),
        payments=tab(
            "payments",
            "paid_on | month | member | amount | account | note",
            f"2022-04-02 | | {WHO} | 30000 | 예치금 | 가람 계좌",
            f"2022-05-02 | 2022-04 | {WHO} | 500 | |",
        ),
        passes=tab(
            "passes",
            "asked_at | week | member | task | reason",
            f"2022-04-05 10:00 | 2 | {WHO} | 풀이 | 시험이 있어요",
        ),
        attendance=tab(
            "attendance",
            "week | task | member | status | arrived_at | note",
            f"1 | 모임 | {WHO} | | 2022-04-13 01:00 | 차가 막혀서",
            f"2 | 모임 | {WHO} | 결석 | | 늦잠",
        ),
        excuses=tab("excuses", "week | member | reason | task", f"2 | {WHO} | 예비군 | 읽기"),
        answers=tab(
            "Form Responses 1",
            "Timestamp | name | week | task | link",
            f"2022-04-13 01:00:00 | {WHO} | 1 | 풀이 | {LINK}",
        ),
    )
    assert [each for each in reader.read(cells)[1] if not each.is_notice] == []
    after = erased(cells)
    found = " ".join(str(cell) for each in after.tabs for row in each.rows for cell in row)
    for told in (WHO + " ", "시험이", "차가", "늦잠", "예비군", "가람 계좌", LINK):
        assert told not in found.replace("이가람 B", "")
    now = datetime(2022, 6, 1, tzinfo=SEOUL)
    before, same = judged(cells, now, WHO), judged(after, now, UNNAMED)
    assert_frame_equal(before[0], same[0])
    assert before[1] == same[1]
    balances = {each.member: each.amount for each in list_balances_of(after, now)}
    assert balances[UNNAMED] == {each.member: each.amount for each in list_balances_of(cells, now)}[WHO]


def list_balances_of(cells: Workbook, now: datetime) -> tuple[Balance, ...]:
    study = study_of(cells)
    return list_balances(study, settlement.settle(study, board.judge(study, now), now), now)


def test_an_erased_members_tasks_meetings_passes_and_counted_links_stay_judged() -> None:
    cells = with_tasks()
    after = erased(cells, "가람")
    assert [row[4] for row in rows(after, "tasks")[1:] if len(row) > 4] == [
        f"{UNNAMED}, 나래",
        f"나래;{UNNAMED}",
        "가람이",
    ]
    assert rows(after, "tasks")[1][0] == rows(after, "Form Responses 1")[1][3] == "가람", "the name of a task"
    assert rows(after, "attendance")[1:3] == (
        ("1", UNNAMED, None, "2026-03-07 19:30:00"),
        ("2", UNNAMED, "결석"),
    )
    assert rows(after, "passes")[1] == ("2026-03-02 09:00:00", "1", UNNAMED, "발표")
    assert rows(after, "excuses")[1] == ("2", UNNAMED, "발표")
    links = [row[4] for row in rows(after, "Form Responses 1")[1:]]
    assert links == [
        f"{answers.ERASED}1\n{answers.ERASED}2",
        f"{answers.ERASED}1",
        f"{answers.ERASED}3",
        f"{answers.ERASED}4",
    ]
    assert not [word for word in ("입원", "눈길", "휴가", "garam.kr") if word in everything(after)]
    columns = ["week", "task", "status", "counted", "fine"]
    old, new = (board.judge(study_of(each), datetime(2026, 6, 1, tzinfo=SEOUL)) for each in (cells, after))
    assert old[columns].astype(str).equals(new[columns].astype(str))
