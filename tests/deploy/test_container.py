"""Tests of the container: Dockerfile, .dockerignore, compose.yaml and deploy/container/.

Base images cannot be had everywhere. So a test takes the steps of Dockerfile on this machine's own system, and runs the
image's command as in a container (tests/deploy/image.py). hadolint reads the file itself.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from tests.deploy.dockerfile import (
    BUILT,
    IMAGE,
    find_steps,
    is_sent,
    list_sources,
    read_environment,
    read_stages,
)
from tests.deploy.image import HOME, Container, can_contain, contained
from tests.servers.websocket import ROOT

DOCKERFILE = ROOT / "Dockerfile"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
REPLICAS = [name for name in SERVICES if name.startswith("studyboard-")]
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8")
STOPS_WITHIN = 10.0
"""Seconds, as compose.yaml allows a replica."""

each_service = pytest.mark.parametrize("name", SERVICES)


# ---- what gets into the image ----


def list_committed() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a clone")
    return [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]


def test_a_build_gets_what_it_copies_and_nothing_else() -> None:
    sources = list_sources()
    assert [source for source in sources if not (ROOT / source).exists()] == []
    wanted = {
        name
        for name in list_committed()
        if any(name == source or name.startswith(f"{source}/") for source in sources)
    }
    assert {name for name in list_committed() if is_sent(name, IGNORED)} == wanted
    assert {"app.py", "studylib/web/style.css", "pages/board.py", ".streamlit/config.toml"} <= wanted


@pytest.mark.parametrize(
    "path",
    [
        ".streamlit/secrets.toml",
        ".streamlit/database_password",
        ".env",
        ".git/config",
        ".venv/bin/python",
        "data/studyboard.db",
        "season.xlsx",
        "deploy/README.md",
        "tests/deploy/image.py",
        "pages/secrets.toml",
        "studylib/config/secrets.toml",
        "studylib/__pycache__/clock.cpython-311.pyc",
    ],
)
def test_no_secret_no_data_and_nothing_of_the_tests_gets_to_a_build(path: str) -> None:
    assert not is_sent(path, IGNORED)


@pytest.mark.parametrize(
    ("patterns", "sent"),
    [("", True), ("*", False), ("*\n!a", True), ("*\n!a\na/b", False), ("*\n!a/b/c", True), ("**/c", False)],
)
def test_the_last_pattern_that_matches_a_path_or_a_folder_above_it_wins(patterns: str, sent: bool) -> None:
    assert is_sent("a/b/c", patterns) is sent


def test_the_files_of_secrets_are_git_ignored_too() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    files = [secret["file"] for secret in COMPOSE["secrets"].values()]
    assert files
    assert {*files, ".env"} <= set(ignored)


def test_the_image_has_the_packages_that_everybody_has() -> None:
    (install,) = (step.text for step in find_steps("RUN", BUILT) if "pip install" in step.text)
    assert "--requirement requirements.txt" in install
    assert "--only-binary=:all:" in install
    assert "-c constraints.txt" in (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert {"requirements.txt", "constraints.txt"} <= set(list_sources())
    assert "==" not in DOCKERFILE.read_text(encoding="utf-8")


# ---- the image ----


def run_hadolint(path: Path) -> tuple[int, str]:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, path], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_hadolint_finds_nothing() -> None:
    assert run_hadolint(DOCKERFILE) == (0, "")


def test_hadolint_notices_a_base_without_a_version(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python:latest\n")
    status, found = run_hadolint(tmp_path / "Dockerfile")
    assert status == 1
    assert "DL3007" in found


def test_the_last_stage_installs_nothing_and_takes_two_folders_of_the_first() -> None:
    words = " ".join(step.text for step in find_steps("RUN"))
    assert not re.search(r"\b(apt|pip|curl|wget|gcc|make)\b", words)
    assert all("--from=built" in step.options for step in find_steps("COPY"))
    assert not find_steps("ADD", (*BUILT, *IMAGE))


def test_both_stages_have_one_base_with_a_version() -> None:
    (base,) = re.findall(r"(?m)^ARG PYTHON_IMAGE=(\S+)$", DOCKERFILE.read_text(encoding="utf-8"))
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", base)
    assert [stage[0].words[0] for stage in (BUILT, IMAGE)] == ["${PYTHON_IMAGE}"] * 2


def test_the_image_runs_as_a_user_with_a_fixed_number_and_knows_its_health() -> None:
    (user,), (check,), (stop,) = map(find_steps, ("USER", "HEALTHCHECK", "STOPSIGNAL"))
    assert re.fullmatch(r"([1-9]\d{4}):\1", user.text)
    port = read_environment()["STREAMLIT_SERVER_PORT"]
    assert f"127.0.0.1:{port}/_stcore/health" in check.text
    assert find_steps("EXPOSE")[0].text == port
    unit = (ROOT / "deploy/systemd/studyboard@.service").read_text(encoding="utf-8")
    assert f"KillSignal={stop.text}" in unit
    assert not [name for name in read_environment() if re.search("SECRET|PASSWORD|TOKEN|KEY", name)]


def test_the_steps_of_a_dockerfile_are_read_with_their_continued_lines() -> None:
    text = (
        'ARG A=1\nFROM a AS b\n# COPY x y\nRUN one \\\n    two\nCMD ["x", "y z"]\nFROM c\nCOPY --from=b d e\n'
    )
    first, second = read_stages(text)
    assert [(step.name, " ".join(step.text.split())) for step in first] == [
        ("FROM", "a AS b"),
        ("RUN", "one two"),
        ("CMD", '["x", "y z"]'),
    ]
    assert first[2].words == ["x", "y z"]
    assert second[1].options == ["--from=b"]
    assert second[1].copies == [("d", PurePosixPath("/e"))]


# ---- compose.yaml ----


@each_service
def test_a_service_is_locked_down(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]
    assert not {"privileged", "network_mode", "pid", "devices"} & set(service)
    assert set(service.get("cap_add", [])) <= {"CHOWN", "SETGID", "SETUID", "NET_BIND_SERVICE"}
    assert name == "proxy" or re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])


@each_service
def test_a_service_has_a_pinned_image_and_changes_no_file_of_the_host(name: str) -> None:
    service = SERVICES[name]
    assert service.get("build") == "." or re.fullmatch(r"\w+:\d[\w.-]*", service["image"])
    for volume in service["volumes"]:
        source = re.match(r"(\$\{.*?\}|[^:]+):", volume)
        assert source
        assert source[1] in COMPOSE["volumes"] or volume.endswith(":ro")


def test_only_the_proxy_is_published_and_only_replicas_reach_the_database() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert SERVICES["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert [name for name in SERVICES if "inside" in SERVICES[name]["networks"]] == [*REPLICAS, "database"]


def test_no_password_is_in_the_file_or_in_an_environment() -> None:
    variables = [name for each in SERVICES.values() for name in each.get("environment", {})]
    secret = [name for name in variables if re.search("PASSWORD|SECRET|TOKEN|KEY", name)]
    assert secret == ["POSTGRES_PASSWORD_FILE"]
    assert SERVICES["database"]["environment"][secret[0]] == "/run/secrets/database_password"


def test_a_replica_is_the_image_with_its_secrets_and_there_is_one_for_each_port_of_nginx() -> None:
    conf = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    ports = re.findall(r"(?m)^    server 127\.0\.0\.1:850(\d) ", conf)
    assert [f"studyboard-{number}" for number in ports] == REPLICAS
    for name in REPLICAS:
        service = SERVICES[name]
        assert service["user"] == find_steps("USER")[0].text
        assert service["volumes"] == [f"data:{find_steps('VOLUME')[0].words[0]}"]
        assert service["secrets"][0]["target"] == f"{HOME}/.streamlit/secrets.toml"
        assert "replicas" not in service.get("deploy", {})


# ---- nginx in its container ----

STAND_IN = '#!/bin/sh\necho "$@"\n'


def start_nginx(folder: Path, site: str) -> subprocess.CompletedProcess[str]:
    """Run the start script. A stand-in for nginx prints its arguments."""
    program = folder / "nginx"
    program.write_text(STAND_IN, encoding="utf-8")
    program.chmod(0o755)
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "SITE": site, "ROOM": str(folder)}
    script = ROOT / "deploy/container/start-nginx"
    return subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=False)


def test_nginx_serves_the_site_of_a_server_with_the_services_as_replicas(tmp_path: Path) -> None:
    done = start_nginx(tmp_path, "study.hanbit.example")
    assert done.returncode == 0, done.stderr
    assert f"-c {tmp_path}/nginx.conf" in done.stdout
    made = (tmp_path / "studyboard.conf").read_text(encoding="utf-8")
    own = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    assert len(made.splitlines()) == len(own.splitlines())
    assert re.findall(r"(?m)^    server (\S+) ", made) == [f"{name}:8501" for name in REPLICAS]
    assert made.count("server_name study.hanbit.example;") == 2
    assert not re.findall(r"(?m)^[^#]*(?:/var/|127\.0\.0\.1|study\.example)", made)
    frame = (tmp_path / "nginx.conf").read_text(encoding="utf-8")
    assert f"include {tmp_path}/studyboard.conf;" in frame
    assert not re.findall(r"(?m)^[^#]*\s/tmp/(?!pytest)", frame.replace(str(tmp_path), ""))


@pytest.mark.parametrize("site", ["", "a.example; return 200", "a/b", "https://study.example", "a|b\nc"])
def test_a_name_of_a_server_that_is_none_is_refused_in_one_line(tmp_path: Path, site: str) -> None:
    done = start_nginx(tmp_path, site)
    assert done.returncode != 0
    assert "SITE" in done.stderr
    assert not (tmp_path / "studyboard.conf").exists()


# ---- a container ----


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    if not can_contain(tmp_path_factory.mktemp("root")):
        pytest.skip("this machine lets no test enter a root folder of its own (on Linux, root may)")
    with contained(tmp_path_factory.mktemp("image")) as container:
        yield container


def test_a_container_shows_the_board_with_nothing_but_its_volume_to_write_to(container: Container) -> None:
    url = f"http://127.0.0.1:{read_environment()['STREAMLIT_SERVER_PORT']}"
    visit = container.run_outside(sys.executable, "-m", "tests.deploy.visit", url)
    assert visit.returncode == 0, visit.stderr
    seen = json.loads(visit.stdout)
    assert seen["status"] == 200
    assert seen["exceptions"] == []
    assert "가람" in "".join(seen["texts"])
    assert "studyboard.db" in {path.name for path in container.data.iterdir()}
    wrote = container.run(
        "sh", "-c", "for at in . studylib /etc /usr /tmp data; do touch $at/x && echo $at; done"
    )
    assert wrote.stdout.split() == ["/tmp", "data"]
    assert wrote.stderr.count("Read-only file system") == 4
    rights = container.run("sh", "-c", "id -u; grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status")
    assert rights.stdout.split() == ["10001", "CapEff:", "0" * 16, "CapBnd:", "0" * 16, "NoNewPrivs:", "1"]
    assert container.run("deploy/health", "8501").returncode == 0
    compiled = container.run("python", "-c", "import studylib.clock as clock; print(clock.__cached__)")
    assert container.run("test", "-f", compiled.stdout.strip()).returncode == 0
    log = container.log.read_text(encoding="utf-8")
    assert not re.search("Traceback|Read-only|Permission denied", log)
    container.process.send_signal(signal.Signals[find_steps("STOPSIGNAL")[0].text])
    container.process.wait(STOPS_WITHIN)
