"""The titles of the pages."""

from pathlib import Path

from studylib.text.language import Language
from studylib.web.page_titles import TITLES, write_title

PAGES = Path(__file__).parents[2] / "pages"


def test_each_page_has_a_title() -> None:
    assert {name or "board" for name in TITLES} == {file.stem for file in PAGES.glob("*.py")}


def test_the_window_names_the_page_and_then_the_study_or_the_product() -> None:
    language = Language("ko")
    assert write_title(language, "", "밤샘 스터디") == "현황 · 밤샘 스터디"
    assert write_title(language, "fines") == "벌금 · Studyboard"
    assert write_title(language, "nothing", "밤샘 스터디") == "밤샘 스터디"
