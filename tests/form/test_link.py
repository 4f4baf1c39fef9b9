"""The address of a Google Form with its answers filled in."""

from urllib.parse import parse_qs, urlsplit

import pytest

from studylib.form.link import prefill_form
from studylib.season.study import FormLink

URL = "https://docs.google.com/forms/d/e/abc/viewform"


def test_member_and_week_are_filled_in() -> None:
    address = prefill_form(FormLink(URL, "111", "222"), "하나 & 둘", "3주차")
    assert address.startswith(f"{URL}?")
    assert parse_qs(urlsplit(address).query) == {
        "usp": ["pp_url"],
        "entry.111": ["하나 & 둘"],
        "entry.222": ["3주차"],
    }


@pytest.mark.parametrize("form", [FormLink(URL), FormLink(URL, "111", None)])
def test_without_entry_ids_or_a_name_the_form_is_opened_empty(form: FormLink) -> None:
    assert prefill_form(form, None, "3주차") == URL


def test_an_address_with_a_query_keeps_it() -> None:
    address = prefill_form(FormLink(f"{URL}?hl=ko", None, "222"), None, "3주차")
    assert parse_qs(urlsplit(address).query) == {"hl": ["ko"], "usp": ["pp_url"], "entry.222": ["3주차"]}


def test_a_form_with_an_entry_for_the_task_gets_it_once_it_is_known() -> None:
    form = FormLink(URL, "111", "222", "333")
    assert prefill_form(form, None, "3주차", "글 & 그림").endswith(
        "entry.222=3%EC%A3%BC%EC%B0%A8&entry.333=%EA%B8%80+%26+%EA%B7%B8%EB%A6%BC"
    )
    assert "entry.333" not in prefill_form(form, None, "3주차")
    assert "entry" not in prefill_form(FormLink(URL), None, "3주차", "글")
