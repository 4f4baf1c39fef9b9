"""The key of a service account: where it is read from, and what is wrong with it."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from studylib.stores.google import key, session
from studylib.text.errors import WorkbookError

PRIVATE = "private" + "_key"


@pytest.fixture(scope="session")
def pem() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


@pytest.fixture
def fields(pem: str) -> dict[str, str]:
    return {
        "type": "service_account",
        "client_email": "board@study.iam.gserviceaccount.com",
        PRIVATE: pem,
        "token_uri": "https://oauth2.googleapis.com/token",
    }


def in_secrets(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")


def as_table(fields: dict[str, str]) -> str:
    return "[service_account]\n" + "".join(
        f"{name} = {json.dumps(value)}\n" for name, value in fields.items()
    )


def test_without_a_key_there_is_none() -> None:
    assert key.find_key() is None
    with pytest.raises(WorkbookError, match=r"There is no key.*\[service_account\].*README"):
        session.open_session(None, session.READ_ONLY)


def test_a_key_is_read_from_the_secrets_as_a_table_or_as_the_whole_file(
    nowhere: Path, fields: dict[str, str]
) -> None:
    in_secrets(nowhere, as_table(fields))
    assert key.find_key() == key.Key(fields["client_email"], fields)
    in_secrets(nowhere, f"service_account = '''\n{json.dumps(fields, indent=1)}\n'''\n")
    assert key.find_key() == key.Key(fields["client_email"], fields)


def test_a_key_is_read_from_the_file_that_the_environment_names(
    nowhere: Path, fields: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (nowhere / "key.json").write_text(json.dumps(fields))
    monkeypatch.setenv(key.KEY_FILE, "key.json")
    assert key.find_key() == key.Key(fields["client_email"], fields)


def test_line_ends_that_were_pasted_as_two_signs_are_mended(nowhere: Path, fields: dict[str, str]) -> None:
    whole = fields[PRIVATE]
    in_secrets(nowhere, as_table(fields | {PRIVATE: whole.replace("\n", "\\n")}))
    found = key.find_key()
    assert found is not None
    assert found.fields[PRIVATE] == whole
    session.open_session(found, session.READ_ONLY)


BROKEN = {
    "type": ["", "authorized_user", None],
    "client_email": ["", "nobody", None],
    PRIVATE: ["", "hunter2", None],
    "token_uri": ["", "http://evil.example/token", None],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field in BROKEN for value in BROKEN[field]])
def test_of_a_broken_key_the_field_is_named_and_never_its_value(
    nowhere: Path, fields: dict[str, str], field: str, value: str | None
) -> None:
    broken = {name: each for name, each in (fields | {field: value}).items() if each is not None}
    in_secrets(nowhere, as_table(broken))
    with pytest.raises(WorkbookError, match=f"“{field}”") as raised:
        session.open_session(key.find_key(), session.READ_ONLY)
    said = str(raised.value)
    assert not value or value not in said
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("text", ["", "not json", "[1, 2]", "[" * 100_000, "9" * 5_000, "NaN"])
def test_a_file_that_is_not_a_key_is_reported(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (nowhere / "key.json").write_text(text)
    monkeypatch.setenv(key.KEY_FILE, "key.json")
    with pytest.raises(WorkbookError, match=r"key\.json"):
        key.find_key()


def test_a_missing_key_file_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(key.KEY_FILE, "nosuch.json")
    with pytest.raises(WorkbookError, match=r"nosuch\.json"):
        key.find_key()


def test_a_key_does_not_show_itself(fields: dict[str, str]) -> None:
    shown = repr(key.Key(fields["client_email"], fields))
    assert not any(value in shown for value in fields.values())
