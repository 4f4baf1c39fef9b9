"""The letters of an image, on any machine."""

import pytest

from studylib.exports.letters import choose_size, clean_line, fit_line, load_letters


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("가람 뷁 힣 Ada", "가람 뷁 힣 Ada"),
        ("\u1112\u1161\u11ab글", "한글"),
        ("₩3,000 · 원 (−1)", "₩3,000 · 원 (−1)"),
        ("Jos\u00e9 Mu\u00f1oz", "José Muñoz"),
        ("🦊여우", "여우"),
        ("👨\u200d👩\u200d👧 우리 가족 🏠", "우리 가족"),
        ("☀\ufe0f 아침 👍\U0001f3fd 1\ufe0f\u20e3조 \U0001f1f0\U0001f1f7", "아침 1조"),
        ("🔥🔥", "□"),
        ("★ 별", "★ 별"),
        ("漢字 스터디", "□□ 스터디"),
        ("שלום", "□□□□"),
        ("가\n나\t다\0라", "가 나 다 라"),
        ("\u202e가\u200b나", "가나"),
        ("x" + "\u0301" * 50, "x"),
        ("", ""),
    ],
)
def test_a_text_becomes_one_line_of_letters_that_the_fonts_have(text: str, drawn: str) -> None:
    assert clean_line(text) == drawn


@pytest.mark.parametrize("room", [0, 10, 40, 100, 300])
@pytest.mark.parametrize("bold", [True, False])
def test_a_line_is_cut_with_an_ellipsis_to_fit_its_room(room: int, bold: bool) -> None:
    fitted = fit_line("아주아주긴이름의스터디" * 20, room, 30, bold=bold)
    width = load_letters(30, bold=bold).getlength(fitted)
    assert fitted.endswith("…")
    assert width <= max(room, load_letters(30, bold=bold).getlength("…"))
    assert width > room - 60


def test_a_line_that_fits_is_whole() -> None:
    assert fit_line("가람", 200, 30) == "가람"


@pytest.mark.parametrize("amount", ["0원", "4,133,500원", "₩1,234,567,890", "999,999,999,999원"])
@pytest.mark.parametrize(("room", "size"), [(224, 50), (158, 30)])
def test_an_amount_is_never_cut_but_drawn_smaller(amount: str, room: int, size: int) -> None:
    chosen = choose_size(amount, room, size, bold=True)
    assert fit_line(amount, room, chosen, bold=True) == amount
    wider = load_letters(min(size, chosen + 1), bold=True).getlength(amount)
    assert chosen == size or wider > room
