"""Serve a stand-in for a Google Sheet, to try things out by hand.

    python -m tests.stand_ins.googlesheets [FILE.xlsx] [--port 0] [--latency SECONDS] [--board]

Type lines to change its behaviour. `help` lists them.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from studylib import clock
from studylib.stores.xlsx.store import Xlsx
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.stand_ins.googlesheets.fault import ANSWERS, BREAKS, KINDS
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.googlesheets.spreadsheet import Tab

ZONE = ZoneInfo("Asia/Seoul")
TIMESTAMPS = ("타임스탬프", "Timestamp")
HELP = f"""
  fault NAME [KIND]         requests go wrong: {", ".join((*ANSWERS, *BREAKS))}
                            of all kinds, or of one: {", ".join(KINDS)}
  ok                        all is well again
  latency SECONDS           every answer takes so long
  answer NAME WEEK LINK     a member sends the form, now
  rename OLD = NEW          a tab gets another title
  requests                  how many there were
  help                      this
"""


def main() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = _options()
    with Google(_workbook(options.file), open=True, port=options.port, latency=options.latency) as google:
        print(f"STUDYBOARD_WORKBOOK={google.address}\nSTUDYBOARD_SHEETS_API={google.url}\n{HELP}", flush=True)
        with _board(google) if options.board else _nothing():
            try:
                _listen(google)
            except KeyboardInterrupt:
                print()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.stand_ins.googlesheets", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE.xlsx", help="what the sheet holds; the sample season"
    )
    parser.add_argument("--port", type=int, default=0, help="any free one")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that every answer takes")
    parser.add_argument("--board", action="store_true", help="open the board on it, too")
    return parser.parse_args()


def _workbook(path: str | None) -> Workbook:
    return Xlsx(path).fetch() if path else sample.make_sample(clock.now())


@contextmanager
def _board(google: Google) -> Iterator[None]:
    """The app, on this sheet, until the end."""
    environment = {**os.environ, "STUDYBOARD_WORKBOOK": google.address, "STUDYBOARD_SHEETS_API": google.url}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address=localhost"]
    app = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        app.terminate()
        app.wait()


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _listen(google: Google) -> None:
    """Obey lines until Ctrl-C. The end of the input ends only the listening."""
    for line in sys.stdin:
        try:
            _obey(google, line.strip())
        except (LookupError, ValueError, StopIteration) as error:
            print(f"  not understood: {error or line.strip()} (help lists what is)", flush=True)
    google.until_closed()


def _obey(google: Google, line: str) -> None:
    word, _, rest = line.partition(" ")
    match word:
        case "":
            return
        case "fault":
            name, *kinds = rest.split()
            google.fault(name, on=kinds[0] if kinds else None)
        case "ok":
            google.fix()
        case "latency":
            google.latency = float(rest)
        case "answer":
            member, week, link = rest.split(maxsplit=2)
            _hand_in(
                google,
                {"이름": member, "name": member, "주차": week, "week": week, "링크": link, "link": link},
            )
        case "rename":
            old, new = (title.strip() for title in rest.split("="))
            google.spreadsheet.tab(old).title = new
        case "requests":
            print(f"  {len(google.requests)}: " + ", ".join(f"{google.count(kind)} {kind}" for kind in KINDS))
        case "help":
            print(HELP)
        case _:
            raise ValueError(line)
    print("  done", flush=True)


def _hand_in(google: Google, said: Mapping[str, str]) -> None:
    """A row in the form's tab, each answer under its header."""
    tab = _answers(google)
    now = clock.now().astimezone(ZONE).replace(tzinfo=None)
    cells: list[str | int | datetime | None] = [
        now if header in TIMESTAMPS else _answer(said.get(str(header))) for header in tab.rows[0]
    ]
    tab.append_answer(*cells)


def _answers(google: Google) -> Tab:
    return next(tab for tab in google.spreadsheet.tabs if tab.rows and set(tab.rows[0]) & set(TIMESTAMPS))


def _answer(text: str | None) -> str | int | None:
    """As a form stores it: what reads as a number is one."""
    return int(text) if text and text.isdecimal() else text


if __name__ == "__main__":
    main()
