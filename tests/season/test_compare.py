"""The comparison itself: seasons come out the same each time, and a change of one result is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.season import compare
from tests.season.compare import Run

NUMBER = 28
"""A season with fines, final months and problems."""


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    with compare.set_apart() as clock:
        return list(compare.run_season(compare.draw_season(0, NUMBER), clock))


def swap(runs: list[Run], place: int, run: Run) -> list[Run]:
    """Swap one of the runs for another."""
    return [*runs[:place], run, *runs[place + 1 :]]


def status(folder: Path, old: list[Run], new: list[Run], *options: str) -> int:
    """Give the exit status of a comparison of two files of results."""
    for name, runs in (("old", old), ("new", new)):
        compare.write_runs(runs, folder / name)
    return compare.main(["--out", f"{folder / 'new'}", "--against", f"{folder / 'old'}", "--reuse", *options])


def test_the_same_seed_gives_the_same_season_to_the_byte() -> None:
    one, other = ([compare.draw_season(7, number) for number in range(4)] for _ in range(2))
    assert [each.facts for each in one] == [each.facts for each in other]
    assert [compare.pack(each) for each in one] == [compare.pack(each) for each in other]
    assert len({each.facts for each in [*one, compare.draw_season(8, 0)]}) == 5


def test_the_season_of_these_tests_has_something_of_everything(runs: list[Run]) -> None:
    told = compare.report_variety(runs)
    for each in ("fines", "months final", "problems", "status absent", "status late", "status on_time"):
        assert f"\n{each}: " in told
    assert "crashes: 0" in told


def test_nothing_of_this_machine_stands_in_a_result(runs: list[Run]) -> None:
    for run in runs:
        assert "/tmp" not in run.out + run.err + run.command
        assert str(Path.cwd()) not in run.out + run.err + run.command


def test_a_changed_result_is_told(
    runs: list[Run], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(tmp_path, runs, runs) == 0
    assert "0 of 24 runs differ" in capsys.readouterr().out
    changed = swap(runs, 0, replace(runs[0], out=runs[0].out.replace("on_time", "in_time", 1)))
    assert status(tmp_path, runs, changed) == 1
    told = capsys.readouterr().out
    assert "1 of 24 runs differ, board 1" in told
    assert "in_time" in told


def test_a_run_that_is_missing_is_told(
    runs: list[Run], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(tmp_path, runs, runs[1:]) == 1
    assert "only in the old file" in capsys.readouterr().out


def test_codes_only_leaves_words_aside_and_nothing_else(runs: list[Run], tmp_path: Path) -> None:
    place = next(at for at, run in enumerate(runs) if "check --format json" in run.command)
    run = runs[place]
    quiet = swap(runs, 0, replace(runs[0], err="said otherwise\n"))
    reworded = swap(quiet, place, replace(run, out=run.out.replace('"message": "', '"message": "so: ')))
    assert status(tmp_path, runs, reworded) == 1
    assert status(tmp_path, runs, reworded, "--codes-only") == 0
    moved = swap(runs, place, replace(run, out=run.out.replace('"tab": "', '"tab": "another ', 1)))
    assert status(tmp_path, runs, moved, "--codes-only") == 1
