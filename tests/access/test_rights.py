"""Who may see and do what: each standing, each need, each audience, and what is left of a study under each veil."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studylib.access.origin import Origin, Visitor
from studylib.access.rights import SIGN_IN_LASTS, Need, Role, explain_refusal, judge_rights
from studylib.season.kinds import Audience
from studylib.season.study import Member
from studylib.text.message import sentence
from tests.access.visitors import CALLERS, caller, standing, study

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
HOSTED = Origin(sign_in=True, local=False)
OPEN = Origin(sign_in=False, local=False)
HERE = Origin(sign_in=False, local=True)


# ---- who is who ----


@pytest.mark.parametrize("expected", CALLERS)
def test_each_caller_has_the_standing_of_the_name(expected: Role) -> None:
    assert standing(CALLERS[expected]) is expected
    # A server behind a sign-in trusts nobody for sitting at it.
    assert standing(CALLERS[expected], Origin(sign_in=True, local=True)) is expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (SIGN_IN_LASTS - timedelta(milliseconds=1), Role.LEADER),
        (SIGN_IN_LASTS, Role.EXPIRED),
        (SIGN_IN_LASTS + timedelta(milliseconds=1), Role.EXPIRED),
        (timedelta(seconds=-5), Role.LEADER),  # the provider's clock is ahead
    ],
)
def test_a_sign_in_lasts_for_less_than_thirty_days(age: timedelta, expected: Role) -> None:
    assert timedelta(days=30) == SIGN_IN_LASTS
    assert standing(caller(since=(NOW - age).astimezone(UTC))) is expected


def test_a_sign_in_at_no_moment_that_can_be_read_has_expired() -> None:
    assert standing(caller(since=datetime.min.replace(tzinfo=UTC))) is Role.EXPIRED


@pytest.mark.parametrize(
    ("left_on", "expected"),
    [
        (date(2022, 5, 10), Role.MEMBER),
        (date(2022, 5, 11), Role.MEMBER),
        (date(2022, 5, 12), Role.LEADER),
        (None, Role.LEADER),
    ],
)
def test_a_leader_leads_until_the_day_they_leave_and_then_looks_on(
    left_on: date | None, expected: Role
) -> None:
    # Half past midnight in Seoul is still the day before in UTC.
    members = (Member("하나", "hana@example.com", leader=True, left_on=left_on),)
    assert standing(caller(), members=members, now=NOW.astimezone(UTC)) is expected


@pytest.mark.parametrize(
    "address",
    [
        "duri.kim@example.com",
        "DURI.KIM@EXAMPLE.COM",
        "  Duri.Kim@Example.com\n",
        "\u00a0duri.kim@example.com\u3000",
    ],
)
def test_an_address_is_known_in_any_case_and_with_spaces_at_its_ends(address: str) -> None:
    rights = judge_rights(study(), caller(address), HOSTED, NOW)
    assert (rights.standing, rights.member) == (Role.MEMBER, "두리 킴")


def test_an_address_is_known_in_any_unicode_form() -> None:
    address = "jos\u00e9@example.com"
    members = (Member("호세", unicodedata.normalize("NFD", address)),)
    assert standing(caller(address), members=members) is Role.MEMBER
    assert standing(caller(unicodedata.normalize("NFD", address)), members=members) is Role.MEMBER


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        " ",
        "hana",
        "hana@example.com.evil.example",
        "hana@example.com,else@example.com",
        "h\u0430na@example.com",
        "duri.kim+x@example.com",
        "duri.\u212aim@example.com",
        "\u017fechan@example.com",
    ],
)
def test_an_address_that_only_looks_like_a_members_is_a_strangers(address: str | None) -> None:
    assert standing(caller(address)) is Role.STRANGER


@pytest.mark.parametrize("email", [None, "", "  "])
def test_a_member_without_an_address_cannot_be_signed_in_as(email: str | None) -> None:
    assert standing(caller(email), members=(Member("하나", email, leader=True),)) is Role.STRANGER


# ---- what they may ----


B, M, I, L = Need.BOARD, Need.MONEY, Need.INSIDE, Need.LEAD  # noqa: E741
NOBODY = dict.fromkeys((Role.STRANGER, Role.UNVERIFIED, Role.EXPIRED, Role.ANONYMOUS))
INSIDE = {Role.LEADER: {B, M, I, L}, Role.MEMBER: {B, M, I}}
GOLDEN: dict[str, tuple[dict[str, object], dict[Role, set[Need]]]] = {
    "members": ({}, INSIDE | {key: set() for key in NOBODY} | {Role.UNKNOWN: {B}}),
    "members, money open": (
        {"public_money": True},
        INSIDE | {key: set() for key in NOBODY} | {Role.UNKNOWN: {B}},
    ),
    "public": (
        {"audience": Audience.PUBLIC},
        INSIDE | {key: {B} for key in NOBODY} | {Role.UNKNOWN: {B}},
    ),
    "public, money open": (
        {"audience": Audience.PUBLIC, "public_money": True},
        INSIDE | {key: {B, M} for key in NOBODY} | {Role.UNKNOWN: {B, M}},
    ),
    "sample": ({"sample": True}, INSIDE | {key: {B, M} for key in NOBODY} | {Role.UNKNOWN: {B, M}}),
}


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("settings", GOLDEN)
def test_every_standing_may_what_the_settings_open_and_no_more(settings: str, short: bool) -> None:
    changes, table = GOLDEN[settings]
    given = study(short_names=short, **changes)
    found = {each: judge_rights(given, CALLERS[each], HOSTED, NOW) for each in CALLERS}
    found[Role.UNKNOWN] = judge_rights(given, Visitor(), OPEN, NOW)
    assert {each: set(rights.needs) for each, rights in found.items()} == table
    inside = {Role.LEADER, Role.MEMBER}
    assert {each for each, rights in found.items() if rights.whole_names} == (inside if short else set(found))
    assert {each for each, rights in found.items() if rights.member} == inside
    here = judge_rights(given, Visitor(), HERE, NOW)
    assert (here.needs, here.whole_names, here.member) == (frozenset(Need), True, None)


@pytest.mark.parametrize("settings", GOLDEN)
def test_what_is_closed_says_why_and_what_is_open_says_nothing(settings: str) -> None:
    given = study(**GOLDEN[settings][0])
    for each in [*CALLERS.values(), None]:
        rights = judge_rights(given, each or Visitor(), HOSTED if each else OPEN, NOW)
        for need in Need:
            assert (explain_refusal(rights, need) is None) is rights.may(need)


def test_each_refusal_is_its_own() -> None:
    said = {
        each: explain_refusal(judge_rights(study(), CALLERS[each], HOSTED, NOW), Need.LEAD)
        for each in CALLERS
    }
    assert said.pop(Role.LEADER) is None
    assert len({str(why) for why in said.values()}) == len(said)
    leader_alone = sentence("This page is for the leader of the group alone.")
    assert said[Role.MEMBER] == leader_alone
