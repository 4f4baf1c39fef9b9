"""``python -m studylib``."""

from studylib.cli import app

app(prog_name="python -m studylib")
