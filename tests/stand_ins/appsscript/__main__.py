"""Serves the stand-in with the sample, until it is interrupted: ``python -m tests.stand_ins.appsscript``.

It prints the variables with which the program asks it in the place of Google.
"""

from contextlib import suppress
from threading import Event

from studylib import clock
from studylib.config import bridge, studies
from studylib.stores.google import session
from studylib.workbook import sample
from tests.stand_ins.appsscript.server import ScriptServer


def main() -> None:
    with ScriptServer() as scripts, suppress(KeyboardInterrupt):
        scripts.fill(sample.make_sample(clock.now()))
        print(f"export {session.ELSEWHERE}={scripts.url}")
        print(f"export {studies.VARIABLE}={scripts.address}")
        print(f"export {bridge.VARIABLE}={scripts.token}", flush=True)
        Event().wait()


if __name__ == "__main__":
    main()
