"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path
from threading import Event, Thread

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


# ---- locks ----


def test_a_lock_is_held_by_one_at_a_time_and_free_again_after_it(tmp_path: Path) -> None:
    place = tmp_path / "sent.json"
    with files.hold_lock(place, 0), pytest.raises(TimeoutError), files.hold_lock(place, 0.2):
        pass
    with files.hold_lock(place, 0), files.hold_lock(tmp_path / "other.json", 0):
        assert not place.exists()
    assert list(tmp_path.iterdir()) == [], "no lock stays behind"


def test_a_link_to_a_file_has_the_lock_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "place")
    with files.hold_lock(tmp_path / "place", 0), pytest.raises(TimeoutError):
        files.hold_lock(tmp_path / "link", 0).__enter__()


def test_a_failure_within_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="within"), files.hold_lock(tmp_path / "x", 0):
        raise ValueError("within")
    with files.hold_lock(tmp_path / "x", 0):
        pass


def test_who_waits_gets_the_lock_once_it_is_free(tmp_path: Path) -> None:
    got = Event()

    def wait() -> None:
        with files.hold_lock(tmp_path / "x", 30):
            got.set()

    with files.hold_lock(tmp_path / "x", 0):
        waiting = Thread(target=wait)
        waiting.start()
        assert not got.wait(0.3)
    waiting.join(30)
    assert got.is_set()


def test_a_lock_file_that_a_killed_process_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".x.lock").touch()
    with files.hold_lock(tmp_path / "x", 0), pytest.raises(TimeoutError), files.hold_lock(tmp_path / "x", 0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_of_many_threads_one_at_a_time_holds_the_lock(tmp_path: Path) -> None:
    inside, most = [], []

    def work() -> None:
        for _ in range(5):
            with files.hold_lock(tmp_path / "x", 60):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1] * 30


def test_a_lock_that_cannot_be_made_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.hold_lock(tmp_path / "no" / "x", 0).__enter__()
