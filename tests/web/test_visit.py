"""One run of one page for one visitor."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studylib.access.rights import Need
from studylib.figures.palette import PALETTES
from studylib.season import weeks
from studylib.web.visit import is_unfilled
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
