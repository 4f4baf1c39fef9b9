"""A group with a public server: its workbook, its secrets file, and the cookies of its visitors."""

import json
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from studylib.workbook import sample
from studylib.workbook.cells import Cell, Tab, Workbook

ADDRESSES = {
    "가람": "garam.kim@school.example",
    "나래": "narae.lee@school.example",
    "다온": "daon.park@school.example",
    "라온": "raon.choi@school.example",
    "마루": "maru.jung@school.example",
}
"""The members. 가람 leads."""
LEADER, MEMBER, STRANGER = ADDRESSES["가람"], ADDRESSES["나래"], "somebody@else.example"
COOKIE_SECRET = "canary-cookie-secret-0123456789abcdef"
CANARIES = (
    "canary-cookie-secret",
    "canary-client-secret",
    "canary-private-key",
    "canary-calendar-token",
    "canary-reminder-address",
    "canary-database-password",
)
"""Texts that only the secrets file has."""
COOKIE, XSRF_COOKIE = "_streamlit_user", "_streamlit_xsrf"
XSRF = "2|01020304|00000000000000000000000000000001|1700000000"


def workbook(now: datetime, *settings: tuple[str, Cell]) -> Workbook:
    """The sample season as that of a real group, with an address for each member."""

    def real(tab: Tab) -> Tab:
        rows = tab.rows
        if tab.title == "설정":
            rows = (*(row for row in rows if row[0] != "예시"), *settings)
        elif tab.title == "멤버":
            rows = (rows[0], *((row[0], ADDRESSES[str(row[0])], *row[2:]) for row in rows[1:]))
        return Tab(tab.title, rows)

    return Workbook(tuple(map(real, sample.make_sample(now).tabs)))


def workbook_with_meeting(now: datetime) -> Workbook:
    """That season, with a meeting each week. One began five minutes ago."""
    starts = now.astimezone(ZoneInfo("Asia/Seoul")) - timedelta(minutes=5)
    day = "월화수목금토일"[starts.weekday()]
    tasks = Tab("과제", (("과제", "종류", "마감"), ("모임", "출석", f"{day} {starts:%H:%M}")))
    return Workbook((*workbook(now).tabs, tasks))


def home(folder: Path, url: str, provider: str = "http://localhost:9") -> Path:
    """A home folder with a secrets file, all of whose secrets are canaries."""
    file = folder / ".streamlit/secrets.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f"""
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "study"
client_secret = "canary-client-secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[google]
private_key = "canary-private-key"
[reminders]
addresses = ["mailto://canary-reminder-address@mail.example"]
[calendar]
token = "canary-calendar-token"
[database]
password = "canary-database-password"
"""
    )
    file.chmod(0o600)
    return folder


class At(TimestampSigner):
    """A signer at another moment."""

    moment = 0

    def get_timestamp(self) -> int:
        return self.moment or int(time.time())


def cookie(
    origin: str,
    address: str,
    *,
    secret: str = COOKIE_SECRET,
    signed_at: int = 0,
    salt: str = COOKIE,
    **claims: object,
) -> str:
    """The cookie of a signed-in visitor, signed by Streamlit, not encrypted.

    ``signed_at`` is in seconds since 1970, 0 for now.
    """
    said = {
        "origin": origin,
        "is_logged_in": True,
        "provider": "default",
        "iss": "http://localhost:9",
        "sub": address,
        "iat": int(time.time()) - 60,
        "nonce": f"{address}{time.monotonic_ns()}",
        "email": address,
        "email_verified": True,
    }
    signer = type("Then", (At,), {"moment": signed_at})
    serializer = URLSafeTimedSerializer(secret, salt=salt, signer=signer)
    return str(serializer.dumps(json.dumps(said | claims)))


def headers(origin: str, user: str | None, *, xsrf: str = XSRF) -> Mapping[str, str]:
    """The headers of a browser with that cookie."""
    kept = {XSRF_COOKIE: xsrf} | ({COOKIE: user} if user else {})
    return {"Origin": origin, "Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())}
