"""A new table between markers."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from studylib.readme import writing
from studylib.readme.form import END, START, ReadmeError
from tests.readme.writing_seasons import imported, links, season, written

NOW = datetime(2022, 4, 29, tzinfo=UTC)
TABLE = "|주차|과제|비고|당번|\n|:-:|---|---|---|\n|1주차|[나래]() / [가람](https://g.kr/0)|첫 주 **|x|\n"


def test_a_new_table_is_between_markers_and_found_there_again() -> None:
    first = written("# x", {("가람", 1): ["https://g.kr"]})
    assert first == (
        f"# x\n\n{START}\n\n|주차|과제|팀블로그|\n|:---:|---|:---:|\n|1주차|[가람](https://g.kr) &nbsp; [나래]()||\n"
        f"|2주차|[가람]() &nbsp; [나래]()||\n|3주차|[가람]() &nbsp; [나래]()||\n\n{END}\n"
    )
    second = written(first, {("가람", 1): ["https://g.kr"], ("나래", 2): ["https://n.kr"]})
    assert second == first.replace(
        "|2주차|[가람]() &nbsp; [나래]()", "|2주차|[가람]() &nbsp; [나래](https://n.kr)"
    )


def test_a_table_outside_the_markers_stays_as_it_is() -> None:
    text = f"{TABLE}\n\n{START}\n{END}\n\n{TABLE}"
    new = written(text, {("가람", 2): ["https://g.kr"]})
    assert (new.startswith(f"{TABLE}\n\n{START}\n"), new.endswith(f"\n{END}\n\n{TABLE}")) == (True, True)


NAMES = st.text(st.sampled_from("가나x Y\\`*_{}[]()<>#+-.!|~&;:@$/\"'ä1"), min_size=1, max_size=8)
SURROUNDINGS = st.text(st.sampled_from("a가 \n#*-_`>[]().\t"), max_size=30)


@given(links(NAMES), SURROUNDINGS, st.booleans())
def test_a_new_table_reads_back_or_is_refused_whatever_the_names(
    drawn: tuple[list[str], dict[tuple[str, int], list[str]]], before: str, html: bool
) -> None:
    names, wanted = drawn
    study = season(wanted, names)
    try:
        new = writing.write_season(before, study, NOW, is_html=html)
    except ReadmeError:
        return
    assert imported(new, study, html=html) == {
        (*key, each) for key, several in wanted.items() for each in several
    }
    assert new.startswith(before)
