"""Slips that ruff and mypy let pass."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("studylib", "pages", "tests", "benchmarks")
MEMBERSHIP = (ast.In, ast.NotIn)
EQUALITY = (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)


def find_mixed_comparisons(code: str) -> Iterator[int]:
    """Find the lines of comparisons such as ``a in b is c``. Python reads them as ``a in b and b is c``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            asks_membership = any(isinstance(operator, MEMBERSHIP) for operator in node.ops)
            asks_equality = any(isinstance(operator, EQUALITY) for operator in node.ops)
            if asks_membership and asks_equality:
                yield node.lineno


@pytest.mark.parametrize(
    "code",
    [
        "a in b is c",
        "a not in b is c",
        "a in b == c",
        "a is b not in c",
        "a != b in c",
        "assert x is not ('y' in z is True)",
    ],
)
def test_a_chain_of_membership_and_equality_is_found(code: str) -> None:
    assert list(find_mixed_comparisons(code)) == [1]


@pytest.mark.parametrize(
    "code", ["(a in b) is c", "a in b and b is c", "a < b <= c", "a is b is c", "a == b"]
)
def test_a_plain_comparison_is_not_found(code: str) -> None:
    assert list(find_mixed_comparisons(code)) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_comparison_chains_membership_with_equality(folder: str) -> None:
    files = list((ROOT / folder).rglob("*.py"))
    assert files
    assert [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        for line in find_mixed_comparisons(path.read_text(encoding="utf-8"))
    ] == []


BOUNDS = "studylib/text/bounds.py"
NORMALIZERS = ("normalize", "is_normalized", "ucd_3_2_0")


def find_normalizing(code: str) -> Iterator[int]:
    """Find the lines that reach Unicode's own normalisation, by whatever name. It is quadratic over runs of marks."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and node.attr in NORMALIZERS:
            yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "unicodedata":
            yield from [node.lineno for name in node.names if name.name in (*NORMALIZERS, "*")]


@pytest.mark.parametrize(
    "code",
    [
        "unicodedata.normalize('NFC', text)",
        "ud.normalize('NFC', text)",
        "from unicodedata import normalize",
        "from unicodedata import category, normalize as tidy",
        "from unicodedata import *",
        "map(unicodedata.is_normalized, forms, texts)",
        "unicodedata.ucd_3_2_0.combining('a')",
    ],
)
def test_a_normalisation_of_raw_text_is_found(code: str) -> None:
    assert list(find_normalizing(code)) == [1]


def test_only_the_module_that_bounds_texts_normalises_them() -> None:
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "studylib").rglob("*.py")]
    assert {
        path.relative_to(ROOT).as_posix()
        for path in files
        for _ in find_normalizing(path.read_text(encoding="utf-8"))
    } == {BOUNDS}
