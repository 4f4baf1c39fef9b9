"""Ratios of times, measured within one run, and their limits: seconds would say more of the machine than of the code.

    def test_judging(race, hold):
        times = race({"judge": ..., "DuckDB": ..., "NumPy": ...}, rounds=9)
        hold(times, Limit("judge", "DuckDB", 0.8), Limit("judge", "NumPy"))

The table of all ratios comes last. Other work on the same cores makes them worse: run it on an idle machine.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.ratio import Limit, Ratio
from studylib import clock
from studylib.stores.opening import open_store
from studylib.workbook import sample
from tests.servers.websocket import ROOT, serving

Hold = Callable[..., None]
Race = Callable[..., dict[str, float]]

RATIOS = pytest.StashKey[list[Ratio]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RATIOS] = []


@pytest.fixture
def race(benchmark: BenchmarkFixture) -> Race:
    """``race({name: function}, rounds)`` gives each one's median seconds.

    pytest-benchmark times the first; its rivals run before each of its rounds, so that all of them meet the same
    disturbances. One round before the first is not counted.
    """

    def race(runners: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
        (first, subject), *rivals = runners.items()
        seconds: dict[str, list[float]] = {name: [] for name, _ in rivals}

        def run_rivals() -> None:
            for name, rival in rivals:
                seconds[name].append(timed(rival))

        benchmark.pedantic(subject, setup=run_rivals, rounds=rounds, warmup_rounds=1)
        return {first: benchmark.stats.stats.median} | {
            name: median(each[1:]) for name, each in seconds.items()
        }

    return race


def timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


@pytest.fixture
def hold(request: pytest.FixtureRequest) -> Hold:
    """``hold(seconds by name, *limits)`` notes the ratios for the table at the end, then asserts each limit."""

    def hold(times: Mapping[str, float], *limits: Limit) -> None:
        ratios = [Ratio(times[each.subject], times[each.rival], each) for each in limits]
        request.config.stash[RATIOS] += ratios
        assert [ratio for ratio in ratios if not ratio.holds] == []

    return hold


BARE = Path(__file__).parent / "bare"
SCRIPTS = {"board page": ROOT / "app.py", "bare page": BARE / "heatmap.py", "empty page": BARE / "empty.py"}


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of three servers with the same settings: the app on the sample of today, and what to compare it
    with."""
    folder = tmp_path_factory.mktemp("servers")
    workbook = f"sqlite:///{folder / 'sample.db'}"
    open_store(workbook, first=lambda: sample.make_sample(clock.now()), create=True).fetch()
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(serving(script, folder, {"STUDYBOARD_WORKBOOK": workbook}))
            for name, script in SCRIPTS.items()
        }


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table of all ratios."""
    if ratios := config.stash[RATIOS]:
        terminalreporter.section("ratios of medians, each within one run")
        for line in table(ratios):
            terminalreporter.line(line)


def table(ratios: list[Ratio]) -> Iterator[str]:
    """One line a ratio, in columns."""
    heads = ("subject", "ms", "against", "ms", "ratio", "at most", "")
    rows = [heads, *(ratio.cells for ratio in ratios)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        subject, *cells = (
            cell.ljust(width) if at in (0, 2) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([subject, *cells]).rstrip()
