"""The three things that can come of asking for known holes, with a stand-in for pip-audit."""

import json
import sys
from pathlib import Path

import pytest

from tests import audit

ROOT = Path(__file__).parents[1]

# As pip-audit 2.10.1 prints them.
CLEAN = {"name": "six", "version": "1.17.0", "vulns": []}
HOLE = {"id": "PYSEC-2018-28", "fix_versions": ["2.20.0"], "aliases": ["CVE-2018-18074"], "description": "…"}
HOLED = {"name": "requests", "version": "2.19.0", "vulns": [HOLE]}
UNMENDED = {"name": "left", "version": "1.0", "vulns": [{**HOLE, "id": "GHSA-x", "fix_versions": []}]}
SKIPPED = {
    "name": "babel",
    "skip_reason": "Dependency not found on PyPI and could not be audited: babel (2.18.0)",
}


def tool(tmp_path: Path, *packages: object, printed: str | None = None, status: int = 0) -> list[str]:
    """A command that prints those packages, or else that, whatever it is asked; it has to be asked as pip-audit is."""
    answer = json.dumps({"dependencies": packages, "fixes": []}) if printed is None else printed
    stand_in = tmp_path / "pip_audit.py"
    stand_in.write_text(
        "import sys\n"
        f"assert sys.argv[1:] == ['--requirement', 'pinned.txt', *{list(audit.OPTIONS)!r}]\n"
        f"print({answer!r}, end='')\n"
        f"sys.exit({status})\n"
    )
    return [sys.executable, str(stand_in)]


def run(command: list[str], *arguments: str) -> int:
    return audit.main(arguments, command, Path("pinned.txt"))


@pytest.mark.parametrize("arguments", [(), ("--answer-or-not",)])
def test_a_known_hole_fails_and_is_named_with_its_cure(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tool(tmp_path, CLEAN, HOLED, UNMENDED, SKIPPED, status=1), *arguments) == 1
    printed = capsys.readouterr().out
    assert "requests 2.19.0: PYSEC-2018-28, fixed in 2.20.0" in printed
    assert "left 1.0: GHSA-x, fixed in none yet" in printed
    assert "Not audited, for the service does not know them: babel" in printed


def test_no_known_hole_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tool(tmp_path, CLEAN)) == 0
    assert capsys.readouterr().out == "1 packages, no hole known.\n"


@pytest.mark.parametrize("kind", ["nothing found", "nothing printed", "no tool"])
def test_a_service_that_does_not_answer_is_reported_and_fails_by_default(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = {
        "nothing found": tool(tmp_path, SKIPPED, {**SKIPPED, "name": "six"}),
        "nothing printed": [sys.executable, "-c", "import sys; sys.exit('requests.ConnectionError')"],
        "no tool": [sys.executable, "-m", "no_such_tool"],
    }[kind]
    assert run(command) == 3
    assert capsys.readouterr().out == audit.UNREACHABLE + "\n"
    assert run(command, "--answer-or-not") == 0
    assert capsys.readouterr().out == audit.UNREACHABLE + "\n"


def test_the_stand_in_is_asked_as_pip_audit_is(tmp_path: Path) -> None:
    assert audit.main([], tool(tmp_path, CLEAN), Path("another.txt")) == 3


def test_ci_asks_after_the_tests() -> None:
    ci = (ROOT / ".ci/run").read_text()
    assert ci.index("make --no-print-directory test") < ci.index(
        "make --no-print-directory audit ANSWER=or-not"
    )
