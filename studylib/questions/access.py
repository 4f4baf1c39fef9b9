"""The repository with the questions, and the token for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studylib.config import secrets, studies
from studylib.config.hosts import is_loopback
from studylib.season.study import Study
from studylib.text.errors import QuestionsError
from studylib.text.message import sentence

TABLE = "github"
"""The table of the secrets file with ``token`` and ``api``, the address of the API."""

TOKEN, API, SERVER = "GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_SERVER_URL"
"""The environment variables that GitHub Actions sets: the token, and the server it is for."""

PUBLIC = "github.com"
PUBLIC_API = "https://api.github.com"

MOST_HOST = 253
"""Most characters of a host that a sentence quotes. No name of a host is longer (RFC 1035)."""

PLACE = re.compile(r"/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\.git)?(?:/.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by host, owner and name. The host is that of its pages, with its port if there is one."""

    host: str
    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"https://{self.host}/{self}"

    @property
    def questions(self) -> str:
        """The address of its questions."""
        return f"{self.address}/issues"

    @property
    def asking(self) -> str:
        """The address of the form for a new question."""
        return f"{self.questions}/new"


@dataclass(frozen=True, slots=True)
class Access:
    """The API to ask and the token for it, if any. No ``repr`` or traceback shows the token."""

    api: str
    token: str | None = field(default=None, repr=False)


def find_repository(study: Study) -> Repository | None:
    """Return the repository of the settings, ``None`` if there is none.

    Raises a QuestionsError if the link is not a repository's.
    """
    if study.repository is None:
        return None
    host, port, path = _split_address(study.repository)
    match = PLACE.fullmatch(path)
    if not host or not match or match[2] in (".", ".."):
        raise QuestionsError(
            sentence(
                "The setting repository is no repository on GitHub: “{address}”. Write it as https://github.com/owner/name.",
                address=study.repository,
            )
        )
    host = host.removeprefix("www.")
    return Repository(f"{host}:{port}" if port else host, match[1], match[2])


def _split_address(address: str) -> tuple[str, int | None, str]:
    """Split an address into host, port and path. The host is empty if there is none, or if a part is impossible."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.port, parts.path
    except ValueError:
        return "", None, ""


def find_access(place: Repository, study: studies.StudyConfig = studies.ONLY) -> Access:
    """Find the API and the token for that repository.

    They come from the secrets file, else from the environment if it names the same host. Else it is github.com
    without a token. A token without an ``api`` is for github.com. Raises a ConfigError if the secrets file cannot
    be used. Raises a QuestionsError for an invalid address of the API, and for a host that the workbook alone names.
    """
    table = study.table(TABLE)
    token, api = _read_text(table, "token"), _read_text(table, "api")
    if api:
        return Access(_check_api(api), token)
    if token and place.host == PUBLIC:
        return Access(PUBLIC_API, token)
    if urlsplit(study.variable(SERVER) or f"https://{PUBLIC}").netloc == place.host:
        api = study.variable(API) or _own_api(place)
        return Access(_check_api(api), (study.variable(TOKEN) or "").strip() or None)
    if place.host == PUBLIC:
        return Access(PUBLIC_API)
    raise QuestionsError(
        sentence(
            "{host} is not asked, because only the settings tab names it. Use a repository on github.com, or name the "
            "server: [{table}] api in {path}.",
            host=place.host[:MOST_HOST],
            table=TABLE,
            path=str(secrets.FILE),
        )
    )


def _read_text(table: Mapping[str, object], name: str) -> str | None:
    return (secrets.check_text(table.get(name), f"[{TABLE}] {name}") or "").strip() or None


def _own_api(place: Repository) -> str:
    """Return the API of github.com, or of a GitHub Enterprise Server."""
    return PUBLIC_API if place.host == PUBLIC else f"https://{place.host}/api/v3"


def _check_api(api: str) -> str:
    """Return the address if a token is safe on the way. Https is safe, and so is this machine."""
    parts = urlsplit(api)
    if parts.hostname and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))
    ):
        return api.rstrip("/")
    raise QuestionsError(
        sentence(
            "“{address}” is no address of GitHub's API. Write it as https://api.github.com, or "
            "https://HOST/api/v3 for a server of your own ([{table}] api in {path}, or {variable}).",
            address=api,
            table=TABLE,
            path=str(secrets.FILE),
            variable=API,
        )
    )
