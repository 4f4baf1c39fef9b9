"""A leader forges a workbook of 5,000 members and 999 weeks whose name has 2 MB."""

from collections.abc import Iterator

import pytest

from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.sizes import LONGEST_NAME, LONGEST_TEXT, MOST_JUDGED, MOST_MEMBERS
from tests.attacks.attacked import Attacked, watch
from tests.servers import hosted
from tests.servers.websocket import ROOT, starting

HONEST, FORGED = (100, 30), (5_000, 999)
"""Members and weeks."""
NAME = "큰 스터디" * 140_000
"""2 MB in UTF-8."""
PAGES = ("", "fines", "checks")
MOST_SIZE = 8 * 2**20
"""Bytes of all messages of a page."""


def make_workbook(name: str, size: tuple[int, int]) -> Workbook:
    members, weeks = size
    settings = (("key", "value"), ("name", name), ("starts_on", "2021-04-07"))
    leader = ("가람", hosted.LEADER, "leader")
    others = ((f"멤버{place}",) for place in range(1, members))
    answers = ("Timestamp", "name", "week", "link")
    return Workbook(
        (
            Tab("settings", settings),
            Tab("members", (("name", "email", "role"), leader, *others)),
            Tab("weeks", (("week", "title"), *((week, f"Topic {week}") for week in range(1, weeks + 1)))),
            Tab("Form Responses 1", (answers,)),
        )
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Serve a large, ordinary group. Its leader has looked at the pages."""
    folder = tmp_path_factory.mktemp("forged")
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(workbook, create=True).replace(make_workbook("큰 스터디", HONEST))
    home = hosted.home(folder / "home", "http://127.0.0.1:1")
    environment = {"HOME": str(home), studies.VARIABLE: workbook}
    with starting(ROOT / "app.py", folder, environment) as (url, process):
        attacked = Attacked(url, workbook, folder, process.pid)
        leader = attacked.make_cookie(hosted.LEADER)
        for page in PAGES:
            attacked.visit(leader, page, "lang=en")
        yield attacked


def test_a_forged_workbook_of_any_size_leaves_the_server_to_the_others(server: Attacked) -> None:
    leader = server.make_cookie(hosted.LEADER)
    with watch(server):
        open_store(server.workbook).replace(make_workbook(NAME, FORGED))
        runs = {page: server.visit(leader, page, "lang=en") for page in PAGES}
    for page, run in runs.items():
        assert run.exceptions == [], page
        assert run.size < MOST_SIZE, page
        assert NAME[: LONGEST_NAME + 1] not in "".join(run.texts), page
    assert "grid" in runs[""].elements
    checks = "".join(runs["checks"].texts)
    assert f"a study has at most {MOST_MEMBERS}" in checks
    assert f"at most {MOST_JUDGED // MOST_MEMBERS} weeks" in checks
    assert f"a cell holds at most {LONGEST_TEXT}" in checks
