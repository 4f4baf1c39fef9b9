"""The curriculum."""

import re
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from studylib.workbook import sample
from tests.pages.drawn import NOW, Markup, Open, bodies
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def sections(app: AppTest) -> list[str]:
    """Each week of the curriculum as it is read."""
    body = next(body for body in bodies(app) if 'class="weeks"' in body)
    return [re.sub("<[^>]*>", "|", part) for part in body.split("<section")[1:]]


def test_the_curriculum_shows_each_week_with_its_dates_and_the_present_one_stands_out(visit: Open) -> None:
    shown = sections(visit("curriculum", group()))
    assert len(shown) == 5
    assert "1주차 · 주제 1" in shown[0]
    assert "4/6 (수) – 4/12 (화) 23:59:59" in shown[0]
    assert [number for number, each in enumerate(shown, 1) if "이번 주" in each] == [4]
    assert [number for number, each in enumerate(shown, 1) if each.startswith(' class="card present"')] == [4]


def test_the_curriculum_shows_lectures_writers_posts_and_notes(visit: Open) -> None:
    weeks = [
        (1, "<b>Title</b>", "https://a.example/1\nchapter 1", "읽기 <i>", None, None),
        (2, None, None, None, "세찬", datetime(2022, 5, 5, 12)),
    ]
    app = visit("curriculum", group(weeks=weeks))
    first, second = sections(app)
    assert "1주차 · &lt;b&gt;Title&lt;/b&gt;" in first
    assert "a.example/1" in first
    assert "chapter 1" in first
    assert "읽기 &lt;i&gt;" in first
    assert "|하나|" in first
    assert "세찬 (교대)" in second
    assert "5/5 (목) 11:59:59" in second
    assert "연장" in second
    assert {"https://a.example/1", "https://hana.example/1", "https://duri.example/2"} <= set(
        Markup(app).links
    )


@pytest.mark.parametrize(
    ("language", "swap", "not_yet"),
    [("ko", "라온 (다온 대신)", "아직 글이 없습니다"), ("en", "라온 (for 다온)", "No post yet")],
)
def test_the_curriculum_names_the_writer_and_misses_no_post_of_a_coming_week(
    visit: Open, language: str, swap: str, not_yet: str
) -> None:
    shown = sections(visit("curriculum", sample.make_sample(NOW), lang=language))
    told = [re.search(r"(?:팀블로그|Team blog)\|+([^|]*)\|*([^|]*)", each) for each in shown[:8]]
    assert [found and found.groups() for found in told] == [
        ("가람 · ", "blog.example/garam/backpropagation"),
        ("나래 · ", "blog.example/narae/cnn"),
        (f"{swap} · ", "blog.example/raon/rnn"),
        ("다온 · ", "blog.example/daon/transformer"),
        (f"마루 · {not_yet}", "노트" if language == "ko" else "Notes"),
        (f"가람 · {not_yet}", "노트" if language == "ko" else "Notes"),
        ("나래", ""),
        ("라온", ""),
    ]


def test_a_link_that_a_phone_began_with_a_capital_is_a_link(visit: Open) -> None:
    season = group(answers=[(datetime(2022, 4, 12), "하나", 1, "Https://Hana.example/1")])
    assert "Https://Hana.example/1" in Markup(visit("curriculum", season)).links
