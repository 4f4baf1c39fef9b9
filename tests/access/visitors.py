"""Studies and visitors, for the tests of what they may see."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from studylib.access.origin import Origin, Visitor
from studylib.access.rights import SIGN_IN_LASTS, Role, judge_rights
from studylib.season.study import Member, Study
from studylib.workbook import reader, sample

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
HOSTED = Origin(sign_in=True, local=False)
MEMBERS = (
    Member("하나", "hana@example.com", leader=True),
    Member("두리 킴", "Duri.Kim@example.com", github="durikim"),
    Member("Ada Lovelace", None),
    Member("남궁세찬", "sechan@example.com"),
)


def study(**changes: object) -> Study:
    base, problems = reader.read(sample.make_sample(NOW))
    assert [each.of_answer for each in problems] == [True]
    given = {"sample": False, "members": MEMBERS} | changes
    return replace(base, **given)  # type: ignore[arg-type]


def caller(address: str | None = "hana@example.com", **changes: object) -> Visitor:
    base = Visitor(signed_in=True, address=address, verified=True, since=NOW - timedelta(hours=1))
    return replace(base, **changes)  # type: ignore[arg-type]


def standing(caller: Visitor, door: Origin = HOSTED, now: datetime = NOW, **changes: object) -> Role:
    return judge_rights(study(**changes), caller, door, now).standing


CALLERS = {
    Role.LEADER: caller(),
    Role.MEMBER: caller("duri.kim@example.com"),
    Role.STRANGER: caller("else@example.com"),
    Role.UNVERIFIED: caller(verified=False),
    Role.EXPIRED: caller(since=NOW - SIGN_IN_LASTS),
    Role.ANONYMOUS: Visitor(),
}
