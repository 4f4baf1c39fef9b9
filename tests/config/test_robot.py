"""The settings of a deployment that people add studies to."""

from pathlib import Path

import pytest

from studylib.config import robot, studies
from studylib.config.robot import RobotSettings, read_robot_settings, takes_studies
from studylib.text.errors import ConfigError
from tests.config.conftest import secrets

__all__ = ["secrets"]

REGISTRY = 'registry = "sqlite:///r.db"\n'


def test_nobody_adds_studies_unless_the_table_says_so_or_if_the_environment_names_a_workbook(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_robot_settings() is None
    secrets.write_text(f"[robot]\n{REGISTRY}")
    assert read_robot_settings() == RobotSettings("sqlite:///r.db", 5, 10, 500, 1, 60)
    assert takes_studies()
    assert "r.db" not in repr(read_robot_settings())
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///only.db")
    assert read_robot_settings() is None


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("[robot]\nmost_per_person = 5\n", "“registry”"),
        ('[robot]\nregistry = "mysql://x"\n', "“registry”"),
        ("[robot]\nregistry = 3\n", "registry"),
        *(
            (f"[robot]\n{REGISTRY}{name} = {value}\n", f"“{name}” .* from 1 to ")
            for name in ("most_per_person", "most_per_day", "most_studies", "replicas")
            for value in ("0", "true", '"many"', "1.5")
        ),
        (f"[robot]\n{REGISTRY}reads_per_minute = 59\n", "from 60 to "),
        (f"[robot]\n{REGISTRY}replicas = {robot.MOST_REPLICAS + 1}\n", f"from 1 to {robot.MOST_REPLICAS}"),
        (f"[robot]\n{REGISTRY}most_studies = {robot.MOST_ADDED + 1}\n", f"from 1 to {robot.MOST_ADDED}"),
        (f'workbook = "sqlite:///own.db"\n[robot]\n{REGISTRY}', "both “workbook” and"),
    ],
)
def test_a_wrong_setting_is_named(secrets: Path, lines: str, why: str) -> None:
    secrets.write_text(lines)
    with pytest.raises(ConfigError, match=why):
        read_robot_settings()
    assert not takes_studies()
