"""The process that reads one .xlsx file within limits, as ``apart`` starts it."""

import os
import pickle
import sys
from contextlib import suppress

from studylib.stores.xlsx import details, measure
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence
from studylib.workbook.cells import Workbook


def main() -> None:
    """Read what to read from the input, and write the workbook or the reason to the output."""
    path, name, limits, memory, most = pickle.loads(sys.stdin.buffer.read())
    output = os.dup(1)
    os.dup2(2, 1)  # a panic prints to the log, never into the answer
    limit_memory(memory)
    measure.MOST_CELLS, measure.MOST_BYTES, details.MOST_BYTES = limits
    answer = pickle.dumps(read(path, name), pickle.HIGHEST_PROTOCOL)
    if len(answer) <= most:
        with os.fdopen(output, "wb") as out:
            out.write(answer)


def read(path: str, name: str) -> Workbook | Sentence:
    """Read the file. Return the reason if it cannot be read."""
    from studylib.stores.xlsx import store  # after the limits are set

    try:
        return store.read_safely(path, name)
    except WorkbookError as error:
        return error.why


def limit_memory(most: int) -> None:
    """Limit the memory of this process to so many bytes. A system without such limits has none."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
