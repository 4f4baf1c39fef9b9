"""The codes of certificates."""

from dataclasses import replace

import pytest

from studylib.access.certificates import LENGTH, Certified, is_proof, write_proof

SECRET = "0123456789abcdef"
GARAM = Certified("night", "s-1 2022-04-06", "가람")
PROOF = write_proof(SECRET, GARAM)


def test_a_code_fits_an_address_and_holds_however_it_is_typed() -> None:
    assert len(PROOF) == LENGTH
    assert PROOF.isalnum()
    assert is_proof(SECRET, GARAM, PROOF)
    assert is_proof(SECRET, GARAM, PROOF.upper())


@pytest.mark.parametrize(
    "other",
    [
        replace(GARAM, member="나래"),
        replace(GARAM, study="day"),
        replace(GARAM, study=""),
        replace(GARAM, season="s-1 2022-09-01"),
        replace(GARAM, study="nights-1", season=" 2022-04-06"),
    ],
)
def test_a_code_is_for_one_member_of_one_season_of_one_study(other: Certified) -> None:
    assert not is_proof(SECRET, other, PROOF)


@pytest.mark.parametrize("given", ["", PROOF[:-1], PROOF + "a", "a" * LENGTH, "가" * LENGTH, "a" * 1_000_000])
def test_anything_else_is_no_code(given: str) -> None:
    assert not is_proof(SECRET, GARAM, given)


def test_another_secret_makes_another_code() -> None:
    assert write_proof(SECRET + "0", GARAM) != PROOF
