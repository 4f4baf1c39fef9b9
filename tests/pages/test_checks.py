"""The checks."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.stores.xlsx import write
from tests.pages.drawn import NOW, Open, bodies, strips, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def rules(app: AppTest) -> str:
    return re.sub("<[^>]*>", "|", bodies(app)[-2])


def test_the_checks_say_that_all_could_be_read(visit: Open) -> None:
    assert strips(visit("checks", group(), lang="en")) == ["Everything in the workbook could be read."]


def test_the_checks_show_the_rules_in_force(visit: Open) -> None:
    shown = rules(visit("checks", group(), lang="en"))
    assert "Asia/Seoul" in shown
    assert "Wed, Apr 6, 2022" in shown
    assert "5 weeks, 3 members" in shown
    assert "Late: until 12 hr after due, ₩3,000|Absent: from there on, ₩4,000" in shown
    assert "Wed, Apr 13, 2022 – Tue, Apr 26, 2022 · 중간고사" in shown
    assert "Thu, May 12, 2022 – Fri, May 13, 2022 · 두리 · 가족 여행" in shown
    assert "1/n without last place" in shown


def test_the_checks_say_where_the_data_comes_from_and_how_old_it_is(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    app = visit("checks", group(), lang="en")
    source = re.sub("<[^>]*>", "|", bodies(app)[-3])
    assert "studyboard.db|" in source
    assert "|members can hand in on the page|" in source
    assert "|Wed 5/11 00:30:00|" in source
    assert "|4|" in source
    at(NOW + timedelta(minutes=5, seconds=7))
    assert "Wed 5/11 00:30:00, 5 min 7 sec ago" in text(app.run())


def test_the_checks_say_of_a_file_that_it_is_only_read(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    assert "season.xlsx권한읽기 전용" in text(visit("checks", "season.xlsx"))
