"""Each outside library has few doors: the modules that may import it. All other modules ask the doors.

The table holds every library that ``app.py``, ``pages/`` and ``studylib/`` import. The import may be within a function.
A folder means all modules in it.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

DOORS: Mapping[str, frozenset[str]] = {
    library: frozenset(doors.split())
    for library, doors in {
        "PIL": "studylib.exports.letters studylib.exports.picture studylib.exports.tiles",
        "alembic": "studylib.stores.database.schema studylib.stores.database.migrations",
        "apprise": "studylib.reminders.delivery",
        "babel": "studylib.text.language",
        "brotli": "studylib.web.packing",
        "github": "studylib.questions.connection studylib.questions.faults studylib.questions.github",
        "google": "studylib.stores.google.faults studylib.stores.google.session",
        "gspread": "studylib.stores.google.client",
        "icalendar": "studylib.calendar.ics studylib.calendar.zones",
        "markdown_it": "studylib.readme.inline studylib.readme.markdown studylib.readme.markdown_lists",
        "markupsafe": "studylib.views studylib.web",
        "plotly": "studylib.figures",
        "psycopg": "",  # SQLAlchemy alone speaks to it
        "pyarrow": "studylib.season.texts",
        "pyotp": "studylib.access.codes",
        "python_calamine": "studylib.stores.xlsx.store",
        # PyGithub lets the errors of requests through.
        "requests": "studylib.stores.google.faults studylib.stores.google.session "
        "studylib.questions.connection studylib.questions.faults studylib.questions.github",
        "rich": "studylib.report",
        "segno": "studylib.web.qr",
        "selectolax": "studylib.readme.html studylib.readme.inline",
        "sqlalchemy": "studylib.stores.database.database studylib.stores.database.statements "
        "studylib.stores.database.schema studylib.stores.database.sqlite studylib.stores.database.postgresql "
        "studylib.stores.database.sign_outs studylib.stores.database.registry "
        "studylib.stores.database.migrations",
        # Beyond these, gate, headers and websocket take only the types of ASGI.
        "starlette": "app studylib.web.feed studylib.web.gate studylib.web.head studylib.web.headers "
        "studylib.web.manifest studylib.web.packed_files studylib.web.parts studylib.web.pictures "
        "studylib.web.preview_request studylib.web.senders studylib.web.symbols studylib.web.websocket",
        "streamlit": "app pages studylib.views studylib.web",
        "subprocess": "studylib.readme.git studylib.stores.xlsx.apart",  # the program git, and a reader apart
        "typer": "studylib.cli",
        "urllib3": "studylib.questions.connection studylib.stores.google.faults studylib.stores.google.session",
        "xlsxwriter": "studylib.exports.spreadsheet studylib.stores.xlsx.write",
    }.items()
}

EVERYWHERE = frozenset({"numpy", "pandas"})
"""Libraries that hold the rules' own data."""

OURS = frozenset({"pages", "studylib"})

WATCHED = frozenset({"subprocess"})
"""Modules of Python itself that have doors, too."""


def list_imports(source: str) -> Iterator[str]:
    """The top-level names of all modules that the source imports, those within functions included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def name_module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read_tree() -> dict[str, set[str]]:
    """The outside libraries that each module imports."""
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "studylib").rglob("*.py")]
    inside = (sys.stdlib_module_names - WATCHED) | OURS
    return {name_module(file): {*list_imports(file.read_text(encoding="utf-8"))} - inside for file in files}


TREE = read_tree()


def is_behind(module: str, door: str) -> bool:
    return module == door or module.startswith(f"{door}.")


def test_the_tree_was_read() -> None:
    assert "typer" in TREE["studylib.cli.terminal"]
    assert "xlsxwriter" in TREE["studylib.stores.xlsx.write"], "imports within functions count"
    assert len(TREE) > 100


def test_each_outside_library_has_a_row() -> None:
    known = DOORS.keys() | EVERYWHERE
    strange = {module: sorted(libraries - known) for module, libraries in TREE.items() if libraries - known}
    assert not strange, "enter these libraries in DOORS, with the modules that may import them"


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_imported_by_its_doors_alone(library: str) -> None:
    breaking = [
        module
        for module, libraries in TREE.items()
        if library in libraries and not any(is_behind(module, door) for door in DOORS[library])
    ]
    assert not breaking, f"these modules import {library} past its doors: {sorted(DOORS[library])}"


@pytest.mark.parametrize("library", DOORS)
def test_each_door_is_used(library: str) -> None:
    unused = [
        door
        for door in DOORS[library]
        if not any(library in libraries and is_behind(module, door) for module, libraries in TREE.items())
    ]
    assert not unused, f"these doors of {library} can be closed"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import a.b, c", ["a", "c"]),
        ("from a.b import c", ["a"]),
        ("from . import a", []),
        ("def f():\n    from a import b", ["a"]),
        ("if TYPE_CHECKING:\n    import a", ["a"]),
    ],
)
def test_every_form_of_import_is_seen(source: str, names: list[str]) -> None:
    assert list(list_imports(source)) == names
