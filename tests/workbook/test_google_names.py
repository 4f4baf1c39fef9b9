"""Google's own titles and headers, in many languages."""

import pytest

from studylib.workbook import google_names, headers, tables, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.layouts import ANSWERS, is_form_title


@pytest.mark.parametrize("timestamp", google_names.TIMESTAMPS)
def test_a_form_in_any_language_of_google_is_read(timestamp: str) -> None:
    header: Row = (timestamp[0].upper() + timestamp[1:], "이름", "주차", "링크")
    (table,) = tables.find_answer_tables(Workbook((Tab("제목 없음", (header,)),)))
    assert (table.missing, table.places["submitted_at"]) == ((), [0])


@pytest.mark.parametrize("address", google_names.ADDRESSES)
def test_the_address_that_google_collects_is_known_in_other_languages(address: str) -> None:
    assert headers.find_sure_columns(ANSWERS, ("x", f" {address.title()} ")) == {"email": [1]}


@pytest.mark.parametrize(
    "title",
    [
        "Réponses au formulaire 1", "Formularantworten 2", "Respuestas de formulario 1", "フォームの回答 1",
        "表單回應 1", "Ответы на форму (1)", "Form Yanıtları 1", "Respostas ao formulário 1", "Câu trả lời biểu mẫu 1",
    ],
)  # fmt: skip
def test_the_title_of_the_answers_is_known_in_other_languages(title: str) -> None:
    assert is_form_title(title)
    assert [each.title for each in tables.find_answer_tables(Workbook((Tab(title, (("?",),)),)))] == [title]


def test_no_word_of_google_means_two_columns() -> None:
    folded = [values.fold(name) for name in (*google_names.TIMESTAMPS, *google_names.ADDRESSES)]
    assert len(folded) == len(set(folded))
