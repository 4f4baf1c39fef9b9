"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from studylib import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_put_is_there_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "deadlines.ics"
    for data in (b"old\r\n", b"new"):
        files.replace_file(place, data)
        assert place.read_bytes() == data
    assert list(tmp_path.iterdir()) == [place]


def test_a_new_file_is_as_any_other_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    place, other = tmp_path / "README.md", tmp_path / "other"
    other.touch()
    files.replace_file(place, b"")
    assert mode(place) == mode(other)
    place.chmod(0o640)
    files.replace_file(place, b"")
    assert mode(place) == 0o640
    files.replace_file(place, b"", files.PRIVATE)
    assert mode(place) == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "place")
    files.replace_file(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "place").read_bytes() == b"x"


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "kept"
    place.write_bytes(b"old")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        files.replace_file(place, b"new")
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]
