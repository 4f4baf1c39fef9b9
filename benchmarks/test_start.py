"""How long the command line takes to answer, as a multiple of the time that importing pandas takes alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.conftest import Hold, Race
from benchmarks.ratio import Limit

ROOT = Path(__file__).parents[1]
ROUNDS = 9
DATABASE = Path("data/studyboard.db")


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., None]:
    """Runs Python with those arguments in an empty folder, on the sample, which lies there."""
    environment = {name: value for name, value in os.environ.items() if name != "STUDYBOARD_WORKBOOK"}
    environment["PYTHONPATH"] = str(ROOT)

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, check=True
        )

    return run


def test_the_command_board_starts_in_little_more_than_pandas(
    python: Callable[..., None], tmp_path: Path, race: Race, hold: Hold
) -> None:
    def first_start() -> None:
        """On an empty folder: the sample is made before the board is printed."""
        for file in tmp_path.glob(f"{DATABASE}*"):
            file.unlink()
        python("-m", "studylib", "board")

    times = race(
        {
            "board": lambda: python("-m", "studylib", "board"),
            "import pandas": lambda: python("-c", "import pandas"),
            "board, first start": first_start,
        },
        ROUNDS,
    )
    assert (tmp_path / DATABASE).exists()
    hold(
        times,
        Limit("board", "import pandas", 2.5),
        Limit("board, first start", "import pandas", 2.5),
    )
