"""Rows of many people that one request writes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock

import pytest

from studylib.stores.google.gather import Gatherer
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Row
from tests.stand_ins.github import until
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import writing

HEADER = ("타임스탬프", "이름", "링크")


class Place:
    """A place whose writes wait until they are let go. ``limit``: seconds to wait for a turn."""

    def __init__(self, limit: float = 30.0, why: str = "") -> None:
        self.written: list[list[object]] = []
        self.go, self.begun = Event(), Event()
        self._turn, self._limit, self._why = Lock(), limit, why
        self.gatherer = Gatherer(self.take_turn, self.append)

    @contextmanager
    def take_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._limit):
            raise WorkbookError(sentence("Others are writing, and Google is slow. Nothing was written."))
        try:
            yield
        finally:
            self._turn.release()

    def append(self, title: str, header: Row, rows: Sequence[Row]) -> None:
        self.begun.set()
        assert self.go.wait(30)
        if self._why:
            raise WorkbookError(sentence("{why}", why=self._why))
        self.written.append([title, *(row[0] for row in rows)])


def test_all_who_wait_for_a_tab_are_written_together_and_those_of_another_tab_apart() -> None:
    place = Place()
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(place.gatherer.append, "a", HEADER, [(0,)])
        assert place.begun.wait(10)
        others = [pool.submit(place.gatherer.append, "ab"[n % 2], HEADER, [(n,)]) for n in range(1, 7)]
        until(lambda: len(place.gatherer._waiting) == 6)
        place.go.set()
        for each in (first, *others):
            each.result(10)
    assert place.written[0] == ["a", 0]
    assert sorted(map(sorted, (map(str, each) for each in place.written[1:]))) == [
        ["1", "3", "5", "b"],
        ["2", "4", "6", "a"],
    ]


def test_a_refusal_is_told_to_each_of_them() -> None:
    place = Place(why="the sheet is full")
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(place.gatherer.append, "a", HEADER, [(0,)])
        assert place.begun.wait(10)
        others = [pool.submit(place.gatherer.append, "a", HEADER, [(n,)]) for n in (1, 2)]
        until(lambda: len(place.gatherer._waiting) == 2)
        place.go.set()
        for each in (first, *others):
            with pytest.raises(WorkbookError, match="the sheet is full"):
                each.result(10)
    assert place.written == []


def test_who_waits_too_long_is_told_and_never_written() -> None:
    place = Place(limit=0.05)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(place.gatherer.append, "a", HEADER, [(0,)])
        assert place.begun.wait(10)
        with pytest.raises(WorkbookError, match="Nothing was written"):
            place.gatherer.append("a", HEADER, [(1,)])
        place.go.set()
        first.result(10)
        place.gatherer.append("a", HEADER, [(2,)])
    assert place.written == [["a", 0], ["a", 2]]


def test_fifty_hand_ins_at_once_are_a_few_requests(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    opened, mark = Sheet(google_.address), google_.mark()
    google_.fault("hang", times=1, on="metadata")
    with ThreadPoolExecutor(50) as pool:
        writes = [pool.submit(opened.append, "제출", HEADER, [(n, "가람", "x")]) for n in range(50)]
        until(lambda: len(opened._gatherer._waiting) == 49)
        google_.fix()
        for each in writes:
            each.result(30)
    assert sorted(row[0] for row in google_.spreadsheet.tab("제출").rows[1:]) == list(range(50))
    assert google_.count("write", mark) == 2
