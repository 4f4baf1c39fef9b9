"""Who may see and do what: each standing, each need, each audience, and what is left of a study under each veil."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.access import redaction
from studylib.access.origin import Origin, Visitor
from studylib.access.redaction import MASK
from studylib.access.rights import SIGN_IN_LASTS, Need, Role, choose_redaction, explain_refusal, judge_rights
from studylib.season import board
from studylib.season.kinds import Audience
from studylib.season.study import Break, ClosedShare, Excuse, Member, Payment, Study
from studylib.text.message import sentence
from studylib.workbook import reader, sample

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
HOSTED = Origin(sign_in=True, local=False)
OPEN = Origin(sign_in=False, local=False)
HERE = Origin(sign_in=False, local=True)

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

# ---- who is who ----


@pytest.mark.parametrize("expected", CALLERS)
def test_each_caller_has_the_standing_of_the_name(expected: Role) -> None:
    assert standing(CALLERS[expected]) is expected
    # A server behind a sign-in trusts nobody for sitting at it.
    assert standing(CALLERS[expected], Origin(sign_in=True, local=True)) is expected


@pytest.mark.parametrize("each", CALLERS.values())
def test_without_a_sign_in_the_door_alone_decides(each: Visitor) -> None:
    assert standing(each, HERE) is Role.HERE
    assert standing(each, OPEN) is Role.UNKNOWN


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


# ---- what is left of a study ----

ENGLISH = st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])
NAMES = st.lists(
    st.one_of(
        st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=4),
        st.text(ENGLISH, min_size=1, max_size=12),
        st.text(alphabet=[MASK, ".", " ", "A", "이", "2"], min_size=1, max_size=5),
        st.text(min_size=1, max_size=6),
    ).filter(lambda name: bool(name.strip())),
    max_size=12,
)


@given(NAMES)
def test_short_names_are_each_ones_own_and_never_hold_the_whole_name(names: list[str]) -> None:
    short = redaction.shorten_names(names)
    assert set(short) == set(names)
    assert len(set(short.values())) == len(short)
    for name, abridged in short.items():
        assert abridged
        if len(name) > 1:
            assert name not in re.sub(r" \d+$", "", abridged)


@pytest.mark.parametrize(
    ("name", "abridged"),
    [
        ("이은빈", "이○빈"),
        ("이은", "이○"),
        ("남궁세찬", "남○○찬"),
        ("Ada Lovelace", "A. L."),
        ("Garam", "G."),
        ("○○", "○"),
        ("A.", "○"),
    ],
)
def test_a_name_is_abridged_as_lists_of_names_have_it(name: str, abridged: str) -> None:
    assert redaction.shorten_names([name]) == {name: abridged}


def test_names_that_are_abridged_alike_are_numbered_in_their_order() -> None:
    assert redaction.shorten_names(["이은빈", "이정빈", "이은빈"]) == {"이은빈": "이○빈", "이정빈": "이○빈 2"}


def dumped(study: Study) -> str:
    """All that is in it, as text."""
    return f"{study!r}\n{study.submissions.to_csv()}\n{list(study.submissions.dtypes)}"


def full() -> Study:
    """The sample with something said of everybody, of somebody who is gone, too, and of each in each kind of record."""
    base = study()
    names = [each.name for each in reader.read(sample.make_sample(NOW))[0].members]
    members = tuple(
        Member(name, f"address{at}@example.com", github=f"account{at}") for at, name in enumerate(names)
    )
    day, gone = date(2022, 5, 2), "떠난이름"
    return replace(
        base,
        members=members,
        breaks=(*base.breaks, Break(day, day, "사유하나", names[0]), Break(day, day, "사유하나", gone)),
        excuses=(*base.excuses, Excuse(1, names[1], "사유두울"), Excuse(1, gone, "사유두울")),
        payments=(
            Payment(day, "2022-04", names[2], 3000, "비고하나"),
            Payment(day, "2022-04", gone, 1, "비고하나"),
        ),
        settlements=(ClosedShare("2022-04", gone, 4000, 0, 0), ClosedShare("2022-04", names[3], 0, 4000, 0)),
        submissions=base.submissions.assign(note="비고두울"),
        audience=Audience.PUBLIC,
        short_names=True,
    )


EACH = {**{each.value: each for each in CALLERS}, "unknown": Role.UNKNOWN, "here": Role.HERE}


def seen_by(whole: Study, party: Role) -> Study:
    if party is Role.MEMBER:
        rights = judge_rights(whole, caller("address1@example.com"), HOSTED, NOW)
    elif party is Role.LEADER:
        first = replace(whole.members[0], leader=True)
        led = replace(whole, members=(first, *whole.members[1:]))
        rights = judge_rights(led, caller("address0@example.com"), HOSTED, NOW)
    else:
        door = {Role.UNKNOWN: OPEN, Role.HERE: HERE}.get(party, HOSTED)
        rights = judge_rights(whole, CALLERS.get(party, Visitor()), door, NOW)
    assert rights.standing is party
    return redaction.redact(whole, choose_redaction(rights))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("party", EACH.values(), ids=EACH)
def test_no_visitor_sees_an_address(party: Role, audience: Audience) -> None:
    assert "@example.com" in dumped(full())
    assert "@" not in dumped(seen_by(replace(full(), audience=audience), party))


OUTSIDE = [each for each in EACH.values() if each not in (Role.LEADER, Role.MEMBER, Role.HERE)]


@pytest.mark.parametrize("money", [False, True])
@pytest.mark.parametrize("party", OUTSIDE)
def test_under_short_names_those_outside_find_no_whole_name_no_link_and_no_reason(
    party: Role, money: bool
) -> None:
    whole = replace(full(), public_money=money)
    text = dumped(seen_by(whole, party))
    for name in [*(each.name for each in whole.members), "떠난이름", "account", "사유", "비고"]:
        assert name in dumped(whole)
        assert name not in text
    assert not seen_by(whole, party).submissions["link"].any()


@pytest.mark.parametrize("party", OUTSIDE)
def test_outsiders_find_no_sum_if_money_is_hidden(party: Role) -> None:
    seen = seen_by(full(), party)
    assert {each.amount for each in seen.tiers} == {0}
    assert (seen.payments, seen.settlements) == ((), ())


@pytest.mark.parametrize("party", list(NOBODY))
def test_those_to_whom_all_is_closed_are_given_an_empty_study_with_the_language_alone(
    party: Role,
) -> None:
    whole = replace(full(), audience=Audience.MEMBERS, language="en")
    seen = seen_by(whole, party)
    text = dumped(seen)
    assert seen.language == "en"
    assert (seen.name, seen.members, seen.weeks, len(seen.submissions)) == ("", (), (), 0)
    for told in [whole.name, *(each.name for each in whole.members), "https://", "20220", "account"]:
        assert told not in text


@pytest.mark.parametrize("party", EACH.values(), ids=EACH)
def test_a_redacted_board_has_the_same_statuses_as_the_full_one(party: Role) -> None:
    whole = full()
    known = (None, *(each.name for each in whole.members))  # the reader keeps no others in these two
    excuses = tuple(each for each in whole.excuses if each.member in known)
    breaks = tuple(each for each in whole.breaks if each.member in known)
    whole = replace(whole, excuses=excuses, breaks=breaks)
    seen = seen_by(whole, party)
    now = NOW.astimezone(UTC)
    columns = ["week", "status", "tier", "submitted_at"]
    expected, found = board.judge(whole, now), board.judge(seen, now)
    assert list(found["member"].unique()) == [each.name for each in seen.members]
    assert found[columns].equals(expected[columns])


def test_those_inside_are_shown_all_but_the_addresses() -> None:
    whole = full()
    bare = replace(whole, members=tuple(replace(each, email=None) for each in whole.members))
    for party in (Role.MEMBER, Role.LEADER, Role.HERE):
        assert dumped(seen_by(whole, party)) == dumped(bare)
