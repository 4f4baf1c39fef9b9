"""A stand-in for GitHub's REST API over HTTP on 127.0.0.1: the issues of one repository, their comments, closing them.

The shapes are those of https://docs.github.com/en/rest/issues; PyGithub talks to it as to GitHub.
"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

Json = dict[str, Any]

ISSUES = re.compile(r"/repos/([^/]+/[^/]+)(?:/issues(?:/(\d+))?(/comments)?)?")
FORMER = 4711
"""The id in GitHub's redirection from a former name of a repository."""


@dataclass
class Answer:
    """The answer to a request."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


def refusal(status: int, message: str, **headers: str) -> Answer:
    return Answer(status, {"message": message, "documentation_url": "https://docs.github.com/rest"}, headers)


def rate_limited(reset: datetime) -> Answer:
    """The primary limit, as GitHub says it of an address without a token."""
    answer = refusal(403, "API rate limit exceeded for 203.0.113.42. (But here's the good news: …)")
    answer.headers = {
        "X-RateLimit-Limit": "60",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(reset.timestamp())),
    }
    return answer


SECONDARY = refusal(
    403, "You have exceeded a secondary rate limit. Please wait a few minutes.", **{"Retry-After": "90"}
)
TOO_MANY = refusal(429, "Too Many Requests", **{"Retry-After": "90"})
FORBIDDEN = refusal(403, "Resource not accessible by personal access token")
BAD_GATEWAY = Answer(502, "<html><title>502</title></html>", {"Content-Type": "text/html"})
LOGIN = Answer(200, "<html>Please log in to the guest network</html>", {"Content-Type": "text/html"})
CUT = Answer(200, '[{"number": 1, "ti', {})
OTHER_JSON = Answer(200, ["no", "issues"], {})


class GitHub:
    """GitHub, from ``with`` on, with the repository ``g/S``.

    ``token`` is the valid one. ``private``: reading needs it. ``fault`` may replace the answer for a method and a
    path. ``None`` keeps the real one. ``log`` holds the method, path and token of each request.
    """

    def __init__(self, *, token: str = "good", private: bool = False) -> None:
        self.token, self.private = token, private
        self.names, self.switched_off, self.hang = ["g/S"], False, False
        self.issues: list[Json] = []
        self.comments: dict[int, list[str]] = {}
        self.log: list[tuple[str, str, str | None]] = []
        self.fault: Callable[[str, str], Answer | None] = lambda method, path: None
        self._closed = Event()
        self._server = _Server(self)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The methods and paths of the requests, without their queries."""
        return [(method, urlsplit(path).path) for method, path, _ in self.log]

    def ask(
        self,
        title: str,
        at: datetime,
        *,
        asker: str | None = "hana",
        labels: tuple[str, ...] = (),
        pull_request: bool = False,
        answers: tuple[str, ...] = (),
    ) -> int:
        """Add an issue or a pull request. Return its number."""
        number = len(self.issues) + 1
        kind = "pull" if pull_request else "issues"
        issue: Json = {
            "id": 1000 + number,
            "number": number,
            "title": title,
            "state": "open",
            "state_reason": None,
            "url": f"{self.url}/repos/{self.names[-1]}/issues/{number}",
            "html_url": f"https://github.com/{self.names[-1]}/{kind}/{number}",
            "user": {"login": asker, "id": 1, "type": "User"} if asker else None,
            "labels": [{"id": 1, "name": name, "color": "ededed", "default": False} for name in labels],
            "created_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locked": False,
            "body": "…",
        }
        if pull_request:
            issue["pull_request"] = {"url": f"{self.url}/repos/{self.names[-1]}/pulls/{number}"}
        self.issues.append(issue)
        self.comments[number] = list(answers)
        return number

    def issue(self, number: int) -> Json:
        """The issue as GitHub gives it now."""
        return self.issues[number - 1] | {"comments": len(self.comments[number])}

    def open(self) -> list[int]:
        return [each["number"] for each in self.issues if each["state"] == "open"]

    def answer(self, method: str, path: str, token: str | None, body: Json) -> Answer:
        self.log.append((method, path, token))
        if self.hang:
            self._closed.wait(60)
        if wrong := self.fault(method, urlsplit(path).path):
            return wrong
        if token is not None and token != self.token:
            return refusal(401, "Bad credentials")
        if method != "GET" and token is None:
            return refusal(401, "Requires authentication")
        parts = urlsplit(path)
        found = ISSUES.fullmatch(parts.path.replace(f"/repositories/{FORMER}", f"/repos/{self.names[-1]}"))
        if not found or found[1] not in self.names or (self.private and token is None):
            return refusal(404, "Not Found")
        if found[1] != self.names[-1]:
            there = parts.path.replace(f"/repos/{found[1]}", f"/repositories/{FORMER}")
            moved = refusal(301 if method == "GET" else 307, "Moved Permanently")
            moved.headers["Location"] = f"{self.url}{there}?{parts.query}"
            return moved
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        return self._of_repository(method, parts.path, query, found, body)

    def _of_repository(
        self, method: str, path: str, query: dict[str, str], found: re.Match[str], body: Json
    ) -> Answer:
        number = int(found[2]) if found[2] else None
        if "/issues" not in path:
            url = f"{self.url}/repos/{self.names[-1]}"
            return Answer(200, {"id": FORMER, "full_name": self.names[-1], "url": url})
        if self.switched_off:
            return refusal(410, "Issues has been disabled in this repository.")
        if number is None:
            state = query.get("state", "open")
            listed = [self.issue(each["number"]) for each in self.issues if each["state"] == state]
            newest = sorted(listed, key=lambda each: each["created_at"], reverse=True)
            return self._page(path, query, newest)
        if number > len(self.issues):
            return refusal(404, "Not Found")
        return (
            self._of_comments(method, path, query, number, body)
            if found[3]
            else self._of_issue(method, number, body)
        )

    def _of_issue(self, method: str, number: int, body: Json) -> Answer:
        if method == "PATCH":
            self.issues[number - 1].update(body)
        return Answer(200, self.issue(number))

    def _of_comments(self, method: str, path: str, query: dict[str, str], number: int, body: Json) -> Answer:
        if method == "POST":
            self.comments[number].append(body["body"])
            return Answer(201, {"id": 1, "body": body["body"]})
        return self._page(path, query, [{"id": 1, "body": each} for each in self.comments[number]])

    def _page(self, path: str, query: dict[str, str], rows: list[Json]) -> Answer:
        size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
        links = {"next": page + 1, "last": -(-len(rows) // size)} if page * size < len(rows) else {}
        link = ", ".join(
            f'<{self.url}{path}?{urlencode(query | {"page": str(number)})}>; rel="{rel}"'
            for rel, number in links.items()
        )
        return Answer(200, rows[(page - 1) * size : page * size], {"Link": link} if link else {})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, github: GitHub) -> None:
        self.github = github
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        token = (self.headers.get("Authorization") or "").removeprefix("token ").removeprefix("Bearer ")
        answer = self.server.github.answer(
            self.command, self.path, token or None, json.loads(sent) if sent else {}
        )
        body = (answer.body if isinstance(answer.body, str) else json.dumps(answer.body)).encode()
        try:
            self.send_response(answer.status)
            for name, value in ({"Content-Type": "application/json"} | answer.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # nobody waits any more

    do_GET = do_POST = do_PATCH = _serve

    def log_message(self, format: str, *args: object) -> None:
        pass


def until(holds: Callable[[], object]) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)
