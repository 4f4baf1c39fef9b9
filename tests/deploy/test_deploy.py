"""Tests of the files for your own server: systemd's units and the health check."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.websocket import ROOT, free_port, serving

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*"))
SERVICES = [each for each in UNITS if each.suffix == ".service"]
MOST_EXPOSED = 2.5
"""Highest exposure level that a service may have. systemd rates from 0 (safest) to 10."""

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is missing (on Debian: systemd)"
)


def get_name(unit: Path) -> str:
    return unit.name


# ---- systemd ----


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Copy the units to a folder. Point them to existing programs, at paths without spaces."""
    programs: dict[str, str | Path] = {
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
@pytest.mark.parametrize("unit", UNITS, ids=get_name)
def test_systemd_understands_every_line(unit: Path, units: Path) -> None:
    unit_file = units / unit.name.replace("@", "@8501")
    if "@" in unit.name:
        shutil.copy(units / unit.name, unit_file)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit_file], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "studyboard" in line] == []


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES, ids=get_name)
def test_systemd_rates_the_exposure_of_a_service_as_low(unit: Path) -> None:
    command: list[str | Path] = ["systemd-analyze", "security", "--offline=true", "--no-pager", unit]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (exposed,) = re.findall(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(exposed) <= MOST_EXPOSED


@pytest.mark.parametrize("unit", SERVICES, ids=get_name)
def test_a_service_has_no_privileges_and_no_other_user_can_read_its_files(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    assert {"User=studyboard", "UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict"} <= set(lines)


def test_a_replica_listens_only_on_this_machine() -> None:
    assert "--server.address=127.0.0.1 " in (DEPLOY / "systemd/studyboard@.service").read_text()


def test_all_files_name_the_same_ports() -> None:
    upstream = re.findall(r"^\s+server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text(), re.MULTILINE)
    (checked,) = re.findall(
        r"health ([\d ]+)$", (DEPLOY / "systemd/studyboard-health.service").read_text(), re.MULTILINE
    )
    readme = set(re.findall(r"studyboard@(\d+)", (DEPLOY / "README.md").read_text()))
    assert upstream == checked.split() == sorted(readme)


# ---- the health check ----


def run_health(workbook: str, *ports: int, home: Path = Path("/")) -> tuple[int, str]:
    """Run the health check. Return its status and its whole output."""
    environment = {
        "STUDYBOARD_WORKBOOK": workbook,
        "PYTHON": sys.executable,
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
    }
    command: list[str | Path] = [DEPLOY / "health", *map(str, ports)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_health_prints_nothing_if_the_server_works_even_if_a_cell_is_unreadable(
    workbook: str, tmp_path: Path
) -> None:
    with serving(ROOT / "app.py", tmp_path, {"STUDYBOARD_WORKBOOK": workbook}) as url:
        assert run_health(workbook, int(url.rpartition(":")[2])) == (0, "")


def test_health_prints_one_line_a_fault_and_nothing_of_the_workbook(workbook: str, tmp_path: Path) -> None:
    dead, damaged = free_port(), tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 1000)
    assert run_health(workbook, dead) == (1, f"The replica on port {dead} does not answer.\n")
    status, output = run_health(f"sqlite:///{damaged}")
    assert status == 1
    assert output.startswith("The workbook cannot be read.")
    assert len(output.splitlines()) == 1


def test_health_reads_the_list_of_a_deployment_that_takes_studies(tmp_path: Path) -> None:
    secrets, registry = tmp_path / ".streamlit/secrets.toml", tmp_path / "studies.db"
    secrets.parent.mkdir()
    secrets.write_text(f'[robot]\nregistry = "sqlite:///{registry}"\n')
    secrets.chmod(0o600)
    assert run_health("", home=tmp_path) == (0, "")
    registry.write_bytes(b"no database" * 1000)
    status, output = run_health("", home=tmp_path)
    assert (status, output[:26]) == (1, "The workbook cannot be rea")
