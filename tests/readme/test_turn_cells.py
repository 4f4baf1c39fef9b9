"""The turns, written into the column that names the writers."""

from dataclasses import replace

import pytest

from studylib.readme import writing
from studylib.season.study import Study
from tests.readme.writing_seasons import NOW, season, written

HEAD = "|주차|과제|당번|\n|-|-|-|\n"
LINK = {("가람", 1): ["https://g.kr"]}


def table(*writers: str, link: str = "https://g.kr") -> str:
    rows = (
        f"|{at}주차|[가람]({link if at == 1 else ''}) [나래]()|{writer}|\n"
        for at, writer in enumerate(writers, 1)
    )
    return HEAD + "".join(rows)


def swap(week: int, writer: str) -> Study:
    study = season(LINK, turns=True)
    weeks = (
        replace(each, topic=replace(each.topic, writer=writer)) if each.number == week else each
        for each in study.weeks
    )
    return replace(study, weeks=tuple(weeks))


@pytest.mark.parametrize("blank", ["", "x", "-"])
def test_a_column_that_names_nobody_gets_the_writers(blank: str) -> None:
    assert written(table(blank, blank, blank), LINK, turns=True) == table("가람", "나래", "가람")


@pytest.mark.parametrize(
    "writers",
    [
        ("나래", "가람", "나래"),
        ("가람", "", "나래"),
        ("가람", "", ""),
        ("나래 (가람과 교대)", "", ""),
        ("가람, 나래", "휴강", "-"),
        ("[가람](https://blog.kr)", "", "x"),
        ("~~가람~~ 나래", "면제", ""),
        ("누구?", "", ""),
    ],
)
def test_a_column_that_names_some_writers_stays_as_the_group_has_it(writers: tuple[str, ...]) -> None:
    assert written(table(*writers), LINK, turns=True) == table(*writers)


def test_a_writer_whom_the_weeks_tab_names_goes_into_a_blank_cell_alone() -> None:
    before = table("가람", "", "나래")
    assert writing.write_season(before, swap(2, "나래"), NOW) == table("가람", "나래", "나래")
    assert writing.write_season(before, swap(1, "나래"), NOW) == before


@pytest.mark.parametrize(
    ("writer", "after"),
    [("나래", "가람"), ("가람", "가람"), ("나래 (가람과 교대)", "나래 (가람과 교대)"), ("휴강", "휴강")],
)
def test_replacing_writes_over_another_members_name_and_over_nothing_else(writer: str, after: str) -> None:
    assert written(table(writer, "나래", "가람"), LINK, turns=True, replacing=True) == table(
        after, "나래", "가람"
    )


def test_a_cell_of_several_weeks_or_without_a_place_stays() -> None:
    short = "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](https://g.kr) [나래]()\n|2주차||\n|3주차||\n"
    assert written(short, LINK, turns=True) == short
    spread = (
        "<table><tr><th>주차</th><th>과제</th><th>당번</th></tr>\n"
        '<tr><td>1주차</td><td><a href="https://g.kr">가람</a></td><td rowspan="2"></td></tr>\n'
        "<tr><td>2주차</td><td></td></tr>\n<tr><td>3주차</td><td></td><td></td></tr></table>\n"
    )
    assert written(spread, LINK, turns=True) == spread.replace("<td></td><td></td>", "<td></td><td>가람</td>")
