"""The repository itself: no secret in it, everything pinned, every page where the frame looks for it."""

import ast
import math
import re
import subprocess
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ABOUT_SECRETS = {"tests/test_repository.py"}
"""Files that may name what a secret looks like."""

SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of a Google service account": r'"private_key(_id)?"\s*:',
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "a Google client secret": r"\bGOCSPX-[0-9A-Za-z_-]{20,}",
    "a GitHub token": r"\b(gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22,})",
    "a Slack token or hook": r"\bxox[abprs]-[0-9A-Za-z-]{10,}|hooks\.slack\.com/services/T[0-9A-Z]+/B",
    "a Discord hook": r"discord(app)?\.com/api/webhooks/\d{17,}/[0-9A-Za-z_-]{60,}",
    "an AWS key": r"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
    "a password of a mail account": r"smtps?://[^:@/\s\"'{<…]+:(?!secret@|\*\*\*@)[^@/\s\"'{<…]+@",
    "a secret that cookies are signed with": (
        r"cookie_secret[\"']?\s*[=:]\s*[\"'](?!canary|0123456789)[0-9A-Za-z+/_=-]{16,}[\"']"
    ),
    "a secret of a client": r"client_secret[\"']?\s*[=:]\s*[\"'](?!canary|not-a-real)[0-9A-Za-z+/_=.~-]{16,}[\"']",
    "a Telegram token": r"\b\d{8,10}:AA[0-9A-Za-z_-]{33}\b",
    "an OpenAI key or one like it": r"\bsk-[0-9A-Za-z_-]{32,}",
    "a token that says who somebody is": r"\beyJ[0-9A-Za-z_-]{16,}\.eyJ[0-9A-Za-z_-]{16,}\.",
    "a password in an address": r"postgresql(\+\w+)?://[^:@/\s\"'{<…]+:(?!secret@|\*\*\*@)[^@/\s\"'{<…]+@",
}
NO_PART = {
    ".git",
    ".venv",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "node_modules",
}
NO_PART |= {".import_linter_cache", ".benchmarks", "test-results", "data", "secrets.toml"}
"""What git would leave out."""


def files() -> list[Path]:
    """The files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:  # an unpacked archive: all that is in it
        tree = (each for each in ROOT.rglob("*") if not NO_PART & set(each.relative_to(ROOT).parts))
        return [each for each in tree if each.is_file()]
    found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [each for each in found if each.is_file()]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret_is_in_the_tree(kind: str) -> None:
    pattern = re.compile(SECRETS[kind])
    found = [
        f"{path.relative_to(ROOT)}: {match[0][:12]}…"
        for path in files()
        if str(path.relative_to(ROOT)) not in ABOUT_SECRETS
        for match in pattern.finditer(text(path))
    ]
    assert found == []


def test_the_patterns_know_a_secret_when_they_see_one() -> None:
    key = "-----BEGIN RSA " + "PRIVATE KEY-----"
    address = "postgresql+psycopg://me:hunter2" + "@db.example/study"
    assert re.search(SECRETS["a private key"], key)
    assert re.search(SECRETS["a password in an address"], address)
    assert not re.search(SECRETS["a password in an address"], "postgresql+psycopg://user@host/name")
    assert re.search(SECRETS["a secret that cookies are signed with"], 'cookie_secret = "' + "x" * 32 + '"')
    assert not re.search(SECRETS["a secret that cookies are signed with"], 'cookie_secret = "…"')
    assert re.search(SECRETS["a secret of a client"], '"client_secret": "' + "y" * 24 + '"')
    assert re.search(SECRETS["a Telegram token"], "123456789:" + "AA" + "b" * 33)
    token = "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + ".c"
    assert re.search(SECRETS["a token that says who somebody is"], token)


NOBODY = re.compile(
    r"(.+\.)?(example|invalid|test|localhost)(\.(com|org|net|kr))?|"
    r"[a-z]{1,2}\.(kr|com|de|org|fr)|school\.(co\.)?kr|else\.kr|old\.kr|.+\.iam\.gserviceaccount\.com|"
    r"b(\.[c-m])+\.kr|xn--3e0b707e\.xn|"
    r"(db|host|git-host|hachyderm|mastodon)\..*"
)
"""Hosts in whose addresses nobody is meant: those kept for examples (RFC 2606), those of the tests, a service's own."""


def addresses(written: str) -> set[str]:
    found = re.findall(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})(?![a-z])", written, re.IGNORECASE)
    return {host.lower() for host in found if not NOBODY.fullmatch(host.lower())}


def test_nobodys_address_is_in_the_tree() -> None:
    found = {
        str(path.relative_to(ROOT)): sorted(hosts)
        for path in files()
        if path.suffix not in (".png", ".mo") and str(path.relative_to(ROOT)) not in ABOUT_SECRETS
        if (hosts := addresses(text(path)))
    }
    assert found == {}


def test_an_address_of_somebody_is_known_when_it_is_seen() -> None:
    assert addresses("mail kim" + "@gmail.com, or a@x.kr") == {"gmail.com"}
    assert addresses("vue@3.2.1 and @pytest.mark.browser, a@example.com, me@b.invalid") == set()


def test_no_long_random_word_stands_in_the_code() -> None:
    """A token without a known form still looks random: at least 4.3 bits a character, over 40 characters long."""

    def bits(word: str) -> float:
        return -sum(count / len(word) * math.log2(count / len(word)) for count in Counter(word).values())

    code = [path for path in files() if path.suffix in (".py", ".toml", ".yml", ".yaml", ".json", ".sh", "")]
    found = [
        f"{path.relative_to(ROOT)}: {word[:12]}…"
        for path in code
        for word in re.findall(r"[\"'=:\s]([A-Za-z0-9+/_-]{40,})[\"'\s]", text(path))
        if bits(word) >= 4.3 and re.search(r"\d", word) and re.search("[A-Z]", word)
    ]
    assert found == []


def test_secrets_and_data_of_a_group_are_never_committed() -> None:
    names = {str(path.relative_to(ROOT)) for path in files()}
    assert not {
        each for each in names if each.endswith((".db", ".xlsx", ".pem", ".key", ".env", "secrets.toml"))
    }
    ignored = text(ROOT / ".gitignore").split()
    assert {"/data/", ".streamlit/secrets.toml"} <= set(ignored)


# ---- what it needs ----


def required(name: str) -> list[str]:
    lines = (line.split("#")[0].strip() for line in text(ROOT / name).splitlines())
    return [line for line in lines if line and not line.startswith("-")]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt", "constraints.txt"])
def test_every_package_is_pinned_to_one_version(name: str) -> None:
    lines = required(name)
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+( ; .*)?", line)] == []
    packages = [re.split(r"[\[=]", line)[0].lower() for line in lines]
    assert len(set(packages)) == len(packages)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_what_is_asked_for_is_what_the_constraints_say(name: str) -> None:
    def versions(lines: list[str]) -> dict[str, str]:
        parts = (re.match(r"([\w.-]+)(?:\[.*?\])?==([\w.]+)", line) for line in lines)
        return {part[1].lower().replace("_", "-"): part[2] for part in parts if part}

    constraints = versions(required("constraints.txt"))
    assert {package: constraints.get(package) for package in versions(required(name))} == versions(
        required(name)
    )


def test_the_tests_need_what_the_app_needs_and_the_app_nothing_of_the_tests() -> None:
    assert "-r requirements.txt" in text(ROOT / "requirements-test.txt")
    app = {line.split("==")[0] for line in required("requirements.txt")}
    assert not app & {line.split("==")[0] for line in required("requirements-test.txt")}
    assert not [each for each in app if "pytest" in each or "playwright" in each]


# ---- the pages ----


def test_every_page_that_the_frame_lists_is_there_and_every_page_is_listed() -> None:
    tree = ast.parse(text(ROOT / "studylib/web/frame.py"))
    taken = (node for node in ast.walk(tree) if isinstance(node, ast.Subscript))
    listed = [ast.literal_eval(each.slice) for each in taken if ast.unparse(each.value) == "PAGES"]
    assert len(listed) == len(set(listed)) == 14
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == set(listed)


def test_the_settings_that_were_measured_are_set() -> None:
    settings = tomllib.loads(text(ROOT / ".streamlit/config.toml"))
    assert settings["runner"]["postScriptGC"] is False
    assert settings["runner"]["magicEnabled"] is False
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["enableCORS"] is settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableAgentApi"] is False
    assert settings["server"]["maxUploadSize"] == 1
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["disableDataExport"] is True
    assert set(settings["theme"]) >= {"light", "dark"}


SETTING = r"(postScriptGC|magicEnabled|fileWatcherType|maxUploadSize|enable(CORS|AgentApi)|gatherUsageStats|show\w+) ="


def test_each_setting_says_why() -> None:
    lines = text(ROOT / ".streamlit/config.toml").splitlines()
    unsaid = [
        line for before, line in pairwise(lines) if re.match(SETTING, line) and not before.startswith("#")
    ]
    assert unsaid == []


def test_ci_runs_what_everybody_runs() -> None:
    assert "make --no-print-directory test" in text(ROOT / ".ci/run")
    assert (ROOT / ".ci/run").stat().st_mode & 0o100


def test_only_one_place_reads_the_clock() -> None:
    reading = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time\(|Timestamp\.now\(")
    code = [*(ROOT / "studylib").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    assert [path.name for path in code if reading.search(text(path))] == ["clock.py"]
