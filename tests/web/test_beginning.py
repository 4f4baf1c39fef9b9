"""In which way a season begins at a workbook, and that the right to it is asked for at the click."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from studylib.source import begin
from studylib.source.begin import Begun
from studylib.source.reader import Reader
from studylib.stores.opening import open_store
from studylib.text.errors import AccessError, WorkbookError
from studylib.text.message import sentence
from studylib.web import beginning
from studylib.web.beginning import Way, begin_season, find_way
from studylib.web.visit import Visit
from studylib.workbook import sample, template
from studylib.workbook.cells import Workbook
from tests.pages.drawn import NOW
from tests.pages.workbooks import group
from tests.web.visits import make_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@dataclass
class Elsewhere:
    """A store of another kind."""

    writable: bool
    remote: bool
    name: str


def visit_at(
    cells: Workbook, *, writable: bool = True, remote: bool = False, name: str = "sqlite:///visit.db"
) -> Visit:
    visit = make_visit(cells)
    reader = Reader(open_store("sqlite:///visit.db", create=True))
    elsewhere: Any = Elsewhere(writable, remote, name)
    reader.store = elsewhere
    return replace(visit, reader=reader)


@pytest.mark.parametrize(
    ("cells", "store", "way"),
    [
        (Workbook(()), {}, Way.EMPTY),
        (sample.make_sample(NOW), {}, Way.SAMPLE),
        (group(), {}, Way.NEXT),
        (group(weeks=()), {}, Way.NEXT),
        (group(), {"writable": False}, Way.FILE),
        (Workbook(()), {"writable": False}, Way.FILE),
        (Workbook(()), {"remote": True}, Way.EMPTY),
        (group(), {"remote": True, "name": "Google Sheet"}, Way.FILE),
        (sample.make_sample(NOW), {"remote": True, "name": "Google Sheet"}, Way.FILE),
        (sample.make_sample(NOW), {"name": "postgresql+psycopg://x/y"}, Way.SAMPLE),
        (group(), {"name": "postgresql+psycopg://x/y"}, Way.FILE),
        (template.make_template("ko", "Asia/Seoul"), {}, Way.EMPTY),
    ],
)
def test_the_way_is_that_of_the_store_and_of_what_it_holds(
    cells: Workbook, store: dict[str, Any], way: Way
) -> None:
    assert find_way(visit_at(cells, **store)) is way


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which way was written."""
    ways: list[str] = []

    def begin_first(*_: object) -> Begun:
        ways.append("begin")
        return Begun("x")

    def begin_next(_store: object, _cells: Workbook, present: Workbook, now: datetime) -> Begun:
        assert present == group()
        assert now == NOW
        ways.append("next")
        return Begun("x")

    monkeypatch.setattr(begin, "begin_season", begin_first)
    monkeypatch.setattr(begin, "begin_next", begin_next)
    return ways


Allow = Callable[[Workbook], None]


@pytest.fixture
def allow(monkeypatch: pytest.MonkeyPatch) -> Allow:
    """Let the click look at that workbook."""
    return lambda cells: monkeypatch.setattr(beginning, "allow", lambda _: visit_at(cells))


@pytest.mark.parametrize(
    ("cells", "way", "written"),
    [
        (Workbook(()), Way.EMPTY, "begin"),
        (sample.make_sample(NOW), Way.SAMPLE, "begin"),
        (group(), Way.NEXT, "next"),
    ],
)
def test_a_season_is_written_in_the_way_that_was_asked_for(
    allow: Allow, begun: list[str], cells: Workbook, way: Way, written: str
) -> None:
    allow(cells)
    begin_season(way, lambda _: Workbook(()))
    assert begun == [written]


@pytest.mark.parametrize(
    ("way", "cells"),
    [
        (Way.EMPTY, group()),
        (Way.SAMPLE, group()),
        (Way.NEXT, sample.make_sample(NOW)),
        (Way.NEXT, Workbook(())),
    ],
)
def test_nothing_is_written_if_another_workbook_came_meanwhile(
    allow: Allow, begun: list[str], way: Way, cells: Workbook
) -> None:
    allow(cells)
    with pytest.raises(WorkbookError, match="changed meanwhile"):
        begin_season(way, lambda _: Workbook(()))
    assert begun == []


def test_whoever_may_not_writes_nothing(monkeypatch: pytest.MonkeyPatch, begun: list[str]) -> None:
    def refuse(_: object) -> Visit:
        raise AccessError(sentence("no"))

    monkeypatch.setattr(beginning, "allow", refuse)
    with pytest.raises(AccessError):
        begin_season(Way.EMPTY, lambda _: Workbook(()))
    assert begun == []
