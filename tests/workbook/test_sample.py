"""The sample season, on every day of more than a year. It shows all there is to see, whenever the first start is."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import pytest

from studylib.season import board, rota, weeks
from studylib.season.kinds import Status
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.errors import WorkbookError
from studylib.workbook import reader, sample
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.sample import ZONE
from tests.examples import IN_CI

pytestmark = pytest.mark.no_cover  # It takes half as long again, and other tests run the same branches.

EVERY = [date(2023, 12, 1) + timedelta(days=number) for number in range(400)]
DAYS = (
    [each for each in EVERY if each.toordinal() % 3 == 0 or each.day in (1, 28, 29, 30, 31)]
    if IN_CI
    else EVERY
)
"""A leap day, the end of every month, and every day of the week. In CI every third day, and all around those ends."""
HOURS = [time(0), time(12), time(23, 59, 59, 999_000)]


@dataclass(frozen=True)
class Cell:
    """One cell of a board."""

    member: str
    week: int
    status: str
    fine: int
    month: str


@dataclass(frozen=True)
class Day:
    """The sample that a first start on this day makes, and its board at each of ``HOURS``."""

    day: date
    study: Study
    problems: list[Problem]
    boards: dict[datetime, list[Cell]]


@cache
def make_days() -> list[Day]:
    return list(map(make_on, DAYS))


def make_on(day: date) -> Day:
    moments = [datetime.combine(day, hour, ZONE) for hour in HOURS]
    study, problems = reader.read(sample.make_sample(moments[1]))
    return Day(day, study, problems, {now: cells(study, now) for now in moments})


def cells(study: Study, now: datetime) -> list[Cell]:
    rows = board.judge(study, now)
    columns = [rows[each].tolist() for each in ("member", "week", "status", "fine", "month")]
    return [Cell(*row) for row in zip(*columns, strict=True)]


def test_the_days_have_a_leap_day_and_the_ends_of_all_months() -> None:
    assert date(2024, 2, 29) in DAYS
    assert {each.month for each in DAYS if (each + timedelta(days=1)).day == 1} == set(range(1, 13))


def test_the_day_lies_in_week_6_of_12_at_every_hour() -> None:
    for each in make_days():
        assert [week.number for week in each.study.weeks] == list(range(1, 13)), each.day
        for now in each.boards:
            this_week = weeks.find_present_week(each.study.weeks, now)
            assert this_week is not None
            assert (this_week.number, this_week.opens_at <= now < this_week.due_at) == (6, True), now


def test_every_status_is_there_at_every_hour_of_the_day() -> None:
    for each in make_days():
        for now, found in each.boards.items():
            assert {cell.status for cell in found} == set(Status), now


def test_one_row_cannot_be_read_and_it_is_an_answer() -> None:
    for each in make_days():
        assert [(problem.column, problem.of_answer) for problem in each.problems] == [("링크", True)], (
            each.day
        )


def test_there_are_breaks_of_the_group_and_one_of_a_member() -> None:
    for each in make_days():
        assert Counter(off.member for off in each.study.breaks) == {None: 2, "마루": 1}, each.day
        gaps = [later.opens_at - earlier.opens_at for earlier, later in pairwise(each.study.weeks)]
        assert Counter(gap.days for gap in gaps) == {7: 9, 14: 2}, each.day


def test_one_is_excused_by_the_group_and_one_by_a_break_of_their_own() -> None:
    for each in make_days():
        for now, found in each.boards.items():
            excused = [(cell.member, cell.week) for cell in found if cell.status == Status.EXCUSED]
            assert excused == [("라온", 2), ("마루", 4)], now


def test_one_has_joined_later_and_answers_from_then_on() -> None:
    for each in make_days():
        for now, found in each.boards.items():
            answering = Counter(cell.member for cell in found)
            assert answering == {"가람": 12, "나래": 12, "다온": 12, "라온": 12, "마루": 11}, now
            assert next(cell.week for cell in found if cell.member == "마루") == 2, now


def test_the_team_blog_has_a_swap_and_every_week_a_writer() -> None:
    for each in make_days():
        writers = rota.list_writers(each.study)
        assert len(writers) == 12, each.day
        assert [writers[week] for week in range(1, 7)] == [
            "가람",
            "나래",
            "라온",
            "다온",
            "마루",
            "가람",
        ], each.day


def pots(found: list[Cell]) -> Iterator[tuple[list[int], int, int]]:
    """Of each month: the fines of those in last place, the pot, and how many receive of it."""
    months: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in found:
        months[cell.month][cell.member] += cell.fine
    carried = 0
    for _, fines in sorted(months.items()):
        pot = sum(fines.values()) + carried
        highest = max(fines.values())
        last = [fine for fine in fines.values() if fine == highest > 0]
        if len(last) == len(fines):
            last = []
        receivers = len(fines) - len(last)
        carried = pot % receivers
        yield last, pot, receivers


def test_in_some_month_two_tie_for_last_place_and_the_pot_leaves_a_remainder() -> None:
    for each in make_days():
        for now, found in each.boards.items():
            settled = list(pots(found))
            assert any(len(last) == 2 and pot % receivers for last, pot, receivers in settled), (now, settled)


def test_the_sample_says_that_it_is_one() -> None:
    for each in make_days():
        study = each.study
        assert (study.sample, study.language, study.timezone.key) == (True, "ko", "Asia/Seoul"), each.day


def test_the_whole_curriculum_is_in_it() -> None:
    for week in make_days()[0].study.weeks:
        assert week.topic.title
        assert week.topic.lecture
        assert all(each.startswith("https://") for each in week.topic.lecture)


def test_notes_that_were_edited_after_the_deadline_stay_in_time() -> None:
    for each in make_days()[::50]:
        rows = board.judge(each.study, min(each.boards))
        edited = rows[(rows["member"] == "나래") & (rows["week"] == 2)].iloc[0]
        assert (edited["status"], edited["link"][-4:]) == (Status.ON_TIME, "?v=2"), each.day
        assert edited["submitted_at"] < each.study.week_of[2].due_at, each.day


def test_the_season_depends_on_the_day_in_seoul_and_on_no_hour() -> None:
    made = [sample.make_sample(datetime.combine(date(2024, 2, 29), hour, ZONE)) for hour in HOURS]
    made.append(sample.make_sample(datetime(2024, 2, 28, 15, tzinfo=UTC)))
    made.append(sample.make_sample(datetime(2024, 2, 29, 14, 59, 59, tzinfo=UTC)))
    assert made == [made[0]] * len(made)
    assert sample.make_sample(datetime(2024, 2, 29, 15, tzinfo=UTC)) != made[0]


def test_answers_stand_in_the_order_in_which_a_form_writes_them() -> None:
    answers = sample.make_sample(datetime(2024, 3, 1, 9, tzinfo=ZONE)).tabs[-1].rows[1:]
    times = [row[0] for row in answers if isinstance(row[0], datetime)]
    assert len(times) == len(answers)
    assert times == sorted(times)
    assert times[-1] <= datetime(2024, 3, 1)


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(1970, 1, 1), True),
        (date(2000, 2, 11), True),
        (date(2000, 2, 12), False),
        (date(2099, 11, 27), False),
        (date(2099, 11, 28), True),
        (date(9999, 12, 31), True),
    ],
)
def test_a_sample_is_readable_or_refused_whatever_the_clock_says(day: date, refused: bool) -> None:
    now = datetime.combine(day, time(), UTC)
    if refused:
        with pytest.raises(WorkbookError, match=f"The clock of this machine says {day}"):
            sample.make_sample(now)
    else:
        _, problems = reader.read(sample.make_sample(now))
        assert [each.column for each in problems] == ["링크"]


@pytest.mark.parametrize("day", [date(2000, 2, 12), date(2024, 2, 29), date(2099, 11, 27)])
def test_a_sample_of_any_day_is_known_until_a_cell_is_changed(day: date) -> None:
    made = sample.make_sample(datetime.combine(day, time(), sample.ZONE))
    assert sample.is_untouched(made)
    tabs = made.tabs
    for changed in (Tab(tabs[1].title, (*tabs[1].rows, ("바다",))), Tab("회원", tabs[1].rows)):
        assert not sample.is_untouched(Workbook((tabs[0], changed, *tabs[2:])))
    assert not sample.is_untouched(Workbook((Tab("설정", (("시작일",), ("시작일", 1))),)))
    assert not sample.is_untouched(Workbook(()))
