"""The header row of a tab, and the known columns in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook import questions
from studylib.workbook.cells import Row
from studylib.workbook.headers import find_columns
from studylib.workbook.layouts import (
    ANSWERS,
    BREAKS,
    CHANGES,
    EXCUSES,
    MEMBERS,
    PAYMENTS,
    SETTINGS,
    TIERS,
    TITLED,
    WEEKS,
    Layout,
)


def split(written: str) -> Row:
    return tuple(map(str.strip, written.split("|")))


def name_columns(layout: Layout, written: str) -> list[str | None]:
    """Name the column of each header, ``None`` for an unknown one."""
    header = split(written)
    places = find_columns(layout, header)
    if layout is ANSWERS:
        places = questions.complete_answers(header, places)
    found: list[str | None] = [None] * len(header)
    for column, at_all in places.items():
        for at in at_all:
            found[at] = column
    return found


NEEDED = ["submitted_at", "name", "week", "link"]


@pytest.mark.parametrize(
    "header",
    [
        "제출시간 | 이름 | 주차 | 링크",
        "제출 시각 | 성명 | 회차 | 링크 주소",
        "작성일시 | 스터디원 | 주차(Week) | 블로그 주소",
        "일시 | 멤버명 | 몇 주차 | URL",
        "응답 시간 | 제출자 | 주차 선택 | 과제 링크",
        "타임스탬프 | 이름을 선택해 주세요 | 몇 주차인가요? | 링크를 입력해주세요",
        "타임스탬프 | 본인 이름 | 제출하는 주차를 선택하세요 | 정리한 글의 링크를 남겨 주세요 (벨로그, 티스토리)",
        "\ufeff타임스탬프 | 이\u200b름 | 주\u00ad차 | \u202a링크\u202c",
        "타임스탬프 / Timestamp | 이름/Name | 주차 / Week | 링크/URL",
        "✅ 제출일시 | 👤 이름 | 📅 주차 | 🔗 제출 링크(URL)",
        "Submitted at | Member | Week number | Post link",
        "Date | Your name | Week no. | Link to your post",
        "Timestamp | What is your name? | Which week is this for? | Please paste the link to your notes",
        "submitted_at | respondent | week | link",
    ],
)
def test_headers_that_leave_no_doubt_are_read(header: str) -> None:
    assert name_columns(ANSWERS, header) == NEEDED


@pytest.mark.parametrize(
    ("layout", "header", "columns"),
    [
        (MEMBERS, "성명 | 이메일 주소 | 깃허브 아이디", ["name", "email", "github"]),
        (MEMBERS, "성명 | 가입일 | 탈퇴 날짜", ["name", "joined_on", "left_on"]),
        (MEMBERS, "스터디원 이름 | Gmail", ["name", "email"]),
        (WEEKS, "회차 | 주제 | 강의 링크 | 마감 일시", ["week", "title", "lecture", "due_at"]),
        (WEEKS, "Week number | Topic", ["week", "title"]),
        (BREAKS, "시작일 | 종료일 | 이유 | 멤버", ["starts_on", "ends_on", "reason", "member"]),
        (BREAKS, "From | To", ["starts_on", "ends_on"]),
        (TIERS, "종류 | 시간 | 벌금", ["status", "hours", "amount"]),
        (EXCUSES, "회차 | 성함 | 비고", ["week", "member", "reason"]),
        (PAYMENTS, "입금일 | 해당 월 | 입금자 | 입금액 | 비고", ["paid_on", "month", "member", "amount", "note"]),
        (SETTINGS, "항목 | 내용", ["key", "value"]),
    ],
)  # fmt: skip
def test_other_names_of_columns_are_read_in_every_tab(
    layout: Layout, header: str, columns: list[str]
) -> None:
    assert name_columns(layout, header) == columns


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("타임스탬프 | 이름 | 닉네임 | 주차 | 링크", ["submitted_at", "name", None, "week", "link"]),
        ("타임스탬프 | 이름 | 주차 | 링크 | 블로그 링크", [*NEEDED, None]),
        ("타임스탬프 | 날짜 | 이름 | 주차 | 링크", ["submitted_at", None, "name", "week", "link"]),
        ("타임스탬프 | 이름 | 주차 | 링크 | 이메일", [*NEEDED, None]),
        ("타임스탬프 | 점수 | 이름 | 주차 | 링크", ["submitted_at", None, "name", "week", "link"]),
        ("제출시간 | 일시 | 성명 | 별명 | 회차 | URL", ["submitted_at", None, "name", None, "week", "link"]),
    ],
)
def test_a_surer_name_leaves_the_less_sure_one_alone(header: str, columns: list[str | None]) -> None:
    assert name_columns(ANSWERS, header) == columns


def test_an_address_under_another_name_tells_who_it_was_if_there_is_no_name() -> None:
    assert name_columns(ANSWERS, "타임스탬프 | 이메일 | 주차 | 링크") == [
        "submitted_at",
        "email",
        "week",
        "link",
    ]


def test_two_columns_that_both_ask_for_the_link_are_both_read() -> None:
    assert find_columns(ANSWERS, split("타임스탬프 | 이름 | 주차 | 블로그 링크 | 노션 링크"))["link"] == [
        3,
        4,
    ]


def test_of_a_column_that_may_be_missing_only_the_most_usual_other_name_is_read() -> None:
    assert find_columns(MEMBERS, split("이름 | 메일 주소 | 구글 계정"))["email"] == [1]


@pytest.mark.parametrize("layout", [*TITLED, ANSWERS, CHANGES])
def test_no_name_of_a_column_is_taken_for_another_one(layout: Layout) -> None:
    apart = layout.later if layout is ANSWERS else frozenset()
    for column, written in layout.columns.items():
        for name in written if column not in apart else ():
            assert find_columns(layout, (name,)) == {column: [0]}


@pytest.mark.parametrize("name", ["어디에 올렸나요", " 어디에  올렸나요? ", "어디에올렸나요"])
def test_the_settings_give_a_column_to_any_header(name: str) -> None:
    given = {"어디에올렸나요": "link"}
    assert find_columns(ANSWERS, ("타임스탬프", name), given) == {"submitted_at": [0], "link": [1]}


def test_what_the_settings_give_wins_over_a_known_name_and_stands_beside_the_columns_own() -> None:
    places = find_columns(ANSWERS, ("링크", "메모", "이름"), {"메모": "link"})
    assert places == {"link": [0, 1], "name": [2]}


ANY_CELL = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.text(max_size=12))
KNOWN = st.sampled_from(
    ["이름", "주차", "링크", "타임스탬프", "제출시간", "name", "URL", "시작일", "금액", "몇 주차인가요?"]
)


@given(st.sampled_from([*TITLED, ANSWERS]), st.lists(ANY_CELL | KNOWN, max_size=12))
def test_each_header_means_at_most_one_column(layout: Layout, header: list[str | None]) -> None:
    places = find_columns(layout, tuple(header))
    taken = [at for of_column in places.values() for at in of_column]
    assert len(taken) == len(set(taken))
    assert set(places) <= set(layout.columns)
    assert all(places.values())


@pytest.mark.parametrize("error", ["#NAME?", "#VALUE!", "#name?"])
@pytest.mark.parametrize("layout", [MEMBERS, SETTINGS])
def test_an_error_value_names_no_column(layout: Layout, error: str) -> None:
    assert find_columns(layout, (error, "role")).keys() <= {"role"}
