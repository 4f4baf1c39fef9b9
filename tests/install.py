"""Sees to it that the tests have a browser, Korean letters for its screenshots, Node.js for the script that makes
the form, nginx, and PostgreSQL. `make test` runs it each time.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error, Playwright, sync_playwright

LIGHT = "chromium-headless-shell"
"""Debian's Chromium without windows of its own. It takes two thirds of the time of ``chromium``."""

NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome")

NO_BROWSER = """\
The tests need a browser and none could be started or installed. Install Chromium or Google Chrome, or run
    .venv/bin/python -m playwright install --with-deps chromium
or set CHROMIUM to the path of one, and start again."""

NO_NODE = """\
The tests need Node.js and npm, and they could not be installed. Install them from https://nodejs.org or with your
system's packages (on Debian and Ubuntu: nodejs and npm), and start again."""

NO_GPG = """\
The tests need GnuPG, which encrypts the backup, and it could not be installed. Install it with your system's packages
(on Debian and Ubuntu: gnupg), and start again."""


NO_NGINX = """\
The tests need nginx, and it could not be had. Install it with your system's packages (on Debian and Ubuntu: nginx), or
set NGINX_PROGRAM to the path of one, and start again. It need not run: the tests start one of their own."""

UNPACKED = Path(__file__).parents[1] / ".venv/nginx"
"""Debian's package unpacked, not installed: no server starts by itself, and nothing of the system changes."""

NO_POSTGRESQL = """\
The tests need a PostgreSQL server's programs (initdb and postgres), and they could not be installed. Install them with
your system's packages (on Debian and Ubuntu: postgresql; with Homebrew: postgresql@17), or set POSTGRESQL to the folder
they are in, and start again. No server has to run: the tests start one of their own."""

PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "usr/local/pgsql/bin",
)
"""Where PostgreSQL is put by Debian, by its own packages for Red Hat, by Homebrew on either Mac, by its own make."""


def nginx() -> str | None:
    """The program: $NGINX_PROGRAM, else the system's, else the unpacked one. ``None`` without one. ($NGINX is nginx's
    own: it would look there for sockets to inherit.)
    """
    system = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    ways = [os.environ.get("NGINX_PROGRAM"), system, str(UNPACKED / "usr/sbin/nginx")]
    return next((way for way in ways if way and shutil.which(way)), None)


def nginx_runs() -> bool:
    found = nginx()
    return (
        found is not None and subprocess.run([found, "-v"], capture_output=True, check=False).returncode == 0
    )


def unpack_nginx() -> None:
    if not all(map(shutil.which, ["apt-get", "dpkg-deb"])):
        return
    print("Debian's nginx, unpacked into .venv ...", flush=True)
    with TemporaryDirectory() as folder:
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        attempt(*sudo, "apt-get", "-qq", "update")
        subprocess.run(["apt-get", "-qq", "download", "nginx"], cwd=folder, capture_output=True, check=False)
        for package in Path(folder).glob("nginx_*.deb"):
            attempt("dpkg-deb", "--extract", str(package), str(UNPACKED))


def chromium(playwright: Playwright) -> str | None:
    """The browser to start: $CHROMIUM, else Playwright's own (``None``) if it is there, else the system's."""
    if named := os.environ.get("CHROMIUM"):
        return named
    if Path(playwright.chromium.executable_path).exists():
        return None
    return next(filter(None, map(shutil.which, NAMES)), None)


def has_light_browser() -> bool:
    """Check if a browser without windows is there, or one is chosen. Playwright's own has none either."""
    with sync_playwright() as playwright:
        return chromium(playwright) is None or "CHROMIUM" in os.environ or bool(shutil.which(LIGHT))


def postgresql() -> Path | None:
    """The folder of ``initdb`` and ``postgres``: $POSTGRESQL, else the newest of the system's. ``None`` without one."""
    on_path = shutil.which("postgres")
    found = [folder for place in PLACES for folder in Path("/").glob(place)]
    found.sort(key=lambda folder: [int(digits) for digits in re.findall(r"\d+", folder.parent.name)])
    given = [Path(os.environ["POSTGRESQL"])] if "POSTGRESQL" in os.environ else []
    ways = [*given, *([Path(on_path).parent] if on_path else []), *reversed(found)]
    return next((way for way in ways if (way / "initdb").exists() and (way / "postgres").exists()), None)


def starts() -> bool:
    """Whether the browser really starts: a download without its system libraries and Ubuntu's stub do not."""
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(executable_path=chromium(playwright)).close()
        except Error:
            return False
    return True


def attempt(*command: str) -> None:
    """Runs a command that may fail, silently: there is a next way, and one sentence at the end of them."""
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def download() -> None:
    print("No browser yet: Playwright downloads its own, about 150 MB ...", flush=True)
    attempt(sys.executable, "-m", "playwright", "install", "chromium")


def apt_install(*packages: str) -> None:
    """Install Debian packages if that needs no password. Else do nothing."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not all(map(shutil.which, ["apt-get", *sudo[:1]])):
        return
    print(f"Debian's {' and '.join(packages)} ...", flush=True)
    apt_get = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    attempt(*apt_get, "update")
    attempt(*apt_get, "install", "-y", *packages)


def knows_korean() -> bool:
    """Whether a font has Korean letters. Without fontconfig (macOS) the system provides one."""
    return not shutil.which("fc-list") or bool(subprocess.check_output(["fc-list", ":lang=ko"]).strip())


def has_node() -> bool:
    return all(map(shutil.which, ["node", "npm"]))


def install_postgresql() -> None:
    """Debian's server, without the cluster that its package would make and start: the tests make one of their own."""
    apt_install("postgresql-common")
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if settings.exists():
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        attempt(
            *sudo, "sed", "-i", r"s/^#\?create_main_cluster.*/create_main_cluster = false/", str(settings)
        )
    apt_install("postgresql")


def see_to(there: Callable[[], object], why: str, *ways: Callable[[], None]) -> None:
    """Try one way after the other until it is installed. Exit with the reason if none works."""
    for way in ways:
        if there():
            return
        way()
    if not there():
        sys.exit(why)


def main() -> None:
    if not has_light_browser():
        apt_install(LIGHT)
    see_to(starts, NO_BROWSER, download, lambda: apt_install("chromium", "fonts-nanum"))
    if not knows_korean():
        apt_install("fonts-nanum")
    see_to(has_node, NO_NODE, lambda: apt_install("nodejs", "npm"))
    see_to(nginx_runs, NO_NGINX, unpack_nginx, lambda: apt_install("nginx"))
    see_to(postgresql, NO_POSTGRESQL, install_postgresql)
    see_to(lambda: shutil.which("gpg"), NO_GPG, lambda: apt_install("gnupg"))


if __name__ == "__main__":
    main()
