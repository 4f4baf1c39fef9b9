"""Asks for known holes in the packages of constraints.txt, with pip-audit in an environment of its own.

    python -m tests.audit [--answer-or-not]

Status 0: asked, none known. 1: there are known holes, each in a line. 3: nobody answered; with ``--answer-or-not``
that is said, too, but the status is 0, for CI on a machine that cannot reach the service.

The service is PyPI's: what it does not know it cannot speak of, so a package that was not found was not audited.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOOL = "pip-audit==2.10.1"
HOME = ROOT / ".venv/audit"
WITHIN = 300
"""Seconds, for the install and for the answer each."""
OPTIONS = ("--no-deps", "--disable-pip", "--format=json", "--progress-spinner=off")
UNREACHABLE = (
    "The service that knows of holes did not answer, so nothing was audited. Run `make audit` where it does."
)

Answer = Mapping[str, Any]


def installed() -> Path | None:
    """The interpreter that has the tool. ``None`` if it cannot be installed."""
    python = HOME / "bin/python"
    if not HOME.joinpath("made").exists():
        pip = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", TOOL)
        if not all(map(ends_well, [(sys.executable, "-m", "venv", "--clear", HOME), pip])):
            return None
        HOME.joinpath("made").touch()
    return python


def ends_well(command: Sequence[str | Path]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=WITHIN).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def asked(tool: Sequence[str | Path], pinned: Path) -> Answer | None:
    """The tool's findings. ``None`` if it could not ask: then it prints nothing."""
    command = [*tool, "--requirement", pinned, *OPTIONS]
    try:
        printed = subprocess.run(command, capture_output=True, check=False, timeout=WITHIN).stdout
        answer: Answer = json.loads(printed)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return answer


def judged(answer: Answer | None) -> tuple[int, list[str]]:
    """The status and what to print."""
    packages = answer["dependencies"] if answer else []
    audited = [each for each in packages if "skip_reason" not in each]
    if not audited:
        return 3, [UNREACHABLE]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, fixed in {', '.join(hole['fix_versions']) or 'none yet'}"
        for each in audited
        for hole in each["vulns"]
    ]
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    unknown = [f"Not audited, for the service does not know them: {', '.join(skipped)}"] if skipped else []
    if holes:
        return 1, ["Packages with known holes:", *holes, *unknown]
    return 0, [f"{len(audited)} packages, no hole known.", *unknown]


def main(arguments: Sequence[str] = (), tool: Sequence[str | Path] = (), pinned: Path | None = None) -> int:
    """``tool`` and ``pinned`` are the command and the file, pip-audit's and constraints.txt without them."""
    python = None if tool else installed()
    command = tool or ((python, "-m", "pip_audit") if python else ())
    status, lines = judged(asked(command, pinned or ROOT / "constraints.txt") if command else None)
    print(*lines, sep="\n")
    return 0 if status == 3 and "--answer-or-not" in arguments else status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
