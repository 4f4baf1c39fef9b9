"""Sees to it that the tests have a browser, Korean letters for its screenshots, and Node.js for the script that makes
the form. `make test` runs it each time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

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


def chromium(playwright: Playwright) -> str | None:
    """The browser to start: $CHROMIUM, else Playwright's own (``None``) if it is there, else the system's."""
    if named := os.environ.get("CHROMIUM"):
        return named
    if Path(playwright.chromium.executable_path).exists():
        return None
    return next(filter(None, map(shutil.which, NAMES)), None)


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
    """Installs Debian packages where that needs no password; does nothing elsewhere."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not all(map(shutil.which, ["apt-get", *sudo[:1]])):
        return
    print(f"Debian's {' and '.join(packages)} ...", flush=True)
    apt_get = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    attempt(*apt_get, "update")
    attempt(*apt_get, "install", "-y", *packages)


def knows_korean() -> bool:
    """Whether a font has Korean letters; without fontconfig (macOS) the system sees to that."""
    return not shutil.which("fc-list") or bool(subprocess.check_output(["fc-list", ":lang=ko"]).strip())


def has_node() -> bool:
    return all(map(shutil.which, ["node", "npm"]))


def main() -> None:
    if not starts():
        download()
    if not starts():
        apt_install("chromium", "fonts-nanum")
    if not starts():
        sys.exit(NO_BROWSER)
    if not knows_korean():
        apt_install("fonts-nanum")
    if not has_node():
        apt_install("nodejs", "npm")
    if not has_node():
        sys.exit(NO_NODE)
    if not shutil.which("gpg"):
        apt_install("gnupg")
    if not shutil.which("gpg"):
        sys.exit(NO_GPG)


if __name__ == "__main__":
    main()
