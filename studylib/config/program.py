"""Word a command as a person types it in the folder of Studyboard."""

from pathlib import Path

INSTALLED = Path(".venv/bin/python")
"""The interpreter that ``make setup`` installs."""


def word_command(words: str) -> str:
    """Word a command of Studyboard. Without an installed interpreter it is ``python``."""
    python = INSTALLED.as_posix() if INSTALLED.exists() else "python"
    return f"{python} -m studylib {words}"
