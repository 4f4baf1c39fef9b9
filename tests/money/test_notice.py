from collections.abc import Sequence
from dataclasses import replace
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import notice, settlement
from studylib.money.settlement import Participant, Settlement
from studylib.season import board
from studylib.season.kinds import PayThrough, Pot
from studylib.text.language import Language
from tests.examples import many
from tests.season import seasons

MAY = Settlement(
    month="2022-05",
    final=True,
    closed=False,
    final_at=None,
    use=Pot.EQUAL_EXCEPT_LAST,
    carried_in=1,
    participants=(
        Participant("가람", 7_000, 0, True),
        Participant("나래", 3_000, 3_333, False),
        Participant("다온", 0, 3_333, False),
        Participant("라온", 0, 3_333, False),
    ),
    carried_out=2,
)


def text(of: Settlement, code: str = "ko", name: str = "밤샘 스터디", **paid: int) -> str:
    return notice.write_notice(name, of, Language(code), paid)


def lines(expected: str) -> str:
    return dedent(expected).strip()


def test_the_notice_of_a_final_month_lists_the_transfers() -> None:
    assert text(MAY) == lines("""
        [밤샘 스터디] 2022년 5월 정산

        벌금 모음 10,001원 (이월 1원 포함)
        분배 3,333원 × 3명 (꼴찌 제외 1/n)

        벌금
        가람 7,000원 (꼴찌)
        나래 3,000원

        보내 주세요
        가람 → 다온 3,333원
        가람 → 라온 3,333원
        가람 → 나래 333원
        가람 → 모임통장 1원

        다음 달로 이월 2원
        """)


def test_it_is_there_in_english() -> None:
    assert text(MAY, "en", "Night owls") == lines("""
        [Night owls] Settlement of May 2022

        Pot ₩10,001 (₩1 carried in)
        Share ₩3,333 × 3 (1/n without last place)

        Fines
        가람 ₩7,000 (last place)
        나래 ₩3,000

        Please send
        가람 → 다온 ₩3,333
        가람 → 라온 ₩3,333
        가람 → 나래 ₩333
        가람 → the kitty ₩1

        Carried into the next month ₩2
        """)


def test_the_notice_asks_only_for_what_is_not_paid_yet() -> None:
    said = text(MAY, 가람=7_000, 다온=-3_333)
    assert "보내 주세요" not in said
    assert (
        lines("""
        모임통장에서 보낼 돈
        모임통장 → 라온 3,333원
        모임통장 → 나래 333원

        다음 달로 이월 2원
        """)
        in said
    )
    assert "\n가람 → 라온 3,000원\n" in text(MAY, 가람=4_000, 나래=-333)


def test_the_notice_of_a_month_that_all_have_paid_asks_nobody() -> None:
    said = text(MAY, 가람=7_000, 나래=-333, 다온=-3_333, 라온=-3_333)
    assert "모두 정산했습니다. 더 보낼 돈이 없습니다." in said
    assert "→" not in said


def test_the_notice_of_a_provisional_month_says_so_and_lists_no_transfers() -> None:
    said = text(replace(MAY, final=False))
    assert said.startswith(
        "[밤샘 스터디] 2022년 5월 정산\n잠정 금액입니다. 아직 바뀔 수 있습니다.\n\n벌금 모음"
    )
    assert "→" not in said
    assert "보낼" not in said


def test_a_closed_month_was_shared_as_it_was_and_names_no_use_of_the_pot() -> None:
    said = text(replace(MAY, closed=True, use=None))
    assert "\n분배 3,333원 × 3명\n" in said
    assert "1/n" not in said


def test_what_is_saved_up_is_sent_to_the_kitty() -> None:
    participants = tuple(replace(each, share=0) for each in MAY.participants)
    said = text(replace(MAY, use=Pot.KEEP, participants=participants, carried_out=10_001))
    assert said == lines("""
        [밤샘 스터디] 2022년 5월 정산

        벌금 모음 10,001원 (이월 1원 포함)

        벌금
        가람 7,000원 (꼴찌)
        나래 3,000원

        보내 주세요
        가람 → 모임통장 7,000원
        나래 → 모임통장 3,000원

        다음 달로 이월 10,001원
        """)


@pytest.mark.parametrize("participants", [(), (Participant("가람", 0, 0, False),)])
def test_a_month_without_fines_is_short(participants: Sequence[Participant]) -> None:
    quiet = replace(MAY, carried_in=0, carried_out=0, participants=tuple(participants))
    assert text(quiet, name="") == "2022년 5월 정산\n\n벌금 모음 0원\n\n보낼 돈이 없습니다."


def test_a_name_stays_on_its_line() -> None:
    odd = Participant("=가\n람\u202e{x}" + "람" * 100, 1, 1, False)
    said = text(replace(MAY, carried_in=0, carried_out=0, participants=(odd,)), name="밤\n샘")
    assert said.startswith("[밤 샘] ")
    assert len(said.splitlines()) == 9
    assert "\u202e" not in said
    assert "{x}" in said


@settings(max_examples=many(40))
@given(st.data())
def test_whatever_the_season_there_is_a_notice_of_short_lines(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    study = replace(seasons.study(season), pot=data.draw(st.sampled_from(Pot)))
    now = data.draw(seasons.moments(season))
    for each in settlement.settle(study, board.judge(study, now), now):
        said = text(each)
        assert all(len(line) <= 30 or "," in line or " · " in line for line in said.splitlines()), (
            "only names make a line long"
        )
        assert "\n\n\n" not in said
        assert said == said.strip()


# ---- the kitty, deposits and the whole season ----


def test_the_account_of_the_kitty_is_told_to_those_who_pay_into_it() -> None:
    through = replace(MAY, pay_through=PayThrough.KITTY, account="국민 123-45-678")
    assert text(through).split("\n\n")[-2].splitlines() == [
        "보내 주세요",
        "가람 → 모임통장 7,000원",
        "모임통장 → 다온, 라온 3,333원씩",
        "모임통장 → 나래 333원",
        "모임통장 계좌: 국민 123-45-678",
    ]
    assert "123-45-678" not in text(through, 가람=7_000), "who owes nothing needs no account"
    assert "계좌" not in text(replace(through, account=""))


def test_what_comes_out_of_the_deposits_is_told_with_what_is_left_and_not_asked_for() -> None:
    garam, narae, *others = MAY.participants
    drawn = replace(garam, from_deposit=7_000, balance=23_000)
    of = replace(MAY, participants=(drawn, replace(narae, balance=5), *others))
    assert "예치금에서 차감\n가람 7,000원 (남은 예치금 23,000원)\n\n" in text(of)
    assert "가람 →" not in text(of)
    assert "모임통장 → 다온, 라온 3,333원씩" in text(of)


def test_the_notice_of_a_season_says_so_and_keeps_its_rest_in_the_kitty() -> None:
    season = replace(MAY, month="season")
    assert text(season).splitlines()[0] == "[밤샘 스터디] 시즌 정산"
    assert text(season).splitlines()[-1] == "모임통장에 남는 돈 2원"
    assert text(season, "en").splitlines()[0] == "[밤샘 스터디] Settlement of the season"


@pytest.mark.parametrize("name", ["@everyone", "@here", "<!channel>", "<@123>", "@channel", "<!subteam^S1>"])
def test_no_name_pings_anybody_from_the_notice(name: str) -> None:
    first, *rest = MAY.participants
    said = text(replace(MAY, participants=(replace(first, member=name), *rest)), name=name)
    assert name not in said
    assert said.startswith("[")
    assert said.replace("\u2060", "").count(f"{name} → ") == 4


@pytest.mark.parametrize("name", ["שלום", "\u202eשלום", "سلام"])
def test_a_right_to_left_name_turns_no_amount_of_the_notice(name: str) -> None:
    first, *rest = MAY.participants
    said = text(replace(MAY, participants=(replace(first, member=name), *rest)), name=name)
    kept = "\u2068" + name.removeprefix("\u202e") + "\u2069"
    assert said.startswith(f"[{kept}] 2022년 5월 정산\n")
    assert f"\n{kept} 7,000원 (꼴찌)\n" in said
    assert f"\n{kept} → 다온 " in said


# ---- short, with reasons if wanted ----


@pytest.mark.parametrize("count", [3, 30, 500])
def test_the_notice_does_not_grow_with_members_who_owe_the_same(count: int) -> None:
    members = [Participant(f"멤버{number}", 4_000, 0, False) for number in range(count)]
    through = replace(
        MAY,
        use=Pot.KEEP,
        carried_in=0,
        carried_out=count * 4_000,
        pay_through=PayThrough.KITTY,
        participants=(*members,),
    )
    said = text(through)
    assert len(said.splitlines()) == 11
    assert "멤버0, 멤버1, 멤버2" in said
    assert said.count(" → 모임통장 4,000원씩") == 1


def test_who_sends_to_another_member_has_a_line_of_their_own() -> None:
    pairs = [Participant(name, fine, 2_000 - fine, False) for name in "가나" for fine in (2_000,)]
    pairs += [Participant(name, 0, 2_000, False) for name in "다라"]
    said = text(replace(MAY, use=None, carried_in=0, carried_out=0, participants=(*pairs,)))
    assert said.endswith("보내 주세요\n가 → 다 2,000원\n나 → 라 2,000원")
    assert "가, 나 2,000원씩" in said


def test_shares_of_a_closed_month_that_differ_take_a_line_a_size() -> None:
    garam, *others = MAY.participants
    shared = [replace(each, share=share) for each, share in zip(others, (5_000, 2_500, 2_500), strict=True)]
    said = text(replace(MAY, use=None, participants=(garam, *shared)))
    assert "\n분배\n나래 5,000원\n다온, 라온 2,500원씩\n" in said


def test_with_reasons_each_fined_member_has_them_below() -> None:
    said = notice.write_notice(
        "밤샘", MAY, Language("ko"), reasons={"가람": ["6주차 결석 4,000원", "7주차 지각 3,000원"]}
    )
    assert "\n가람 7,000원 (꼴찌)\n· 6주차 결석 4,000원\n· 7주차 지각 3,000원\n나래 3,000원\n" in said


def test_the_address_of_the_board_is_the_last_line() -> None:
    said = notice.write_notice("밤샘", MAY, Language("ko"), address="https://study.example/?study=a")
    assert said.endswith("\n\nhttps://study.example/?study=a")


@pytest.mark.parametrize(("count", "lines"), [(9, 9), (10, 10), (11, 1), (300, 1)])
def test_very_many_fines_and_deposits_share_a_line(count: int, lines: int) -> None:
    fined = [Participant(f"멤버{each}", 1_000 + each, 0, False, 1_000 + each, 5) for each in range(count)]
    said = text(replace(MAY, use=Pot.KEEP, carried_in=0, carried_out=0, participants=(*fined,)))
    parts = [part.splitlines() for part in said.split("\n\n")]
    assert {part[0]: len(part) - 1 for part in parts if part[0] in ("벌금", "예치금에서 차감")} == {
        "벌금": lines,
        "예치금에서 차감": lines,
    }
    assert all(f"{each.member} {each.fine:,}원" in said for each in fined)
