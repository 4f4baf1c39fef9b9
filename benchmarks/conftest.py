"""Measure ratios of times within one run, and check their limits.

    def test_judging(race, check_limits):
        times = race({"judge": ..., "DuckDB": ..., "NumPy": ...}, rounds=9)
        check_limits(times, Limit("judge", "DuckDB", 0.8), Limit("judge", "NumPy"))

Absolute times depend on the machine, ratios on the code. The run ends with a table of all ratios.
Other work on the same cores makes the ratios worse. Run the benchmarks on an idle machine.
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

CheckLimits = Callable[..., None]
Race = Callable[..., dict[str, float]]

RATIOS = pytest.StashKey[list[Ratio]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RATIOS] = []


@pytest.fixture
def race(benchmark: BenchmarkFixture) -> Race:
    """Give a function that runs rivals in turn: ``race({name: function}, rounds)`` returns each one's median seconds.

    pytest-benchmark times the first runner. The others run before each of its rounds.
    So other work on the machine disturbs all of them alike. Leaves out one warm-up round.
    """

    def race(runners: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
        (first, subject), *rivals = runners.items()
        seconds: dict[str, list[float]] = {name: [] for name, _ in rivals}

        def run_rivals() -> None:
            for name, rival in rivals:
                seconds[name].append(measure_seconds(rival))

        benchmark.pedantic(subject, setup=run_rivals, rounds=rounds, warmup_rounds=1)  # type: ignore[no-untyped-call]
        assert benchmark.stats
        return {first: benchmark.stats.stats.median} | {
            name: median(samples[1:]) for name, samples in seconds.items()
        }

    return race


def measure_seconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


@pytest.fixture
def check_limits(request: pytest.FixtureRequest) -> CheckLimits:
    """Give a function that checks ratios: ``check_limits(seconds by name, *limits)``.

    It adds the ratios to the table at the end. Then it asserts each limit.
    """

    def check_limits(times: Mapping[str, float], *limits: Limit) -> None:
        ratios = [Ratio(times[limit.subject], times[limit.rival], limit) for limit in limits]
        request.config.stash[RATIOS] += ratios
        assert [ratio for ratio in ratios if not ratio.holds] == []

    return check_limits


BARE = Path(__file__).parent / "bare"
SCRIPTS = {"board page": ROOT / "app.py", "bare page": BARE / "heatmap.py", "empty page": BARE / "empty.py"}


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Start three servers with the same settings: the app on today's sample, and two bare pages. Give their URLs."""
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
    """Print the table of all ratios."""
    if ratios := config.stash[RATIOS]:
        terminalreporter.section("ratios of medians, each within one run")
        for line in format_table(ratios):
            terminalreporter.line(line)


def format_table(ratios: list[Ratio]) -> Iterator[str]:
    """Yield a heading line, then one line a ratio, in aligned columns."""
    headings = ("subject", "ms", "against", "ms", "ratio", "at most", "")
    rows = [headings, *(ratio.cells for ratio in ratios)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        subject, *cells = (
            cell.ljust(width) if column in (0, 2) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([subject, *cells]).rstrip()
