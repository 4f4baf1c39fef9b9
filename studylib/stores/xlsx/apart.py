"""Read an .xlsx file in a process of its own, so that a hostile one ends no other.

calamine ends the whole process if its cells do not fit into memory, and a file can lie about its cells. So the
system limits the memory and the time of the reading process. To start Python takes some hundred times as long as to
read a small file. So a plain file is read directly, and any file only when it has changed.
"""

import pickle
import subprocess
import sys
from pathlib import Path

from studylib.stores.xlsx import measure
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Workbook

# Measured on two cores, for a tab of answers with five columns:
#   the sample season      380 MB of addresses, 110 MB of memory, 0.5 s of CPU,   6 KB back
#   80,000 cells           400 MB of addresses, 130 MB of memory, 0.7 s of CPU, 1.3 MB back
#   800,000 cells          560 MB of addresses, 290 MB of memory, 2.3 s of CPU,  14 MB back
# So 800,000 cells take a third of the memory, a tenth of the time and a twentieth of the result.

MOST_MEMORY = 1_500_000_000
"""Bytes of the reading process, its address space included. Some 5 million cells of text fit."""

MOST_SECONDS = 30
"""The longest time of a read, in seconds."""

MOST_RESULT = 300_000_000
"""The most bytes of the cells that come back. The memory runs out before that."""

ROOT = Path(__file__).parents[3]

Limits = tuple[int, int, int]
"""The most cells, the most bytes of all parts, and of the relations of one sheet."""


def read_apart(path: Path, name: str) -> Workbook:
    """Read the file in another process. Raises a WorkbookError if it cannot be read, or not within the limits."""
    from studylib.stores.xlsx import details  # slow to import, and a plain file is not read here

    limits: Limits = measure.MOST_CELLS, measure.MOST_BYTES, details.MOST_BYTES
    try:
        done = subprocess.run(
            [sys.executable, "-m", "studylib.stores.xlsx.child"],
            input=pickle.dumps((str(path.absolute()), name, limits, MOST_MEMORY, MOST_RESULT)),
            cwd=ROOT,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
        found = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, EOFError, pickle.UnpicklingError) as error:
        raise WorkbookError(
            sentence(
                "{name} takes more memory or time than a workbook may. Download it again as .xlsx, without what does "
                "not belong to the study.",
                name=name,
            )
        ) from error
    if isinstance(found, Workbook):
        return found
    raise WorkbookError(found)
