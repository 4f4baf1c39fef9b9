"""Settings of hypothesis, and fixtures that several folders share.

In CI, hypothesis uses the same examples in each run. A slow machine fails no test.
"""

import multiprocessing
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import pytest
from hypothesis import is_hypothesis_test, settings

from studylib import clock
from tests.examples import IN_CI
from tests.growth import find_growth
from tests.stand_ins import postgresql

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if IN_CI else "dev")

TESTS = Path(__file__).parent
SLOW = (
    "access/test_redaction.py",
    "attacks",
    "browser",
    "calendar",
    "changes/test_answers_import.py",
    "changes/test_erasure.py",
    "changes/test_history.py",
    "changes/test_preset_rows.py",
    "changes/test_renaming.py",
    "changes/test_settled.py",
    "changes/test_sizes.py",
    "cli",
    "config/test_studies.py",
    "deploy",
    "form/test_bridge.py",
    "form/test_script.py",
    "money/test_settled_seasons.py",
    "money/test_task_settlements.py",
    "pages",
    "questions",
    "readme",
    "reminders",
    "season/test_compare.py",
    "setup",
    "source",
    "stand_ins",
    "stores",
    "test_logs.py",
    "web",
    "workbook/presets",
    "workbook/test_filler.py",
    "workbook/test_fuzz.py",
    "workbook/test_sample.py",
    "workbook/test_sizes.py",
    "workbook/test_task_books.py",
)
"""Folders and files that start a server, a browser, Node.js or another program, run whole pages, or take long."""


MEASURED, MEASURED_OF_SLOW = 4, 1
"""How many cases of a test measure which branches they run. Further ones rarely run another."""

MEMORY = Path("/dev/shm")
"""A folder of Linux in memory. On a disk, SQLite waits at each commit, and most tests make a database."""
ROOM = 2 * 1024**3
"""Bytes. A run of all tests writes a tenth of that."""


def pytest_configure() -> None:
    """Put the folders of tests into memory if there is room, and programs in it may run. Only Linux has this memory."""
    with suppress(OSError, AttributeError):
        may_run = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
        if may_run and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave slow folders and files out unread if no slow test is asked for. To read them all takes longer."""
    leaves_out = "not slow" in config.getoption("markexpr") and is_slow(collection_path)
    return True if leaves_out else None


@cache
def is_slow(path: Path) -> bool:
    """Tell whether a file or folder is one of the slow ones."""
    return any(path.is_relative_to(TESTS / each) for each in SLOW)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark slow tests. `make check` leaves them out."""
    for item in items:
        if is_slow(item.path) or _finds_growth(getattr(item, "obj", None)):
            item.add_marker("slow")
    _measure_few(items)


def _measure_few(items: list[pytest.Item]) -> None:
    """Let a few cases of each test measure which branches they run, and no test of random cases or of growth.

    The measuring slows down every line that Python runs, also those of other packages: a test takes twice as long.
    """
    cases = Counter[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        most = MEASURED_OF_SLOW if item.get_closest_marker("slow") else MEASURED
        work = getattr(item, "obj", None)
        if cases[test] > most or is_hypothesis_test(work) or _finds_growth(work):
            item.add_marker("no_cover")


def _finds_growth(work: object) -> bool:
    return find_growth.__name__ in getattr(getattr(work, "__code__", None), "co_names", ())


@pytest.fixture
def fork_server(monkeypatch: pytest.MonkeyPatch) -> ForkServerContext:
    """Give a context that starts many processes quickly. They share no connection with this one.

    Each process would first run this one's main module again. Streamlit leaves a tested page as the main module.
    So replace it with an empty module.
    """
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    return multiprocessing.get_context("forkserver")


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """``after(seconds)`` puts the clock so many seconds on."""

    def after(seconds: float) -> None:
        then = clock.now() + timedelta(seconds=seconds)
        monkeypatch.setattr(clock, "now", lambda: then)

    return after


@pytest.fixture(scope="module")
def configured() -> Iterator[None]:
    """Configure Streamlit like the app, in any working directory.

    Skip its search for packages with components, which takes nine tenths of a run's time.
    """
    from streamlit import config
    from streamlit.components.v2 import manifest_scanner
    from streamlit.runtime import context
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    # AppTest makes this stand-in anew for each look at the headers, which takes a tenth of a run's time.
    client = MagicMock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        patch.setattr(context, "_get_client_context", lambda: client if get_script_run_ctx() else None)
        patch.chdir(Path(__file__).parents[1])
        config.get_config_options(force_reparse=True)
        config.set_option("server.address", "localhost")  # `make run` does the same.
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """Start one PostgreSQL server for all tests of this process."""
    with postgresql.serving() as server:
        yield server


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, and no workbook named anywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDYBOARD_WORKBOOK", raising=False)
    return tmp_path
