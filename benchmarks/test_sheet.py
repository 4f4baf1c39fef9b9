"""Five thousand answers in a Google Sheet of seven tabs, read once more: our store against gspread, as its own pages
show it, and against st-gsheets-connection. An answer of Google takes 100 ms; all three have their token already.

The times do not tell all: gspread makes the number 7 of the text 007, and so does st-gsheets-connection; both get the
times of answers as they are shown, rounded to the second, so 23:59:59.500 is the next day.
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

from benchmarks.conftest import Hold, Race
from benchmarks.ratio import Limit
from benchmarks.stand_in import StandIn, standing_in
from studylib.stores.google import key, session
from studylib.stores.google.sheet import Sheet
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.entries import HEADER, TITLE

ANSWERS = 5_000
LATENCY = 0.1
ROUNDS = 7
TEXTS = tuple(map(str, HEADER[1:4]))
"""The columns that all three read alike: name, week and link."""

GSHEETS = Path(__file__).parent / "gsheets"
TOKEN_URI = "https://oauth2.googleapis.com/token"

Columns = dict[str, list[str]]


def workbook() -> Workbook:
    """The sample with more answers, their times with milliseconds; the notes are numbers with zeros before them."""
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
    with standing_in(workbook(), quota=None, latency=LATENCY) as found:
        yield found


@pytest.fixture(scope="module")
def folder(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder to be in, with the key for all three in its secrets, and the stand-in in Google's place."""
    folder = tmp_path_factory.mktemp("sheet")
    tables = {
        key.KEY: {**stand_in.key, "token_uri": TOKEN_URI},
        "connections.gsheets": {**stand_in.key, "spreadsheet": stand_in.address},
    }
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        "\n".join(map(toml, *zip(*tables.items(), strict=True)))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setenv(session.ELSEWHERE, stand_in.url)
        yield folder


def toml(name: str, table: Mapping[str, str]) -> str:
    lines = (f"{field} = {json.dumps(value)}" for field, value in table.items())
    return "\n".join([f"[{name}]", *lines])


@pytest.fixture(scope="module")
def python(pytestconfig: pytest.Config) -> Path:
    """The interpreter of st-gsheets-connection's own environment, which pytest's cache keeps from run to run."""
    assert pytestconfig.cache
    environment, wanted = pytestconfig.cache.mkdir("gsheets"), GSHEETS / "requirements.txt"
    python, stamp = environment / "bin" / "python", environment / "installed"
    state = f"{sys.version}\n{wanted.read_text()}"
    if not stamp.exists() or stamp.read_text() != state:
        venv.create(environment, clear=True, with_pip=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", wanted], check=True)
        stamp.write_text(state)
    return python


class Connection:
    """st-gsheets-connection, in a process that stays."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process, self._log = process, log

    def read(self) -> float:
        """The seconds that it took there."""
        return float(self._answer("read"))

    def columns(self) -> dict[str, Columns]:
        """What was read last, by tab."""
        return dict(json.loads(self._answer("columns")))

    def _answer(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        assert answer, self._log.read_text()
        return answer


@pytest.fixture(scope="module")
def connection(python: Path, folder: Path, stand_in: StandIn) -> Iterator[Connection]:
    command: list[str | Path] = [
        python,
        GSHEETS / "read.py",
        stand_in.url,
        *(tab.title for tab in workbook().tabs),
    ]
    log = folder / "read.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        yield Connection(process, log)
        process.kill()


@pytest.fixture(scope="module")
def sheet(folder: Path, stand_in: StandIn) -> Sheet:
    return Sheet(stand_in.address)


@pytest.fixture(scope="module")
def client(folder: Path) -> gspread.Client:
    """With the session that ours has: only what is asked for differs."""
    own = session.open_session(key.find_key(), session.READ_ONLY)
    return gspread.Client(None, own)  # type: ignore[arg-type]  # The session signs in by itself.


def by_gspread(client: gspread.Client, sheet: str) -> dict[str, list[dict[str, int | float | str]]]:
    return {tab.title: tab.get_all_records() for tab in client.open_by_key(sheet).worksheets()}


def asked(stand_in: StandIn, read: Callable[[], object]) -> int:
    before = len(stand_in.requests())
    read()
    return len(stand_in.requests()) - before


def test_a_sheet_is_read_with_two_requests_in_a_quarter_of_the_others_time(
    stand_in: StandIn, sheet: Sheet, client: gspread.Client, connection: Connection, race: Race, hold: Hold
) -> None:
    readers = {
        "Sheet.fetch": sheet.fetch,
        "gspread": lambda: by_gspread(client, sheet.id),
        "st-gsheets-connection": connection.read,
    }
    requests = {name: asked(stand_in, read) for name, read in readers.items()}
    times = race(readers, ROUNDS)
    named = {f"{name} ({requests[name]} requests)": seconds for name, seconds in times.items()}
    ours, theirs, others = named
    hold(named, Limit(ours, theirs, 0.25), Limit(ours, others, 0.25))
    assert requests["Sheet.fetch"] <= 2


def test_all_three_read_the_same_texts(sheet: Sheet, client: gspread.Client, connection: Connection) -> None:
    connection.read()
    given, ours = (book.tabs[-1].rows[1:] for book in (workbook(), sheet.fetch()))
    theirs, others = by_gspread(client, sheet.id)[TITLE], connection.columns()[TITLE]
    assert [row[1:] for row in ours] == [row[1:] for row in given]
    for at, name in enumerate(TEXTS, 1):
        assert [row[at] for row in ours] == [row[name] for row in theirs] == others[name]
