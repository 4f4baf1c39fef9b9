"""Kept results are bounded in number and in bytes. What was used last stays longest."""

import weakref
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Thread

import numpy as np
import pandas as pd
import pytest

from studylib.source.shelf import MOST_OF_A_GROUP, Kept, Key, Shelf, measure_size

KIB = 1024


@dataclass(frozen=True, eq=False)
class Book:
    """A keeper."""

    kept: OrderedDict[Key, Kept] = field(default_factory=OrderedDict)


def numbers(book: Book) -> list[object]:
    return [key[1] for key in book.kept]


def test_a_group_keeps_its_results_up_to_a_number_the_last_used_ones() -> None:
    shelf, book = Shelf(), Book()
    for number in range(MOST_OF_A_GROUP):
        shelf.keep(book, ("board", number), number)
    shelf.keep(book, ("figure", 0), 0)
    assert shelf.find(book, ("board", 0)) == 0
    shelf.keep(book, ("board", "new"), 0)
    assert ("board", 1) not in book.kept
    assert {("board", 0), ("board", 2), ("board", "new"), ("figure", 0)} <= book.kept.keys()
    assert len(book.kept) == MOST_OF_A_GROUP + 1


@pytest.mark.parametrize(("size", "left"), [(-1, [0, 1]), (0, [0, 1]), (1, [1])])
def test_all_results_together_take_no_more_bytes_than_there_is_room(size: int, left: list[int]) -> None:
    text = "x" * KIB
    shelf = Shelf(2 * measure_size(text))
    book = Book()
    shelf.keep(book, ("a", 0), text)
    shelf.keep(book, ("b", 1), "x" * (KIB + size))
    assert numbers(book) == left


def test_the_room_is_shared_by_all_keepers_and_the_least_recently_used_result_goes() -> None:
    text = "x" * KIB
    shelf = Shelf(3 * measure_size(text))
    first, second = Book(), Book()
    shelf.keep(first, ("a", 1), text)
    shelf.keep(second, ("a", 2), text)
    shelf.keep(second, ("a", 3), text)
    shelf.find(first, ("a", 1))
    shelf.keep(first, ("a", 4), text)
    assert (numbers(first), numbers(second)) == ([1, 4], [3])
    assert shelf.size == 3 * measure_size(text)


def test_a_result_that_is_too_big_alone_is_not_kept_and_takes_no_other_away() -> None:
    shelf, book = Shelf(10 * KIB), Book()
    shelf.keep(book, ("a", 2), "x")
    shelf.keep(book, ("a", 1), "x" * 20 * KIB)
    assert (numbers(book), shelf.size) == ([2], measure_size("x"))
    assert shelf.find(book, ("a", 2)) == "x"
    with pytest.raises(KeyError):
        shelf.find(book, ("a", 1))


def test_a_keeper_that_is_gone_leaves_neither_results_nor_bytes_behind() -> None:
    shelf, book, other = Shelf(), Book(), Book()
    shelf.keep(book, ("a", 1), "x" * KIB)
    gone = weakref.ref(book)
    del book
    assert gone() is None
    shelf.keep(other, ("a", 1), None)
    assert shelf.find(other, ("a", 1)) is None
    assert shelf.size == measure_size(None)


def test_a_result_that_is_kept_again_counts_once() -> None:
    shelf, book = Shelf(), Book()
    for _ in range(3):
        shelf.keep(book, ("a", 1), "x" * KIB)
    assert shelf.size == measure_size("x" * KIB)


def test_many_threads_lose_no_bytes() -> None:
    shelf, books = Shelf(100 * KIB), [Book() for _ in range(4)]

    def work(seed: int) -> None:
        for number in range(500):
            key = ("a", (number * seed) % 40)
            try:
                shelf.find(books[number % 4], key)
            except KeyError:
                shelf.keep(books[number % 4], key, "x" * KIB)

    threads = [Thread(target=work, args=(seed,)) for seed in (1, 3, 7, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.size == sum(measure_size(each.result) for book in books for each in book.kept.values())
    assert shelf.size <= 100 * KIB


@dataclass(frozen=True)
class Drawing:
    markup: str
    weeks: tuple[int, ...]


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        (pd.DataFrame({"link": ["x" * 1000 + str(each) for each in range(100)]}), 100_000, 200_000),
        (pd.DataFrame({"week": np.zeros(10_000)}), 80_000, 90_000),
        ({number: ("a" * 100, number) for number in range(10_000)}, 1_500_000, 5_000_000),
        (["y" * 1000] * 1000, 1_000_000, 1_200_000),
        (frozenset({"z" * 1000}), 1000, 2000),
        (Drawing("d" * 100_000, (1, 2)), 100_000, 110_000),
        (b"c" * 5000, 5000, 5100),
        ((), 0, 100),
        (None, 0, 100),
        (datetime(2022, 5, 1, tzinfo=UTC), 0, 100),
    ],
    ids=["texts", "numbers", "dict", "list", "set", "drawing", "bytes", "nothing", "none", "moment"],
)
def test_the_size_of_a_result_is_about_that_of_its_parts(value: object, least: int, most: int) -> None:
    assert least <= measure_size(value) <= most
