"""Where the season comes from."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest

from studylib import clock
from studylib.config import studies
from studylib.source import reader as readers
from studylib.source import slow_failure
from studylib.source.season import load_season
from studylib.stores.opening import open_store
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.season import seasons
from tests.source.remote import Remote

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))


def test_without_any_address_todays_sample_is_made_if_there_is_nothing_yet() -> None:
    opened = readers.open_store()
    assert opened.name == studies.DEFAULT
    assert opened.writable
    found = load_season(opened)
    assert found.study.sample
    assert [tab.title for tab in found.cells.tabs] == [tab.title for tab in sample.make_sample(NOW).tabs]


def test_the_sample_is_not_made_again_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_season(readers.open_store()).cells
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    assert load_season(readers.open_store()).cells == first


def test_an_own_season_at_the_default_address_is_left_alone() -> None:
    open_store(studies.DEFAULT, create=True).replace(seasons.book())
    assert load_season(readers.open_store()).study.name == "시험"


def test_no_other_database_is_made_by_being_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkbookError):
        readers.open_store("sqlite:///elsewhere.db")
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///elsewhere.db")
    with pytest.raises(WorkbookError):
        readers.open_store()
    assert list(tmp_path.iterdir()) == []


# ---- the one reader ----


@pytest.fixture
def remote() -> Remote:
    return Remote()


DOWN = WorkbookError(sentence("Google Sheets has a fault of its own."))


def renamed(name: str) -> Workbook:
    return seasons.book(
        settings=seasons.tab("settings", "key | value", f"name | {name}", "starts_on | 2022-04-06")
    )


def test_many_concurrent_callers_share_one_read(remote: Remote) -> None:
    remote.gate.clear()
    reader = readers.Reader(remote)
    with ThreadPoolExecutor(200) as pool:
        waiting = [pool.submit(reader.read) for _ in range(200)]
        remote.gate.set()
        found = {id(each.result().season) for each in waiting}
    assert remote.fetched == 1
    assert len(found) == 1


@pytest.mark.parametrize(("seconds", "reads"), [(59.999, 1), (60, 2), (60.001, 2)])
def test_a_read_is_kept_for_its_time(
    remote: Remote, after: Callable[[float], None], seconds: float, reads: int
) -> None:
    reader = readers.Reader(remote)
    reader.read()
    after(seconds)
    reader.read()
    assert remote.fetched == reads


def test_a_clock_that_is_put_back_does_not_keep_a_read_for_ever(
    remote: Remote, after: Callable[[float], None]
) -> None:
    reader = readers.Reader(remote)
    reader.read()
    after(-3600)
    reader.read()
    assert remote.fetched == 2


def test_a_fresh_read_of_the_same_cells_is_the_same_season_read_later(
    remote: Remote, after: Callable[[float], None]
) -> None:
    reader = readers.Reader(remote)
    before = reader.read()
    after(60)
    again = reader.read()
    assert again.season is before.season
    assert again.read_at == before.read_at + timedelta(seconds=60)
    remote.cells = renamed("다른 스터디")
    after(60)
    assert reader.read().season.study.name == "다른 스터디"


def test_after_a_write_of_ones_own_a_read_is_stale_at_once(remote: Remote) -> None:
    reader = readers.Reader(remote)
    reader.read()
    remote.append("제출", ("이름",), [("가람",)])
    remote.cells = renamed("뒤")
    assert reader.read().season.study.name == "뒤"
    reader.read()
    assert remote.fetched == 2


def test_a_read_that_began_before_a_write_is_not_taken_for_one_after_it(remote: Remote) -> None:
    reader = readers.Reader(remote)
    remote.gate.clear()
    with ThreadPoolExecutor(2) as pool:
        before = pool.submit(reader.read)
        wait_for(lambda: remote.fetched == 1)
        remote.append("제출", ("이름",), [("가람",)])
        after = pool.submit(reader.read)
        wait_for(lambda: remote.fetched == 2)
        remote.gate.set()
        after.result()
        before.result()
    assert reader.read().failure is None
    assert remote.fetched == 2


@pytest.mark.parametrize(("seconds", "reads"), [(4.999, 1), (5, 2), (5.001, 2)])
def test_a_fresh_read_can_be_asked_for_but_not_as_often_as_one_likes(
    remote: Remote, after: Callable[[float], None], seconds: float, reads: int
) -> None:
    reader = readers.Reader(remote)
    reader.read()
    after(seconds)
    reader.read(anew=True)
    assert remote.fetched == reads


def test_the_last_good_read_stays_with_the_reason_while_newer_ones_fail(
    remote: Remote, after: Callable[[float], None]
) -> None:
    reader = readers.Reader(remote)
    good = reader.read()
    remote.failure = DOWN
    after(60)
    failing = reader.read()
    assert (failing.season, failing.read_at, failing.failure) == (good.season, good.read_at, DOWN.why)
    remote.failure = None
    after(15)
    wait_for(lambda: reader.read().failure is None)
    assert reader.read().read_at == NOW + timedelta(seconds=75)


@pytest.mark.parametrize(("seconds", "reads"), [(14.999, 2), (15, 3), (15.001, 3)])
def test_while_reads_fail_the_next_one_waits_a_while(
    remote: Remote, after: Callable[[float], None], seconds: float, reads: int
) -> None:
    reader = readers.Reader(remote)
    reader.read()
    remote.failure = DOWN
    after(60)
    reader.read()
    after(seconds)
    reader.read()
    wait_for(lambda: remote.fetched == reads)
    assert reader.read().failure == DOWN.why


def test_no_visitor_waits_for_a_failing_store_while_there_is_a_copy(
    remote: Remote, after: Callable[[float], None]
) -> None:
    reader = readers.Reader(remote)
    reader.read()
    remote.failure = DOWN
    after(60)
    reader.read()
    remote.gate.clear()
    after(15)
    start = monotonic()
    assert reader.read().failure == DOWN.why
    assert monotonic() - start < readers.PATIENCE
    remote.gate.set()


def test_a_slow_read_is_waited_for_with_patience_and_then_the_copy_is_shown(
    remote: Remote, after: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.05)
    reader = readers.Reader(remote)
    good = reader.read()
    remote.gate.clear()
    after(60)
    assert reader.read() == good
    remote.cells = renamed("뒤")
    remote.gate.set()
    wait_for(lambda: reader.read().season.study.name == "뒤")


def test_without_a_copy_the_failure_is_raised_and_the_next_read_comes_later(
    remote: Remote, after: Callable[[float], None]
) -> None:
    remote.failure = DOWN
    reader = readers.Reader(remote)
    for _ in range(3):
        with pytest.raises(WorkbookError, match="a fault of its own"):
            reader.read()
    assert remote.fetched == 1
    remote.failure = None
    after(15)
    assert reader.read().failure is None


def test_without_a_copy_the_wait_ends(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LONGEST_WAIT", 0.05)
    remote.gate.clear()
    with pytest.raises(WorkbookError, match="has not answered"):
        readers.Reader(remote).read()
    remote.gate.set()


def test_a_read_without_an_end_is_given_up_for_another(
    remote: Remote, after: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LONGEST_WAIT", 0.05)
    reader = readers.Reader(remote)
    stuck, remote.gate = remote.gate, Event()
    with pytest.raises(WorkbookError):
        reader.read()
    remote.gate = stuck
    monkeypatch.setattr(readers, "LONGEST_WAIT", 25.0)
    after(60)
    assert reader.read().season.study.name == "시험"
    assert remote.fetched == 2


def test_a_bug_is_never_taken_for_an_outage(remote: Remote, after: Callable[[float], None]) -> None:
    reader = readers.Reader(remote)
    reader.read()
    remote.failure = KeyError("a bug")
    after(60)
    with pytest.raises(KeyError):
        reader.read()


def test_a_store_on_this_machine_is_read_when_it_has_changed_and_only_then() -> None:
    opened = open_store("sqlite:///season.db", create=True)
    opened.replace(seasons.book())
    reader = readers.Reader(opened)
    first = reader.read()
    assert reader.read(anew=True).season is first.season
    opened.replace(renamed("뒤"))
    assert reader.read().season.study.name == "뒤"


@pytest.mark.parametrize("fault", ["gone", "no database", "damaged"])
def test_a_store_on_this_machine_that_fails_leaves_its_copy_with_its_age_and_comes_back(
    tmp_path: Path, fault: str
) -> None:
    opened = open_store("sqlite:///season.db", create=True)
    opened.replace(seasons.book())
    reader = readers.Reader(opened)
    good = reader.read()
    whole = (tmp_path / "season.db").read_bytes()
    for log in tmp_path.glob("season.db-*"):
        log.unlink()
    (tmp_path / "season.db").unlink()
    if fault != "gone":
        torn = (
            b"no database " * 1000 if fault == "no database" else whole[:2000] + b"\xff" * (len(whole) - 2000)
        )
        (tmp_path / "season.db").write_bytes(torn)
    failing = reader.read()
    assert (failing.season, failing.read_at) == (good.season, good.read_at)
    assert failing.failure is not None
    with pytest.raises(WorkbookError):
        readers.Reader(opened).read()
    (tmp_path / "season.db").write_bytes(whole)
    back = reader.read()
    assert back.failure is None
    assert back.season is good.season, "the cells are the same"


class Slow(Remote):
    """A database whose server says nothing for a while."""

    remote, refresh_seconds = False, float("inf")

    def __init__(self, wait: Callable[[float], None]) -> None:
        super().__init__()
        self.looked = 0
        self.wait = wait

    def version(self) -> str:
        self.looked += 1
        if self.failure:
            self.wait(8)
            raise self.failure
        return super().version()


@pytest.mark.parametrize(
    ("seconds", "looks"),
    [
        (slow_failure.TRY_AGAIN_AFTER - 0.001, 0),
        (slow_failure.TRY_AGAIN_AFTER, 1),
        (slow_failure.TRY_AGAIN_AFTER + 0.001, 1),
    ],
)
def test_while_a_server_is_frozen_one_visitor_in_a_while_waits_for_it(
    after: Callable[[float], None], seconds: float, looks: int
) -> None:
    store = Slow(after)
    reader = readers.Reader(store)
    good = reader.read()
    store.failure = DOWN
    assert reader.read().failure == DOWN.why
    before = store.looked
    after(seconds)
    shown = reader.read()
    assert (shown.season, shown.read_at, shown.failure) == (good.season, good.read_at, DOWN.why)
    assert store.looked - before == looks
    assert reader.read(anew=True).failure == DOWN.why
    assert store.looked - before == looks + 1, "a visitor who asks for a fresh read gets one"


def wait_for(holds: Callable[[], bool]) -> None:
    """Until it holds; the reads run in threads of their own."""
    deadline = monotonic() + 10
    while not holds():
        assert monotonic() < deadline
        sleep(0.005)
