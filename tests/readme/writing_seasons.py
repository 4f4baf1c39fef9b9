"""Seasons to write into READMEs, and their links as a README shows them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hypothesis import assume
from hypothesis import strategies as st

from studylib.readme import parsing, reading, writing
from studylib.season.study import Study
from studylib.workbook import entries, reader
from studylib.workbook.members import Roster
from tests.season import seasons

NOW = datetime(2022, 4, 29, tzinfo=UTC)
Links = Mapping[tuple[str, int], Sequence[str]]


def season(
    links: Links, names: Sequence[str] = ("가람", "나래"), weeks: int = 3, turns: bool = False
) -> Study:
    """Make a season with these links, each handed in on the first day."""
    book = seasons.book(
        members=seasons.tab(
            "members", ("name", "turn"), *((name, at if turns else None) for at, name in enumerate(names))
        ),
        weeks=seasons.tab("weeks", ("week",), *((n,) for n in range(1, weeks + 1))),
        answers=seasons.tab(
            entries.TITLE,
            entries.HEADER,
            *(("2022-04-07 12:00:00", name, week, "\n".join(each)) for (name, week), each in links.items()),
        ),
    )
    study, problems = reader.read(book)
    assert [each for each in problems if not each.is_notice] == []
    return study


def written(
    text: str, links: Links, *, replacing: bool = False, html: bool = False, turns: bool = False
) -> str:
    return writing.write_season(text, season(links, turns=turns), NOW, is_html=html, replacing=replacing)


def imported(text: str, study: Study, *, html: bool = False) -> set[tuple[str, int, str]]:
    found, _ = reading.read_page(
        parsing.parse_page(text.removeprefix("\ufeff"), html=html), Roster(study.members), "README.md"
    )
    return {(e.member, e.week, e.address) for e in found.entries if e.address} if found else set()


ADDRESSES = st.builds(
    "https://h.kr/{}".format, st.text(st.sampled_from("ab1()|[]*_~&;=#?%:@!$'`,.{}가"), max_size=10)
).filter(lambda address: address[-1] not in ",;")
"""Links. A comma at the end of a line would part it from the next one."""


@st.composite
def links(
    draw: st.DrawFn, names: st.SearchStrategy[str]
) -> tuple[list[str], dict[tuple[str, int], list[str]]]:
    found = draw(
        st.lists(names.map(lambda n: " ".join(n.split())), min_size=1, max_size=4, unique_by=str.casefold)
    )
    assume(all(found))
    keys = st.tuples(st.sampled_from(found), st.integers(1, 3))
    return found, draw(
        st.dictionaries(keys, st.lists(ADDRESSES, min_size=1, max_size=2, unique=True), max_size=6)
    )
