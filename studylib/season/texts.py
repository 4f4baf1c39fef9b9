"""Whole columns of texts at once. The door of pyarrow."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from studylib.season.events import Integers

Texts: TypeAlias = "pa.Array"
"""A column of texts."""

Column: TypeAlias = "pd.api.extensions.ExtensionArray"
"""A column of texts as pandas keeps it."""

_TEXT = pa.large_string()


def find_places(texts: Column, among: Sequence[str]) -> Integers:
    """Find the place of each text in ``among``. It is the number of these for any other text, and for none."""
    found = pc.index_in(pa.array(texts, _TEXT), value_set=pa.array(among, _TEXT))
    places: Integers = pc.fill_null(found, len(among)).to_numpy().astype(np.int64)
    return places


def split_lines(texts: Column, rows: Integers) -> tuple[Texts, Integers]:
    """Split some rows of a column into lines. Return all lines in their order, and the row of each."""
    lists = pc.split_pattern(pa.array(texts, _TEXT).take(pa.array(rows)), "\n")
    return pc.list_flatten(lists), rows[pc.list_parent_indices(lists).to_numpy()]


def make_blanks(count: int) -> Texts:
    """Make a column of empty texts."""
    return pa.array([""] * count, _TEXT)


def take_texts(texts: Texts, places: Integers) -> Texts:
    """Take the texts at some places."""
    return texts.take(pa.array(places))


def number_texts(texts: Texts) -> Integers:
    """Give the different texts numbers. The same text has the same number, from 0."""
    numbers: Integers = pc.dictionary_encode(texts).indices.to_numpy().astype(np.int64)
    return numbers


def normalize_links(links: Texts) -> Texts:
    """Write each link as it is compared: no scheme, fragment or trailing slash, and the host in lower case."""
    bare = pc.replace_substring_regex(links, r"^[A-Za-z][A-Za-z0-9+.-]*://", "")
    bare = pc.replace_substring_regex(bare, r"(?s)#.*$", "")
    bare = pc.replace_substring_regex(bare, r"/$", "")
    parts = pc.extract_regex(bare, r"(?s)^(?P<host>[^/?]*)(?P<rest>.*)$")
    return pc.binary_join_element_wise(
        pc.utf8_lower(parts.field("host")), parts.field("rest"), pa.scalar("", _TEXT)
    )


def compare_links(links: Sequence[str]) -> list[str]:
    """Write each link as it is compared with others."""
    compared: list[str] = normalize_links(pa.array(list(links), _TEXT)).to_pylist()
    return compared


def join_groups(texts: Texts, starts: Integers) -> Texts:
    """Join the texts of each group, one a line. A group runs from its start to the next one, exclusive."""
    offsets = pa.array(np.r_[starts, len(texts)], pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(offsets, texts), pa.scalar("\n", _TEXT))


def append_texts(column: Column, more: Texts) -> Column:
    """Append texts to a column."""
    both = pa.chunked_array([pa.array(column, _TEXT), more.cast(_TEXT)])
    return pd.array(both.combine_chunks(), dtype=column.dtype)
