"""Which repository has the questions, and which token goes to which server."""

from dataclasses import replace
from pathlib import Path

import pytest

from studylib.questions import access
from studylib.questions.access import PUBLIC_API, Access, Repository
from studylib.text.errors import ConfigError, QuestionsError
from tests.questions.asking import PLACE, STUDY


def secrets(folder: Path, *lines: str) -> None:
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit/secrets.toml").write_text("\n".join(("[github]", *lines)))


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://github.com/g/S", PLACE),
        ("https://github.com/g/S/", PLACE),
        ("http://www.github.com/g/S.git", PLACE),
        ("https://github.com/g/S/issues?q=is%3Aopen", PLACE),
        ("https://GitHub.com/g/S/tree/main/docs", PLACE),
        ("https://user:secret" + "@github.com/g/a.b_c-d", Repository("github.com", "g", "a.b_c-d")),
        ("https://code.school.kr:8443/g/S", Repository("code.school.kr:8443", "g", "S")),
    ],
)
def test_a_repository_is_known_by_whatever_link_people_copy(address: str, place: Repository) -> None:
    assert access.find_repository(replace(STUDY, repository=address)) == place


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com",
        "https://github.com/g",
        "https://github.com/g/",
        "https://github.com/g/..",
        "https://github.com/g/%2e%2e",
        "https://github.com/가나/S",
        "https:///g/S",
        "https://github.com:65536/g/S",
        "https://github.com:x/g/S",
        "https://[::1/g/S",
    ],
)
def test_a_link_to_anything_else_is_no_repository(address: str) -> None:
    with pytest.raises(QuestionsError, match="is no repository on GitHub") as raised:
        access.find_repository(replace(STUDY, repository=address))
    assert address in str(raised.value)


def test_a_study_may_have_no_repository() -> None:
    assert access.find_repository(STUDY) is None


def test_one_asks_in_the_repository_itself() -> None:
    assert PLACE.asking == "https://github.com/g/S/issues/new"


OWN = Repository("code.school.kr", "g", "S")


def test_without_a_token_github_is_asked_in_public() -> None:
    assert access.find_access(PLACE) == Access(PUBLIC_API)


@pytest.mark.parametrize(
    "host",
    [
        "code.school.kr",
        "127.0.0.1:9",
        "169.254.169.254",
        "github.com:444",
        "github.com.evil.example",
        "[::1]:80",
    ],
)
def test_a_host_that_the_workbook_alone_names_is_never_asked(nowhere: Path, host: str) -> None:
    place = access.find_repository(replace(STUDY, repository=f"https://{host}/g/S"))
    assert place
    for lines in ((), ('token = "of-file"',)):
        secrets(nowhere, *lines)
        with pytest.raises(QuestionsError, match="is not asked, because only the settings tab names it"):
            access.find_access(place)


def test_a_host_of_any_length_is_quoted_in_short() -> None:
    with pytest.raises(QuestionsError) as raised:
        access.find_access(Repository("x" * 100_000, "g", "S"))
    assert len(str(raised.value)) < 500


def test_the_token_of_the_secrets_file_comes_before_that_of_the_environment(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(access.TOKEN, "of-actions")
    assert access.find_access(PLACE) == Access(PUBLIC_API, "of-actions")
    secrets(nowhere, 'token = " of-file "')
    assert access.find_access(PLACE) == Access(PUBLIC_API, "of-file")
    secrets(nowhere, 'token = "of-file"', 'api = "https://code.school.kr/api/v3/"')
    assert access.find_access(OWN) == Access("https://code.school.kr/api/v3", "of-file")


def test_no_token_goes_to_a_server_that_the_workbook_alone_names(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(access.TOKEN, "of-actions")
    monkeypatch.setenv(access.API, PUBLIC_API)
    secrets(nowhere, 'token = "of-file"')
    with pytest.raises(QuestionsError, match="is not asked"):
        access.find_access(OWN)


def test_the_environment_of_a_server_of_ones_own_is_meant_for_that_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(access.TOKEN, "of-actions")
    monkeypatch.setenv(access.SERVER, "https://code.school.kr")
    monkeypatch.setenv(access.API, "https://code.school.kr/api/v3")
    assert access.find_access(OWN) == Access("https://code.school.kr/api/v3", "of-actions")
    assert access.find_access(PLACE) == Access(PUBLIC_API)


@pytest.mark.parametrize("api", ["http://code.school.kr/api/v3", "ftp://x", "api.github.com", "https://"])
def test_no_token_goes_unencrypted_to_another_machine(nowhere: Path, api: str) -> None:
    secrets(nowhere, 'token = "hush"', f'api = "{api}"')
    with pytest.raises(QuestionsError, match="is no address of GitHub's API") as raised:
        access.find_access(PLACE)
    assert "hush" not in str(raised.value)


def test_a_token_that_is_no_text_is_reported_without_it(nowhere: Path) -> None:
    secrets(nowhere, "token = 12345")
    with pytest.raises(ConfigError, match=r"“\[github\] token” in .* is not a text") as raised:
        access.find_access(PLACE)
    assert "12345" not in str(raised.value)


def test_a_token_is_in_no_repr() -> None:
    assert "hush" not in repr(Access(PUBLIC_API, "hush"))
