"""The repository to ask, and the token to ask with."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studylib.config import secrets, studies
from studylib.season.study import Study
from studylib.text.errors import QuestionsError
from studylib.text.message import sentence

TABLE = "github"
"""What the table of the token and the address of the API is called in the secrets file."""

TOKEN, API, SERVER = "GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_SERVER_URL"
"""The environment variables that GitHub Actions sets: the token, and the server for which it is."""

PUBLIC = "github.com"
PUBLIC_API = "https://api.github.com"

PLACE = re.compile(r"/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\.git)?(?:/.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by the host on which people see it (with its port, if it names one), its owner and its name."""

    host: str
    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"

    @property
    def address(self) -> str:
        """Where people see it."""
        return f"https://{self.host}/{self}"

    @property
    def asking(self) -> str:
        """Where people ask a question."""
        return f"{self.address}/issues/new"


@dataclass(frozen=True, slots=True)
class Access:
    """The API to ask and the token that it gets, if any. No ``repr`` or traceback shows the token."""

    api: str
    token: str | None = field(default=None, repr=False)


# ---- which repository, and how to get at it ----


def find_repository(study: Study) -> Repository | None:
    """The repository of the settings, ``None`` where there is none. Raises a QuestionsError where the link is that of
    anything but a repository."""
    if study.repository is None:
        return None
    parts = urlsplit(study.repository)
    found = PLACE.fullmatch(parts.path)
    if not parts.hostname or not found or found[2] in (".", ".."):
        raise QuestionsError(
            sentence(
                "The setting repository is no repository on GitHub: “{address}”. Write it as https://github.com/owner/name.",
                address=study.repository,
            )
        )
    host = parts.hostname.removeprefix("www.")
    return Repository(f"{host}:{parts.port}" if parts.port else host, found[1], found[2])


def find_access(place: Repository, study: studies.StudyConfig = studies.ONLY) -> Access:
    """How to ask for the questions of that repository.

    The API and the token are those of the secrets file, else those of the environment if they are meant for the same
    host, else the host's own API without a token. A token alone is meant for github.com. Raises a QuestionsError where
    the secrets file or the address of the API cannot be used.
    """
    given = study.table(TABLE)
    token, api = _text(given, "token"), _text(given, "api")
    if api:
        return Access(_checked(api), token)
    if token and place.host == PUBLIC:
        return Access(PUBLIC_API, token)
    if urlsplit(study.variable(SERVER) or f"https://{PUBLIC}").netloc == place.host:
        api = study.variable(API) or _own_api(place)
        return Access(_checked(api), (study.variable(TOKEN) or "").strip() or None)
    return Access(_own_api(place))


def _text(given: Mapping[str, object], name: str) -> str | None:
    found = given.get(name)
    if not isinstance(found, str | None):
        raise QuestionsError(
            sentence(
                "“{name}” in {path} is not a text. Put it in quotation marks.",
                name=f"[{TABLE}] {name}",
                path=str(secrets.FILE),
            )
        )
    return found.strip() or None if found else None


def _own_api(place: Repository) -> str:
    """That of github.com, or of a GitHub Enterprise Server."""
    return PUBLIC_API if place.host == PUBLIC else f"https://{place.host}/api/v3"


def _checked(api: str) -> str:
    """The address, if a token may go there: nobody on the way reads it."""
    parts = urlsplit(api)
    if parts.hostname and (
        parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(parts.hostname))
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


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
