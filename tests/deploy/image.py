"""The image that Dockerfile makes: its steps, what a build gets to see, and a container of it without Docker.

    with contained(folder) as container:
        assert container.check_health()

Base images cannot be had everywhere. So a container has the system, the Python and the packages of this machine.
The rest is as Docker makes it: a root folder that is read-only but for ``data`` and ``/tmp``, the image's user,
environment and command, no capabilities, and a network of its own.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.servers.websocket import ROOT, START_WITHIN

HOME = PurePosixPath("/opt/studyboard")
"""The folder of the program in the image."""


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile, such as ``COPY`` and its arguments."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """The arguments. Those of the form ``["a", "b"]`` lose their marks."""
        brackets = re.search(r"\[.*\]$", self.text)
        return json.loads(brackets[0]) if brackets else self.text.split()

    @property
    def options(self) -> list[str]:
        return [word for word in self.text.split() if word.startswith("--")]


def read_stages(text: str) -> list[list[Step]]:
    """Read the stages of a Dockerfile. Each begins with ``FROM``, what is before the first one is left out."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    stages: list[list[Step]] = []
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, rest = line.strip().partition(" ")
        if name == "FROM":
            stages.append([])
        if name and stages:
            stages[-1].append(Step(name, rest.strip()))
    return stages


BUILT, IMAGE = read_stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def find_steps(name: str, stage: Sequence[Step] = IMAGE) -> list[Step]:
    return [step for step in stage if step.name == name]


def read_environment() -> dict[str, str]:
    """Return the image's environment."""
    words = [word for step in find_steps("ENV") for word in step.words]
    return dict(word.split("=", 1) for word in words)


def list_copies() -> list[tuple[str, PurePosixPath]]:
    """List what the first stage copies from the repository, each with the folder that it gets to."""
    folder, found = PurePosixPath("/"), []
    for step in BUILT:
        if step.name == "WORKDIR":
            folder = PurePosixPath(step.text)
        elif step.name == "COPY":
            *sources, target = step.words
            found += [(source, folder / target) for source in sources]
    return found


def list_taken() -> dict[PurePosixPath, PurePosixPath]:
    """List the folders of the first stage that the image takes over, each with its place in the image."""
    copies = [step.words for step in find_steps("COPY")]
    return {PurePosixPath(source): HOME / target for option, source, target in copies}


# ---- what a build gets to see ----


def is_sent(path: str, patterns: str) -> bool:
    """Tell whether a build gets that path, by the rules of .dockerignore: the last pattern that matches wins."""
    sent = True
    for line in patterns.splitlines():
        pattern = line.strip()
        if pattern and not pattern.startswith("#") and _matches(pattern.lstrip("!"), path):
            sent = pattern.startswith("!")
    return sent


def _matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern matches the path or a folder above it."""
    expression = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
    parts = path.split("/")
    return any(re.fullmatch(expression, "/".join(parts[:end])) for end in range(1, len(parts) + 1))


# ---- a container ----


SYSTEM = ("bin", "etc", "lib", "lib32", "lib64", "libx32", "sbin", "usr", "dev")
"""Folders of this machine that a container has, too. The base image would hold them."""

ENTER = """\
set -eu
root=$1 data=$2 venv=$3 python=$4; shift 4
mount --make-rprivate /
ip link set lo up 2>/dev/null || "$venv/bin/python" -c 'import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 65))'
bind() { mount --bind "$1" "$2" && mount -o "remount,bind,$3" "$2"; }
bind "$root" "$root" rw
for each in @SYSTEM@; do
    if [ -d "/$each" ] && [ ! -L "/$each" ]; then bind "/$each" "$root/$each" ro; fi
done
bind "$venv" "$root/opt/studyboard/.venv" ro
case $python in /usr) ;; *) bind "$python" "$root$python" ro ;; esac
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
bind "$data" "$root/opt/studyboard/data" rw
mount -o remount,bind,ro "$root"
cd "$root"
exec chroot . "$@"
"""
"""Makes the container around a command. It runs as root, in namespaces of its own."""


@dataclass(frozen=True)
class Container:
    """A container that runs. ``data`` is its volume, ``log`` what it printed."""

    process: subprocess.Popen[bytes]
    data: Path
    log: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command inside, as ``docker exec`` does."""
        target = ["--target", str(self.process.pid), "--mount", "--net", "--root"]
        return subprocess.run(
            ["nsenter", *target, *_as_user(), *command], capture_output=True, text=True, check=False
        )

    def run_outside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this machine in the container's network."""
        return subprocess.run(
            ["nsenter", "--target", str(self.process.pid), "--net", *command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def check_health(self) -> subprocess.CompletedProcess[str]:
        """Run the image's own health check."""
        (check,) = find_steps("HEALTHCHECK")
        return self.run(*check.words)


def can_contain() -> bool:
    """Tell whether this machine lets us make the namespaces of a container."""
    tools = all(map(shutil.which, ("unshare", "nsenter", "setpriv", "chroot", "mount")))
    if os.geteuid() != 0 or not tools:
        return False
    made = subprocess.run(
        ["unshare", "--mount", "--net", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt"],
        capture_output=True,
        check=False,
    )
    return made.returncode == 0


@contextmanager
def contained(folder: Path) -> Iterator[Container]:
    """Start the image's command, and wait until its health check passes. It gets SIGINT at the end, as from Docker."""
    root, data = folder / "root", folder / "data"
    lay_out(root)
    data.mkdir(mode=0o700)
    os.chown(data, *map(int, find_steps("USER")[0].text.split(":")))
    (command,) = find_steps("CMD")
    script = ENTER.replace("@SYSTEM@", " ".join(SYSTEM))
    inside = [*_as_user(), *command.words]
    places = map(str, (root, data, Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()))
    log = folder / "container.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["unshare", "--mount", "--net", "sh", "-c", script, "sh", *places, *inside],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    container = Container(process, data, log)
    try:
        _wait_until_healthy(container)
        yield container
    finally:
        process.kill()
        process.wait()


def lay_out(root: Path) -> None:
    """Make the root folder of the image: what its steps copy, without what .dockerignore leaves out."""
    base = Path(sys.base_prefix).resolve()
    for each in (*SYSTEM, "proc", "tmp", f".{HOME}/.venv", f".{HOME}/data"):
        (root / each).mkdir(parents=True)
    for each in SYSTEM:
        if (link := Path("/", each)).is_symlink():
            (root / each).rmdir()
            (root / each).symlink_to(link.readlink())
    (root / base.relative_to("/")).mkdir(parents=True, exist_ok=True)
    for taken, home in list_taken().items():
        for source, folder in list_copies():
            if folder.is_relative_to(taken):
                _copy(ROOT / source, root / home.relative_to("/") / folder.relative_to(taken))
    subprocess.run(["chmod", "-R", "a+rX,go-w", str(root / "opt")], check=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a file into the folder, or all that is in a folder, if .dockerignore lets it pass."""
    patterns = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for file in [source] if source.is_file() else source.rglob("*"):
        if file.is_file() and is_sent(str(file.relative_to(ROOT)), patterns):
            place = target / (file.name if file == source else file.relative_to(source))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)


def _as_user() -> list[str]:
    """Return the command that makes a process the image's user, without capabilities, in the image's environment."""
    user, group = find_steps("USER")[0].text.split(":")
    limits = ["--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]
    variables = [f"{name}={value}" for name, value in read_environment().items()]
    return [
        "setpriv",
        f"--reuid={user}",
        f"--regid={group}",
        *limits,
        "env",
        "-i",
        f"--chdir={HOME}",
        *variables,
    ]


def _wait_until_healthy(container: Container) -> None:
    deadline = time.monotonic() + START_WITHIN
    while container.process.poll() is None and time.monotonic() < deadline:
        if container.check_health().returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError(f"The container is not healthy:\n{container.log.read_text(errors='replace')}")
