"""What a file says of its own signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.readme import parsing
from studylib.readme.legend import find_legend
from studylib.readme.marks import Mark
from tests.readme.examples import said

DONE, LATE, NOT = Mark.DONE, Mark.LATE, Mark.NOT


@pytest.mark.parametrize(
    ("line", "legend"),
    [
        ("범례: 🟩 완료 🟦 지각", {"🟩": DONE, "🟦": LATE}),
        ("- 🟩 : 제출 완료", {"🟩": DONE}),
        ("> O 제출 / △ 지각 / X 미제출", {"o": DONE, "△": LATE, "x": NOT}),
        ("완료 🟩 지각 🟦", {"🟩": DONE, "🟦": LATE}),
        ("범례: `1/3` 완료", {"1/3": DONE}),
        ("표시: ✅ (제출), ❌ (미제출)", {"✅": DONE, "❌": NOT}),
        ("**🟩 = done**<br>🟦 = late", {"🟩": DONE, "🟦": LATE}),
        ("⏳: 지각 (다음 날까지)", {"⏳": LATE}),
        ("Legend: 🟩 done, 🟦 unknown", {"🟩": DONE}),
        ("우리는 🟩 제출을 합니다", {}),
        ("가람 제출", {}),
        ("- [x] 완료", {}),
        ("범례: 🟩 완료" + " " * 292 + ".", {}),
    ],
)
def test_a_line_explains_signs_by_known_words(line: str, legend: dict[str, Mark]) -> None:
    assert find_legend(parsing.parse_page(f"# 모임\n\n{line}\n")) == legend


def test_a_table_of_two_columns_explains_signs_too_and_the_first_word_counts() -> None:
    text = "|기호|의미|\n|-|-|\n|🟩|지각|\n\n🟩 완료\n"
    assert find_legend(parsing.parse_page(text)) == {"🟩": LATE}


def test_the_legend_of_a_file_goes_before_what_is_known_of_signs() -> None:
    text = "범례: O 지각, V 완료, 🟩 미제출\n\n|주차|가람|나래|다온|\n|-|-|-|-|\n|1|O|V|🟩|\n"
    assert said(text) == {("가람", 1): LATE, ("나래", 1): DONE, ("다온", 1): NOT}


@given(st.text(st.sampled_from("범례: 🟩완료OX,/()|=-\n`*"), max_size=120))
def test_any_text_has_a_legend_or_none(text: str) -> None:
    find_legend(parsing.parse_page(text))
