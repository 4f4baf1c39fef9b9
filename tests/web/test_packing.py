"""Which coding a browser gets, and that each file is packed once, without loss."""

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli
import pytest

from studylib.web import packing
from studylib.web.packing import PackedFolder, choose_coding

UNPACK: Mapping[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5, BR;q=0.4", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0,*;q=0", None),
        ("*", "br"),
        ("*;q=0.1, br ; q=0", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("", None),
        ("deflate, zstd", None),
        ("brotli, x-br, gzipped", None),
        ("br;q=nan, gzip;q=1e9, ;;;,,=,", None),
        ("br;q=\u00b2", None),
    ],
)
def test_a_browser_gets_the_smallest_coding_that_it_takes(accepted: str, coding: str | None) -> None:
    assert choose_coding(accepted) == coding


def test_a_long_list_of_codings_costs_little_and_is_read_to_its_end() -> None:
    assert choose_coding("x;q=0.5," * 10_000 + "br") == "br"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "js").mkdir()
    files = {"js/a.js": 4_000, "js/short.js": 399, "js/enough.js": 400, "font.woff2": 4_000, "a.css": 4_000}
    for name, size in files.items():
        (tmp_path / name).write_bytes((b"let a = 1; " * size)[:size])
    return tmp_path


def test_only_what_gets_smaller_is_packed(folder: Path) -> None:
    asked = ("js/a.js", "js/enough.js", "js/short.js", "font.woff2", "a.css", "../a.css", "js", "")
    assert [name for name in asked if name in PackedFolder(folder)] == ["js/a.js", "js/enough.js", "a.css"]


@pytest.mark.parametrize("coding", packing.CODINGS)
def test_what_is_packed_is_the_file_again(folder: Path, coding: str) -> None:
    packed = PackedFolder(folder).pack("js/a.js", coding).result(10)
    assert UNPACK[coding](packed.body) == (folder / "js/a.js").read_bytes()
    assert len(packed.body) < 200


def test_a_file_is_packed_once_and_each_coding_has_a_tag_of_its_own(folder: Path) -> None:
    shelf = PackedFolder(folder)
    first = shelf.pack("a.css", "br").result(10)
    assert shelf.pack("a.css", "br").result(10) is first
    assert shelf.pack("a.css", "gzip").result(10).tag != first.tag


def test_what_is_packed_ahead_is_packed_before_anyone_asks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, asked = PackedFolder(folder), []
    monkeypatch.setattr(shelf, "pack", lambda name, coding: asked.append((name, coding)))
    shelf.pack_ahead(["no such file", "a.css", "font.woff2", "js/a.js"])
    assert asked == [("a.css", "br"), ("js/a.js", "br")]


def test_a_file_that_is_gone_is_an_os_error(folder: Path) -> None:
    shelf = PackedFolder(folder)
    (folder / "a.css").unlink()
    with pytest.raises(FileNotFoundError):
        shelf.pack("a.css", "br").result(10)
