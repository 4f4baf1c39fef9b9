"""READMEs on disk: their bytes, their text and their tables."""

from pathlib import Path

import pytest

from studylib.readme.file import (
    LARGEST,
    decode_text,
    find_folder,
    is_html,
    parse_bytes,
    read_bytes,
    write_text,
)
from studylib.text.errors import FileError


@pytest.mark.parametrize(("size", "fits"), [(LARGEST - 1, True), (LARGEST, True), (LARGEST + 1, False)])
def test_a_file_is_read_up_to_the_size_that_github_shows(tmp_path: Path, size: int, fits: bool) -> None:
    file = tmp_path / "README.md"
    file.write_bytes(b"x" * size)
    if fits:
        assert len(read_bytes(file)) == size
    else:
        with pytest.raises(FileError, match=r"README\.md is too large for a README"):
            read_bytes(file)


@pytest.mark.parametrize("name", ["missing.md", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_bytes(tmp_path / name)


@pytest.mark.parametrize(("data", "line"), [(b"\xff", 1), (b"a\n\xff", 2), (b"a\n\nb\xc3", 3)])
def test_the_first_line_that_is_not_utf_8_is_named(data: bytes, line: int) -> None:
    with pytest.raises(FileError, match=f"not in UTF-8, in line {line}"):
        decode_text(data, Path("README.md"))


def test_a_byte_order_mark_stays_in_the_text_and_is_no_part_of_the_tables() -> None:
    data = b"\xef\xbb\xbf" + "|주차|과제|\n|-|-|\n|1주차|x|\n".encode()
    assert decode_text(data, Path("README.md")).startswith("\ufeff|")
    (grid,) = parse_bytes(data, Path("README.md")).grids
    assert grid.rows[0][0].text == "주차"


@pytest.mark.parametrize(
    ("name", "html"),
    [("a.html", True), ("A.HTM", True), ("a.md", False), ("html", False), ("a.html.md", False)],
)
def test_a_file_is_html_by_its_ending(name: str, html: bool) -> None:
    assert is_html(Path(name)) is html


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("old")
    file.chmod(0o640)
    write_text("새 글", file)
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("새 글", 0o640)
    with pytest.raises(FileError, match="cannot be written"):
        write_text("x", tmp_path / "missing" / "README.md")


@pytest.mark.parametrize(("place", "folder"), [("", ""), ("docs", "docs"), ("docs/ko", "docs/ko")])
def test_the_folder_of_a_file_is_that_in_its_repository(tmp_path: Path, place: str, folder: str) -> None:
    (tmp_path / "r" / place).mkdir(parents=True)
    (tmp_path / "r" / ".git").mkdir()
    assert find_folder(tmp_path / "r" / place / "README.md") == folder
