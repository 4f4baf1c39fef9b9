"""Replicas of the app behind the real nginx with the project's own deploy/nginx.conf, and visitors who have signed in.

    with deployed(folder, workbook) as site:
        async with site.session("garam@example.com") as session:
            run = await session.run(page="fines")
        site.replicas[0].kill()

All of it listens on this machine alone, on free ports.
"""

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPResponse
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

from studylib import clock
from studylib.workbook import sample
from studylib.workbook.cells import Tab, Workbook
from tests.install import nginx
from tests.servers.websocket import ROOT, START_WITHIN, Session, free_port, wait_until_up

AnySession = TypeVar("AnySession", bound=Session)

CONFIG = ROOT / "deploy/nginx.conf"
LOGGED_WITHIN = 10.0
COOKIE_SECRET = "for the tests alone, never for a server"
PEOPLE = {name: f"member{place}@example.com" for place, name in enumerate(sample.ON_TIME, 1)}
"""An address for each member of the sample, an invented group."""


@dataclass(frozen=True)
class Replica:
    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """At once, as a power failure would."""
        self.process.kill()
        self.process.wait()

    @property
    def memory(self) -> float:
        """What of it is in memory, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    @property
    def seconds(self) -> float:
        """The processor time that it has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Site:
    """``url`` is the encrypted address, ``plain`` the one that leads there."""

    url: str
    plain: str
    folder: Path
    replicas: Sequence[Replica]
    trust: ssl.SSLContext

    def session(
        self,
        address: str | None = None,
        cookie: str | None = None,
        kind: type[AnySession] = Session,  # type: ignore[assignment]
    ) -> AnySession:
        """The tab of a visitor signed in with that address. ``cookie`` is one more cookie."""
        token = generate_xsrf_token_string()
        cookies = [f"_streamlit_xsrf={token}", signed_in(self.url, address) if address else "", cookie or ""]
        headers = {"Origin": self.url, "Cookie": "; ".join(filter(None, cookies))}
        return kind(self.url, headers, token, self.trust)

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> HTTPResponse | HTTPError:
        """The answer of an address, or its refusal. Redirections are not followed."""
        url = address if "://" in address else self.url + address
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=self.trust), NoRedirect)
        try:
            answer: HTTPResponse = opener.open(
                urllib.request.Request(url, headers=dict(headers or {})), timeout=30
            )
            return answer
        except HTTPError as error:
            return error

    @property
    def log(self) -> str:
        """All that nginx wrote."""
        return "".join(each.read_text() for each in sorted((self.folder / "nginx").glob("*.log")))

    def logged(self, pattern: str, times: int = 1) -> list[str]:
        """What is found in the log, once it is there so often: nginx writes a line after it has answered."""
        deadline = time.monotonic() + LOGGED_WITHIN
        while len(found := re.findall(pattern, self.log)) < times and time.monotonic() < deadline:
            time.sleep(0.01)
        return found


def signed_in(origin: str, address: str, secret: str = COOKIE_SECRET) -> str:
    """The cookie of a visitor who has just signed in."""
    said = {
        "origin": origin,
        "is_logged_in": True,
        "email": address,
        "email_verified": True,
        "iat": int(clock.now().timestamp()),
    }
    return f"_streamlit_user={create_signed_value(secret, '_streamlit_user', json.dumps(said)).decode()}"


def group(now: datetime) -> Workbook:
    """The sample season of a group whose members can sign in. The first one leads."""

    def own(tab: Tab) -> Tab:
        rows = [row for row in tab.rows if row[0] != "예시"]
        if tab.title == "멤버":
            rows[1:] = [(row[0], PEOPLE[str(row[0])], *row[2:]) for row in rows[1:]]
        return Tab(tab.title, tuple(rows))

    return Workbook(tuple(map(own, sample.make_sample(now).tabs)))


@contextmanager
def deployed(
    folder: Path,
    workbook: str,
    script: Path = ROOT / "app.py",
    replicas: int = 2,
    options: Sequence[str] = (),
) -> Iterator[Site]:
    """``workbook`` is the address of an existing database. ``options`` are Streamlit's."""
    ports = {name: free_port() for name in ("plain", "encrypted", *map(str, range(replicas)))}
    url = f"https://127.0.0.1:{ports['encrypted']}"
    settings = folder / ".streamlit"
    settings.mkdir(parents=True)
    shutil.copy(ROOT / ".streamlit/config.toml", settings)
    settings.joinpath("secrets.toml").write_text(
        "[auth]\n"
        f'redirect_uri = "{url}/oauth2callback"\n'
        f'cookie_secret = "{COOKIE_SECRET}"\n'
        'client_id = "studyboard"\nclient_secret = "none"\n'
        'server_metadata_url = "https://127.0.0.1:9/none"\n'
    )
    with ExitStack() as stack:
        started = [
            stack.enter_context(replica(script, folder, ports[str(each)], workbook, options))
            for each in range(replicas)
        ]
        for each in started:
            log = folder / f"replica-{each.port}.log"
            wait_until_up(f"http://127.0.0.1:{each.port}", each.process, log)
        stack.enter_context(proxy(folder / "nginx", ports, [each.port for each in started]))
        trust = ssl.create_default_context(cafile=str(folder / "nginx/server.pem"))
        yield Site(url, f"http://127.0.0.1:{ports['plain']}", folder, started, trust)


@contextmanager
def replica(
    script: Path, folder: Path, port: int, workbook: str, options: Sequence[str]
) -> Iterator[Replica]:
    """Started in ``folder``, where its secrets are, so that those of the project's folder do not count."""
    address = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    with (folder / f"replica-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, *address, *options],
            cwd=folder,
            env={**os.environ, "STUDYBOARD_WORKBOOK": workbook, "HOME": str(folder), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Replica(port, process)
    finally:
        process.kill()
        process.wait()


# ---- nginx ----


@contextmanager
def proxy(folder: Path, ports: Mapping[str, int], replicas: Sequence[int]) -> Iterator[None]:
    program = nginx()
    assert program, "nginx is missing: python tests/install.py"
    folder.mkdir()
    certify(folder)
    (folder / "nginx.conf").write_text(configured(CONFIG.read_text(), folder, ports, replicas))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, check=False)
    assert tried.returncode == 0, tried.stderr.decode()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_listening(f"http://127.0.0.1:{ports['plain']}", process, folder)
        yield
    finally:
        process.terminate()  # the master ends its workers
        process.wait()


def configured(text: str, folder: Path, ports: Mapping[str, int], replicas: Sequence[int]) -> str:
    """The project's file with its place-holders filled in, in a whole configuration of a server without privileges."""
    servers = "".join(f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=10s;\n" for port in replicas)
    for pattern, filled in {
        r"(    server 127\.0\.0\.1:\d+ max_fails=1 fail_timeout=10s;\n)+": servers,
        r"    listen \[::\]:.*\n": "",
        r"listen 80;": f"listen 127.0.0.1:{ports['plain']};",
        r"listen 443 ": f"listen 127.0.0.1:{ports['encrypted']} ",
        r"https://\$host\$request_uri": f"https://127.0.0.1:{ports['encrypted']}$request_uri",
        r"study\.example;": "127.0.0.1;",
        r"/etc/letsencrypt/live/study\.example/fullchain\.pem": f"{folder}/server.pem",
        r"/etc/letsencrypt/live/study\.example/privkey\.pem": f"{folder}/server.key",
        r"/var/log/nginx/": f"{folder}/",
        r"/var/lib/nginx/": f"{folder}/",
    }.items():
        text, found = re.subn(pattern, filled.replace("\\", r"\\"), text)
        assert found, pattern
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = (
        "user root;\n" if os.geteuid() == 0 else ""
    )  # else nobody, who may not write to the folder of a test
    return (
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/pid;\nevents {{ worker_connections 4096; }}\n"
        f"http {{\n{temporary}{text}}}\n"
    )


def certify(folder: Path) -> None:
    """A certificate of its own, for this machine, for a day."""
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"]
    files = ["-keyout", str(folder / "server.key"), "-out", str(folder / "server.pem")]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(["openssl", "req", "-x509", *key, *files, *subject], check=True, capture_output=True)


def wait_until_listening(url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    opener: Any = urllib.request.build_opener(NoRedirect)
    deadline = time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(ConnectionError, urllib.error.URLError):
            try:
                opener.open(url, timeout=1)
            except HTTPError:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nginx did not start:\n{(folder / 'start.log').read_text()}")
