"""The tree of tests mirrors the tree of modules. Each module has a test file, and each test file a module."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
STUDYLIB, TESTS = ROOT / "studylib", ROOT / "tests"

ELSEWHERE = {
    "__main__.py": "tested by tests/cli/test_program.py, because it only runs as a program",
    "cli/readme_saving.py": "tested by tests/cli/test_readme_import.py, which reads what was written",
    "views": "tested by tests/pages, because a view only draws, on a page",
}
"""Modules, or folders of them, without a test file of their own: which tests run them, and why."""

WHOLE = {
    "access/test_pages.py": "which page is open to whom",
    "attacks": "what a hostile visitor does to a real server",
    "browser": "the pages in a real browser",
    "cli/test_gates.py": "what closes a month, and what does not",
    "cli/test_program.py": "the command line as a program",
    "deploy": "the servers, workflows and settings in deploy/",
    "money/test_settled_seasons.py": "months of random seasons against a second program",
    "money/test_task_settlements.py": "the settlement of seasons with tasks against a second one",
    "pages": "the pages, as visitors see them",
    "readme/test_round_trips.py": "a README that is imported and exported again",
    "season/test_compare.py": "the board against a second program",
    "season/test_task_seasons.py": "the board of seasons with tasks against a second judge",
    "source/test_desk_on_a_script.py": "the desk's acts through the script of a sheet",
    "source/test_desk_on_a_sheet.py": "the desk's acts on a Google Sheet and on a database alike",
    "stand_ins": "the stand-ins for other services",
    "stores/database/test_writers.py": "programs that write at once",
    "stores/test_faults.py": "every fault of every place of a workbook, as a reader meets it",
    "test_audit.py": "the tests' own tool",
    "test_documents.py": "the documents",
    "test_doors.py": "imports",
    "test_lint.py": "the settings of ruff",
    "test_mirror.py": "these trees",
    "test_repository.py": "the repository",
    "test_shape.py": "the shape of the code",
    "text/test_catalogue.py": "the Korean texts",
    "web/test_cold_server.py": "the first visit to a server",
    "web/test_script_secrets.py": "the secrets of a script, on all pages and in all logs",
    "web/test_outage.py": "all pages while Google fails",
    "web/test_viewers.py": "many visitors at once",
    "workbook/test_fuzz.py": "the reader against random workbooks",
    "workbook/test_task_books.py": "workbooks of tasks, read and judged, against the second judge",
}
"""Test files, or folders of them, that test no module but the whole: what they test."""


def list_modules() -> set[Path]:
    modules = (path.relative_to(STUDYLIB) for path in STUDYLIB.rglob("*.py"))
    return {path for path in modules if path.name != "__init__.py" and "migrations" not in path.parts}


def list_test_files() -> set[Path]:
    return {path.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}


def name_test_file(module: Path) -> Path:
    return module.with_name(f"test_{module.name}")


def is_among(path: Path, exceptions: dict[str, str]) -> bool:
    return any(str(each) in exceptions for each in (path, *path.parents))


def list_imports(file: Path) -> list[str]:
    """List the full names of the modules that a file imports, and of what it imports from them."""
    names = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{each.name}" for each in node.names]
    return names


def test_each_module_has_a_test_file_of_its_own() -> None:
    lacking = {path for path in list_modules() if not (TESTS / name_test_file(path)).exists()}
    assert sorted(str(path) for path in lacking if not is_among(path, ELSEWHERE)) == []


def test_each_test_file_tests_a_module() -> None:
    known = {name_test_file(module) for module in list_modules()}
    assert sorted(str(path) for path in list_test_files() - known if not is_among(path, WHOLE)) == []


def test_each_test_file_has_tests() -> None:
    """A test file without a test would only look like one."""
    texts = {path: (TESTS / path).read_text(encoding="utf-8") for path in list_test_files()}
    assert [str(path) for path, text in texts.items() if "\ndef test_" not in text] == []


def test_no_exception_is_for_what_is_not_there() -> None:
    assert [name for name in ELSEWHERE if not (STUDYLIB / name).exists()] == []
    assert [name for name in WHOLE if not (TESTS / name).exists()] == []
    lacking = {path for path in list_modules() if not (TESTS / name_test_file(path)).exists()}
    assert [name for name in ELSEWHERE if not any(is_among(path, {name: ""}) for path in lacking)] == []


def test_no_file_of_the_tests_imports_from_a_test_file() -> None:
    """Builders are in modules without ``test_`` in their names, and fixtures in conftest.py."""
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in TESTS.rglob("*.py")
        for name in list_imports(path)
        if name.startswith("tests.") and any(part.startswith("test_") for part in name.split("."))
    ]
    assert found == []
