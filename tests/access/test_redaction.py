"""What each role sees of a season, and the short names that outsiders see."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.access import redaction
from studylib.access.origin import Origin, Visitor
from studylib.access.redaction import MASK
from studylib.access.rights import Role, choose_redaction, judge_rights
from studylib.season import board
from studylib.season.kinds import Audience, TaskKind
from studylib.season.records import Arrival, Pass, Step
from studylib.season.study import Break, ClosedShare, Excuse, Member, Payment, Study, VoidedAnswer
from studylib.season.tasks import Task
from studylib.workbook import reader, sample
from tests.access.visitors import CALLERS, caller, study

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
HOSTED = Origin(sign_in=True, local=False)
OPEN = Origin(sign_in=False, local=False)
HERE = Origin(sign_in=False, local=True)
NOBODY = dict.fromkeys((Role.STRANGER, Role.UNVERIFIED, Role.EXPIRED, Role.ANONYMOUS))
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


MEETING = Task("모임", TaskKind.ATTENDANCE)


def full() -> Study:
    """The sample with records of every kind. They name members, and somebody who is gone."""
    base = study()
    names = [each.name for each in reader.read(sample.make_sample(NOW))[0].members]
    members = tuple(
        Member(name, f"address{at}@example.com", github=f"profile{at}") for at, name in enumerate(names)
    )
    day, gone = date(2022, 5, 2), "떠난이름"
    task = Task("읽기", cap=77_777, members=tuple(names[:3]))
    return replace(
        base,
        tasks=(task, MEETING),
        weeks=tuple(
            replace(
                week, duties=tuple(replace(each, task=one) for one in (task, MEETING) for each in week.duties)
            )
            for week in base.weeks
        ),
        steps=(Step("late", "", (66_666, 66_667)),),
        passes=(Pass(NOW, 1, names[1], reason="사유세엣"), Pass(NOW, 1, gone, reason="사유세엣")),
        arrivals=(Arrival(1, "모임", names[0], NOW, note="비고세엣"), Arrival(2, "모임", gone, NOW)),
        account="국민 123-45",
        members=members,
        breaks=(*base.breaks, Break(day, day, "사유하나", names[0]), Break(day, day, "사유하나", gone)),
        excuses=(*base.excuses, Excuse(1, names[1], "사유두울"), Excuse(1, gone, "사유두울")),
        payments=(
            Payment(day, "2022-04", names[2], 3000, "비고하나"),
            Payment(day, "2022-04", gone, 1, "비고하나"),
        ),
        settlements=(ClosedShare("2022-04", gone, 4000, 0, 0), ClosedShare("2022-04", names[3], 0, 4000, 0)),
        voided=(VoidedAnswer(names[0], 1, NOW, "https://garam.example/void", "사유하나"),),
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
    for name in [*(each.name for each in whole.members), "떠난이름", "profile", "사유", "비고"]:
        assert name in dumped(whole)
        assert name not in text
    assert not seen_by(whole, party).submissions["link"].any()
    assert not any(each.link for each in seen_by(whole, party).voided)


@pytest.mark.parametrize("party", OUTSIDE)
def test_outsiders_find_no_sum_if_money_is_hidden(party: Role) -> None:
    seen = seen_by(full(), party)
    assert {each.amount for each in seen.tiers} == {0}
    assert (seen.payments, seen.settlements, seen.steps, seen.account) == ((), (), (), "")
    for told in ("77777", "66666", "국민"):
        assert told in dumped(full())
        assert told not in dumped(seen)
    assert board.judge(seen, NOW)["fine"].sum() == 0


@pytest.mark.parametrize("party", list(NOBODY))
def test_those_to_whom_all_is_closed_are_given_an_empty_study_with_the_language_alone(
    party: Role,
) -> None:
    whole = replace(full(), audience=Audience.MEMBERS, language="en")
    seen = seen_by(whole, party)
    text = dumped(seen)
    assert seen.language == "en"
    assert (seen.name, seen.members, seen.weeks, len(seen.submissions)) == ("", (), (), 0)
    for told in [whole.name, *(each.name for each in whole.members), "https://", "20220", "profile", "국민"]:
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
