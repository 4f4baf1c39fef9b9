"""``python -m studylib``."""

import gc
import sys

RARELY = 200_000
"""New objects between two searches for garbage. A command ends before there is much."""


def main() -> None:
    """Run one command, and end the program."""
    gc.set_threshold(RARELY)
    from studylib import logs
    from studylib.cli import app

    try:
        app(prog_name="python -m studylib")
    except Exception as error:  # a bug: its traceback may quote a cell
        sys.exit(logs.mask_traceback(error))
    finally:
        gc.freeze()  # the system takes back all memory at once


if __name__ == "__main__":
    main()
