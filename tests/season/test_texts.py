import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season import texts

COLUMN = pd.Series(["가", "나\n다", None, "가"], dtype="str").array


def test_each_text_is_found_by_its_place_and_any_other_has_the_last_one() -> None:
    assert texts.find_places(COLUMN, ["나\n다", "가"]).tolist() == [1, 0, 2, 1]
    assert texts.find_places(COLUMN, []).tolist() == [0, 0, 0, 0]
    assert texts.find_places(COLUMN[:0], ["가"]).tolist() == []


def test_lines_keep_their_order_and_know_their_row() -> None:
    lines, rows = texts.split_lines(COLUMN, np.array([3, 1]))
    assert (lines.to_pylist(), rows.tolist()) == (["가", "나", "다"], [3, 1, 1])


def test_the_same_text_has_the_same_number() -> None:
    lines, _ = texts.split_lines(COLUMN, np.array([0, 1, 3]))
    assert texts.number_texts(lines).tolist() == [0, 1, 2, 0]


@given(st.lists(st.lists(st.text("가나 a", min_size=1), min_size=1)))
def test_groups_are_joined_one_text_a_line_and_split_again(groups: list[list[str]]) -> None:
    column = pd.Series(["\n".join(each) for each in groups], dtype="str").array
    lines, rows = texts.split_lines(column, np.arange(len(groups)))
    starts = np.unique(rows, return_index=True)[1]
    assert texts.join_groups(lines, starts).to_pylist() == list(column)


def test_texts_are_appended_to_a_column_of_the_same_kind() -> None:
    lines, _ = texts.split_lines(COLUMN, np.array([1]))
    both = texts.append_texts(COLUMN, lines)
    assert both.dtype == COLUMN.dtype
    assert [None if pd.isna(each) else each for each in both] == ["가", "나\n다", None, "가", "나", "다"]


def test_blank_texts_are_as_many_as_asked_for() -> None:
    assert [texts.make_blanks(count).to_pylist() for count in (0, 2)] == [[], ["", ""]]


@pytest.mark.parametrize(
    ("link", "compared"),
    [
        ("HTTPS://Velog.IO/@A/B/", "velog.io/@A/B"),
        ("http://a.b/c//", "a.b/c/"),
        ("//a.b", "//a.b"),
        ("1a://B/", "1a://B"),
        ("git+ssh://É.io?Q=A#b", "é.io?Q=A"),
        ("https:///", ""),
        ("#", ""),
    ],
)
def test_a_link_is_compared_without_scheme_fragment_and_slash(link: str, compared: str) -> None:
    assert texts.compare_links([link]) == [compared]


PIECES = [
    "http://",
    "https://",
    "HTTP://",
    "ftp+x.y-z://",
    "://",
    "1a://",
    "aB",
    "가",
    "É",
    "/",
    "?",
    "#",
    "\n",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join)), st.integers(0, 3))
def test_links_are_compared_as_regular_expressions_would_write_them(links: list[str], left_out: int) -> None:
    compared = texts.normalize_links(pa.array(links, pa.large_string())[left_out:]).to_pylist()
    assert compared == [write_compared(link) for link in links[left_out:]]


def write_compared(link: str) -> str:
    """Write a link as it is compared, with regular expressions."""
    bare = re.sub(r"#.*", "", re.sub(r"\A[A-Za-z][A-Za-z0-9+.-]*://", "", link), flags=re.DOTALL)
    host, rest = re.fullmatch(r"([^/?]*)(.*)", bare.removesuffix("/"), re.DOTALL).groups()  # type: ignore[union-attr]
    return host.lower() + rest
