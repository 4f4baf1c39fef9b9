"""The shape of the code: how long and how complex it is, and how plainly its docstrings speak."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from radon.complexity import cc_visit

ROOT = Path(__file__).parents[1]
FILES = sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "studylib").rglob("*.py")])
LINES = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}

LONGEST_MODULE, LONG_MODULE, MOST_LONG_MODULES, MEDIAN_MODULE = 350, 250, 5, 90
LONGEST_FUNCTION = 60
PAGE = range(20, 66)
MOST_COMPLEX = 20
"""The most that radon grades C: https://radon.readthedocs.io/en/latest/commandline.html."""
LONGEST_SENTENCE = 10
"""Words of a docstring sentence, on average."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in FILES:
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def docstrings() -> Iterator[str]:
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, documented) and (text := ast.get_docstring(node)):
                yield text


def test_modules_are_short() -> None:
    sizes = sorted(size for size in LINES.values() if size > 3)  # an empty __init__.py is no module to read
    long = [str(file.relative_to(ROOT)) for file, size in LINES.items() if size > LONG_MODULE]
    assert sizes[-1] <= LONGEST_MODULE
    assert len(long) <= MOST_LONG_MODULES, long
    assert median(sizes) <= MEDIAN_MODULE


def test_a_page_enters_computes_and_draws_in_a_screenful() -> None:
    pages = {file.name: LINES[file] for file in (ROOT / "pages").glob("*.py")}
    assert {name: size for name, size in pages.items() if size not in PAGE} == {}


def test_functions_are_short() -> None:
    long = {
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}": size
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and (size := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_function_is_more_complex_than_radons_grade_c() -> None:
    complex_ = {
        f"{file.relative_to(ROOT)}:{block.lineno} {block.name}": block.complexity
        for file in FILES
        for block in cc_visit(file.read_text(encoding="utf-8"))
        if block.complexity > MOST_COMPLEX
    }
    assert complex_ == {}


def test_a_class_name_means_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_docstrings_are_plain_english() -> None:
    text = " ".join(docstrings())
    sentences = [each for each in re.split(r"(?<=[.!?])\s+", text) if each.strip()]
    words = sum(len(each.split()) for each in sentences) / len(sentences)
    where = 100 * len(re.findall(r"\bwhere\b", text, re.IGNORECASE)) / len(sentences)
    semicolons = 100 * text.count(";") / len(sentences)
    assert words < LONGEST_SENTENCE
    assert where < 2
    assert semicolons < 5
