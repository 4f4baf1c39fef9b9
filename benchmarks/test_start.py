"""Measure a run of the command line against importing pandas alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.conftest import CheckLimits, Race
from benchmarks.ratio import Limit

ROOT = Path(__file__).parents[1]
ROUNDS = 9
DATABASE = Path("data/studyboard.db")


@pytest.fixture
def run_python(tmp_path: Path) -> Callable[..., None]:
    """Give a function that runs Python with arguments, in a folder of its own, on the sample."""
    environment = {name: value for name, value in os.environ.items() if name != "STUDYBOARD_WORKBOOK"}
    environment["PYTHONPATH"] = str(ROOT)

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, check=True
        )

    return run


def test_the_command_board_takes_little_longer_than_importing_pandas(
    run_python: Callable[..., None], tmp_path: Path, race: Race, check_limits: CheckLimits
) -> None:
    def start_first_time() -> None:
        """Delete the database first. So the command makes the sample before it prints the board."""
        for file in tmp_path.glob(f"{DATABASE}*"):
            file.unlink()
        run_python("-m", "studylib", "board")

    times = race(
        {
            "board": lambda: run_python("-m", "studylib", "board"),
            "import pandas": lambda: run_python("-c", "import pandas"),
            "board, first start": start_first_time,
        },
        ROUNDS,
    )
    assert (tmp_path / DATABASE).exists()
    check_limits(
        times,
        Limit("board", "import pandas", 1.8),
        Limit("board, first start", "import pandas", 2.1),
    )
