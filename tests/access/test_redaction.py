"""What each role sees of a season, and the short names that outsiders see."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.access import redaction
from studylib.access.origin import Origin, Visitor
from studylib.access.redaction import MASK
from studylib.access.rights import Role, choose_redaction, judge_rights
from studylib.calendar import ics
from studylib.exports import board_table
from studylib.form import descriptions
from studylib.season import board, reasons, rule_words, words
from studylib.season.kinds import Audience, Status, TaskKind
from studylib.season.records import Arrival, Pass, Step
from studylib.season.study import (
    DEFAULT_TIERS,
    Break,
    ClosedShare,
    Excuse,
    FormLink,
    Member,
    Payment,
    Study,
    Tier,
    VoidedAnswer,
)
from studylib.season.tasks import Task
from studylib.text.language import Language
from studylib.workbook import reader, sample
from tests.access.visitors import CALLERS, caller, study
from tests.examples import many
from tests.season import duties, task_seasons

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


# ---- several tasks a week ----

MEETING = Task("모임", kind=TaskKind.ATTENDANCE, tiers="모임표")
TASKS = (
    Task("풀이", count=3, per_day=2, cap=5_000),
    MEETING,
    Task("발제", of_turn=True),
    Task("발표", members=("나래",)),
)
SETS = (
    *DEFAULT_TIERS,
    Tier("지각", 1, 1_000, set="모임표", per=timedelta(minutes=10)),
    Tier("결석", None, 10_000, set="모임표"),
)


def busy(**more: Any) -> Study:
    """Three links and a repeated one for one task, a meeting with excuses, and passes."""
    handed_in = [
        duties.answer(duties.april(8), "https://garam.kr/1", "https://garam.kr/2", task="풀이"),
        duties.answer(duties.april(9), "http://GARAM.kr/1/", task="풀이"),
        duties.answer(duties.april(13, 1), "https://garam.kr/3", task="풀이"),
        duties.answer(duties.april(9), "https://garam.kr/4", task="발제"),
    ]
    return duties.make_study(
        TASKS,
        handed_in,
        tiers=SETS,
        members=tuple(
            replace(each, email=f"address{at}@example.com")
            for at, each in enumerate((duties.GARAM, duties.NARAE))
        ),
        week_count=2,
        audience=Audience.PUBLIC,
        account="국민 123-45-678",
        pass_count=1,
        passes=(Pass(duties.april(14), 2, "가람", reason="사유하나"),),
        excuses=(Excuse(2, "나래", "사유두울", task="모임"),),
        steps=(Step("late", "", (1_234, 4_321)),),
        arrivals=(
            Arrival(1, "모임", "가람", duties.april(13, 0, 15), note="사유세엣"),
            Arrival(1, "모임", "나래", status=Status.EXCUSED, note="사유세엣"),
        ),
        **more,
    )


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("party", OUTSIDE)
def test_outsiders_see_the_names_of_tasks_and_neither_reasons_nor_sums(party: Role, short: bool) -> None:
    seen = seen_by(busy(short_names=short), party)
    text = dumped(seen)
    for word in ("사유", "123-45", "1234", "4321", "5000", "10000"):
        assert word in dumped(busy())
        assert word not in text
    assert [task.name for task in seen.tasks] == ["풀이", "모임", "발제", "발표"]


@pytest.mark.parametrize("party", OUTSIDE)
def test_under_short_names_no_record_of_a_task_names_a_member_or_a_link(party: Role) -> None:
    whole = busy(short_names=True)
    seen = seen_by(whole, party)
    for word in ("가람", "나래", "garam", "GARAM"):
        assert word in dumped(whole)
        assert word not in dumped(seen)
    assert not "".join(board.judge(seen, duties.LONG_AFTER)["link"].dropna())


@pytest.mark.parametrize("money", [False, True])
@pytest.mark.parametrize("party", EACH.values(), ids=EACH)
def test_a_redacted_board_of_tasks_counts_and_judges_as_the_full_one(party: Role, money: bool) -> None:
    whole = busy(short_names=True, public_money=money)
    seen = seen_by(whole, party)
    columns = ["week", "task", "status", "tier", "counted", "count", "submitted_at", "due_at"]
    columns += ["fine", "step"] if money else []
    for now in (duties.april(10), duties.april(13, 0, 5), duties.april(14, 1), duties.LONG_AFTER):
        expected, found = board.judge(whole, now), board.judge(seen, now)
        assert found[columns].equals(expected[columns])


def write_all(study: Study, language: Language) -> dict[str, str]:
    """All texts that are made of rules and fines."""
    season = replace(study, form=FormLink("https://docs.google.com/forms/d/e/x/viewform"))
    judged = board.judge(season, duties.LONG_AFTER)
    groups = rule_words.group_tiers(season, language)
    return {
        "calendar": ics.write_calendar(season, language, NOW).decode().replace("\r\n ", ""),
        "rules": "\n".join(line for group in groups for line in group.list_lines()),
        "form": "\n".join(descriptions.describe_rules(season, language)),
        "reasons": "\n".join(reasons.explain_fines(season, judged, language)),
        "file": str(board_table.write_board(season, judged, language, money=False)),
    }


@pytest.mark.parametrize("code", ["ko", "en"])
@pytest.mark.parametrize("itemised", [False, True])
def test_no_text_for_outsiders_names_a_hidden_amount_as_nothing(code: str, itemised: bool) -> None:
    tiers = tuple(replace(each, itemised=itemised and each.set == "" and each.per is None) for each in SETS)
    whole, language = replace(busy(), tiers=tiers), Language(code)
    full_texts, seen_texts = write_all(whole, language), write_all(seen_by(whole, Role.ANONYMOUS), language)
    for name, text in seen_texts.items():
        assert re.search(r"₩\d|\d원", full_texts[name]), name
        assert not re.search(r"₩|\d원", text), name
    assert (
        language.say("{tier}: from there on", tier=words.name_status(language, Status.ABSENT))
        in (seen_texts["calendar"])
    )


def test_a_tier_that_is_really_free_still_says_so() -> None:
    tiers = (Tier("late", 12, 0), Tier("absent", None, 4_000))
    free = duties.make_study(tiers=tiers, audience=Audience.PUBLIC, public_money=True)
    text = write_all(seen_by(free, Role.ANONYMOUS), Language("ko"))["rules"]
    assert text == "지각: 마감 후 12시간까지 0원\n결석: 그 뒤로 4,000원"


@pytest.mark.parametrize("party", OUTSIDE)
def test_with_public_money_outsiders_see_growing_fines_and_caps(party: Role) -> None:
    seen = seen_by(busy(public_money=True), party)
    assert seen.steps == busy().steps
    assert [task.cap for task in seen.tasks] == [5_000, None, None, None]


@settings(max_examples=many(30))
@given(st.data())
def test_no_random_season_of_tasks_is_judged_otherwise_under_short_names(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    names = {each.name for each in facts.members}
    facts = replace(facts, writers={n: name for n, name in facts.writers.items() if name in names})
    now = data.draw(task_seasons.moments(facts))
    whole = replace(task_seasons.study(facts), audience=Audience.PUBLIC, short_names=True)
    redacted = redaction.redact(whole, redaction.Redaction(False, True, True, False, True))
    columns = ["week", "task", "status", "tier", "counted", "submitted_at", "fine", "step"]
    assert board.judge(redacted, now)[columns].equals(board.judge(whole, now)[columns])
