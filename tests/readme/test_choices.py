"""What a caller decides that a README leaves open."""

from datetime import date

from studylib.readme.choices import WeeksAre, choose_for_study
from studylib.workbook import reader
from tests.season import seasons


def test_a_study_gives_its_repository_and_the_days_of_its_weeks() -> None:
    settings = seasons.tab("settings", "key | value", "starts_on | 2022-04-06", "repository | https://g.kr/r")
    study, _ = reader.read(seasons.book(settings=settings))
    chosen = choose_for_study(study, members=["가람"], weeks_are=WeeksAre.DATES, folder="docs")
    assert (chosen.repository, chosen.members, chosen.folder) == ("https://g.kr/r", ("가람",), "docs")
    assert chosen.calendar[0] == (1, date(2022, 4, 6), date(2022, 4, 12))
