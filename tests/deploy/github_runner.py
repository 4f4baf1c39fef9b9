"""Stand-in for a machine of GitHub Actions. It runs the scripts of a workflow on this machine."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from studylib.stores.opening import open_store
from tests.pages.workbooks import group

ROOT = Path(__file__).parents[2]
PASSPHRASE = "twenty letters or more"


def parse_workflow(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def parse_job(path: Path) -> dict[str, Any]:
    """Parse the only job of a workflow."""
    (job,) = parse_workflow(path)["jobs"].values()
    assert isinstance(job, dict)
    return job


@dataclass
class Runner:
    """A machine of GitHub Actions, as far as scripts see it.

    The scripts start in ``workspace``. ``secrets`` are those of the repository.
    """

    workspace: Path
    home: Path
    secrets: dict[str, str]
    environment: dict[str, str]

    def run(self, name: str, *, until: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run the scripts of a workflow in order, in bash with GitHub's options.

        Stop after the first script that fails, or after the step ``until``.
        Return the status of the last script, with the output of all of them.
        """
        path = ROOT / f"deploy/github/{name}.yml"
        printed, errors = "", ""
        for step in parse_job(path)["steps"]:
            if "run" not in step:
                continue
            done = self.run_step(step)
            printed, errors = printed + done.stdout, errors + done.stderr
            if done.returncode or step["name"] == until:
                break
        return subprocess.CompletedProcess(done.args, done.returncode, printed, errors)

    def run_step(self, step: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        script = self.home / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        variables = {key: self.resolve_expression(text) for key, text in step.get("env", {}).items()}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace / step.get("working-directory", "."),
            env=self.environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def resolve_expression(self, text: str) -> str:
        """Return the value of an expression. A missing secret is empty, as on GitHub."""
        expression = re.fullmatch(r"\$\{\{ (?:secrets\.(\w+)|github\.token) \}\}", text)
        assert expression, text
        return self.secrets.get(expression[1], "") if expression[1] else "a-token"

    @property
    def calls(self) -> list[list[str]]:
        """Arguments of each call of Studyboard's command so far, in order."""
        log = self.home / "calls"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [json.loads(line) for line in lines]


PYTHON = """\
import json, os, subprocess, sys
from pathlib import Path
arguments = sys.argv[1:]
if arguments[:3] == ["-m", "pip", "install"]:  # The network is missing. Check only that the requirements file exists.
    sys.exit(not Path(arguments[-1]).is_file())
if arguments[:2] == ["-m", "studylib"]:
    with open({calls!r}, "a") as log:
        print(json.dumps(arguments[2:]), file=log)
    if {stand_in!r} and arguments[2:] == {stand_in!r}[:-1]:
        sys.exit(subprocess.run(["bash", "-c", {stand_in!r}[-1]]).returncode)
os.execv(sys.executable, [sys.executable, *arguments])
"""


def make_runner(folder: Path, stand_in: Sequence[str] = ()) -> Runner:
    """Make a machine in an empty folder.

    With ``stand_in=[*command, script]``, that command of Studyboard runs the script instead.
    """
    workspace, home, programs = (folder / name for name in ("work", "home", "bin"))
    for path in (workspace / "studyboard", home, programs):
        path.mkdir(parents=True, exist_ok=True)
    for name in ("requirements.txt", "constraints.txt"):
        shutil.copy(ROOT / name, workspace / "studyboard")
    workspace.joinpath("studyboard/studylib").symlink_to(ROOT / "studylib")
    write_python(programs, home, list(stand_in))
    database = folder / "study.db"
    open_store(f"sqlite:///{database}", create=True).replace(group())
    environment = {
        "HOME": str(home),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "GNUPGHOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GITHUB_ACTIONS": "true",
        "LANG": "C.UTF-8",
    }
    secrets = {
        "STUDYBOARD_SECRETS": f'workbook = "sqlite:///{database}"\n\n[reminders]\naddresses = []\n',
        "STUDYBOARD_BACKUP_PASSPHRASE": PASSPHRASE,
    }
    return Runner(workspace, home, secrets, environment)


def write_python(programs: Path, home: Path, stand_in: list[str]) -> None:
    """Write a program ``python`` that logs calls of Studyboard. Then it runs them, or ``stand_in``."""
    script = PYTHON.format(calls=str(home / "calls"), stand_in=stand_in)
    (home / "python.py").write_text(script, encoding="utf-8")
    python = programs / "python"  # A shebang cannot hold an interpreter's path with a space in it. So use sh.
    command = map(shlex.quote, (sys.executable, str(home / "python.py")))
    python.write_text(f'#!/bin/sh\nexec {" ".join(command)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)


def run_git(*arguments: str, at: Path) -> str:
    identity = {"GIT_AUTHOR_NAME": "가람", "GIT_AUTHOR_EMAIL": "g@x.kr"}
    identity |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in identity.items()}
    done = subprocess.run(
        ["git", *arguments], cwd=at, env=os.environ | identity, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def make_repository(machine: Runner, text: str = "# 스터디\n") -> Path:
    """Check out the group's repository with a README, beside Studyboard. Return the remote that it pushes to."""
    remote, clone = machine.home / "group.git", machine.workspace / "group"
    run_git("init", "--quiet", "--bare", "--initial-branch=main", str(remote), at=machine.home)
    run_git("clone", "--quiet", str(remote), str(clone), at=machine.home)
    run_git("checkout", "--quiet", "-B", "main", at=clone)
    clone.joinpath("README.md").write_text(text, encoding="utf-8")
    run_git("add", "README.md", at=clone)
    run_git("commit", "--quiet", "--message", "Begin", at=clone)
    run_git("push", "--quiet", "--set-upstream", "origin", "main", at=clone)
    return remote
