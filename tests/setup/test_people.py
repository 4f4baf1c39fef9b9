"""One line of pasted members."""

import pytest

from studylib.setup.people import cut_role, find_address, read_person


@pytest.mark.parametrize(
    "cells",
    [
        ["가람", "garam@x.kr"],
        ["가람 <garam@x.kr>"],
        ["가람(garam@x.kr)"],
        ["가람 mailto:garam@x.kr"],
        ["가람garam@x.kr"],
        ["garam@x.kr", "가람"],
        ["@가람", "garam＠x.kr"],
        ["가람 ＜garam@x.kr＞"],
    ],
)
def test_name_and_address_are_found_however_they_are_written(cells: list[str]) -> None:
    person = read_person(cells)
    assert (person.name, person.email, person.fault) == ("가람", "garam@x.kr", None)


@pytest.mark.parametrize(
    "text", ["가람 (스터디장)", "스터디장: 가람", "가람 스터디장", "가람 [Leader]", "방장 가람"]
)
def test_the_word_for_a_leader_is_cut_off_a_name(text: str) -> None:
    assert cut_role(text) == ("가람", True)


@pytest.mark.parametrize("text", ["가람", "리더십", "김팀장수", "멤버"])
def test_other_words_stay(text: str) -> None:
    assert cut_role(text) == (text, False)


@pytest.mark.parametrize("account", ["@garam-1", "https://github.com/garam-1", "github.com/garam-1/"])
def test_a_github_account_is_found_beside_the_name(account: str) -> None:
    assert read_person(["가람", account]).github == account.removeprefix("@").rstrip("/")


@pytest.mark.parametrize(
    "written",
    [
        *("garam@", "garam@gmail", "g***@x.kr", "a..b@x.kr", "a@x..kr", "a@b@x.kr", "a@x.k"),
        *("a" * 65 + "@x.kr", "a@" + "x" * 64 + ".kr", "a@" * 2500, "a" * 4000 + "@x.kr가"),
    ],
)
def test_what_only_looks_like_an_address_is_a_fault(written: str) -> None:
    person = read_person(["가람", written])
    assert person.email is None
    assert person.fault


@pytest.mark.parametrize("length", [63, 64, 65])
def test_a_mailbox_has_at_most_64_characters(length: int) -> None:
    whole = "a" * length + "@x.kr"
    assert (find_address(whole) == whole) is (length <= 64)


@pytest.mark.parametrize(
    "cells", [["가람", "a@x.kr", "b@x.kr"], ["가람 a@x.kr b@x.kr"], ["가람 <a@x.kr>", "b@x.kr"]]
)
def test_a_second_address_is_a_fault_and_not_dropped_in_silence(cells: list[str]) -> None:
    assert "two addresses" in str(read_person(cells).fault)
