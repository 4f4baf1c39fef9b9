"""The workflows that a group copies into its repository: what linters say of them, and what their scripts do."""

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from studylib import stores
from studylib.stores.xlsx import store
from tests.pages.workbooks import group

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / "deploy/github").glob("*.yml"))
ACTIONLINT = ROOT / "tests/deploy/actionlint"
COMMANDS = {
    "backup": ["export", "../backup.xlsx"],
    "questions": ["questions", "close"],
    "readme": ["readme", "export", "../group/README.md"],
    "remind": ["remind", "--scheduled", "--sent", "../sent/reminders.json"],
}
"""The one command of each workflow."""
WRITES = {"backup": {}, "questions": {"issues": "write"}, "readme": {"contents": "write"}, "remind": {}}
GPG = ("gpg", "--batch", "--quiet", "--pinentry-mode", "loopback")
PASSPHRASE = "twenty letters or more"

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def parsed(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def job(path: Path) -> dict[str, Any]:
    (found,) = parsed(path)["jobs"].values()
    assert isinstance(found, dict)
    return found


# ---- what linters and the rules say ----


def test_there_is_a_workflow_for_each_thing_that_is_done_by_hand() -> None:
    assert [path.stem for path in WORKFLOWS] == list(COMMANDS)


@pytest.fixture(scope="session")
def actionlint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[str]]:
    """What actionlint finds in a workflow, a line each.

    Its npm package is of 2022 and does not know ``vars``, the variables of a repository, which came in 2023; that it
    does not know them is left out, and nothing else.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    assert node, "Node.js is missing. Install it (on Debian: apt-get install nodejs npm) and start again."
    assert npm
    place = tmp_path_factory.mktemp("actionlint")  # its own, for two workers would install over one another
    for name in ("package.json", "package-lock.json", "run.js"):
        shutil.copy(ACTIONLINT / name, place)
    subprocess.run([npm, "ci", "--prefer-offline"], cwd=place, check=True, capture_output=True)

    def lint(path: Path) -> list[str]:
        run = subprocess.run(
            [node, "run.js", str(path)], cwd=place, check=True, capture_output=True, text=True
        )
        found = (f"{each['line']}: {each['message']}" for each in json.loads(run.stdout))
        return [each for each in found if ': undefined variable "vars".' not in each]

    return lint


@every_workflow
def test_actionlint_finds_nothing(path: Path, actionlint: Callable[[Path], list[str]]) -> None:
    assert actionlint(path) == []


def test_actionlint_does_find_what_is_wrong(tmp_path: Path, actionlint: Callable[[Path], list[str]]) -> None:
    wrong = WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "runs-om:")
    tmp_path.joinpath("wrong.yml").write_text(wrong, encoding="utf-8")
    assert any("runs-om" in each for each in actionlint(tmp_path / "wrong.yml"))


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("zizmor")
    return subprocess.run(
        [tool, "--offline", "--no-config", "--pedantic", "--format=json", path],
        capture_output=True,
        text=True,
        check=False,
    )


@every_workflow
def test_zizmor_finds_nothing_even_where_it_is_pedantic(path: Path) -> None:
    run = zizmor(path)
    assert (run.returncode, json.loads(run.stdout)) == (0, []), run.stderr


def test_zizmor_does_find_what_is_wrong(tmp_path: Path) -> None:
    wrong = re.sub(r"@[0-9a-f]{40}", "@main", WORKFLOWS[0].read_text(encoding="utf-8"))
    tmp_path.joinpath("wrong.yml").write_text(wrong, encoding="utf-8")
    assert "unpinned-uses" in zizmor(tmp_path / "wrong.yml").stdout


@every_workflow
def test_a_workflow_may_do_no_more_than_it_has_to(path: Path) -> None:
    whole, only = parsed(path), job(path)
    assert whole["permissions"] == {}
    assert {"contents": "read"} | WRITES[path.stem] == only["permissions"]
    assert whole["concurrency"]["cancel-in-progress"] is False
    assert only["timeout-minutes"] <= 15
    assert only["if"] == "vars.STUDYBOARD == 'on'"
    assert set(whole[True]) == {"schedule", "workflow_dispatch"}, "nothing that a stranger can set off"


@every_workflow
def test_an_action_is_pinned_to_a_commit_beside_its_version_and_leaves_no_token_behind(path: Path) -> None:
    pins = re.findall(r"uses: (\S+)(?: # (\S+))?", path.read_text(encoding="utf-8"))
    assert pins
    for action, version in pins:
        assert re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40}", action)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version)
    for step in job(path)["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@every_workflow
def test_no_script_holds_an_expression_or_prints_a_secret(path: Path) -> None:
    for step in job(path)["steps"]:
        script = step.get("run", "")
        assert "${{" not in script
        assert not re.search(
            r"(echo|cat|tee)\b.*(\$STUDYBOARD_SECRETS|\$PASSPHRASE|\$GITHUB_TOKEN[^\"])", script
        )
        assert "set -x" not in script


def test_the_steps_that_all_workflows_share_are_the_same_in_each() -> None:
    names = ("Fetch Studyboard", "Fetch Python", "Install what runs Studyboard", "Write the secrets file")
    shared = [[step for step in job(path)["steps"] if step["name"] in names] for path in WORKFLOWS]
    assert all(len(steps) == len(names) for steps in shared)
    assert all(steps == shared[0] for steps in shared)


@every_workflow
def test_a_workflow_runs_at_an_odd_minute_of_its_own(path: Path) -> None:
    """On the hour the scheduler of GitHub is late the most, and drops runs."""
    minutes = {other.stem: parsed(other)[True]["schedule"][0]["cron"].split()[0] for other in WORKFLOWS}
    assert len(set(minutes.values())) == len(minutes)
    assert int(minutes[path.stem]) % 2 == 1


# ---- the steps, run as GitHub runs them ----


@dataclass
class Runner:
    """A machine of GitHub Actions, as far as the scripts see it: ``place`` is the workspace."""

    place: Path
    home: Path
    secrets: dict[str, str]
    environment: dict[str, str]

    def run(self, name: str, *, until: str | None = None) -> subprocess.CompletedProcess[str]:
        """The scripts of a workflow one after the other, in bash with the options that GitHub gives it, to the first
        that fails or to the step of the name ``until``; the last that ran, with all that was printed."""
        path = ROOT / f"deploy/github/{name}.yml"
        printed, errors = "", ""
        for step in job(path)["steps"]:
            if "run" not in step:
                continue
            done = self.script(step)
            printed, errors = printed + done.stdout, errors + done.stderr
            if done.returncode or step["name"] == until:
                break
        return subprocess.CompletedProcess(done.args, done.returncode, printed, errors)

    def script(self, step: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        script = self.home / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.place / step.get("working-directory", "."),
            env=self.environment | {key: self.value(text) for key, text in step.get("env", {}).items()},
            capture_output=True,
            text=True,
            check=False,
        )

    def value(self, text: str) -> str:
        """The value of an expression; an empty one of a secret that is not there, as on GitHub."""
        found = re.fullmatch(r"\$\{\{ (?:secrets\.(\w+)|github\.token) \}\}", text)
        assert found, text
        return self.secrets.get(found[1], "") if found[1] else "a-token"

    @property
    def calls(self) -> list[list[str]]:
        """The commands of Studyboard that were called, each by its arguments."""
        log = self.home / "calls"
        return (
            [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
            if log.exists()
            else []
        )


PYTHON = """\
import json, os, subprocess, sys
from pathlib import Path
arguments = sys.argv[1:]
if arguments[:3] == ["-m", "pip", "install"]:  # there is no network: only that what it would read is there
    sys.exit(not Path(arguments[-1]).is_file())
if arguments[:2] == ["-m", "studylib"]:
    with open({calls!r}, "a") as log:
        print(json.dumps(arguments[2:]), file=log)
    if {stand_in!r} and arguments[2:] == {stand_in!r}[:-1]:
        sys.exit(subprocess.run(["bash", "-c", {stand_in!r}[-1]]).returncode)
os.execv(sys.executable, [sys.executable, *arguments])
"""


@pytest.fixture
def runner(tmp_path: Path) -> Callable[..., Runner]:
    """``runner(stand_in=[*command, script])`` is a machine on which that command of Studyboard is the script."""

    def make(stand_in: list[str] | None = None) -> Runner:
        place, home, bin_ = (tmp_path / name for name in ("work", "home", "bin"))
        for each in (place / "studyboard", home, bin_):
            each.mkdir(parents=True, exist_ok=True)
        for name in ("requirements.txt", "constraints.txt"):
            shutil.copy(ROOT / name, place / "studyboard")
        place.joinpath("studyboard/studylib").symlink_to(ROOT / "studylib")
        script = PYTHON.format(calls=str(home / "calls"), stand_in=stand_in or [])
        (home / "python.py").write_text(script, encoding="utf-8")
        python = bin_ / "python"  # no script's first line takes an interpreter with a space in its path
        program = map(shlex.quote, (sys.executable, str(home / "python.py")))
        python.write_text(f'#!/bin/sh\nexec {" ".join(program)} "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        database = tmp_path / "study.db"
        stores.open_store(f"sqlite:///{database}", create=True).replace(group())
        environment = {
            "HOME": str(home),
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "GNUPGHOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_ACTIONS": "true",
            "LANG": "C.UTF-8",
        }
        secrets = {
            "STUDYBOARD_SECRETS": f'workbook = "sqlite:///{database}"\n\n[reminders]\naddresses = []\n',
            "STUDYBOARD_BACKUP_PASSPHRASE": PASSPHRASE,
        }
        return Runner(place, home, secrets, environment)

    return make


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workflow_calls_one_command(name: str, runner: Callable[..., Runner]) -> None:
    machine = runner([*COMMANDS[name], "touch ../backup.xlsx"])
    repository(machine)
    done = machine.run(name)
    assert done.returncode == 0, done.stderr
    assert machine.calls == [COMMANDS[name]]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workflow_whose_command_fails_fails(name: str, runner: Callable[..., Runner]) -> None:
    machine = runner([*COMMANDS[name], "exit 1"])
    repository(machine)
    assert machine.run(name).returncode == 1


def test_the_secrets_are_written_for_the_runner_alone_and_never_printed(
    runner: Callable[..., Runner],
) -> None:
    machine = runner()
    machine.secrets["STUDYBOARD_SECRETS"] += "token = 'a$b `c` \\ \"%s\"'"
    done = machine.run("remind", until="Write the secrets file")
    file = machine.home / ".streamlit/secrets.toml"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.read_text(encoding="utf-8") == machine.secrets["STUDYBOARD_SECRETS"] + "\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "secrets",
    [
        None,
        "",
        "[reminders]\nworkbook = 'sqlite:///x.db'\n",
        "workbook = ",
        "workbook = ''",
        "hunter2-not-toml",
    ],
)
@pytest.mark.parametrize("name", COMMANDS)
def test_without_a_workbook_nothing_is_done_with_the_sample(
    name: str, secrets: str | None, runner: Callable[..., Runner]
) -> None:
    machine = runner()
    repository(machine)
    if secrets is None:
        del machine.secrets["STUDYBOARD_SECRETS"]
    else:
        machine.secrets["STUDYBOARD_SECRETS"] = secrets
    done = machine.run(name)
    assert done.returncode == 1
    assert "::error::The secret STUDYBOARD_SECRETS names no workbook." in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    assert machine.calls == []


# ---- the backup ----


def test_the_backup_is_the_workbook_encrypted_and_nothing_is_left_in_the_clear(
    runner: Callable[..., Runner], tmp_path: Path
) -> None:
    machine = runner()
    done = machine.run("backup")
    assert done.returncode == 0, done.stderr
    assert not (machine.place / "backup.xlsx").exists()
    encrypted = machine.place / "backup.xlsx.gpg"
    assert b"school.kr" not in encrypted.read_bytes()
    opened = tmp_path / "opened.xlsx"
    subprocess.run(
        [*GPG, "--passphrase-fd", "0", "--output", opened, "--decrypt", encrypted],
        input=PASSPHRASE + "\n",
        text=True,
        check=True,
        env=machine.environment,
        capture_output=True,
    )
    titles = [tab.title for tab in store.Xlsx(opened).fetch().tabs]
    assert titles == [tab.title for tab in group().tabs]
    assert PASSPHRASE not in done.stdout + done.stderr


@pytest.mark.parametrize(("letters", "kept"), [(0, False), (19, False), (20, True)])
def test_a_backup_without_a_long_passphrase_is_not_kept(
    letters: int, kept: bool, runner: Callable[..., Runner]
) -> None:
    machine = runner()
    machine.secrets["STUDYBOARD_BACKUP_PASSPHRASE"] = "x" * letters
    done = machine.run("backup")
    assert (done.returncode == 0) is kept
    assert (machine.place / "backup.xlsx.gpg").exists() is kept
    assert ("STUDYBOARD_BACKUP_PASSPHRASE has to have 20" in done.stdout) is not kept


# ---- the README ----


def git(*arguments: str, at: Path) -> str:
    identity = {"GIT_AUTHOR_NAME": "가람", "GIT_AUTHOR_EMAIL": "g@x.kr"}
    identity |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in identity.items()}
    run = subprocess.run(
        ["git", *arguments], cwd=at, env=os.environ | identity, check=True, capture_output=True, text=True
    )
    return run.stdout.strip()


def repository(machine: Runner, text: str = "# 스터디\n") -> Path:
    """The group's repository with a README, beside Studyboard as checkout leaves it; the one that it pushes to."""
    remote, clone = machine.home / "group.git", machine.place / "group"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(remote), at=machine.home)
    git("clone", "--quiet", str(remote), str(clone), at=machine.home)
    git("checkout", "--quiet", "-B", "main", at=clone)
    clone.joinpath("README.md").write_text(text, encoding="utf-8")
    git("add", "README.md", at=clone)
    git("commit", "--quiet", "--message", "Begin", at=clone)
    git("push", "--quiet", "--set-upstream", "origin", "main", at=clone)
    return remote


WRITE = [*COMMANDS["readme"], "echo table > ../group/README.md; touch ../group/other"]


def test_a_readme_that_has_changed_is_pushed_alone_and_once(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    remote = repository(machine)
    for _ in range(2):
        done = machine.run("readme")
        assert done.returncode == 0, done.stderr
        assert git("log", "--format=%an: %s", "main", at=remote).splitlines() == [
            "github-actions[bot]: Update the submission table",
            "가람: Begin",
        ]
    assert "The table is as it was." in done.stdout
    assert git("show", "main:README.md", at=remote) == "table"
    assert git("ls-tree", "--name-only", "main", at=remote) == "README.md"


def test_what_somebody_else_has_pushed_in_the_meantime_stays(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    remote = repository(machine)
    other = machine.home / "other"
    git("clone", "--quiet", str(remote), str(other), at=machine.home)
    other.joinpath("notes.md").write_text("노트", encoding="utf-8")
    git("add", "notes.md", at=other)
    git("commit", "--quiet", "--message", "Notes", at=other)
    git("push", "--quiet", at=other)
    done = machine.run("readme")
    assert done.returncode == 0, done.stderr
    assert git("show", "main:README.md", at=remote) == "table"
    assert git("show", "main:notes.md", at=remote) == "노트"


def test_the_token_of_the_push_is_in_no_file(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    repository(machine)
    assert machine.run("readme").returncode == 0
    config = machine.place.joinpath("group/.git/config").read_text(encoding="utf-8")
    assert "$GITHUB_TOKEN" in config
    assert "a-token" not in config


def test_git_gets_the_token_when_it_asks(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    repository(machine)
    machine.run("readme")
    asked = subprocess.run(
        ["git", "credential", "fill"],
        cwd=machine.place / "group",
        env=machine.environment | {"GITHUB_TOKEN": "a-token"},
        input="protocol=https\nhost=github.com\n\n",
        text=True,
        check=True,
        capture_output=True,
    )
    assert {"username=x-access-token", "password=a-token"} <= set(asked.stdout.splitlines())
