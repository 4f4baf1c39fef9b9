"""What the season has for a README, as of a moment."""

from datetime import UTC, datetime, timedelta

import pytest

from studylib.readme import writing
from studylib.readme.season_links import gather_links, list_judged_members
from studylib.season.kinds import TaskKind
from studylib.season.study import Study
from studylib.season.tasks import Due, Task
from studylib.workbook.answers import Answer
from tests.readme.writing_seasons import imported, season
from tests.season import duties


def test_a_link_handed_in_later_is_not_written_yet() -> None:
    study = season({("가람", 1): ["https://g.kr"]})
    early = writing.write_season("", study, datetime(2022, 4, 7, 2, 59, 59, tzinfo=UTC))
    assert imported(early, study) == set()
    assert imported(writing.write_season("", study, datetime(2022, 4, 7, 3, tzinfo=UTC)), study) == {
        ("가람", 1, "https://g.kr")
    }


@pytest.mark.parametrize(("after", "seen"), [(-1, ()), (0, ("https://g.kr",)), (1, ("https://g.kr",))])
def test_a_link_counts_from_its_own_millisecond_on_and_is_known_before(
    after: int, seen: tuple[str, ...]
) -> None:
    handed_in = datetime(2022, 4, 7, 3, tzinfo=UTC)
    gathered = gather_links(
        season({("가람", 1): ["https://g.kr"]}), handed_in + timedelta(milliseconds=after), False
    )
    assert gathered.links.get(("가람", 1), ()) == seen
    assert gathered.known == {("가람", 1, "https://g.kr")}
    assert gathered.late == frozenset()
    assert (gathered.find_member("nobody"), gathered.find_exact("가람 (x)")) == (None, None)


@pytest.mark.parametrize(("week", "judged"), [(0, []), (1, ["가람", "나래"]), (3, ["가람", "나래"]), (4, [])])
def test_the_members_of_an_unknown_week_are_none(week: int, judged: list[str]) -> None:
    assert [member.name for member in list_judged_members(season({}), week)] == judged


@pytest.mark.parametrize(
    "hiding",
    ["https://github.com@evil.example/a", "https://a:b@evil.example/a", "https://g***@evil.example/a"],
)
def test_a_link_that_hides_its_host_is_written_without_what_hides_it(hiding: str) -> None:
    study, after = season({("가람", 1): [hiding]}), datetime(2022, 6, 1, tzinfo=UTC)
    written = writing.write_season("", study, after)
    assert imported(written, study) == {("가람", 1, "https://evil.example/a")}
    assert "@" not in written
    assert writing.write_season(written, study, after) == written


# ---- several tasks a week ----

TASKS = (
    Task("풀이", count=2, due=Due(timedelta(hours=22))),
    Task("모임", kind=TaskKind.ATTENDANCE),
    Task("논문"),
    Task("발제", of_turn=True, from_week=2),
)
WELL_AFTER = datetime(2022, 6, 1, tzinfo=UTC)


def busy(*answers: Answer) -> Study:
    members = (duties.GARAM, duties.NARAE)
    return duties.make_study(TASKS, answers, members=members, week_count=2)


def test_a_cell_has_the_links_of_all_tasks_in_their_order() -> None:
    study = busy(
        duties.answer(duties.april(7), "https://n.kr/paper", task="논문"),
        duties.answer(duties.april(8), "https://n.kr/1", task="풀이"),
        duties.answer(duties.april(9), "https://n.kr/2", "https://n.kr/1", task="풀이"),
        duties.answer(duties.april(10), "https://n.kr/paper2", task="논문"),
    )
    gathered = gather_links(study, WELL_AFTER, False)
    assert gathered.links == {("가람", 1): ("https://n.kr/1", "https://n.kr/2", "https://n.kr/paper2")}
    assert ("가람", 1, "https://n.kr/paper") in gathered.known
    written = writing.write_season("", study, WELL_AFTER)
    assert (
        "|1주차|[가람](https://n.kr/1) &nbsp; [가람](https://n.kr/2) &nbsp; [가람](https://n.kr/paper2)"
        " &nbsp; [나래]()|가람|"
    ) in written
    assert writing.write_season(written, study, WELL_AFTER) == written


@pytest.mark.parametrize(
    ("second", "task", "late"),
    [
        (duties.april(12, 21, 59, 59, 999), "풀이", False),
        (duties.april(12, 22), "풀이", True),
        (duties.april(12, 22, 0, 0, 1), "풀이", True),
        (duties.april(12, 23, 59, 59, 999), "논문", False),
        (duties.april(13), "논문", True),
    ],
)
def test_a_place_is_late_if_one_of_its_tasks_was_done_late(second: datetime, task: str, late: bool) -> None:
    first = duties.answer(duties.april(8), "https://n.kr/1", task="풀이")
    gathered = gather_links(
        busy(first, duties.answer(second, "https://n.kr/2", task=task)), WELL_AFTER, False
    )
    assert gathered.late == ({("가람", 1)} if late else set())


def test_a_time_is_assumed_that_lies_at_the_edge_of_its_own_task() -> None:
    edge = duties.april(12, 21, 59, 59)
    links = [
        gather_links(busy(duties.answer(edge, "https://n.kr/1", task=task)), WELL_AFTER, False).assumed
        for task in ("풀이", "논문")
    ]
    assert links == [{("가람", 1, "https://n.kr/1")}, set()]


def test_who_has_nothing_but_a_meeting_or_anothers_turn_is_not_waited_for() -> None:
    only = (TASKS[1], TASKS[3])
    study = duties.make_study(only, members=(duties.GARAM, duties.NARAE), week_count=2)
    names = [[each.name for each in list_judged_members(study, week)] for week in (1, 2)]
    assert names == [[], ["나래"]]
