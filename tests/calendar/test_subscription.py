"""The address to subscribe to, and its token."""

from urllib.parse import parse_qs, urlsplit

import pytest

from studylib.calendar import subscription
from studylib.calendar.subscription import LONGEST_FOR_GOOGLE, explain_google, subscription_address


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a", None, False),
        ("비밀", "비밀", True),
        ("a", "\ud800", False),
        (None, None, False),
        (None, "a", False),
        ("", "", False),
    ],
)
def test_a_token_that_was_given_fits_the_one_that_is_set_up(
    wanted: str | None, given: str | None, fits: bool
) -> None:
    assert subscription.is_token(wanted, given) is fits


@pytest.mark.parametrize(
    ("page", "token", "study"),
    [
        ("https://study.example.com/curriculum?lang=en", "a&b=c d%2F+#", "새벽"),
        ("http://study.example.com:8501/", None, None),
        ("https://[2606:4700:4700::1111]/member", "t", None),
    ],
)
def test_both_links_carry_the_address_letter_by_letter(
    page: str, token: str | None, study: str | None
) -> None:
    address = subscription_address(page, token, study)
    webcal = subscription.write_webcal_link(address)
    assert webcal.partition("://")[::2] == ("webcal", address.partition("://")[2])
    google = urlsplit(subscription.write_google_link(address))
    assert (google.scheme, google.netloc) == ("https", "calendar.google.com")
    assert parse_qs(google.query, strict_parsing=True) == {"cid": [webcal]}
    inner = parse_qs(urlsplit(webcal).query)
    assert (inner.get("token", [None])[0], inner.get("study", [None])[0]) == (token, study)


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("study.example.com", True),
        ("Study.Example.com.", True),
        ("스터디.한국", True),
        ("8.8.8.8", True),
        ("localhost", False),
        ("127.0.0.1", False),
        ("::1", False),
        ("192.168.0.7", False),
        ("169.254.1.1", False),
        ("2130706433", False),
        ("10.0.1", False),
        ("nas", False),
        ("nas.local", False),
        ("board.lan", False),
        ("", False),
    ],
)
def test_google_reaches_hosts_of_the_internet_alone(host: str, is_public: bool) -> None:
    assert subscription.is_public_host(host) is is_public


def test_the_reason_names_the_host_or_the_length() -> None:
    assert explain_google("https://study.example.com/deadlines.ics") is None
    near = explain_google("http://192.168.0.7:8501/deadlines.ics")
    assert near is not None
    assert near.values["host"] == "192.168.0.7"
    start = "https://study.example.com/deadlines.ics?token="
    fits = LONGEST_FOR_GOOGLE - len(start) - len("webcal") + len("https")
    assert explain_google(start + "a" * (fits - 1)) is explain_google(start + "a" * fits) is None
    long = explain_google(start + "a" * (fits + 1))
    assert long is not None
    assert long.values["most"] == LONGEST_FOR_GOOGLE
