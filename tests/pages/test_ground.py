"""The ground of the pages fails: a database is locked, damaged or gone, a server stops or hangs.

A page goes on with its copy and its age. A hand-in is refused, and its text stays. All goes on by itself afterwards.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from streamlit.testing.v1 import AppTest

from studylib.source import slow_failure
from studylib.stores.database import postgresql, sqlite
from studylib.stores.opening import open_store
from studylib.web import readers
from tests.pages.drawn import NOW, Open, choose, kinds, press, store, strips
from tests.pages.workbooks import group
from tests.stand_ins.postgresql import Server, serving
from tests.stores import faults
from tests.stores.faults import Fault, Place

pytestmark = pytest.mark.usefixtures("configured")

LINK = "https://duri.example/3"

FAULTS: dict[str, tuple[str, Fault, str]] = {
    "locked": ("sqlite", faults.locked_whole, "locked. Nothing was written"),
    "damaged": ("sqlite", faults.garbled, "is damaged"),
    "gone": ("sqlite", faults.deleted_wholly, "There is no workbook at"),
    "another file": ("sqlite", faults.no_workbook, "is not a SQLite database"),
    "stopped": ("postgresql", faults.at_server("stopped"), "cannot be reached"),
    "frozen": ("postgresql", faults.at_server("frozen"), "cannot be reached"),
}


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut down all patience, so that the tests are short."""
    for module in (sqlite, postgresql):
        monkeypatch.setattr(module, "BUSY_SECONDS", 0.2)
        monkeypatch.setattr(module, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(postgresql, "PING_SECONDS", 0.2)
    monkeypatch.setitem(postgresql.DEFAULTS, "connect_timeout", 2)  # libpq's least
    monkeypatch.setattr(slow_failure, "TRY_AGAIN_AFTER", 0.0)


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that only these tests stop."""
    with serving() as server:
        yield server


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """The workbook of ``group`` at a place of that kind."""
    path = tmp_path / "place" / "season.db"
    path.parent.mkdir()
    made = Place(f"sqlite:///{path}", path)
    if request.param == "postgresql":
        made.server = request.getfixturevalue("own_server")
        made.address = made.server.database()
    with made.cleanup:
        made.store = open_store(made.address, create=True)
        made.store.replace(group())
        if not made.server:
            faults.rest(made)  # else its connection stays open until Python collects it
        yield made


def show_copy(app: AppTest) -> str:
    """Return the strip that says how old the copy is, and why."""
    (strip,) = (each for each in strips(app) if "This copy is from" in each)
    assert "This copy is from Wed 5/11 00:30:00, 1 min 30 sec ago." in strip
    return strip


def run_until_well(app: AppTest) -> None:
    deadline = monotonic() + 30
    while strips(app.run()):
        assert monotonic() < deadline
        sleep(0.1)


@pytest.mark.parametrize(("place", "fault", "why"), FAULTS.values(), ids=FAULTS.keys(), indirect=["place"])
def test_a_page_shows_its_copy_refuses_a_hand_in_and_goes_on_by_itself(
    visit: Open, at: Callable[[datetime], None], place: Place, fault: Fault, why: str
) -> None:
    board = visit("board", place.address, lang="en")
    page = choose(visit("hand_in", place.address, lang="en"), "두리", LINK)
    assert strips(board) == strips(page) == []
    place.store = readers.open_reader(place.address).store
    at(NOW + timedelta(seconds=90))
    with fault(place):
        assert why in show_copy(board.run())
        assert "grid" in kinds(board)
        press(page)
        assert why in " ".join(strips(page))
        assert page.text_area(key="hand_in_link").value == LINK
        assert page.selectbox(key="hand_in_member").value == "두리"
    run_until_well(board)
    assert "grid" in kinds(board)
    press(page)
    assert page.text_area(key="hand_in_link").value != LINK
    assert LINK in str(store().fetch())
