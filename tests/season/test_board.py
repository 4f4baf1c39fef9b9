from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from studylib.season import board, judging
from studylib.season.kinds import Limit, Status
from studylib.season.study import Break, Excuse, Member, Tier
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from tests.examples import many
from tests.season import reference, seasons
from tests.season.cells import alone, judged
from tests.season.reference import SEOUL, Answer, Judged, Season
from tests.season.seasons import MS, NEW_YORK

OPENS = datetime(2022, 4, 6, tzinfo=SEOUL)
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
CLOSES = datetime(2022, 4, 13, 12, tzinfo=SEOUL)
LONG_AFTER = datetime(2022, 12, 31, tzinfo=SEOUL)
EXCUSED = (Excuse(1, "가람"),)
DTYPES = {
    "member": "category",
    "week": "int64",
    "task": "category",
    "status": "category",
    "submitted_at": "datetime64[ms, Asia/Seoul]",
    "counted": "int64",
    "count": "int64",
    "due_at": "datetime64[ms, Asia/Seoul]",
    "link": "str",
    "fine": "int64",
    "fine_today": "int64",
    "month": "category",
    "tier": "int16",
    "step": "int16",
}


def three(edge: datetime, before: tuple[str, int], at: tuple[str, int]) -> list[tuple[datetime, str, int]]:
    """Just before, at and just after an edge: what holds at it holds after it."""
    return [(edge - MS, *before), (edge, *at), (edge + MS, *at)]


# ---- the judging table, line by line ----


@pytest.mark.parametrize(
    ("at", "status", "fine"),
    [
        *three(OPENS, ("on_time", 0), ("on_time", 0)),
        *three(DUE, ("on_time", 0), ("late", 3_000)),
        *three(CLOSES, ("late", 3_000), ("absent", 4_000)),
    ],
)
def test_a_hand_in_is_judged_by_its_moment(at: datetime, status: str, fine: int) -> None:
    cell = alone(LONG_AFTER, at)
    assert (cell.status, cell.fine, cell.submitted_at, cell.link) == (status, fine, at, "https://n.kr/1")


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (OPENS - MS, "on_time"),
        (DUE - MS, "on_time"),
        (DUE, "excused"),
        (DUE + MS, "excused"),
        (CLOSES - MS, "excused"),
        (CLOSES, "excused"),
        (CLOSES + MS, "excused"),
    ],
)
def test_an_excused_member_is_on_time_or_excused_and_never_fined(at: datetime, status: str) -> None:
    cell = alone(LONG_AFTER, at, excuses=EXCUSED)
    assert (cell.status, cell.fine, cell.submitted_at, cell.link) == (status, 0, at, "https://n.kr/1")


@pytest.mark.parametrize(
    ("now", "status", "fine"),
    [
        *three(OPENS, ("upcoming", 0), ("open", 0)),
        *three(DUE, ("open", 0), ("overdue", 0)),
        *three(CLOSES, ("overdue", 0), ("absent", 4_000)),
    ],
)
def test_a_missing_hand_in_is_judged_by_now(now: datetime, status: str, fine: int) -> None:
    assert alone(now) == Judged("가람", 1, status, None, None, fine, "2022-04")


@pytest.mark.parametrize("now", [edge + n * MS for edge in (OPENS, DUE, CLOSES) for n in (-1, 0, 1)])
def test_an_excused_member_without_a_hand_in_is_excused_at_any_time(now: datetime) -> None:
    assert alone(now, excuses=EXCUSED) == Judged("가람", 1, "excused", None, None, 0, "2022-04")


@pytest.mark.parametrize(
    ("at", "before", "then"),
    [
        (OPENS - MS, "upcoming", "on_time"),
        (DUE - MS, "open", "on_time"),
        (DUE + MS, "overdue", "late"),
        (CLOSES - MS, "overdue", "late"),
        (CLOSES + MS, "absent", "absent"),
    ],
)
def test_an_answer_exists_from_its_own_millisecond_on(at: datetime, before: str, then: str) -> None:
    unseen, seen, after = (alone(now, at) for now in (at - MS, at, at + MS))
    assert (unseen.status, unseen.submitted_at, unseen.link) == (before, None, None)
    assert (seen.status, seen.submitted_at, seen.link) == (then, at, "https://n.kr/1")
    assert after == seen


def test_now_may_be_given_in_any_zone() -> None:
    assert alone(DUE.astimezone(UTC)) == alone(DUE) == alone(DUE.astimezone(NEW_YORK))


# ---- several answers ----


def test_the_first_answer_decides_the_time_and_the_latest_gives_the_link() -> None:
    """A note created on Tuesday 23:57:13 and edited twice after the deadline is on time."""
    first = DUE - timedelta(minutes=2, seconds=47)
    cell = alone(LONG_AFTER, CLOSES, first, DUE + MS)
    assert (cell.status, cell.submitted_at, cell.link) == ("on_time", first, "https://n.kr/1")


@pytest.mark.parametrize(("now", "link"), [(DUE + MS, 1), (DUE + 2 * MS, 2), (DUE + 3 * MS, 2)])
def test_the_link_is_the_latest_until_now(now: datetime, link: int) -> None:
    cell = alone(now, DUE, DUE + 2 * MS)
    assert (cell.submitted_at, cell.link) == (DUE, f"https://n.kr/{link}")


def test_a_late_first_answer_is_not_mended_by_a_second_one() -> None:
    assert alone(LONG_AFTER, DUE, CLOSES).status == "late"


def test_an_answer_counts_for_the_week_that_it_names_and_for_no_other() -> None:
    in_the_second_week = DUE + timedelta(days=1)
    season = Season(week_count=2, answers=(Answer("가람", 1, in_the_second_week, "https://n.kr/1"),))
    assert [cell.status for cell in judged(season, in_the_second_week)] == ["absent", "open"]


def test_answers_of_unknown_members_and_weeks_touch_no_cell() -> None:
    answers = tuple(
        Answer(member, week, OPENS, "https://n.kr/1")
        for member, week in (("나래", 1), ("가람", 3), ("가람", 0), ("가람", -1), ("가람", 10**6))
    )
    season = Season(week_count=2, answers=answers)
    assert [cell.status for cell in judged(season, OPENS)] == ["open", "upcoming"]


# ---- tiers ----


def test_each_late_tier_lasts_until_its_own_limit() -> None:
    tiers = (
        Tier("하루", 24, 1_000),
        Tier("이틀", 48, 2_500),
        Tier("사흘", 72, 3_000),
        Tier("결석", None, 9_000),
    )
    day = timedelta(days=1)
    found = {
        at: (cell.status, cell.fine)
        for edge in (DUE, DUE + day, DUE + 2 * day, DUE + 3 * day)
        for at in (edge - MS, edge, edge + MS)
        if (cell := alone(LONG_AFTER, at, tiers=tiers))
    }
    assert list(found.values()) == [
        *(("on_time", 0), ("late", 1_000), ("late", 1_000)),
        *(("late", 1_000), ("late", 2_500), ("late", 2_500)),
        *(("late", 2_500), ("late", 3_000), ("late", 3_000)),
        *(("late", 3_000), ("absent", 9_000), ("absent", 9_000)),
    ]


def test_the_tier_of_a_fine_is_its_place_in_the_study() -> None:
    tiers = (Tier("하루", 24, 1_000), Tier("이틀", 48, 1_000), Tier("결석", None, 1_000))
    names = ("제때", "하루", "이틀", "결석", "없음", "면제")
    moments = (DUE - MS, DUE, DUE + timedelta(days=1), DUE + timedelta(days=2))
    answers = tuple(Answer(name, 1, at, "https://n.kr/1") for name, at in zip(names, moments, strict=False))
    season = Season(
        week_count=1,
        members=tuple(map(Member, names)),
        tiers=tiers,
        answers=answers,
        excuses=(Excuse(1, "면제"),),
    )
    found = board.judge(seasons.study(season), LONG_AFTER)
    assert found["tier"].tolist() == [judging.NO_TIER, 0, 1, 2, 2, judging.NO_TIER]


@pytest.mark.parametrize(
    ("at", "now", "status", "fine"),
    [
        (DUE - MS, LONG_AFTER, "on_time", 0),
        (DUE, LONG_AFTER, "absent", 4_000),
        (None, DUE - MS, "open", 0),
        (None, DUE, "absent", 4_000),
    ],
)
def test_without_a_limited_tier_a_week_closes_when_it_is_due(
    at: datetime | None, now: datetime, status: str, fine: int
) -> None:
    cell = alone(now, *([at] if at else []), tiers=(Tier("absent", None, 4_000),))
    assert (cell.status, cell.fine) == (status, fine)


def test_a_fine_of_nothing_is_late_all_the_same() -> None:
    cell = alone(LONG_AFTER, DUE, tiers=(Tier("late", 12, 0), Tier("absent", None, 4_000)))
    assert (cell.status, cell.fine) == ("late", 0)


@pytest.mark.parametrize("hours", [1 / 3, 1 / 7, 0.333333, 0.0000002, 11.9999999])
@pytest.mark.parametrize("after", [-1, 0, 1, 2])
def test_the_status_and_the_fine_of_a_tier_end_at_the_same_millisecond(hours: float, after: int) -> None:
    at = DUE + timedelta(milliseconds=int(hours * 3_600_000) + after)
    cell = alone(LONG_AFTER, at, tiers=(Tier("late", hours, 3_000), Tier("absent", None, 4_000)))
    assert (cell.status, cell.fine) in {("on_time", 0), ("late", 3_000), ("absent", 4_000)}


@pytest.mark.parametrize(("hours", "minutes"), [(0.29, 17.4), (1.15, 69), (2.3, 138), (8.2, 492)])
def test_hours_that_no_double_holds_are_those_that_were_meant(hours: float, minutes: float) -> None:
    """2.3 times 3,600,000 is 8,279,999.999999999."""
    end = DUE + timedelta(minutes=minutes)
    tiers = (Tier("late", hours, 3_000), Tier("absent", None, 4_000))
    assert [alone(LONG_AFTER, at, tiers=tiers).status for at in (end - MS, end)] == ["late", "absent"]
    assert [alone(at, tiers=tiers).status for at in (end - MS, end)] == ["overdue", "absent"]


def test_a_tier_lasts_its_hours_of_real_time_when_the_clocks_go_back() -> None:
    season = Season(starts_on=date(2022, 10, 30), zone=NEW_YORK, week_count=1)
    due_at = datetime(2022, 11, 6, 4, tzinfo=UTC)
    noon_after = datetime(2022, 11, 6, 11, tzinfo=NEW_YORK)
    assert noon_after.astimezone(UTC) == due_at + timedelta(hours=12)
    found = [judged(season, noon_after + n * MS)[0].status for n in (-1, 0, 1)]
    assert found == ["overdue", "absent", "absent"]


# ---- who is judged ----


@pytest.mark.parametrize(
    ("joined_on", "first_week"),
    [(None, 1), (date(2022, 4, 5), 1), (date(2022, 4, 6), 1), (date(2022, 4, 7), 2), (date(2022, 4, 14), 3)],
)
def test_a_joiner_answers_from_the_first_week_that_opens_on_the_day_or_later(
    joined_on: date | None, first_week: int
) -> None:
    season = Season(members=(Member("가람", joined_on=joined_on),))
    assert [cell.week for cell in judged(season, OPENS)] == list(range(first_week, 4))


@pytest.mark.parametrize(
    ("left_on", "last_week"),
    [
        (None, 3),
        (date(2022, 4, 12), 0),
        (date(2022, 4, 13), 1),
        (date(2022, 4, 14), 1),
        (date(2022, 4, 20), 2),
    ],
)
def test_a_leaver_answers_for_the_weeks_whose_last_day_in_time_is_over(
    left_on: date | None, last_week: int
) -> None:
    season = Season(members=(Member("가람", left_on=left_on),))
    assert [cell.week for cell in judged(season, OPENS)] == list(range(1, last_week + 1))


@pytest.mark.parametrize(
    ("left_on", "answers"),
    [(date(2022, 4, 14), False), (date(2022, 4, 15), True), (date(2022, 4, 16), True)],
)
def test_an_extension_moves_the_last_day_that_a_leaver_answers_for(left_on: date, answers: bool) -> None:
    season = Season(
        week_count=1,
        members=(Member("가람", left_on=left_on),),
        extensions={1: datetime(2022, 4, 15, tzinfo=SEOUL)},
    )
    assert bool(judged(season, OPENS)) is answers


def test_a_member_not_judged_has_no_row_even_after_handing_in() -> None:
    answers = (Answer("가람", 1, OPENS, "https://n.kr/1"), Answer("나래", 1, OPENS, "https://n.kr/2"))
    season = Season(
        week_count=1, members=(Member("가람", left_on=date(2022, 4, 8)), Member("나래")), answers=answers
    )
    (cell,) = judged(season, OPENS)
    assert (cell.member, cell.link) == ("나래", "https://n.kr/2")


def test_a_member_who_never_hands_in_has_a_row_for_every_week() -> None:
    assert [(cell.week, cell.status) for cell in judged(Season(), LONG_AFTER)] == [
        (1, "absent"),
        (2, "absent"),
        (3, "absent"),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "status"),
    [
        (date(2022, 4, 1), date(2022, 4, 5), "absent"),
        (date(2022, 4, 1), date(2022, 4, 6), "excused"),
        (date(2022, 4, 1), date(2022, 4, 7), "excused"),
        (date(2022, 4, 11), date(2022, 4, 30), "excused"),
        (date(2022, 4, 12), date(2022, 4, 30), "excused"),
        (date(2022, 4, 13), date(2022, 4, 30), "absent"),
    ],
)
def test_a_personal_break_excuses_from_the_weeks_that_it_touches_by_one_day(
    starts_on: date, ends_on: date, status: str
) -> None:
    season = Season(
        week_count=1,
        members=(Member("가람"), Member("나래")),
        breaks=(Break(starts_on, ends_on, member="가람"),),
    )
    assert [cell.status for cell in judged(season, LONG_AFTER)] == [status, "absent"]


def test_a_break_of_the_group_excuses_no_member_but_moves_the_week() -> None:
    season = Season(week_count=2, breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),))
    now = datetime(2022, 4, 27, tzinfo=SEOUL)
    assert [cell.status for cell in judged(season, now - MS)] == ["absent", "upcoming"]
    assert [cell.status for cell in judged(season, now)] == ["absent", "open"]


def test_an_excuse_excuses_no_other_member_or_week() -> None:
    season = Season(week_count=2, members=(Member("가람"), Member("나래")), excuses=(Excuse(2, "나래"),))
    assert [cell.status for cell in judged(season, LONG_AFTER)] == ["absent", "absent", "absent", "excused"]


def test_an_excuse_for_an_unknown_week_is_ignored() -> None:
    assert alone(LONG_AFTER, excuses=(Excuse(7, "가람"),)).status == "absent"


# ---- the table ----


def test_members_come_in_roster_order_and_weeks_rise() -> None:
    season = Season(week_count=2, members=(Member("다온"), Member("가람"), Member("나래")))
    found = board.judge(seasons.study(season), OPENS)
    assert list(zip(found["member"], found["week"], strict=True)) == [
        ("다온", 1),
        ("다온", 2),
        ("가람", 1),
        ("가람", 2),
        ("나래", 1),
        ("나래", 2),
    ]
    assert found["member"].cat.categories.tolist() == ["다온", "가람", "나래"]
    assert found.sort_values("member", kind="stable").index.tolist() == found.index.tolist()


@pytest.mark.parametrize(
    "season",
    [
        Season(answers=(Answer("가람", 1, OPENS, "https://n.kr/1"),)),
        Season(),
        Season(members=()),
        Season(members=(), answers=(Answer("가람", 1, OPENS, "https://n.kr/1"),)),
        Season(week_count=0),
        Season(week_count=0, members=()),
        Season(week_count=0, breaks=(Break(OPENS.date(), OPENS.date(), member="가람"),)),
        Season(members=(Member("가람", left_on=date(2022, 4, 6)),)),
    ],
    ids=[
        "full",
        "no answers",
        "no members",
        "answers of nobody",
        "no weeks",
        "nothing",
        "a personal break, no weeks",
        "nobody answers",
    ],
)
def test_the_board_has_its_declared_columns_and_dtypes_however_little_there_is(season: Season) -> None:
    found = board.judge(seasons.study(season), OPENS)
    assert tuple(found.columns) == board.COLUMNS
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == DTYPES
    assert found["status"].cat.categories.tolist() == [str(status) for status in Status]
    assert all(found[column].cat.ordered for column in ("member", "status", "month"))
    assert len(found) == len(reference.judge(season, OPENS))


def test_months_are_ordered_by_time_whatever_the_order_of_the_weeks() -> None:
    season = Season(
        starts_on=date(2022, 5, 11), week_count=2, extensions={1: datetime(2022, 7, 1, 1, tzinfo=SEOUL)}
    )
    found = board.judge(seasons.study(season), OPENS)["month"]
    assert found.tolist() == ["2022-07", "2022-05"]
    assert found.cat.categories.tolist() == ["2022-05", "2022-07"]


def test_the_many_months_of_a_long_season_rise() -> None:
    found = board.judge(seasons.study(Season(week_count=52)), OPENS)["month"]
    months = [*(f"2022-{month:02}" for month in range(4, 13)), "2023-01", "2023-02", "2023-03", "2023-04"]
    assert found.cat.categories.tolist() == months
    assert found.is_monotonic_increasing


@pytest.mark.parametrize("season", [Season(), Season(members=()), Season(week_count=0)])
def test_names_are_texts_even_if_there_are_none(season: Season) -> None:
    found = board.judge(seasons.study(season), OPENS)
    names = [found[column].cat.categories.dtype for column in ("member", "status", "month")]
    assert names == ["str"] * 3


def test_judging_leaves_the_study_as_it_was() -> None:
    study = seasons.study(Season(answers=(Answer("가람", 1, OPENS, "https://n.kr/1"),)))
    before = study.submissions.copy(deep=True)
    board.judge(study, LONG_AFTER)["fine"].to_numpy()
    assert_frame_equal(study.submissions, before)


# ---- against the reference ----


@settings(max_examples=many(300))
@given(st.data())
def test_the_board_agrees_with_the_reference_judge_cell_by_cell(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    study = seasons.study(season)
    for now in data.draw(st.lists(seasons.moments(season), min_size=1, max_size=4)):
        assert seasons.cells(board.judge(study, now)) == reference.judge(season, now)


@settings(max_examples=many(60))
@given(st.data())
def test_reading_the_season_from_a_workbook_gives_the_same_board(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons(ties=False))
    now = data.draw(seasons.moments(season))
    study, _ = reader.read(seasons.season_book(season))
    assert seasons.cells(board.judge(study, now)) == reference.judge(season, now)


@settings(max_examples=many(60))
@given(st.data())
def test_the_order_of_the_answers_in_the_workbook_does_not_matter(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons(ties=False))
    now = data.draw(seasons.moments(season))
    shuffled = replace(season, answers=tuple(data.draw(st.permutations(season.answers))))
    once, twice = (board.judge(reader.read(seasons.season_book(each))[0], now) for each in (season, shuffled))
    assert_frame_equal(once, twice)


def test_of_two_answers_at_the_same_moment_the_order_in_the_workbook_does_not_choose_the_link() -> None:
    at = "2022-04-10 12:00:00"
    rows = [f"{at} | 가람 | 1 | https://n.kr/1", f"{at} | 가람 | 1 | https://n.kr/2"]

    def links(*answers: str) -> list[str]:
        tab = seasons.tab("Form Responses 1", "Timestamp | name | week | link", *answers)
        study, _ = reader.read(seasons.book(answers=tab))
        return board.judge(study, DUE)["link"].dropna().tolist()

    assert links(*rows) == links(*reversed(rows))


def test_an_empty_workbook_gives_an_empty_board() -> None:
    study, _ = reader.read(Workbook(()))
    found = board.judge(study, OPENS)
    assert found.empty
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == DTYPES


@pytest.mark.parametrize(
    ("zone", "day", "noon"),
    [
        ("America/New_York", date(2022, 3, 13), datetime(2022, 3, 13, 16, tzinfo=UTC)),
        ("America/New_York", date(2022, 11, 6), datetime(2022, 11, 6, 17, tzinfo=UTC)),
        ("Europe/Berlin", date(2022, 3, 27), datetime(2022, 3, 27, 10, tzinfo=UTC)),
        ("Europe/Berlin", date(2022, 10, 30), datetime(2022, 10, 30, 11, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2022, 4, 3), datetime(2022, 4, 3, 1, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2022, 10, 2), datetime(2022, 10, 2, 1, tzinfo=UTC)),
    ],
)
def test_not_by_noon_is_absent_on_a_day_on_which_the_clocks_change(
    zone: str, day: date, noon: datetime
) -> None:
    workbook = seasons.book(
        settings=seasons.tab(
            "settings", "key | value", f"starts_on | {day - timedelta(days=7)}", f"timezone | {zone}"
        ),
        weeks=seasons.tab("weeks", "week | title", "1 | CNNs"),
        tiers=seasons.tab("tiers", "status | hours | amount", "late | 정오 | 3000", "absent | | 4000"),
        answers=seasons.tab(
            "Form Responses 1",
            "Timestamp | name | week | link",
            *(
                f"{(noon + after * MS).isoformat(timespec='milliseconds')} | {name} | 1 | https://n.kr/1"
                for name, after in (("가람", -1), ("나래", 0), ("다온", 1))
            ),
        ),
    )
    study, problems = reader.read(workbook)
    found = board.judge(study, noon + timedelta(days=1))
    assert all(each.is_notice for each in problems)
    assert list(zip(found["status"], found["fine"], strict=True)) == [
        ("late", 3_000),
        ("absent", 4_000),
        ("absent", 4_000),
    ]


@pytest.mark.parametrize(("hour", "fine"), [(10, 1), (11, 1), (12, 3), (13, 3)])
def test_a_tier_without_room_before_noon_fines_nobody(hour: int, fine: int) -> None:
    """Due at 22:00, 13 hours end at 11:00, but the tier before them lasts until noon."""
    tiers = (Tier("정오", 12, 1, Limit.CLOCK), Tier("13시간", 13, 2), Tier("absent", None, 3))
    season = Season(
        members=(Member("가람"),),
        tiers=tiers,
        week_count=1,
        extensions={1: datetime(2022, 4, 12, 22, tzinfo=SEOUL)},
        answers=(Answer("가람", 1, datetime(2022, 4, 13, hour, tzinfo=SEOUL), "https://n.kr/1"),),
    )
    assert board.judge(seasons.study(season), LONG_AFTER)["fine"].tolist() == [fine]


# ---- the last week that a study may have ----


def test_week_999_is_judged_and_no_later_number_is_taken_for_it() -> None:
    """Answers for weeks 0, 1000 and beyond belong to no week."""
    season = Season(week_count=999, answers=(Answer("가람", 999, OPENS, "https://n.kr/999"),))
    study = seasons.study(season)
    found = board.judge(study, OPENS)
    assert found.loc[found["submitted_at"].notna(), ["week", "link"]].to_numpy().tolist() == [
        [999, "https://n.kr/999"]
    ]
    for number in (-1, 0, 1_000, 1_001, 5_000):
        other = replace(study, submissions=study.submissions.assign(week=number))
        assert board.judge(other, OPENS)["submitted_at"].isna().all()


@pytest.mark.parametrize(("extended", "status"), [(12, "absent"), (13, "excused"), (14, "excused")])
def test_an_earlier_week_that_is_extended_into_a_personal_break_is_excused(
    extended: int, status: str
) -> None:
    """The break begins on the day after week 1 and lies in week 2."""
    season = Season(
        week_count=2,
        breaks=(Break(date(2022, 4, 13), date(2022, 4, 13), "여행", "가람"),),
        extensions={1: datetime(2022, 4, extended, 23, tzinfo=SEOUL)},
    )
    assert [cell.status for cell in judged(season, LONG_AFTER)] == [status, "excused"]


def test_an_earlier_week_that_is_extended_into_a_break_of_the_group_keeps_its_days_and_moves_no_other() -> (
    None
):
    exams = Break(date(2022, 4, 13), date(2022, 4, 19), "시험")
    season = Season(week_count=2, breaks=(exams,), extensions={1: datetime(2022, 4, 15, tzinfo=SEOUL)})
    first, second = seasons.study(season).weeks
    assert (first.days, second.days) == (
        (date(2022, 4, 6), date(2022, 4, 14)),
        (date(2022, 4, 20), date(2022, 4, 26)),
    )
    at = datetime(2022, 4, 15, tzinfo=SEOUL) + MS
    assert [cell.status for cell in judged(season, at)] == ["overdue", "upcoming"]
    assert [cell.status for cell in judged(season, at + timedelta(hours=12))] == ["absent", "upcoming"]


def test_the_columns_of_the_board_are_those_that_are_declared() -> None:
    found = board.judge(seasons.study(Season()), LONG_AFTER)
    assert list(found.columns) == [
        *("member", "week", "task", "status", "submitted_at", "counted", "count", "due_at"),
        *("link", "fine", "fine_today", "month", "tier", "step"),
    ]
