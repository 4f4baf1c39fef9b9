"""Serves the stand-in until it is interrupted: ``python -m tests.stand_ins.appsscript [--empty]``.

It has the sample, or with ``--empty`` a sheet in which somebody has just chosen *Begin*. It prints the variables with
which the program asks it in the place of Google.
"""

import sys
from contextlib import suppress
from threading import Event

from studylib import clock
from studylib.config import bridge, studies
from studylib.stores.google import session
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.appsscript.server import ScriptServer


def main() -> None:
    with ScriptServer() as scripts, suppress(KeyboardInterrupt):
        if "--empty" in sys.argv:
            scripts.fill(Workbook((Tab("시트1", ()),)), started=False)
            scripts.runtime.call("startStudyboard")
        else:
            scripts.fill(sample.make_sample(clock.now()))
        print(f"export {session.ELSEWHERE}={scripts.url}")
        print(f"export {studies.VARIABLE}={scripts.address}")
        print(f"export {bridge.VARIABLE}={scripts.world['properties']['token']}", flush=True)
        Event().wait()


if __name__ == "__main__":
    main()
