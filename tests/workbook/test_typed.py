import unicodedata

import pytest

from studylib.workbook.typed import tidy


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("３，０００원", "3,000원"),
        ("２０２２－０４－０６　２３：５９", "2022-04-06 23:59"),
        ("￦3", "₩3"),
        ("\u200e4/12/2022,\u202f11:59\u202fPM", "4/12/2022, 11:59 PM"),
        ("\ufeff2022-04-06\u200b", "2022-04-06"),
        ("  3 \n\t 주차 ", "3 주차"),
        (unicodedata.normalize("NFD", "3주차"), "3주차"),
        ("3²", "3²"),
        ("①", "①"),
        ("", ""),
    ],
)
def test_what_a_keyboard_or_phone_adds_is_taken_away(written: str, text: str) -> None:
    assert tidy(written) == text
