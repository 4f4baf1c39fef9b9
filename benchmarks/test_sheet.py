"""Measure reading a Google Sheet of seven tabs and 5,000 answers again: our store against two other libraries.

The rivals are gspread, used as in its own documentation, and st-gsheets-connection.
Google takes 100 ms to answer. All three readers have their tokens already.

Speed is not the only difference. Both rivals turn the text 007 into the number 7.
Both read times as Google displays them, rounded to the second. So 23:59:59.500 becomes the next day.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import gspread
import pytest

from benchmarks.conftest import CheckLimits, Race
from benchmarks.ratio import Limit
from benchmarks.stand_in import StandIn, run_stand_in
from studylib.stores.google import key, session
from studylib.stores.google.sheet import Sheet
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.entries import HEADER, TITLE

ANSWERS = 5_000
LATENCY = 0.1
ROUNDS = 7
TEXTS = tuple(map(str, HEADER[1:4]))
"""Columns that all three readers read alike: name, week and link."""

GSHEETS = Path(__file__).parent / "gsheets"
TOKEN_URI = "https://oauth2.googleapis.com/token"

Columns = dict[str, list[str]]


def make_workbook() -> Workbook:
    """Make the sample with more answers. Their times have milliseconds, their notes are numbers with leading zeros."""
    first = datetime(2022, 4, 6)
    answers = [
        (
            first + timedelta(milliseconds=61_237 * number),
            f"멤버{number % 500:03}",
            f"{number % 100 + 1}주차",
            f"https://velog.io/@m{number % 500}/{number}",
            f"{number:06}",
        )
        for number in range(1, ANSWERS + 1)
    ]
    others = [tab for tab in sample.make_sample(first.astimezone(sample.ZONE)).tabs if tab.title != TITLE]
    return Workbook((*others, Tab(TITLE, (HEADER, *answers))))


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with run_stand_in(make_workbook(), quota=None, latency=LATENCY) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def folder(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Enter a folder with secrets that hold the key for all three readers. The stand-in replaces Google."""
    folder = tmp_path_factory.mktemp("sheet")
    tables = {
        key.KEY: {**stand_in.key, "token_uri": TOKEN_URI},
        "connections.gsheets": {**stand_in.key, "spreadsheet": stand_in.address},
    }
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        "\n".join(map(format_toml, *zip(*tables.items(), strict=True)))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setenv(session.ELSEWHERE, stand_in.url)
        yield folder


def format_toml(name: str, table: Mapping[str, str]) -> str:
    lines = (f"{field} = {json.dumps(value)}" for field, value in table.items())
    return "\n".join([f"[{name}]", *lines])


@pytest.fixture(scope="module")
def rival_python(pytestconfig: pytest.Config) -> Path:
    """Install st-gsheets-connection into an environment of its own. Return its interpreter.

    pytest's cache keeps the environment from run to run.
    """
    assert pytestconfig.cache
    environment, requirements = pytestconfig.cache.mkdir("gsheets"), GSHEETS / "requirements.txt"
    interpreter, stamp = environment / "bin" / "python", environment / "installed"
    state = f"{sys.version}\n{requirements.read_text()}"
    if not stamp.exists() or stamp.read_text() != state:
        venv.create(environment, clear=True, with_pip=True)
        pip: list[str | Path] = [interpreter, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", requirements], check=True)
        stamp.write_text(state)
    return interpreter


class RivalProcess:
    """st-gsheets-connection in a long-running process."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process, self._log = process, log

    def read(self) -> float:
        """Read all tabs there. Return the seconds that this took."""
        return float(self._answer("read"))

    def fetch_columns(self) -> dict[str, Columns]:
        """Fetch the columns of the last read, by tab."""
        return dict(json.loads(self._answer("columns")))

    def _answer(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        assert answer, self._log.read_text()
        return answer


@pytest.fixture(scope="module")
def connection(rival_python: Path, folder: Path, stand_in: StandIn) -> Iterator[RivalProcess]:
    command: list[str | Path] = [
        rival_python,
        GSHEETS / "read.py",
        stand_in.url,
        *(tab.title for tab in make_workbook().tabs),
    ]
    log = folder / "read.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        yield RivalProcess(process, log)
        process.kill()


@pytest.fixture(scope="module")
def sheet(folder: Path, stand_in: StandIn) -> Sheet:
    return Sheet(stand_in.address)


@pytest.fixture(scope="module")
def client(folder: Path) -> gspread.Client:
    """Make a gspread client on our own session, so that only the requests differ."""
    own = session.open_session(key.find_key(), session.READ_ONLY)
    return gspread.Client(None, own)  # type: ignore[arg-type]  # The session signs in by itself.


def read_with_gspread(client: gspread.Client, sheet: str) -> dict[str, list[dict[str, int | float | str]]]:
    return {tab.title: tab.get_all_records() for tab in client.open_by_key(sheet).worksheets()}


def count_requests(stand_in: StandIn, read: Callable[[], object]) -> int:
    before = len(stand_in.fetch_requests())
    read()
    return len(stand_in.fetch_requests()) - before


def test_we_read_a_sheet_with_two_requests_in_a_quarter_of_the_rivals_time(
    stand_in: StandIn,
    sheet: Sheet,
    client: gspread.Client,
    connection: RivalProcess,
    race: Race,
    check_limits: CheckLimits,
) -> None:
    readers = {
        "Sheet.fetch": sheet.fetch,
        "gspread": lambda: read_with_gspread(client, sheet.id),
        "st-gsheets-connection": connection.read,
    }
    requests = {name: count_requests(stand_in, read) for name, read in readers.items()}
    times = race(readers, ROUNDS)
    named = {f"{name} ({requests[name]} requests)": seconds for name, seconds in times.items()}
    ours, theirs, others = named
    check_limits(named, Limit(ours, theirs, 0.25), Limit(ours, others, 0.25))
    assert requests["Sheet.fetch"] <= 2


def test_all_three_readers_give_the_same_texts(
    sheet: Sheet, client: gspread.Client, connection: RivalProcess
) -> None:
    connection.read()
    expected, ours = (book.tabs[-1].rows[1:] for book in (make_workbook(), sheet.fetch()))
    theirs, others = read_with_gspread(client, sheet.id)[TITLE], connection.fetch_columns()[TITLE]
    assert [row[1:] for row in ours] == [row[1:] for row in expected]
    for at, name in enumerate(TEXTS, 1):
        assert [row[at] for row in ours] == [row[name] for row in theirs] == others[name]
