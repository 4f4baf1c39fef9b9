"""Whole columns of texts at once. The door of pyarrow."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from studylib.season.events import Integers, Truths

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
    """Write each link as it is compared: no scheme, fragment or trailing slash, and the host in lower case.

    A regular expression takes five times as long as a look at all bytes at once.
    """
    text = links.buffers()[2]
    if not (len(links) and text):
        return links
    edges = np.frombuffer(links.buffers()[1], np.int64)[links.offset :][: len(links) + 1]
    text, edges = text.slice(edges[0], edges[-1] - edges[0]), edges - edges[0]
    data = np.frombuffer(text, np.uint8)
    slashes = np.append(data == ord("/"), False)  # the last one stands before the first byte
    starts = edges[:-1] + _measure_schemes(links)
    ends = _find_first(data == ord("#"), starts, edges[1:])
    ends = ends - (slashes[ends - 1] & (ends > starts))
    hosts = np.minimum(_find_first(slashes, starts, ends), _find_first(data == ord("?"), starts, ends))
    cuts = pa.array(np.stack([starts, hosts, ends], axis=1).ravel())
    parts = pa.LargeStringArray.from_buffers(len(cuts) - 1, cuts.buffers()[1], text)
    host, rest = (parts.take(pa.array(np.arange(first, len(parts), 3))) for first in (0, 1))
    return pc.binary_join_element_wise(pc.utf8_lower(host), rest, pa.scalar("", _TEXT))


def _measure_schemes(links: Texts) -> Integers:
    """Measure the scheme of each link, in bytes with its ``://``. It is 0 for a link without one."""
    sizes = np.zeros(len(links), np.int64)
    for scheme in ("http://", "https://"):
        sizes[pc.starts_with(links, scheme).to_numpy(zero_copy_only=False)] = len(scheme)
    others = np.flatnonzero((sizes == 0) & (pc.find_substring(links, "://").to_numpy() > 0))
    rare = links.take(pa.array(others))
    bare = pc.replace_substring_regex(rare, r"^[A-Za-z][A-Za-z0-9+.-]*://", "")
    sizes[others] = pc.subtract(pc.binary_length(rare), pc.binary_length(bare)).to_numpy()
    return sizes


def _find_first(signs: Truths, starts: Integers, ends: Integers) -> Integers:
    """Find the first sign from each start on. It is the end, exclusive, if there is none before."""
    places = np.flatnonzero(signs)
    if not len(places):
        return ends
    after = np.searchsorted(places, starts)
    found = np.where(after < len(places), places.take(after, mode="clip"), ends)
    return np.minimum(found, ends)


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
