"""The pages: their addresses and titles, and what each asks of its visitors, read from its own code."""

import ast
from pathlib import Path

from studylib.access.rights import Need

PAGES = {
    "": "현황",
    "hand_in": "제출",
    "fines": "벌금",
    "settlement": "정산",
    "curriculum": "커리큘럼",
    "questions": "질문",
    "season": "시즌",
    "certificate": "완주증",
    "member": "나의 기록",
    "checks": "점검",
    "desk": "관리",
    "setup": "스터디 시작하기",
}
"""Each page's Korean title by its address."""
FOLDER = Path(__file__).parents[2] / "pages"


OF_NO_STUDY = {"add_study"}
"""Pages that no study's guard stands at. ``test_addition`` holds the one of each."""


def list_pages() -> list[str]:
    """List the pages of a study."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in OF_NO_STUDY)


def read_need(name: str) -> Need:
    """Read the need that a page's first statement after the imports demands: ``visit = guard.enter(Need.…)``.

    Raises a ValueError if a page begins with anything else.
    """
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    first = next(
        node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom) and not _is_text(node)
    )
    match first:
        case ast.Assign(
            targets=[ast.Name("visit")], value=ast.Call(ast.Attribute(ast.Name("guard"), "enter"), args)
        ):
            return _parse_need(args[0]) if args else Need.BOARD
    raise ValueError(f"pages/{name}.py does not begin with visit = guard.enter(…)")


def read_further_needs(name: str) -> list[Need]:
    """Read what a page demands later on, if at all: ``guard.demand(visit, Need.…)``."""
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    return [_parse_need(need) for node in ast.walk(tree) for need in _list_demanded(node)]


def _list_demanded(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Call(ast.Attribute(ast.Name("guard"), "demand"), [ast.Name("visit"), need]):
            return [need]
    return []


def _parse_need(node: ast.expr) -> Need:
    match node:
        case ast.Attribute(ast.Name("Need"), name):
            return Need[name]
    raise ValueError(f"not a need: {ast.unparse(node)}")


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
