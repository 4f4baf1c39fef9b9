"""Serve the app as `streamlit run app.py` does, with a clock that a file sets.

    python tests/servers/streamlit_server.py PORT CLOCK_FILE

Run it in the project's root. The file holds an ISO time with its offset. Each look at the clock reads it anew.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path


def main(port: str, clock_file: str) -> None:
    sys.path.insert(0, str(Path.cwd()))

    import studylib.clock

    def now() -> datetime:
        return datetime.fromisoformat(Path(clock_file).read_text()).astimezone(UTC)

    # Before anything of the app is imported, so that `from studylib.clock import now` gets this one, too.
    studylib.clock.now = now

    from streamlit.web import cli

    from studylib.web import packing

    packing.QUALITY = 1  # a tenth of the time, for a browser on this machine

    options = ["--server.headless=true", "--server.address=127.0.0.1", "--logger.enableRich=false"]
    cli.main(["run", "app.py", f"--server.port={port}", *options])


if __name__ == "__main__":
    main(*sys.argv[1:])
