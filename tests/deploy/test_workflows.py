"""Tests of the workflows that a group copies into its repository: linters, rules, and runs of their scripts."""

import json
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studylib.stores.xlsx import store
from tests.deploy.github_runner import (
    PASSPHRASE,
    ROOT,
    Runner,
    make_repository,
    parse_job,
    parse_workflow,
    run_git,
)
from tests.pages.workbooks import group

WORKFLOWS = sorted((ROOT / "deploy/github").glob("*.yml"))
ACTIONLINT = ROOT / "tests/deploy/actionlint"
COMMANDS = {
    "backup": ["export", "../backup.xlsx"],
    "questions": ["questions", "close"],
    "readme": ["readme", "export", "../group/README.md"],
    "remind": ["remind", "--scheduled", "--sent", "../sent/reminders.json"],
}
"""Arguments of the one Studyboard command that each workflow calls."""
PERMISSIONS = {"backup": {}, "questions": {"issues": "write"}, "readme": {"contents": "write"}, "remind": {}}
"""What each workflow may do beyond reading the repository."""
GPG = ("gpg", "--batch", "--quiet", "--pinentry-mode", "loopback")

CI = ROOT / ".github/workflows/ci.yml"
every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
every_file = pytest.mark.parametrize("path", [*WORKFLOWS, CI], ids=lambda path: path.stem)


# ---- linters and rules ----


def test_each_scheduled_command_has_a_workflow() -> None:
    assert [path.stem for path in WORKFLOWS] == list(COMMANDS)


@pytest.fixture(scope="session")
def actionlint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[str]]:
    """Give a function that lists what actionlint finds in a workflow.

    Its npm package is from 2022. GitHub added ``vars``, the variables of a repository, in 2023.
    So leave out the message that ``vars`` is unknown, but no other.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    assert node, "Node.js is missing. Install it (on Debian: apt-get install nodejs npm) and start again."
    assert npm
    folder = tmp_path_factory.mktemp("actionlint")  # Two workers must not install into the same folder.
    for name in ("package.json", "package-lock.json", "run.js"):
        shutil.copy(ACTIONLINT / name, folder)
    subprocess.run([npm, "ci", "--prefer-offline"], cwd=folder, check=True, capture_output=True)

    def lint(path: Path) -> list[str]:
        run = subprocess.run(
            [node, "run.js", str(path)], cwd=folder, check=True, capture_output=True, text=True
        )
        messages = (f"{each['line']}: {each['message']}" for each in json.loads(run.stdout))
        return [each for each in messages if ': undefined variable "vars".' not in each]

    return lint


@every_file
def test_actionlint_finds_no_fault(path: Path, actionlint: Callable[[Path], list[str]]) -> None:
    assert actionlint(path) == []


def test_actionlint_notices_an_unknown_key(tmp_path: Path, actionlint: Callable[[Path], list[str]]) -> None:
    wrong = WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "runs-om:")
    tmp_path.joinpath("wrong.yml").write_text(wrong, encoding="utf-8")
    assert any("runs-om" in each for each in actionlint(tmp_path / "wrong.yml"))


def run_zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("zizmor")
    return subprocess.run(
        [tool, "--offline", "--no-config", "--pedantic", "--format=json", path],
        capture_output=True,
        text=True,
        check=False,
    )


@every_file
def test_zizmor_finds_no_fault_even_if_it_is_pedantic(path: Path) -> None:
    run = run_zizmor(path)
    assert (run.returncode, json.loads(run.stdout)) == (0, []), run.stderr


def test_zizmor_notices_an_unpinned_action(tmp_path: Path) -> None:
    wrong = re.sub(r"@[0-9a-f]{40}", "@main", WORKFLOWS[0].read_text(encoding="utf-8"))
    tmp_path.joinpath("wrong.yml").write_text(wrong, encoding="utf-8")
    assert "unpinned-uses" in run_zizmor(tmp_path / "wrong.yml").stdout


def test_ci_runs_the_same_script_as_we_do_and_may_only_read() -> None:
    (check,) = parse_workflow(CI)["jobs"].values()
    assert parse_workflow(CI)["permissions"] == {}
    assert check["permissions"] == {"contents": "read"}
    assert check["steps"][-1]["run"] == ".ci/run"


@every_workflow
def test_a_workflow_has_only_the_permissions_it_needs(path: Path) -> None:
    workflow, job = parse_workflow(path), parse_job(path)
    assert workflow["permissions"] == {}
    assert {"contents": "read"} | PERMISSIONS[path.stem] == job["permissions"]
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert job["timeout-minutes"] <= 15
    assert job["if"] == "vars.STUDYBOARD == 'on'"
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}, "a stranger must not be able to start it"


@every_file
def test_an_action_is_pinned_to_a_commit_with_its_version_and_leaves_no_token_behind(path: Path) -> None:
    pins = re.findall(r"uses: (\S+)(?: # (\S+))?", path.read_text(encoding="utf-8"))
    assert pins
    for action, version in pins:
        assert re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40}", action)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", version)
    for step in parse_job(path)["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@every_workflow
def test_no_script_holds_an_expression_or_prints_a_secret(path: Path) -> None:
    for step in parse_job(path)["steps"]:
        script = step.get("run", "")
        assert "${{" not in script
        assert not re.search(
            r"(echo|cat|tee)\b.*(\$STUDYBOARD_SECRETS|\$PASSPHRASE|\$GITHUB_TOKEN[^\"])", script
        )
        assert "set -x" not in script


def test_the_steps_that_all_workflows_share_are_identical() -> None:
    names = ("Fetch Studyboard", "Fetch Python", "Install Studyboard's packages", "Write the secrets file")
    shared = [[step for step in parse_job(path)["steps"] if step["name"] in names] for path in WORKFLOWS]
    assert all(len(steps) == len(names) for steps in shared)
    assert all(steps == shared[0] for steps in shared)


@every_workflow
def test_a_workflow_runs_at_an_odd_minute_of_its_own(path: Path) -> None:
    """GitHub's scheduler is busiest on the hour. It then starts late and drops runs."""
    minutes = {
        other.stem: parse_workflow(other)[True]["schedule"][0]["cron"].split()[0] for other in WORKFLOWS
    }
    assert len(set(minutes.values())) == len(minutes)
    assert int(minutes[path.stem]) % 2 == 1


# ---- the steps, run as GitHub runs them ----


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workflow_calls_one_command(name: str, runner: Callable[..., Runner]) -> None:
    machine = runner([*COMMANDS[name], "touch ../backup.xlsx"])
    make_repository(machine)
    done = machine.run(name)
    assert done.returncode == 0, done.stderr
    assert machine.calls == [COMMANDS[name]]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workflow_fails_if_its_command_fails(name: str, runner: Callable[..., Runner]) -> None:
    machine = runner([*COMMANDS[name], "exit 1"])
    make_repository(machine)
    assert machine.run(name).returncode == 1


def test_only_the_runner_can_read_the_secrets_file_and_no_step_prints_it(
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
def test_a_workflow_stops_if_the_secrets_name_no_workbook(
    name: str, secrets: str | None, runner: Callable[..., Runner]
) -> None:
    machine = runner()
    make_repository(machine)
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


def test_the_backup_is_the_encrypted_workbook_and_no_plain_copy_stays(
    runner: Callable[..., Runner], tmp_path: Path
) -> None:
    machine = runner()
    done = machine.run("backup")
    assert done.returncode == 0, done.stderr
    assert not (machine.workspace / "backup.xlsx").exists()
    encrypted = machine.workspace / "backup.xlsx.gpg"
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
    titles = [tab.title for tab in store.Xlsx(str(opened)).fetch().tabs]
    assert titles == [tab.title for tab in group().tabs]
    assert PASSPHRASE not in done.stdout + done.stderr


@pytest.mark.parametrize(("letters", "kept"), [(0, False), (19, False), (20, True)])
def test_a_backup_needs_a_passphrase_of_twenty_characters(
    letters: int, kept: bool, runner: Callable[..., Runner]
) -> None:
    machine = runner()
    machine.secrets["STUDYBOARD_BACKUP_PASSPHRASE"] = "x" * letters
    done = machine.run("backup")
    assert (done.returncode == 0) is kept
    assert (machine.workspace / "backup.xlsx.gpg").exists() is kept
    assert ("STUDYBOARD_BACKUP_PASSPHRASE needs 20 characters or more." in done.stdout) is not kept


# ---- the README ----


WRITE = [*COMMANDS["readme"], "echo table > ../group/README.md; touch ../group/other"]


def test_only_a_changed_readme_is_pushed_and_only_once(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    remote = make_repository(machine)
    for _ in range(2):
        done = machine.run("readme")
        assert done.returncode == 0, done.stderr
        assert run_git("log", "--format=%an: %s", "main", at=remote).splitlines() == [
            "github-actions[bot]: Update the submission table",
            "가람: Begin",
        ]
    assert "The table has not changed." in done.stdout
    assert run_git("show", "main:README.md", at=remote) == "table"
    assert run_git("ls-tree", "--name-only", "main", at=remote) == "README.md"


def test_the_push_keeps_commits_that_were_pushed_in_the_meantime(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    remote = make_repository(machine)
    other = machine.home / "other"
    run_git("clone", "--quiet", str(remote), str(other), at=machine.home)
    other.joinpath("notes.md").write_text("노트", encoding="utf-8")
    run_git("add", "notes.md", at=other)
    run_git("commit", "--quiet", "--message", "Notes", at=other)
    run_git("push", "--quiet", at=other)
    done = machine.run("readme")
    assert done.returncode == 0, done.stderr
    assert run_git("show", "main:README.md", at=remote) == "table"
    assert run_git("show", "main:notes.md", at=remote) == "노트"


def test_no_file_holds_the_token_of_the_push(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    make_repository(machine)
    assert machine.run("readme").returncode == 0
    config = machine.workspace.joinpath("group/.git/config").read_text(encoding="utf-8")
    assert "$GITHUB_TOKEN" in config
    assert "a-token" not in config


def test_git_gets_the_token_when_it_asks(runner: Callable[..., Runner]) -> None:
    machine = runner(WRITE)
    make_repository(machine)
    machine.run("readme")
    filled = subprocess.run(
        ["git", "credential", "fill"],
        cwd=machine.workspace / "group",
        env=machine.environment | {"GITHUB_TOKEN": "a-token"},
        input="protocol=https\nhost=github.com\n\n",
        text=True,
        check=True,
        capture_output=True,
    )
    assert {"username=x-access-token", "password=a-token"} <= set(filled.stdout.splitlines())
