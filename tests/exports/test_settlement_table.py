"""The settlement as tables for people."""

from dataclasses import replace

from studylib.exports.settlement_table import write_settlement
from studylib.money.payments import Outstanding
from studylib.money.settlement import Participant, Settlement
from studylib.season.kinds import Pot
from studylib.text.language import Language

MAY = Settlement(
    month="2022-05",
    final=True,
    closed=False,
    final_at=None,
    use=Pot.EQUAL_EXCEPT_LAST,
    carried_in=1,
    participants=(Participant("가람", 7_000, 0, True), Participant("나래", 0, 7_001, False)),
    carried_out=0,
)
OWED = (
    Outstanding("2022-05", "가람", 7_000, 2_000, 5_000),
    Outstanding("2022-05", "나래", -7_001, 0, -7_001),
    Outstanding("2022-05", "다온", 0, 500, -500),
    Outstanding("2022-04", "라온", 0, 500, -500),
)


def test_each_member_has_a_row_with_what_is_paid_and_outstanding_and_the_sums_below() -> None:
    members, pots = write_settlement([MAY], OWED, Language("ko"))
    assert [each.name for each in members.columns] == [
        *(
            "월",
            "상태",
            "멤버",
            "벌금",
            "분배",
            "정산액 (음수: 낼 돈)",
            "납부",
            "남은 금액 (음수: 받을 돈)",
            "꼴찌",
        ),
    ]
    assert [row[1:] for row in members.rows] == [
        ("확정", "가람", 7_000, 0, -7_000, 2_000, 5_000, "꼴찌"),
        ("확정", "나래", 0, 7_001, 7_001, 0, -7_001, None),
        ("확정", "다온", None, None, None, 500, -500, None),
    ]
    assert members.sums == ("합계", None, None, 7_000, 7_001, 1, 2_500, -2_501, None)
    assert [row[1:] for row in pots.rows] == [("확정", 1, 7_000, 7_001, 7_001, 0)]


def test_a_study_with_deposits_has_their_columns_and_sums_no_balances() -> None:
    drawn = replace(MAY.participants[0], from_deposit=7_000, balance=3_000)
    members, _ = write_settlement(
        [replace(MAY, closed=True, participants=(drawn,))], OWED[:1], Language("en")
    )
    names = [each.name for each in members.columns]
    row = dict(zip(names, members.rows[0], strict=True))
    assert (row["State"], row["Out of the deposits"], row["Deposit left"]) == ("Closed", 7_000, 3_000)
    assert members.sums[names.index("Deposit left")] is None


def test_a_season_is_settled_in_a_period_of_its_own() -> None:
    members, pots = write_settlement([replace(MAY, month="season", final=False)], (), Language("ko"))
    assert (members.columns[0].name, members.rows[0][:2]) == ("정산 기간", ("시즌", "잠정"))
    assert pots.rows[0][0] == "시즌"
