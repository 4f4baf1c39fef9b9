"""One run of one page for one visitor."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studylib.access.rights import Need
from studylib.figures.palette import PALETTES
from studylib.season import weeks
from studylib.source.pace import Pace, make_turns
from studylib.text.message import sentence
from studylib.web.visit import OLD_AFTER, is_unfilled
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.pages.drawn import NOW
from tests.pages.workbooks import group
from tests.season.seasons import MS
from tests.web.visits import make_visit, move_visit


class RemoteStore:
    """What a visit asks of a store elsewhere."""

    remote = True


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_visit_has_the_study_the_store_and_the_colours_of_its_parts() -> None:
    visit = make_visit()
    assert visit.season is visit.reading.season
    assert visit.study is visit.season.study
    assert visit.store is visit.reader.store
    assert visit.palette is PALETTES["light"]


@pytest.mark.parametrize(
    ("after", "awaiting"),
    [
        (-MS, False),
        (timedelta(0), True),
        (MS, True),
        (weeks.DELIVERY - MS, True),
        (weeks.DELIVERY, False),
        (weeks.DELIVERY + MS, False),
    ],
)
def test_answers_are_awaited_for_a_while_after_a_deadline(
    monkeypatch: pytest.MonkeyPatch, after: timedelta, awaiting: bool
) -> None:
    visit = make_visit()
    due: datetime = visit.study.week_of[3].due_at
    visit = move_visit(visit, due + after)
    assert visit.awaiting is False, "a store on this machine has every answer at once"
    monkeypatch.setattr(visit.reader, "store", RemoteStore())
    assert visit.awaiting is awaiting


@pytest.mark.parametrize(
    ("age", "waits"), [(OLD_AFTER - MS, False), (OLD_AFTER, True), (OLD_AFTER + MS, True)]
)
def test_an_old_copy_waits_for_its_turn_and_so_do_the_answers_since(
    monkeypatch: pytest.MonkeyPatch, age: timedelta, waits: bool
) -> None:
    visit = make_visit()
    due: datetime = visit.study.week_of[3].due_at
    at = due + weeks.DELIVERY + timedelta(seconds=30)
    visit = move_visit(visit, at)
    visit = replace(visit, reading=replace(visit.reading, read_at=at - age))
    monkeypatch.setattr(visit.reader, "store", RemoteStore())
    assert (visit.waits, visit.awaiting) == (False, False), "it has no pace"
    monkeypatch.setattr(visit.reader, "pace", Pace(make_turns(60, 0.0)))
    assert (visit.waits, visit.awaiting) == (waits, waits)
    failing = replace(visit, reading=replace(visit.reading, failure=sentence("down")))
    assert not failing.waits, "the page says why already"


def test_no_answers_are_awaited_for_another_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    due = make_visit().study.week_of[3].due_at
    visit = make_visit(now=NOW, as_of=due)
    monkeypatch.setattr(visit.reader, "store", RemoteStore())
    assert visit.awaiting is False


@pytest.mark.parametrize(
    ("cells", "unfilled"),
    [
        (Workbook(()), True),
        (sample.make_sample(NOW), True),
        (group(members=()), True),
        (group(weeks=()), True),
        (group(), False),
        (group(answers=()), False),
    ],
)
def test_a_season_may_begin_where_there_is_none_yet_by_who_leads(cells: Workbook, unfilled: bool) -> None:
    assert is_unfilled(make_visit(cells).study) is unfilled
    assert make_visit(cells).may_begin is unfilled
    assert not make_visit(cells, Need.BOARD, Need.MONEY, Need.INSIDE).may_begin
