from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.season import weeks
from studylib.season.study import Study
from studylib.workbook import entries, reader
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.entries import NewRows
from tests.examples import many
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import NEW_YORK, tab

AT = datetime(2022, 4, 19, 23, 59, 59, 999_000, tzinfo=SEOUL)
NEW = Answer("가람", 2, AT, "https://n.kr/9", "늦지 않게")


def handed_in(book: Workbook, answer: Answer) -> tuple[NewRows, Study]:
    """What is appended for the answer, and the study as it is read after that."""
    entry = entries.make_answer_rows(book, reader.read(book)[0], answer)
    tabs = {each.title: each for each in book.tabs}
    there = tabs.get(entry.title, Tab(entry.title, (entry.header,)))
    tabs[entry.title] = Tab(entry.title, (*there.rows, *entry.rows))
    study, problems = reader.read(Workbook(tuple(tabs.values())))
    assert problems == []
    return entry, study


def last(study: Study) -> Answer:
    """The answer that came last."""
    row = study.submissions.iloc[-1]
    return Answer(row["member"], int(row["week"]), row["submitted_at"], row["link"], row["note"])


def test_a_new_answer_goes_under_the_headers_of_the_answers_tab_whatever_their_order() -> None:
    mixed = tab("설문지 응답 시트1", "점수 | 링크 | 이름 | 타임스탬프 | 메모 | 주차")
    entry, study = handed_in(seasons.book(answers=mixed), NEW)
    assert (entry.title, entry.header) == ("설문지 응답 시트1", mixed.rows[0])
    assert entry.rows[0] == (None, "https://n.kr/9", "가람", AT.replace(tzinfo=None), "늦지 않게", 2)
    assert last(study) == NEW


def test_a_new_answer_goes_to_the_last_answers_tab() -> None:
    more = tab("Form Responses 2", "Timestamp | name | week | link | note")
    entry, study = handed_in(seasons.book(more=more), NEW)
    assert entry.title == "Form Responses 2"
    assert last(study) == NEW


def test_a_tab_without_its_columns_takes_no_answer() -> None:
    broken = tab("Form Responses 2", "Timestamp | name | week")
    book = seasons.book(broken=broken)
    assert entries.make_answer_rows(book, reader.read(book)[0], NEW).title == "Form Responses 1"


def test_without_an_answers_tab_a_new_one_is_made() -> None:
    entry, study = handed_in(seasons.book(answers=None), NEW)
    assert (entry.title, entry.header) == (
        "설문지 응답 시트1",
        ("타임스탬프", "이름", "주차", "링크", "메모"),
    )
    assert last(study) == NEW


def test_if_the_form_collects_addresses_the_member_s_own_is_written() -> None:
    collecting = tab("Form Responses 1", "Timestamp | Email Address | name | week | link | note")
    entry, study = handed_in(seasons.book(answers=collecting), NEW)
    assert entry.rows[0][1] == "garam@x.kr"
    assert last(study) == NEW
    entry, study = handed_in(seasons.book(answers=collecting), replace(NEW, member="다온"))
    assert entry.rows[0][1] is None
    assert last(study).member == "다온"


def test_an_answer_to_a_tab_without_a_note_column_loses_its_note_alone() -> None:
    _, study = handed_in(seasons.book(), NEW)
    assert last(study) == replace(NEW, note="")


def test_several_links_are_read_back_one_a_line() -> None:
    several = replace(NEW, link="https://n.kr/1\nhttps://n.kr/3")
    assert last(handed_in(seasons.book(), several)[1]).link == several.link


def test_a_moment_is_written_local_to_the_study() -> None:
    elsewhere = replace(NEW, submitted_at=AT.astimezone(NEW_YORK))
    entry, study = handed_in(seasons.book(), elsewhere)
    assert entry.rows[0][0] == AT.replace(tzinfo=None)
    assert last(study).submitted_at == AT


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize("microsecond", [0, 123_000])
def test_an_answer_in_a_repeated_hour_keeps_its_instant(fold: int, microsecond: int) -> None:
    at = datetime(2022, 11, 6, 1, 30, 0, microsecond, tzinfo=NEW_YORK, fold=fold)
    start = tab("settings", "key | value", "starts_on | 2022-11-02", "timezone | America/New_York")
    _, study = handed_in(seasons.book(settings=start, answers=None), replace(NEW, submitted_at=at))
    assert weeks.to_milliseconds(last(study).submitted_at) == weeks.to_milliseconds(at)


@settings(max_examples=many(60))
@given(
    st.sampled_from(["America/New_York", "Europe/Paris", "Asia/Seoul", "Africa/Cairo"]),
    st.integers(0, 3 * 365 * 86_400_000),
)
def test_reading_back_gives_the_same_instant_in_every_zone(zone: str, after: int) -> None:
    at = datetime(2022, 1, 1, tzinfo=SEOUL) + timedelta(milliseconds=after)
    start = tab("settings", "key | value", "starts_on | 2022-01-01", f"timezone | {zone}")
    book = seasons.book(settings=start, answers=None)
    answer = replace(NEW, submitted_at=at.astimezone(ZoneInfo("UTC")))
    assert weeks.to_milliseconds(last(handed_in(book, answer)[1]).submitted_at) == weeks.to_milliseconds(at)


def test_a_new_answer_goes_under_headers_of_other_names_below_a_title() -> None:
    rows = ("우리 스터디", "제출시간 | 성명 | 회차 | 블로그 주소 | 비고")
    workbook = seasons.book(answers=tab("제출", *rows))
    entry, study = handed_in(workbook, NEW)
    assert (entry.title, entry.header) == ("제출", ("우리 스터디",))
    assert entry.rows[0][1:3] == (NEW.member, NEW.week)
    assert list(study.submissions["link"]) == [NEW.link]


# ---- answers for tasks ----

TASKS = tab("tasks", "task | kind | from_week", "Notes", "Problems | link | 2", "Meeting | attendance")
FORM = tab("설문지 응답 시트1", "타임스탬프 | 이름 | 주차 | 링크")


def hand_in(
    task: str | None, week: int, *, beside_form: bool = False, **tabs: Tab
) -> tuple[NewRows, list[tuple[int, str]]]:
    book = seasons.book(**{"tasks": TASKS, "answers": FORM, **tabs})
    study, _ = reader.read(book)
    answer = Answer("가람", week, AT, "https://n.kr/9", "", task)
    entry = entries.make_answer_rows(book, study, answer, beside_form=beside_form)
    there = {each.title: each for each in book.tabs}
    rows = there[entry.title].rows if entry.title in there else (entry.header,)
    there[entry.title] = Tab(entry.title, (*rows, *entry.rows))
    found = reader.read(Workbook(tuple(there.values())))[0].submissions
    return entry, list(zip(found["week"], found["task"], strict=True))


def test_an_answer_for_a_week_of_one_task_goes_to_the_tab_that_is_there() -> None:
    entry, found = hand_in("Notes", 1)
    assert (entry.title, found) == ("설문지 응답 시트1", [(1, "Notes")])


def test_an_answer_for_a_week_of_two_tasks_names_its_task() -> None:
    named = tab("설문지 응답 시트1", "타임스탬프 | 이름 | 주차 | 과제 | 링크")
    entry, found = hand_in("Problems", 2, answers=named)
    assert (entry.title, found) == ("설문지 응답 시트1", [(2, "Problems")])
    assert entry.rows[0][3] == "Problems"


@pytest.mark.parametrize("beside_form", [False, True])
def test_without_a_column_for_the_task_it_goes_to_a_tab_of_its_own(beside_form: bool) -> None:
    entry, found = hand_in("Problems", 2, beside_form=beside_form)
    assert (entry.title, entry.header[-1]) == ("제출", "과제")
    assert found == [(2, "Problems")]


def test_a_tab_of_its_own_takes_no_title_that_is_there() -> None:
    entry, _ = hand_in("Problems", 2, other=tab("제출", "메모"), more=tab("제출 2", "메모"))
    assert entry.title == "제출 3"


def test_without_two_tasks_in_a_week_a_new_tab_has_no_column_for_them() -> None:
    one = tab("tasks", "task | kind", "Notes | link", "Meeting | attendance")
    entry, found = hand_in("Notes", 1, tasks=one, answers=tab("members2", "x"))
    assert (entry.title, entry.header) == (entries.TITLE, entries.HEADER)
    assert found == [(1, "Notes")]
