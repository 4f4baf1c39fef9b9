"""The files for a server of one's own: what systemd makes of them, and the health check."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studylib import clock
from studylib.stores.opening import open_store
from tests.servers.deployment import group
from tests.servers.websocket import ROOT, free_port, serving

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*"))
SERVICES = [each for each in UNITS if each.suffix == ".service"]
AT_MOST_EXPOSED = 2.5
"""Of 10, as systemd rates it."""

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is missing (on Debian: systemd)"
)


def name(unit: Path) -> str:
    return unit.name


# ---- systemd ----


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, for programs that are there, at paths without a space."""
    programs = {
        "/opt/studyboard/.venv/bin/python": sys.executable,
        "/opt/studyboard/deploy/health": DEPLOY / "health",
    }
    for at, program in enumerate(programs.values()):
        (tmp_path / f"program{at}").symlink_to(program)
    for unit in UNITS:
        text = unit.read_text()
        for at, path in enumerate(programs):
            text = text.replace(path, str(tmp_path / f"program{at}"))
        (tmp_path / unit.name).write_text(text)
    return tmp_path


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=name)
def test_systemd_understands_every_line(unit: Path, units: Path) -> None:
    one = units / unit.name.replace("@", "@8501")
    if "@" in unit.name:
        shutil.copy(units / unit.name, one)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", one], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "studyboard" in line] == []


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES, ids=name)
def test_a_service_may_do_little_beyond_its_work(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", unit]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (exposed,) = re.findall(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(exposed) <= AT_MOST_EXPOSED


@pytest.mark.parametrize("unit", SERVICES, ids=name)
def test_a_service_is_nobody_of_importance_and_what_it_writes_is_its_own(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    assert {"User=studyboard", "UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict"} <= set(lines)


def test_a_replica_listens_on_this_machine_alone() -> None:
    assert "--server.address=127.0.0.1 " in (DEPLOY / "systemd/studyboard@.service").read_text()


def test_the_ports_are_the_same_everywhere() -> None:
    proxied = re.findall(r"^\s+server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text(), re.MULTILINE)
    (watched,) = re.findall(
        r"health ([\d ]+)$", (DEPLOY / "systemd/studyboard-health.service").read_text(), re.MULTILINE
    )
    readme = set(re.findall(r"studyboard@(\d+)", (DEPLOY / "README.md").read_text()))
    assert proxied == watched.split() == sorted(readme)


# ---- the health check ----


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'studyboard.db'}"
    open_store(address, first=lambda: group(clock.now()), create=True).fetch()
    return address


def health(workbook: str, *ports: int) -> tuple[int, str]:
    """Its status, and all that it says."""
    environment = {
        "STUDYBOARD_WORKBOOK": workbook,
        "PYTHON": sys.executable,
        "PATH": "/usr/bin:/bin",
        "HOME": "/",
    }
    command = [DEPLOY / "health", *map(str, ports)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_server_is_well_that_answers_and_has_a_workbook_with_whatever_problems(
    workbook: str, tmp_path: Path
) -> None:
    with serving(ROOT / "app.py", tmp_path, {"STUDYBOARD_WORKBOOK": workbook}) as url:
        assert health(workbook, int(url.rpartition(":")[2])) == (0, "")


def test_what_is_amiss_is_said_in_a_line_each_and_nothing_of_the_workbook(
    workbook: str, tmp_path: Path
) -> None:
    dead, damaged = free_port(), tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 1000)
    assert health(workbook, dead) == (1, f"The replica on port {dead} does not answer.\n")
    status, said = health(f"sqlite:///{damaged}")
    assert status == 1
    assert said.startswith("The workbook cannot be had.")
    assert len(said.splitlines()) == 1
