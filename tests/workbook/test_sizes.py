"""The limits of a study, at their edges, as the reader keeps them."""

import pytest

from studylib.season.problems import NOWHERE, Problem
from studylib.season.study import Study
from studylib.workbook import reader, sizes
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.links import parse_links

EDGE = pytest.mark.parametrize(("more", "refused"), [(-1, False), (0, False), (1, True)])
HEADER = ("timestamp", "name", "week", "link", "note")


def read(
    *settings: Row,
    members: tuple[Row, ...] = (("가람",),),
    weeks: tuple[Row, ...] = ((1,),),
    answers: tuple[Row, ...] = (),
    others: tuple[Tab, ...] = (),
) -> tuple[Study, list[Problem]]:
    return reader.read(
        Workbook(
            (
                Tab("settings", (("key", "value"), ("starts_on", "2022-04-06"), *settings)),
                Tab("members", (("name", "email"), *members)),
                Tab("weeks", (("week", "title"), *weeks)),
                Tab("Form Responses 1", (HEADER, *answers)),
                *others,
            )
        )
    )


def locate(problems: list[Problem]) -> list[tuple[str, int | None, str | None]]:
    return [(each.tab, each.row, each.column) for each in problems]


def answer(link: Cell = "https://n.kr/1", note: Cell = None) -> Row:
    return ("2022-04-07 10:00", "가람", 1, link, note)


@EDGE
def test_a_study_name_has_a_longest_length(more: int, refused: bool) -> None:
    name = "가" * (sizes.LONGEST_NAME + more)
    study, problems = read(("name", name))
    assert (study.name == name, locate(problems)) == (
        not refused,
        [("settings", 3, "value")] if refused else [],
    )
    assert len(study.name) <= sizes.LONGEST_NAME
    assert study.name.startswith(name[: sizes.LONGEST_NAME - 1])


@pytest.mark.parametrize("name", ["스" * 700_000, "a" * 2_000_000, "👍" * 500_000, "x\n" * 40_000])
def test_an_endless_study_name_is_cut_and_reported(name: str) -> None:
    study, problems = read(("name", name))
    assert len(study.name) == sizes.LONGEST_NAME
    assert locate(problems) == [("settings", 3, "value")]
    assert all(len(str(each.message)) < 300 and each.reach == NOWHERE for each in problems)


def test_a_cut_name_shows_no_half_of_an_address() -> None:
    study, _ = read(("name", "x" * 90 + " garam.kim@school.example" + "y" * 50))
    assert "garam.kim" not in study.name


@EDGE
def test_a_member_name_has_a_longest_length(more: int, refused: bool) -> None:
    name = "a" * (sizes.LONGEST_NAME + more)
    study, problems = read(members=((name,), ("나래",)))
    assert [each.name for each in study.members] == (["나래"] if refused else [name, "나래"])
    assert locate(problems) == ([("members", 2, "name")] if refused else [])


@EDGE
def test_a_study_has_a_greatest_number_of_members(more: int, refused: bool) -> None:
    count = sizes.MOST_MEMBERS + more
    study, problems = read(members=tuple((f"멤버{place}",) for place in range(count)))
    assert len(study.members) == min(count, sizes.MOST_MEMBERS)
    assert locate(problems) == ([("members", sizes.MOST_MEMBERS + 2, "name")] if refused else [])
    assert not refused or str(problems[0].message).startswith("The study has 1001 members")


@pytest.mark.parametrize(
    ("members", "weeks", "kept"),
    [(500, 299, 299), (500, 300, 300), (500, 301, 300), (1_000, 151, 150), (150, 999, 999), (151, 999, 993)],
)
def test_members_and_weeks_have_a_greatest_product(members: int, weeks: int, kept: int) -> None:
    study, problems = read(
        members=tuple((f"멤버{place}",) for place in range(members)),
        weeks=tuple((week,) for week in range(1, weeks + 1)),
    )
    assert [week.number for week in study.weeks] == list(range(1, kept + 1))
    assert locate(problems) == ([("weeks", kept + 2, "week")] if kept < weeks else [])


@pytest.mark.parametrize(
    ("members", "tasks", "weeks", "kept"),
    [
        (1_000, 3, 49, 49),
        (1_000, 3, 50, 50),
        (1_000, 3, 51, 50),
        (1_000, 1, 151, 150),
        (999, 20, 8, 7),
        (375, 20, 20, 20),
    ],
)
def test_members_weeks_and_tasks_have_a_greatest_product(
    members: int, tasks: int, weeks: int, kept: int
) -> None:
    study, problems = read(
        members=tuple((f"멤버{place}",) for place in range(members)),
        weeks=tuple((week,) for week in range(1, weeks + 1)),
        others=(Tab("tasks", (("task",), *((f"과제{place}",) for place in range(tasks)))),),
    )
    assert [week.number for week in study.weeks] == list(range(1, kept + 1))
    assert len(study.duties) * members <= sizes.MOST_JUDGED
    assert locate(problems) == ([("weeks", kept + 2, "week")] if kept < weeks else [])
    assert kept == weeks or f"at most {kept} weeks, and this one has {weeks}" in str(problems[0].message)


@pytest.mark.parametrize(("weeks", "kept"), [(129, 129), (130, 130), (131, 130)])
def test_a_task_counts_only_in_the_weeks_that_it_takes_place_in(weeks: int, kept: int) -> None:
    """The first ten weeks have three tasks, the others have one."""
    tasks = ("글", None), ("문제", 10), ("모임", 10)
    study, problems = read(
        members=tuple((f"멤버{place}",) for place in range(1_000)),
        weeks=tuple((week,) for week in range(1, weeks + 1)),
        others=(Tab("tasks", (("task", "to_week"), *tasks)),),
    )
    assert (len(study.weeks), len(problems)) == (kept, int(weeks > kept))


def test_weeks_in_any_order_keep_the_first_numbers() -> None:
    study, problems = read(
        members=tuple((f"멤버{place}",) for place in range(1_000)),
        weeks=tuple((week,) for week in range(151, 0, -1)),
    )
    assert [week.number for week in study.weeks] == list(range(1, 151))
    assert locate(problems) == [("weeks", 2, "week")]


def test_what_is_beyond_blocks_closing() -> None:
    _, problems = read(members=tuple((f"멤버{place}",) for place in range(5_000)))
    assert [each.reach.weeks for each in problems] == [None]
    assert not problems[0].is_notice


@EDGE
def test_a_cell_has_a_longest_text(more: int, refused: bool) -> None:
    text = "가" * (sizes.LONGEST_TEXT + more)
    study, problems = read(answers=(answer(note=text),))
    assert study.submissions["note"].str.len().tolist() == [min(len(text), sizes.LONGEST_TEXT)]
    assert locate(problems) == ([("Form Responses 1", 2, "note")] if refused else [])


@EDGE
def test_a_link_has_the_length_of_a_cell(more: int, refused: bool) -> None:
    link = "https://n.kr/".ljust(sizes.LONGEST_TEXT + more, "a")
    study, problems = read(answers=(answer(link),))
    assert len(study.submissions) == (0 if refused else 1)
    assert locate(problems) == ([("Form Responses 1", 2, "link")] if refused else [])


@EDGE
def test_a_cell_has_a_greatest_number_of_links(more: int, refused: bool) -> None:
    links = "\n".join(f"https://n.kr/{place}" for place in range(sizes.MOST_LINKS + more))
    _, problems = read(answers=(answer(links),))
    assert bool(problems) == refused
    assert refused or len(parse_links(links)) == sizes.MOST_LINKS + more


@EDGE
def test_a_week_title_has_a_longest_length(more: int, refused: bool) -> None:
    title = "가" * (sizes.LONGEST_LINE + more)
    study, problems = read(weeks=((1, title),))
    assert len(study.weeks[0].topic.title) <= sizes.LONGEST_LINE
    assert locate(problems) == ([("weeks", 2, "title")] if refused else [])
    assert all(each.reach == NOWHERE for each in problems)


@EDGE
def test_a_reason_has_a_longest_length(more: int, refused: bool) -> None:
    reason = "a" * (sizes.LONGEST_LINE + more)
    excuses = Tab("excuses", (("week", "member", "reason"), (1, "가람", reason)))
    study, problems = read(others=(excuses,))
    assert len(study.excuses[0].reason) <= sizes.LONGEST_LINE
    assert locate(problems) == ([("excuses", 2, "reason")] if refused else [])


@EDGE
def test_the_name_of_a_tier_has_a_longest_length(more: int, refused: bool) -> None:
    label = "a" * (sizes.LONGEST_NAME + more)
    tiers = Tab("tiers", (("status", "hours", "amount"), (label, 12, 1000), ("결석", None, 2000)))
    _, problems = read(others=(tiers,))
    assert locate(problems) == ([("tiers", 2, "status")] if refused else [])


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc", 3), ("가나", 2), ("👍", 2), ("\ud800", 1), ("👍" * 16_383 + "a", 32_767)],
)
def test_a_text_is_as_long_as_excel_counts_it(text: str, length: int) -> None:
    assert sizes.measure_text(text) == length
    assert not sizes.is_too_long(text)


@pytest.mark.parametrize("cell", ["👍" * 16_384, "가" * 32_768])
def test_a_text_that_excel_cannot_hold_is_too_long(cell: str) -> None:
    assert sizes.is_too_long(cell)


@pytest.mark.parametrize("cell", [None, 10**30_000, True, 2.5], ids=["blank", "huge", "true", "number"])
def test_only_a_text_is_too_long(cell: Cell) -> None:
    assert not sizes.is_too_long(cell)
