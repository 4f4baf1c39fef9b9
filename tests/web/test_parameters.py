"""The parameters of an address, each cut to its length."""

import re
from pathlib import Path

import pytest

from studylib.web.parameters import LONGEST, cut_parameter, find_longest

ROOT = Path(__file__).parents[2]
READERS = {"studylib/web/address.py", "studylib/web/feed.py", "studylib/web/preview_request.py"}
"""The modules that may read raw parameters. They cut them."""


@pytest.mark.parametrize("name", ["as_of", "lang", "month", "row", "pot", "unknown"])
@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_a_parameter_is_cut_to_40_characters(name: str, length: int) -> None:
    cut = cut_parameter(name, "2" * length)
    assert cut is not None
    assert len(cut) == min(length, LONGEST)
    assert ("…" in cut) is (length > LONGEST)


@pytest.mark.parametrize(("name", "longest"), [("study", 64), ("name", 100), ("fix", 100), ("what_if", 2000)])
def test_what_people_name_themselves_may_be_longer(name: str, longest: int) -> None:
    assert find_longest(name) == longest
    assert cut_parameter(name, "가" * longest) == "가" * longest
    assert cut_parameter(name, "가" * longest + "나") != "가" * longest


def test_a_missing_parameter_stays_missing() -> None:
    assert cut_parameter("as_of", None) is None
    assert cut_parameter("as_of", "") == ""


def test_no_other_module_reads_raw_parameters() -> None:
    reads = re.compile(r"query_params(\.get\b|\.to_dict|\.from_dict|\.get_all|\.items|\.values)")
    files = [*(ROOT / "studylib").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = {str(file.relative_to(ROOT)) for file in files if reads.search(file.read_text(encoding="utf-8"))}
    assert found == READERS
