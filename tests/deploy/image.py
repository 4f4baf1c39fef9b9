"""A container of the image, built and run without Docker.

    with contained(folder) as container:
        assert container.check_health().returncode == 0

Base images cannot be had everywhere. So the system, the Python and the packages are those of this machine. The rest is
Docker's way: the steps of Dockerfile run in root folders of their own, one for each stage. The container has a
read-only root folder but for ``data`` and ``/tmp``, the image's user, environment and command, no capabilities, and a
network of its own.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.deploy.dockerfile import BUILT, IMAGE, Step, find_steps, is_sent, read_environment
from tests.servers.websocket import ROOT, START_WITHIN

HOME = PurePosixPath("/opt/studyboard")
"""The folder of the program in the image."""

PACKAGES = HOME / ".venv"

SYSTEM = ("bin", "dev", "lib", "lib32", "lib64", "libx32", "sbin", "usr")
"""Folders of this machine that a base image would hold."""

ENTER = """\
set -eu
root=$1 base=$2 venv=$3 data=$4 writable=$5; shift 5
mount --make-rprivate /
bind() { mount --bind "$1" "$2" && mount -o "remount,bind,$3" "$2"; }
bind "$root" "$root" rw
for each in @SYSTEM@; do
    if [ -d "/$each" ] && [ ! -L "/$each" ]; then bind "/$each" "$root/$each" ro; fi
done
mount -t tmpfs tmpfs "$root/mnt"
mkdir "$root/mnt/upper" "$root/mnt/work"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$root/mnt/upper,workdir=$root/mnt/work" "$root/etc"
case $base in /usr) ;; *) bind "$base" "$root$base" ro ;; esac
bind "$venv" "$root@PACKAGES@" ro
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
if [ "$data" ]; then bind "$data" "$root@HOME@/data" rw; fi
if [ ! "$writable" ]; then
    mount -o remount,ro "$root/etc"
    mount -o remount,bind,ro "$root"
    "$venv/bin/python" -c 'import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 65))'  # The loopback interface goes up and runs.
fi
exec chroot "$root" "$@"
"""
"""Enters a root folder with a command, as root in namespaces of its own. ``/etc`` is this machine's, with changes."""


@dataclass(frozen=True)
class Container:
    """A container that runs. ``data`` is its volume, ``log`` what it printed."""

    process: subprocess.Popen[bytes]
    data: Path
    log: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command inside, as ``docker exec`` does."""
        return self._enter("--mount", "--net", "--root", *_as_user(), *command)

    def run_outside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this machine in the container's network."""
        return self._enter("--net", *command)

    def check_health(self) -> subprocess.CompletedProcess[str]:
        """Run the image's own health check."""
        (check,) = find_steps("HEALTHCHECK")
        return self.run(*check.words)

    def _enter(self, *command: str) -> subprocess.CompletedProcess[str]:
        entered = ["nsenter", "--target", str(self.process.pid), *command]
        return subprocess.run(entered, cwd=ROOT, capture_output=True, text=True, check=False)


def can_contain(folder: Path) -> bool:
    """Tell whether this machine lets us enter a root folder, which needs root on Linux."""
    tools = ("unshare", "nsenter", "setpriv", "chroot", "mount", "useradd")
    if os.geteuid() != 0 or not all(map(shutil.which, tools)):
        return False
    make_root(folder)
    return subprocess.run(enter(folder, ["true"]), capture_output=True, check=False).returncode == 0


@contextmanager
def contained(folder: Path) -> Iterator[Container]:
    """Build the image, start its command, and wait until its health check passes."""
    root, data, log = build_image(folder), folder / "data", folder / "container.log"
    data.mkdir(mode=0o700)
    os.chown(data, *map(int, find_steps("USER")[0].text.split(":")))
    (command,) = find_steps("CMD")
    with log.open("wb") as output:
        process = subprocess.Popen(
            enter(root, [*_as_user(), *command.words], data),
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


# ---- building ----


def build_image(folder: Path) -> Path:
    """Take the steps of Dockerfile, each stage in a root folder. Return that of the image.

    Steps that install packages are left out: the packages of this machine take their place.
    """
    built, image = folder / "built", folder / "image"
    make_root(built)
    for step in BUILT:
        if step.name == "COPY":
            for source, place in step.copies:
                _copy_sent(ROOT / source, built / place.relative_to("/"))
        elif step.name == "RUN" and "pip install" not in step.text and "-m venv" not in step.text:
            _run_step(built, step)
    make_root(image)
    for step in IMAGE:
        if step.name == "COPY" and step.options == ["--from=built"]:
            for source, place in step.copies:
                if PurePosixPath(source) != PACKAGES:
                    start, end = (
                        root / path for root, path in ((built, source[1:]), (image, str(place)[1:]))
                    )
                    shutil.copytree(start, end, symlinks=True, dirs_exist_ok=True)
        elif step.name == "RUN":
            _run_step(image, step)
    return image


def make_root(root: Path) -> None:
    """Make a root folder, with a place for each thing of this machine that it gets."""
    root.mkdir(exist_ok=True)
    base, packages, data = (str(path).lstrip("/") for path in (_find_base(), PACKAGES, HOME / "data"))
    for each in (*SYSTEM, "etc", "mnt", "proc", "tmp", base, packages, data):
        if (link := Path("/", each)).is_symlink():
            (root / each).symlink_to(link.readlink())
        else:
            (root / each).mkdir(parents=True, exist_ok=True)


def _copy_sent(source: Path, target: Path) -> None:
    """Copy a file into the folder, or all that is in a folder, if .dockerignore lets it pass.

    Nobody else may read the copies, as in a clone of a careful person.
    """
    patterns = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for file in [source] if source.is_file() else source.rglob("*"):
        if file.is_file() and is_sent(str(file.relative_to(ROOT)), patterns):
            place = target / (file.name if file == source else file.relative_to(source))
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(file, place)
            place.chmod(0o600 | file.stat().st_mode & 0o100)


def _run_step(root: Path, step: Step) -> None:
    command = ["sh", "-c", f"umask 022; mkdir -p {step.folder} && cd {step.folder} && {step.text}"]
    done = subprocess.run(enter(root, command, writable=True), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{step.text}\n{done.stdout}{done.stderr}"


# ---- running ----


def enter(root: Path, command: Sequence[str], data: Path | None = None, writable: bool = False) -> list[str]:
    """Return the command that runs a command in a root folder. ``data`` is the volume."""
    script = ENTER.replace("@SYSTEM@", " ".join(SYSTEM))
    script = script.replace("@PACKAGES@", str(PACKAGES)).replace("@HOME@", str(HOME))
    places = [str(root), str(_find_base()), str(Path(sys.prefix).resolve()), str(data or "")]
    return [
        "unshare",
        "--mount",
        "--net",
        "sh",
        "-c",
        script,
        "sh",
        *places,
        "yes" if writable else "",
        *command,
    ]


def _find_base() -> Path:
    """Find the folder of the interpreter that this environment came from."""
    return Path(sys.base_prefix).resolve()


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
