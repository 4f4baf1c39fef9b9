"""What Google declares of Apps Script."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.stand_ins.appsscript.runtime import NO_NODE

APPS_SCRIPT = Path(__file__).with_name("apps_script")
TYPES = APPS_SCRIPT / "node_modules/@types/google-apps-script"


@pytest.fixture(scope="session")
def declared() -> dict[str, str]:
    """What ``@types/google-apps-script`` declares: the body of each interface and enum, by its name."""
    lock = json.loads((APPS_SCRIPT / "package-lock.json").read_text(encoding="utf-8"))
    wanted = lock["packages"]["node_modules/@types/google-apps-script"]["version"]
    manifest = TYPES / "package.json"
    if not manifest.exists() or json.loads(manifest.read_text(encoding="utf-8"))["version"] != wanted:
        npm = shutil.which("npm")
        assert npm, NO_NODE
        subprocess.run([npm, "ci"], cwd=APPS_SCRIPT, check=True, capture_output=True)
    found: dict[str, str] = {}
    for path in TYPES.glob("google-apps-script.*.d.ts"):
        code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for _, name, body in re.findall(
            r"^( *)(?:interface|enum) (\w+)[^{\n]*\{\n(.*?)^\1\}", code, re.DOTALL | re.MULTILINE
        ):
            found[name] = found.get(name, "") + body
    return found
