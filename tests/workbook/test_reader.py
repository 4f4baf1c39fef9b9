import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.season import board, fines
from studylib.season.study import DEFAULT_TIERS, Break, ClosedShare, Excuse, Payment, Study, Tier, Topic
from studylib.workbook import layouts, reader, values
from studylib.workbook.cells import Row, Tab, Workbook
from tests.examples import many
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import WELL, book, tab
from tests.workbook.reading import (
    COUNTED,
    EMPTY_CELL,
    THERE,
    Told,
    list_handed_in,
    make_answers,
    read,
    show_problem,
)

NO_LINK = "is not a link. Write one that begins with https://, without spaces."


# ---- a workbook in which all is well ----


def test_a_faultless_workbook_has_no_problems() -> None:
    study, problems = read(book())
    assert problems == []
    assert [member.name for member in study.members] == ["가람", "나래", "다온"]
    assert [(week.number, week.topic.title) for week in study.weeks] == [
        (1, "CNNs"),
        (2, "RNNs"),
        (3, "MLOps"),
    ]
    assert list_handed_in(study) == [("가람", 1, "https://n.kr/1"), ("나래", 1, "https://n.kr/2")]
    assert study.tiers == DEFAULT_TIERS


KOREAN = {
    "settings": tab("설정", "키 | 값", "스터디 | 시험", "시작일 | 2022. 4. 6", "시간대 | Asia/Seoul"),
    "members": tab("멤버", "이름 | 이메일", "가람 | garam@x.kr", "나래 | narae@x.kr", "다온"),
    "weeks": tab("주차", "주차 | 제목", "1주차 | CNNs", "2주차 | RNNs", "3주차 | MLOps"),
    "answers": tab(
        "설문지 응답 시트1",
        "타임스탬프 | 이름 | 주차 | 링크",
        "2022. 4. 10 오후 12:00:00 | 가람 | 1주차 | https://n.kr/1",
        (44664, "나래", 1.0, "https://n.kr/2"),
    ),
}


def equal(one: Study, other: Study) -> bool:
    """Whether two studies hold the same, their submissions included."""
    ones, others = ({**vars(each), "submissions": None, "week_of": None} for each in (one, other))
    return ones == others and one.submissions.equals(other.submissions)


def test_both_languages_say_the_same() -> None:
    study, problems = read(Workbook(tuple(KOREAN.values())))
    assert problems == []
    assert equal(study, read(book())[0])


def test_tabs_columns_and_rows_may_come_in_any_order_among_others() -> None:
    order = random.Random(7)

    def shuffled(each: Tab) -> Tab:
        width = len(each.rows[0]) + 1
        columns = list(range(width))
        order.shuffle(columns)
        rows = [[*row, *[None] * (width - len(row))] for row in each.rows]
        rows[0][-1] = "우리끼리"
        return tab(each.title, *([row[at] for at in columns] for row in rows))

    tabs = [shuffled(each) for each in WELL.values()] + [tab("Sheet1", "합계 | =SUM(A1)"), tab("피벗")]
    order.shuffle(tabs)
    study, problems = read(Workbook(tuple(tabs)))
    assert problems == []
    assert equal(study, read(book())[0])


def test_titles_and_headers_may_be_decomposed_in_capitals_and_spaced_out() -> None:
    def varied(text: object) -> str:
        return f" {unicodedata.normalize('NFD', str(text)).upper()}  "

    tabs = [
        Tab(varied(each.title), (tuple(map(varied, each.rows[0])), *each.rows[1:]))
        for each in KOREAN.values()
    ]
    study, problems = read(Workbook(tuple(tabs)))
    assert problems == []
    assert equal(study, read(book())[0])


def test_blank_rows_and_ragged_rows_are_no_problem() -> None:
    def spaced(each: Tab) -> Tab:
        rows: list[Row] = [(), (None, "")]
        for row in each.rows:
            rows += [row, (), (None, "  ", ""), (*row, None)] if row is each.rows[0] else [row, (None,)]
        return Tab(each.title, tuple(rows[:4] + rows[6:]))

    study, problems = read(Workbook(tuple(map(spaced, WELL.values()))))
    assert equal(study, read(book())[0])
    assert {message for *_, message in problems} <= {EMPTY_CELL}
    assert problems == []


def test_the_rest_of_a_season_is_read() -> None:
    study, problems = read(
        book(
            weeks=tab(
                "weeks",
                "week | title | lecture | lab | reading | writer | post | due_at",
                (
                    "1",
                    "CNNs",
                    "https://n.kr/a\nhttps://n.kr/b",
                    "Lab 1",
                    None,
                    "나래",
                    "https://n.kr/p",
                    None,
                ),
                ("2", None, None, None, None, None, None, "2022-04-22 18:00"),
            ),
            breaks=tab(
                "breaks",
                "starts_on | ends_on | reason | member",
                "2022-04-20 | 2022-04-26 | 시험",
                "2022-04-08 | 2022-04-08 | 여행 | 다온",
            ),
            tiers=tab(
                "tiers", "status | hours | amount", "결석 | | 9,000원", "이틀 | 48 | 5000", "지각 | 24 | 1000"
            ),
            excuses=tab("excuses", "week | member | reason", "2주차 | 가람 | 출장"),
            payments=tab(
                "payments",
                "paid_on | month | member | amount | note",
                "2022-05-01 | 2022-04 | 가람 | 3,000원 | 현금",
                "2022-05-02 | 2022년 4월 | 나래 | -3000",
            ),
            settlements=tab(
                "settlements",
                "month | member | fine | share | carried_out | closed_at",
                "2022-04 | 가람 | 3,000원 | 0 | 1 | 2022-05-01 09:00",
                "2022년 4월 | 다온 | 0 | 2999 | 1 | 2022-05-01 09:00",
            ),
        )
    )
    assert problems == []
    assert study.weeks[0].topic == Topic(
        title="CNNs",
        lecture=("https://n.kr/a", "https://n.kr/b"),
        lab=("Lab 1",),
        post=("https://n.kr/p",),
        writer="나래",
    )
    assert (study.weeks[1].due_at, study.weeks[1].extended) == (datetime(2022, 4, 22, 18, tzinfo=SEOUL), True)
    assert study.breaks == (
        Break(date(2022, 4, 20), date(2022, 4, 26), "시험"),
        Break(date(2022, 4, 8), date(2022, 4, 8), "여행", "다온"),
    )
    assert study.tiers == (Tier("late", 24, 1_000), Tier("이틀", 48, 5_000), Tier("absent", None, 9_000))
    assert study.excuses == (Excuse(2, "가람", "출장"),)
    assert study.payments == (
        Payment(date(2022, 5, 1), "2022-04", "가람", 3_000, "현금"),
        Payment(date(2022, 5, 2), "2022-04", "나래", -3_000),
    )
    closed_at = datetime(2022, 5, 1, 9, tzinfo=SEOUL)
    assert study.settlements == (
        ClosedShare("2022-04", "가람", 3_000, 0, 1, closed_at),
        ClosedShare("2022-04", "다온", 0, 2_999, 1, closed_at),
    )


# ---- bad input ----


def members(study: Study) -> object:
    return [member.name for member in study.members]


def week_numbers(study: Study) -> object:
    return [week.number for week in study.weeks]


ALL_MEMBERS, ALL_WEEKS = ["가람", "나래", "다온"], [1, 2, 3]
ANSWER_PROBLEMS = {
    "no time": (" | 나래 | 1 | https://n.kr/2", "Timestamp", EMPTY_CELL),
    "no member": ("2022-04-11 | | 1 | https://n.kr/2", "name", EMPTY_CELL),
    "no week": ("2022-04-11 | 나래 | | https://n.kr/2", "week", EMPTY_CELL),
    "no link": ("2022-04-11 | 나래 | 1", "link", EMPTY_CELL),
    "a text for a time": (
        "어제 | 나래 | 1 | https://n.kr/2",
        "Timestamp",
        "“어제” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.",
    ),
    "a time in 1900": (
        (1.5, "나래", 1, "https://n.kr/2"),
        "Timestamp",
        "1899-12-31 is outside 2000 to 2099. Write the date as 2022-04-06.",
    ),
    "NaN for a time": (
        (float("nan"), "나래", 1, "https://n.kr/2"),
        "Timestamp",
        "“nan” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.",
    ),
    "an ambiguous date": (
        "4/5/2022 12:00:00 | 나래 | 1 | https://n.kr/2",
        "Timestamp",
        "“4/5/2022 12:00:00” may be day/month or month/day. Write it as 2022-04-06 23:59:59.",
    ),
    "a stranger": (
        "2022-04-11 | 마루 | 1 | https://n.kr/2",
        "name",
        "There is no member “마루”. Write a name from the members tab.",
    ),
    "two weeks": (
        "2022-04-11 | 나래 | 3주차, 4주차 | https://n.kr/2",
        "week",
        "“3주차, 4주차” names no week. Write one, as 3 or 3주차.",
    ),
    "NaN for a week": (
        ("2022-04-11", "나래", float("nan"), "https://n.kr/2"),
        "week",
        "“nan” names no week. Write one, as 3 or 3주차.",
    ),
    "a week of no season": (
        "2022-04-11 | 나래 | 4 | https://n.kr/2",
        "week",
        "The season has no week 4. Write one of the weeks tab.",
    ),
    "javascript": ("2022-04-11 | 나래 | 1 | javascript:alert(1)", "link", f"“javascript:alert(1)” {NO_LINK}"),
    "data": ("2022-04-11 | 나래 | 1 | data:text/html,x", "link", f"“data:text/html,x” {NO_LINK}"),
    "a link with a mistyped scheme": ("2022-04-11 | 나래 | 1 | ttps://n.kr/2", "link", f"“ttps://n.kr/2” {NO_LINK}"),
    "10,000 characters for a link": (
        ("2022-04-11", "나래", 1, "x" * 10_000),
        "link",
        f"“{'x' * 79}…” {NO_LINK}",
    ),
    "10,000 characters for a name": (
        ("2022-04-11", "나" * 10_000, 1, "https://n.kr/2"),
        "name",
        f"There is no member “{'나' * 79}…”. Write a name from the members tab.",
    ),
    "Markdown and HTML for a name": (
        ("2022-04-11", "**나래**<b>{x}</b>", 1, "https://n.kr/2"),
        "name",
        "There is no member “**나래**<b>{x}</b>”. Write a name from the members tab.",
    ),
    "a truth for a week": (("2022-04-11", "나래", True, "https://n.kr/2"), "week", "“TRUE” names no week. "
                           "Write one, as 3 or 3주차."),
}  # fmt: skip


@pytest.mark.parametrize(("row", "column", "message"), ANSWER_PROBLEMS.values(), ids=ANSWER_PROBLEMS.keys())
def test_an_answer_that_cannot_be_read_is_a_problem_and_the_others_count(
    row: str | Sequence[object], column: str, message: str
) -> None:
    later = "2022-04-12 12:00 | 다온 | 2 | https://n.kr/3"
    study, problems = reader.read(book(answers=make_answers(THERE, "", row, later)))
    assert [show_problem(problem) for problem in problems] == [("Form Responses 1", 4, column, message)]
    assert [problem.of_answer for problem in problems] == [True]
    assert list_handed_in(study) == [*COUNTED, ("다온", 2, "https://n.kr/3")]


def test_every_fault_of_an_answer_is_reported() -> None:
    _, problems = read(book(answers=make_answers("어제 | 마루 | 셋 | 제 블로그")))
    assert {row for _, row, *_ in problems} == {2}
    assert sorted(str(column) for _, _, column, _ in problems) == ["Timestamp", "link", "name", "week"]


def test_a_fixed_answer_counts_from_its_original_time() -> None:
    for week in ("첫째 주", "1"):
        study, problems = reader.read(
            book(answers=make_answers(f"2022-04-10 12:00 | 가람 | {week} | https://n.kr/1"))
        )
        assert bool(problems) is (week != "1")
    assert study.submissions["submitted_at"].tolist() == [datetime(2022, 4, 10, 12, tzinfo=SEOUL)]


BAD: dict[str, tuple[dict[str, Tab | None], list[Told], Callable[[Study], object], object]] = {
    "no settings tab": (
        {"settings": None},
        [
            (
                "settings / 설정",
                None,
                None,
                "There is no tab settings / 설정. Add it, with the headers key / 키, value / 값 in row 1.",
            )
        ],
        members,
        ALL_MEMBERS,
    ),
    "no members tab": (
        {"members": None, "answers": None},
        [
            (
                "members / 멤버",
                None,
                None,
                "There is no tab members / 멤버. Add it, with the headers name / 이름 in row 1.",
            )
        ],
        week_numbers,
        ALL_WEEKS,
    ),
    "no weeks tab": (
        {"weeks": None},
        [
            (
                "weeks / 주차",
                None,
                None,
                "There is no tab weeks / 주차. Add it, with the headers week / 주차 in row 1.",
            )
        ],
        list_handed_in,
        [("가람", 1, "https://n.kr/1"), ("나래", 1, "https://n.kr/2")],
    ),
    "a tab without its columns": (
        {"answers": tab("Form Responses 1", "Timestamp | name | week", "2022-04-10 | 가람 | 1")},
        [("Form Responses 1", 1, None, "There is no column link / 링크. Write that header in this row.")],
        lambda study: (members(study), week_numbers(study), list_handed_in(study)),
        (ALL_MEMBERS, ALL_WEEKS, []),
    ),
    "a doubled column": (
        {"weeks": tab("weeks", "week | title | week", "1 | CNNs | 7", " | RNNs | 2", "3 | | 3", "1")},
        [
            (
                "weeks",
                2,
                "week",
                "Two columns of this name say different things here: “1” and “7”. Empty the wrong cell.",
            )
        ],
        week_numbers,
        ALL_WEEKS,
    ),
    "two tabs of one kind": (
        {"more": tab("주차", "주차", "4")},
        [
            (
                "주차",
                None,
                None,
                "There are two tabs of this kind. Studyboard reads only weeks. Merge them into one.",
            )
        ],
        week_numbers,
        ALL_WEEKS,
    ),
    "an unknown time zone": (
        {
            "settings": tab(
                "settings", "key | value", "name | 시험", "starts_on | 2022-04-06", "timezone | Mars/Base"
            )
        },
        [
            (
                "settings",
                4,
                "value",
                "There is no time zone “Mars/Base”. Write an IANA name, such as Asia/Seoul.",
            )
        ],
        lambda study: (study.name, members(study), len(study.submissions), week_numbers(study)),
        ("시험", ALL_MEMBERS, 2, []),
    ),
    "no start": (
        {"settings": tab("settings", "key | value", "name | 시험")},
        [("settings", None, None, "The setting starts_on / 시작일 is missing. Add a row for it.")],
        lambda study: (study.name, members(study), len(study.submissions), week_numbers(study)),
        ("시험", ALL_MEMBERS, 2, []),
    ),
    "a blank start": (
        {"settings": tab("settings", "key | value", "starts_on | ", "name | 시험")},
        [("settings", 2, "value", EMPTY_CELL)],
        lambda study: (study.name, week_numbers(study)),
        ("시험", []),
    ),
    "a start in 1900": (
        {"settings": tab("settings", "key | value", ("시작일", date(1900, 1, 1)), "name | 시험")},
        [("settings", 2, "value", "1900-01-01 is outside 2000 to 2099. Write the date as 2022-04-06.")],
        lambda study: (study.name, week_numbers(study)),
        ("시험", []),
    ),
    "a negative amount": (
        {"tiers": tab("tiers", "status | hours | amount", "late | 12 | -3000", "absent | | 4000")},
        [("tiers", 2, "amount", "The amount -3000 is negative. Write 0 or more won.")],
        lambda study: study.tiers,
        (Tier("late", 12, 0), Tier("absent", None, 4_000)),
    ),
    "NaN for an amount": (
        {
            "tiers": tab(
                "tiers", "status | hours | amount", ("late", 12, float("nan")), ("absent", None, 4_000)
            )
        },
        [("tiers", 2, "amount", "“nan” is not a number. Write digits only, such as 3.")],
        lambda study: study.tiers,
        (Tier("late", 12, 0), Tier("absent", None, 4_000)),
    ),
    "hours that cannot be read": (
        {"tiers": tab("tiers", "status | hours | amount", "late | 내일 | 3000", "absent | | 4000")},
        [("tiers", 2, "hours", "“내일” is not a number. Write digits only, such as 3.")],
        lambda study: study.tiers,
        (Tier("absent", None, 4_000),),
    ),
    "a late tier without its hours": (
        {"tiers": tab("tiers", "status | hours | amount", "지각 | | 3000", "결석 | | 4000")},
        [
            (
                "tiers",
                2,
                "hours",
                "This tier needs a limit: hours after due. Write a number, such as 12.",
            )
        ],
        lambda study: study.tiers,
        (Tier("absent", None, 4_000),),
    ),
    "an absence with a limit": (
        {
            "tiers": tab(
                "tiers", "status | hours | amount", "지각 | 12 | 3000", "결석 | 24 | 4000", "끝 | | 5000"
            )
        },
        [("tiers", 3, "hours", "An absence has no limit. Empty this cell, or give the tier another name.")],
        lambda study: study.tiers,
        (Tier("late", 12, 3_000), Tier("끝", None, 5_000)),
    ),
    "two tiers of one limit": (
        {"tiers": tab("tiers", "status | hours | amount", "late | 12 | 1", "또 | 12.0 | 2", "absent | | 3")},
        [("tiers", 3, "hours", "Another tier has the same limit. The first counts. Delete one.")],
        lambda study: study.tiers,
        (Tier("late", 12, 1), Tier("absent", None, 3)),
    ),
    "no tier without a limit": (
        {"tiers": tab("tiers", "status | hours | amount", "late | 12 | 3000")},
        [
            (
                "tiers",
                None,
                None,
                "No tier is without a limit, so an absence costs nothing. Add one with empty hours.",
            )
        ],
        lambda study: study.tiers,
        (Tier("late", 12, 3_000), Tier("absent", None, 0)),
    ),
    "a tier without a name": (
        {"tiers": tab("tiers", "status | hours | amount", " | 12 | 3000", "absent | | 4000")},
        [("tiers", 2, "status", EMPTY_CELL)],
        lambda study: study.tiers,
        (Tier("absent", None, 4_000),),
    ),
    "two members of one name": (
        {"members": tab("members", "name", "가람", "나래", "가람", "다온")},
        [
            (
                "members",
                4,
                "name",
                "Two members have the name 가람. The first counts. Add a letter to one of the names.",
            )
        ],
        lambda study: (members(study), len(study.submissions)),
        (ALL_MEMBERS, 2),
    ),
    "a week twice": (
        {"weeks": tab("weeks", "week | title", "1 | CNNs", "1주차 | GANs", "2", "3")},
        [("weeks", 3, "week", "Week 1 has two rows. The first one counts. Delete the other.")],
        lambda study: [(week.number, week.topic.title) for week in study.weeks],
        [(1, "CNNs"), (2, ""), (3, "")],
    ),
    "a week that is not there": (
        {"weeks": tab("weeks", "week", "1", "3")},
        [("weeks", None, None, "Week 2 has no row, so no member is judged for it. Add one.")],
        lambda study: [(week.number, week.opens_at.date()) for week in study.weeks],
        [(1, date(2022, 4, 6)), (3, date(2022, 4, 20))],
    ),
    "a week that cannot be read": (
        {"weeks": tab("weeks", "week", "1", "2", "3", "보너스")},
        [("weeks", 5, "week", "“보너스” names no week. Write one, as 3 or 3주차.")],
        week_numbers,
        ALL_WEEKS,
    ),
    "a week due before it opens": (
        {"weeks": tab("weeks", "week | due_at", "1", "2 | 2022-04-13 00:00:00", "3")},
        [("weeks", 3, "due_at", "Week 2 would be due before it opens. Write a later moment.")],
        lambda study: [week.due_at.date() for week in study.weeks],
        [date(2022, 4, 13), date(2022, 4, 20), date(2022, 4, 27)],
    ),
    "a due moment that cannot be read": (
        {"weeks": tab("weeks", "week | due_at | title", "1 | 내일 | CNNs", "2", "3")},
        [
            (
                "weeks",
                2,
                "due_at",
                "“내일” is no date or time. Write it as 2022-04-06 or 2022-04-06 23:59:59.",
            )
        ],
        lambda study: (study.weeks[0].due_at, study.weeks[0].topic.title),
        (datetime(2022, 4, 13, tzinfo=SEOUL), "CNNs"),
    ),
    "a writer who is no member": (
        {"weeks": tab("weeks", "week | writer | title", "1 | 마루 | CNNs", "2 | 나래", "3")},
        [("weeks", 2, "writer", "There is no member “마루”. Write a name from the members tab.")],
        lambda study: [(week.topic.writer, week.topic.title) for week in study.weeks],
        [(None, "CNNs"), ("나래", ""), (None, "")],
    ),
    "javascript in the curriculum": (
        {"weeks": tab("weeks", "week | lecture | lab", "1 | javascript:alert(1) | https://n.kr/l", "2", "3")},
        [("weeks", 2, "lecture", f"“javascript:alert(1)” {NO_LINK}")],
        lambda study: (study.weeks[0].topic.lecture, study.weeks[0].topic.lab),
        ((), ("https://n.kr/l",)),
    ),
    "a break that ends before it starts": (
        {
            "breaks": tab(
                "breaks", "starts_on | ends_on", "2022-04-14 | 2022-04-13", "2022-04-20 | 2022-04-20"
            )
        },
        [("breaks", 2, "ends_on", "The break ends before it starts. Fix one of the two days.")],
        lambda study: study.breaks,
        (Break(date(2022, 4, 20), date(2022, 4, 20)),),
    ),
    "a break without its end": (
        {"breaks": tab("breaks", "starts_on | ends_on", "2022-04-14", "2022-04-20 | 2022-04-20")},
        [("breaks", 2, "ends_on", EMPTY_CELL)],
        lambda study: study.breaks,
        (Break(date(2022, 4, 20), date(2022, 4, 20)),),
    ),
    "a break of a stranger is not one of the group": (
        {"breaks": tab("breaks", "starts_on | ends_on | member", "2022-04-14 | 2022-04-14 | 마루")},
        [("breaks", 2, "member", "There is no member “마루”. Write a name from the members tab.")],
        lambda study: (study.breaks, study.weeks[1].opens_at.date()),
        ((), date(2022, 4, 13)),
    ),
    "an excuse of a stranger": (
        {"excuses": tab("excuses", "week | member", "1 | 마루", "2 | 가람")},
        [
            (
                "excuses",
                2,
                "member",
                "There is no member “마루”. Write a name from the members tab.",
            )
        ],
        lambda study: study.excuses,
        (Excuse(2, "가람"),),
    ),
    "an excuse for a week of no season": (
        {"excuses": tab("면제", "주차 | 이름", "9주차 | 가람", "2 | 가람")},
        [("면제", 2, "주차", "The season has no week 9. Write one of the weeks tab.")],
        lambda study: study.excuses,
        (Excuse(2, "가람"),),
    ),
    "a payment that cannot be read": (
        {
            "payments": tab(
                "payments",
                "paid_on | month | member | amount",
                "2022-05-01 | 4월 | 가람 | 3000",
                "2022-05-01 | 2022-04 | 나래 | 0",
            )
        },
        [("payments", 2, "month", "“4월” is not a month. Write it as 2022-05.")],
        lambda study: study.payments,
        (Payment(date(2022, 5, 1), "2022-04", "나래", 0),),
    ),
}


@pytest.mark.parametrize(("tabs", "problems", "kept", "value"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_clear_sentence_and_nothing_else_is_lost(
    tabs: dict[str, Tab | None], problems: list[Told], kept: Callable[[Study], object], value: object
) -> None:
    study, found = read(book(**tabs))
    assert found == problems
    assert kept(study) == value
    untouched = {"members": members, "weeks": week_numbers, "answers": list_handed_in}
    for name, each in untouched.items():
        if "settings" not in tabs and name not in tabs and not ({"members", "weeks"} & set(tabs)):
            assert each(study) == each(read(book())[0])


def test_problems_of_settings_members_and_weeks_are_not_of_an_answer() -> None:
    _, problems = reader.read(book(settings=tab("settings", "key | value"), weeks=tab("weeks", "week", "0")))
    assert problems
    assert not any(problem.of_answer for problem in problems)


def test_ten_thousand_characters_are_kept_in_free_texts() -> None:
    long = "가" * 10_000
    study, problems = read(
        book(
            weeks=tab("weeks", ("week", "reading"), (1, long)),
            answers=make_answers(("2022-04-10", "가람", 1, "https://n.kr/" + "a" * 10_000)),
        )
    )
    assert problems == []
    assert study.weeks[0].topic.reading == (long,)
    assert len(study.submissions) == 1


@pytest.mark.parametrize("place", ["name", "title", "link", "note"])
def test_half_a_character_in_a_cell_stops_nothing(place: str) -> None:
    """A text cut in the middle of an emoji, as JSON can carry it and UTF-8 cannot."""
    cut = {each: "\ud83d" if each == place else "" for each in ("name", "title", "link", "note")}
    name = f"가람{cut['name']}"
    row = ("2022-04-10", name, 1, f"https://n.kr/1{cut['link']}", f"메모{cut['note']}")
    study, _ = read(
        book(
            members=tab("members", ("name",), (name,), ("나래",)),
            weeks=tab("weeks", ("week", "title"), (1, f"CNNs{cut['title']}")),
            answers=tab(
                "Form Responses 1",
                "Timestamp | name | week | link | note",
                row,
                THERE.replace("가람", "나래"),
            ),
        )
    )
    found = board.judge(study, AS_OF)
    assert len(found) == 2
    assert found.set_index("member")["link"]["나래"] == "https://n.kr/1"


def test_an_empty_workbook_names_the_three_tabs_that_it_needs() -> None:
    study, problems = read(Workbook(()))
    assert [each for each, *_ in problems] == ["settings / 설정", "members / 멤버", "weeks / 주차"]
    assert (study.members, study.weeks, len(study.submissions)) == ((), (), 0)


def test_a_workbook_of_headers_alone_needs_a_start() -> None:
    tabs = {name: Tab(each.title, each.rows[:1]) for name, each in WELL.items()}
    _, problems = read(book(**tabs))
    assert problems == [
        ("settings", None, None, "The setting starts_on / 시작일 is missing. Add a row for it.")
    ]


# ---- the order of problems ----


def test_problems_come_in_the_order_of_tabs_and_rows_missing_tabs_first() -> None:
    _, problems = read(
        Workbook(
            (
                make_answers(
                    "어제 | 가람 | 1 | https://n.kr/1", "", "2022-04-10 | 가람 | 셋 | https://n.kr/1"
                ),
                tab("settings", "key | value", "starts_on | 2022-04-06", "pot | 반반", "timezone | Mars"),
                tab("weeks", "week", "1", "1"),
            )
        )
    )
    assert [(each, row) for each, row, *_ in problems] == [
        ("members / 멤버", None),
        ("Form Responses 1", 2),
        ("Form Responses 1", 2),
        ("Form Responses 1", 4),
        ("Form Responses 1", 4),
        ("settings", 3),
        ("settings", 4),
        ("weeks", 3),
    ]


# ---- the first group's season, with data of its own ----

TIMES = {
    1: ["04-08 09:31:07"],
    2: ["05-03 14:02:55"],
    3: ["05-10 23:57:13", "05-11 01:07:50", "05-11 20:00:00"],
    4: ["05-17 18:00:01", "05-18 21:17:11"],
    5: ["05-24 23:59:59", "05-25 08:12:56"],
}


def golden() -> Workbook:
    """The shape of origin/README.md. It has five members, and nine answers in five weeks by one of them.

    One answer has no time. The sixth week is due at the first midnight of June.
    """
    rows = [
        f"2023-{at} | 다온 | {week}주차 | https://n.kr/{week}/{place}"
        for week, times in TIMES.items()
        for place, at in enumerate(times)
    ]
    return Workbook(
        (
            tab("설정", "키 | 값", "스터디 | 봄 스터디", "시작일 | 2023-04-06", "정산 방식 | 꼴찌 제외 1/n"),
            tab("멤버", "이름 | 당번 순서", "가람 | 4", "나래 | 5", "다온 | 1", "라온 | 3", "마루 | 2"),
            tab("주차", "주차", *(f"{number}주차" for number in range(1, 13))),
            tab("휴식", "시작 | 끝 | 사유 | 이름", "2023-04-13 | 2023-04-26 | 중간고사"),
            tab("벌금", "구분 | 마감 후 시간 | 금액", ("지각", 12.0, 3000.0), ("결석", None, 4000.0)),
            tab("면제", "주차 | 이름 | 사유"),
            tab(
                "설문지 응답 시트1",
                "타임스탬프 | 이름 | 주차 | 링크",
                *rows,
                " | 가람 | 1주차 | https://n.kr/0",
            ),
        )
    )


DUE = {1: (4, 13), 2: (5, 4), 3: (5, 11), 4: (5, 18), 5: (5, 25), 6: (6, 1)}
AS_OF = datetime(2023, 6, 1, 12, tzinfo=SEOUL)


def test_in_the_season_of_the_first_group_weeks_are_due_on_their_days() -> None:
    study, _ = read(golden())
    found = {week.number: (week.due_at.month, week.due_at.day) for week in study.weeks if week.number <= 6}
    assert found == DUE
    assert all((week.due_at.hour, week.due_at.utcoffset()) == (0, timedelta(hours=9)) for week in study.weeks)


def test_in_the_season_of_the_first_group_one_is_on_time_and_four_are_absent() -> None:
    study, _ = read(golden())
    found = board.judge(study, AS_OF)
    due = found[found["week"] <= 6].set_index(["member", "week"])["status"].astype(str)
    assert {week: due["다온", week] for week in DUE} == {**dict.fromkeys(range(1, 6), "on_time"), 6: "absent"}
    assert set(due.drop("다온", level="member")) == {"absent"}
    assert set(found.loc[found["week"] == 7, "status"]) == {"open"}
    assert set(found.loc[found["week"] > 7, "status"]) == {"upcoming"}


def test_in_the_season_of_the_first_group_the_first_answer_decides_and_the_latest_is_linked() -> None:
    study, _ = read(golden())
    rows = board.judge(study, AS_OF)
    found = rows[(rows["member"] == "다온") & (rows["week"] == 3)].iloc[0]
    assert study.week_of[3].due_at - found["submitted_at"] == timedelta(minutes=2, seconds=47)
    assert found["link"] == "https://n.kr/3/2"


def test_in_the_season_of_the_first_group_the_months_have_their_known_fines() -> None:
    totals = fines.total_fines(board.judge(read(golden())[0], AS_OF))
    assert totals.sum()[["2023-04", "2023-05"]].tolist() == [16_000, 84_000]
    assert totals["2023-04"].tolist() == [4_000, 4_000, 0, 4_000, 4_000]
    assert totals["2023-05"].tolist() == [20_000, 20_000, 4_000, 20_000, 20_000]


def test_in_the_season_of_the_first_group_the_answer_without_a_time_is_the_one_problem() -> None:
    study, problems = read(golden())
    assert problems == [("설문지 응답 시트1", 11, "타임스탬프", EMPTY_CELL)]
    assert len(study.submissions) == 9


# ---- whatever the cells ----


def _tab(layout: layouts.Layout) -> st.SearchStrategy[Tab]:
    headers = [written for column in layout.columns.values() for written in column]
    titles = layout.titles or ("Form Responses 1", "설문지 응답 시트1", "Sheet1")
    good = WELL.get(titles[0], WELL["answers"])
    return st.builds(
        lambda title, header, rows: Tab(title, (header, *rows)),
        st.sampled_from(titles) | st.text(),
        st.lists(st.sampled_from([*headers, "?"]) | seasons.CELLS, max_size=8).map(tuple)
        | st.just(tuple(headers[::2])),
        st.lists(st.lists(seasons.CELLS, max_size=8).map(tuple) | st.sampled_from(good.rows[1:]), max_size=5),
    )


@settings(max_examples=many(200))
@given(st.lists(st.sampled_from([*layouts.TITLED, layouts.ANSWERS]).flatmap(_tab), max_size=8))
def test_no_cell_anywhere_stops_the_reading_or_the_judging(tabs: list[Tab]) -> None:
    study, problems = reader.read(Workbook(tuple(tabs)))
    assert all(str(problem.message) for problem in problems)
    board.judge(study, AS_OF)


@settings(max_examples=many(150))
@given(st.data())
def test_no_cell_in_the_place_of_a_good_one_loses_another_row(data: st.DataObject) -> None:
    tabs = dict(golden_tabs())
    title = data.draw(st.sampled_from([name for name in tabs if name != "설정"]))
    row = data.draw(st.integers(1, len(tabs[title].rows) - 1))
    column = data.draw(st.integers(0, len(tabs[title].rows[0]) - 1))
    cell = data.draw(seasons.CELLS)
    rows = [list(each) for each in tabs[title].rows]
    rows[row] = [*rows[row], *[None] * (column + 1 - len(rows[row]))]
    rows[row][column] = cell
    tabs[title] = Tab(title, tuple(map(tuple, rows)))
    study, _ = reader.read(Workbook(tuple(tabs.values())))
    assert len(study.members) >= 5 - (title == "멤버")
    assert len(study.weeks) >= 12 - (title == "주차")
    if title not in ("멤버", "주차"):
        assert len(study.submissions) >= 9 - (title == "설문지 응답 시트1")
    board.judge(study, AS_OF)


def golden_tabs() -> list[tuple[str, Tab]]:
    return [(each.title, each) for each in golden().tabs if len(each.rows) > 1]


# ---- addresses ----


def test_no_text_of_a_study_holds_an_address_except_the_members_own() -> None:
    """In every cell of every tab somebody has typed one."""
    secret = "hidden.person@x.kr"
    cells = book(
        settings=tab(
            "settings",
            "key | value",
            f"name | {secret} 스터디",
            "starts_on | 2022-04-06",
            f"repository | https://x.kr/{secret}",
            f"form_url | https://x.kr/?u={secret}",
        ),
        members=tab("members", "name | email | github", f"{secret} | {secret} | {secret}", "나래"),
        weeks=tab(
            "weeks", "week | title | lecture | writer", f"1 | {secret} | https://x.kr/?{secret} | {secret}"
        ),
        breaks=tab("breaks", "starts_on | ends_on | reason", f"2022-05-01 | 2022-05-02 | {secret}"),
        tiers=tab("tiers", "status | hours | amount", f"{secret} | 12 | 1", "absent | | 2"),
        excuses=tab("excuses", "week | member | reason", f"1 | {secret} | {secret}"),
        payments=tab(
            "payments",
            "paid_on | month | member | amount | note",
            f"2022-05-01 | 2022-04 | {secret} | 1 | {secret}",
        ),
        settlements=tab(
            "settlements", "month | member | fine | share | carried_out", f"2022-03 | {secret} | 0 | 0 | 0"
        ),
        answers=tab(
            "Form Responses 1",
            "Timestamp | Email Address | name | week | link | note",
            f"2022-04-10 12:00:00 | {secret} | {secret} | 1 | https://x.kr/?u={secret} | {secret}",
        ),
    )
    study, problems = reader.read(cells)
    assert problems == []
    assert [each.email for each in study.members] == [secret, None]
    assert study.submissions["link"][0] == "https://x.kr/?u=h***@x.kr"
    told = replace(study, members=tuple(replace(each, email=None) for each in study.members))
    assert "hidden" not in repr(told) + told.submissions.to_csv()
    assert repr(told).count("h***@x.kr") > 12


TITLES = st.sampled_from(
    [*(title for each in layouts.TITLED for title in each.titles), "제출", "벌금표", "면제 목록", "x"]
)
HEADERS = st.sampled_from(
    [
        name
        for each in (*layouts.TITLED, layouts.ANSWERS)
        for written in each.others.values()
        for name in written
    ]
    + [
        name
        for each in (*layouts.TITLED, layouts.ANSWERS)
        for written in each.columns.values()
        for name in written
    ]
)
ODD = st.sampled_from(
    ["#REF!", "가람님", "가\u200b람", "링크 = x", "열", "columns", "(", "///", "Loading...", "마감시간"]
)
CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.text(max_size=8), HEADERS, ODD)
TABS = st.builds(
    lambda title, rows: Tab(title, tuple(map(tuple, rows))),
    TITLES,
    st.lists(st.lists(CELLS, max_size=6), max_size=6),
)


@settings(max_examples=many(300))
@given(st.lists(TABS, max_size=6))
def test_no_tab_of_any_title_with_any_headers_makes_the_reader_fail(tabs: list[Tab]) -> None:
    study, problems = reader.read(Workbook(tuple(tabs)))
    assert all(str(problem.message) for problem in problems)
    assert not any(values.show_text(member.name) in ("#REF!", "Loading...") for member in study.members)
