"""Pasted members."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.study import Member
from studylib.setup.roster import read_roster, write_roster
from studylib.workbook import sizes
from tests.setup.plans import tell


def names(text: str) -> list[str]:
    return [each.name for each in read_roster(text)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "가람, a@x.kr\n나래, b@x.kr\n다온",
        "가람\ta@x.kr\n나래\tb@x.kr\n다온",
        "이름\t이메일\n가람\ta@x.kr\n나래\tb@x.kr\n다온",
        "이름\n가람, a@x.kr\n나래, b@x.kr\n다온",
        "멤버\n1. 가람 a@x.kr\n2. 나래 b@x.kr\n3. 다온",
        "No,성명,메일 주소\n1,가람,a@x.kr\n2,나래,b@x.kr\n3,다온,",
        "MLOps 1기 명단\n이름\t이메일\n가람\ta@x.kr\n나래\tb@x.kr\n다온",
        "| 이름 | e-mail |\n|---|---|\n| 가람 | a@x.kr |\n| 나래 | b@x.kr |\n| 다온 | |",
        "가람 <a@x.kr>, 나래 <b@x.kr>; 다온 <c@x.kr>",
        "성명 e-mail\n가람 a@x.kr\n나래 b@x.kr\n다온",
        "이름  이메일  역할\n가람 a@x.kr\n나래 b@x.kr\n다온",
        "1. 가람 a@x.kr\n2. 나래 b@x.kr\n3. 다온",
        "1 가람 a@x.kr\n2 나래 b@x.kr\n3 다온",
        "- 가람 / a@x.kr\n- 나래 / b@x.kr\n- 다온",
    ],
)
def test_a_list_is_read_however_it_was_copied(text: str) -> None:
    members, faults = read_roster(text)
    assert [each.name for each in members] == ["가람", "나래", "다온"]
    assert [each.email for each in members][:2] == ["a@x.kr", "b@x.kr"]
    assert tell(faults) == []


def test_the_first_member_leads_unless_a_line_says_so_of_another() -> None:
    assert [each.leader for each in read_roster("가람\n나래")[0]] == [True, False]
    assert [each.leader for each in read_roster("가람\n나래, b@x.kr, 스터디장")[0]] == [False, True]
    assert [each.leader for each in read_roster("이름\t역할\n가람\t\n나래\tleader")[0]] == [False, True]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("가람\n가람", 2),
        ("가람\n\n가 람", 3),
        ("가람\n나래, narae@gmail", 2),
        ("가람\n@@", 2),
        ("가람\n스터디장", 2),
        ("가람\na@x.kr", 2),
        ("가람, 나래, 다온", 1),
        ("가람\n" + "나" * 101, 2),
        ("가람\n" + "나" * 6000, 2),
        ("가람\n#REF!", 2),
        ("이름\t당번 순서\n가람\t첫째", 2),
        ("이름\t이메일\n가람\t없음", 2),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(text: str, line: int) -> None:
    assert tell(read_roster(text)[1]) == [("members", line)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("가람\n합계", 2),
        ("가람\n총 1명", 2),
        ("가람\t010-1234-5678", 1),
        ("이름\t학번\n가람\t2021", 1),
        ("명단\n이름\n가람", 1),
        ("이름\t이메일\n가람\t\t010-1234", 2),
    ],
)
def test_what_is_left_out_is_told(text: str, line: int) -> None:
    members, faults = read_roster(text)
    assert [each.name for each in members] == ["가람"]
    assert (tell(faults), tell(faults, notices=True)) == ([], [("members", line)])


@pytest.mark.parametrize("mark", ["대화상대 5", "대화상대", "대화상대(12)", "대화상대 3명", "나"])
def test_what_a_chat_writes_around_its_list_is_no_member(mark: str) -> None:
    text = f"{mark}\n가람\n나래"
    members, faults = read_roster(text)
    assert [(each.name, each.leader) for each in members] == [("가람", True), ("나래", False)]
    assert [(each.line, each.is_notice) for each in faults] == [(1, True)]


@pytest.mark.parametrize("name", ["나래", "대화상대 가람", "나 "])
def test_a_name_below_a_header_or_with_more_than_a_mark_is_a_member(name: str) -> None:
    assert names(f"이름\t이메일\n{name}\ta@x.kr") == [name.strip()]


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_study_has_at_most_so_many_members(more: int) -> None:
    members, faults = read_roster("\n".join(f"m{at}" for at in range(sizes.MOST_MEMBERS + more)))
    assert len(members) == min(sizes.MOST_MEMBERS, sizes.MOST_MEMBERS + more)
    assert len(faults) == (more > 0)


def test_a_text_that_is_too_long_is_not_read() -> None:
    members, faults = read_roster("가" * 1_000_000)
    assert (members, tell(faults)) == ((), [("members", None)])


MEMBER = st.builds(
    Member,
    st.sampled_from(["가람", "나래", "Ada Kim", "라온 (백엔드)", "m, n"]),
    st.sampled_from([None, "a@x.kr"]),
    st.sampled_from([None, 1, 7]),
    st.booleans(),
    st.sampled_from([None]),
    st.sampled_from([None]),
    st.sampled_from([None, "garam", "https://github.com/garam", "아직 없음"]),
)


@given(
    st.lists(
        MEMBER,
        min_size=1,
        max_size=4,
        unique_by=(lambda each: each.name, lambda each: each.email or each.name),
    )
)
def test_written_members_read_the_same(members: list[Member]) -> None:
    again, faults = read_roster(write_roster(members))
    led = any(each.leader for each in members)
    expected = [each.name for each in members]
    assert ([each.name for each in again], tell(faults)) == (expected, [])
    if led:
        assert again == tuple(members)


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    members, _ = read_roster(text)
    assert len({each.name for each in members}) == len(members)
