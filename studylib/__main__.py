"""``python -m studylib``."""

import sys

from studylib import logs
from studylib.cli import app

try:
    app(prog_name="python -m studylib")
except Exception as error:  # a bug: its traceback may quote a cell
    sys.exit(logs.mask_traceback(error))
