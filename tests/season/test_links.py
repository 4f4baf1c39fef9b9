import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.links import find_different, rank_within, sort_groups
from studylib.season.tasks import Task
from studylib.season.texts import compare_links, normalize_links
from tests.season.duties import answer, april, judge, make_study

THREE = (Task("문제", count=3),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.com/x", "http://a.com/x", True),
        ("https://a.com/x", "a.com/x", True),
        ("https://A.com/x", "HTTPS://a.COM/x", True),
        ("https://a.com/x", "https://a.com/X", False),
        ("https://a.com/x", "https://a.com/x/", True),
        ("https://a.com/x", "https://a.com/x#top", True),
        ("https://a.com/x", "https://a.com/x/#top", True),
        ("https://a.com", "https://a.com/", True),
        ("https://a.com/x", "https://a.com/x?", False),
        ("https://a.com/x?a=1", "https://a.com/x?a=2", False),
        ("https://a.com/x", "https://www.a.com/x", False),
        ("https://한글.kr/글", "https://한글.kr/글/", True),
        ("https://a.com?Q=1", "https://A.com?Q=1", True),
    ],
)
def test_links_are_the_same_but_for_scheme_host_case_fragment_and_slash(
    one: str, other: str, same: bool
) -> None:
    first, second = normalize_links(pa.array([one, other], pa.large_string())).to_pylist()
    assert (first == second) is same
    study = make_study(THREE, [answer(april(7), one, task="문제"), answer(april(8), other, task="문제")])
    assert judge(study, april(9), "counted") == [1 if same else 2]


def test_a_link_has_the_time_at_which_it_came_first() -> None:
    study = make_study(
        THREE,
        [
            answer(april(7), "https://n.kr/1", "https://n.kr/2", task="문제"),
            answer(april(12), "https://n.kr/2", task="문제"),
            answer(april(13, 1), "https://n.kr/1", "https://n.kr/3", task="문제"),
        ],
    )
    ((status, at, link),) = judge(study, april(20), "status", "submitted_at", "link")
    assert (status, at) == ("late", april(13, 1))
    assert link == "https://n.kr/1\nhttps://n.kr/2\nhttps://n.kr/3"


def test_the_link_that_fills_the_count_gives_the_time_and_later_ones_do_not_count() -> None:
    times = [april(7), april(8), april(12, 23, 59, 59, 999), april(13, 5)]
    study = make_study(
        THREE, [answer(at, f"https://n.kr/{number}", task="문제") for number, at in enumerate(times)]
    )
    ((status, at, counted, link),) = judge(study, april(20), "status", "submitted_at", "counted", "link")
    assert (status, at, counted) == ("on_time", times[2], 3)
    assert "https://n.kr/3" not in link


@pytest.mark.parametrize(
    ("second", "counted"), [(april(8, 23, 59, 59, 999), 1), (april(9), 2), (april(9, 0, 0, 0, 1), 2)]
)
def test_of_the_new_links_of_one_local_day_only_the_first_so_many_count(second: object, counted: int) -> None:
    """The 8th of April begins at 15:00 UTC of the 7th."""
    daily = (Task("문제", count=3, per_day=1),)
    first = answer(april(8), "https://n.kr/1", task="문제")
    study = make_study(daily, [first, answer(second, "https://n.kr/2", task="문제")])  # type: ignore[arg-type]
    assert judge(study, april(10), "counted") == [counted]


def test_a_link_beyond_the_limit_of_a_day_never_counts_even_if_it_comes_again() -> None:
    daily = (Task("문제", count=3, per_day=1),)
    handed_in = [
        answer(april(8), "https://n.kr/1", "https://n.kr/2", task="문제"),
        answer(april(9), "https://n.kr/2", task="문제"),
        answer(april(9, 1), "https://n.kr/3", task="문제"),
    ]
    ((counted, link),) = judge(make_study(daily, handed_in), april(10), "counted", "link")
    assert (counted, link) == (2, "https://n.kr/1\nhttps://n.kr/3")


def test_a_link_counts_in_each_week_and_task_anew() -> None:
    tasks = (Task("문제", count=2), Task("풀이", count=2))
    handed_in = [answer(april(7), task=task, week=week) for task in ("문제", "풀이") for week in (1, 2)]
    study = make_study(tasks, handed_in, week_count=2)
    assert judge(study, april(8), "counted") == [1, 1, 1, 1]


@given(st.lists(st.integers(0, 5)))
def test_each_element_is_ranked_among_the_earlier_ones_of_its_group(groups: list[int]) -> None:
    groups.sort()
    ranks = rank_within(np.array(groups, dtype=np.int64)).tolist()
    assert ranks == [groups[:at].count(group) for at, group in enumerate(groups)]


@given(st.lists(st.integers(0, 2**31 - 1) | st.integers(0, 3)))
def test_groups_stand_together_and_each_keeps_its_own_order(groups: list[int]) -> None:
    order = sort_groups(np.array(groups, dtype=np.int64)).tolist()
    assert order == sorted(range(len(groups)), key=groups.__getitem__)


@pytest.mark.parametrize("block", [1, 2, 3, 100])
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["n.kr/a", "N.kr/a/", "n.kr/A", "", "https://n.kr/a"]))
    )
)
def test_of_each_link_of_a_cell_only_the_first_is_found_however_cells_are_cut_into_blocks(
    block: int, handed_in: list[tuple[int, str]]
) -> None:
    handed_in.sort(key=lambda each: each[0])
    cells = np.array([cell for cell, _ in handed_in], dtype=np.int64)
    keys = list(zip(cells.tolist(), compare_links([link for _, link in handed_in]), strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("studylib.season.links._BLOCK", block)
        found = find_different(cells, pa.array([link for _, link in handed_in], pa.large_string()))
    assert found.tolist() == [at for at, key in enumerate(keys) if key not in keys[:at]]
