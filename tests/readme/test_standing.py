"""What the season has beyond the tables of a README, and what they have beyond the season."""

import pytest

from studylib.readme import parsing
from studylib.readme.form import Form
from studylib.readme.forms import find_forms
from studylib.readme.season_links import gather_links
from studylib.readme.spots import find_spots
from studylib.readme.standing import list_missing_links, list_stale
from tests.readme.writing_seasons import NOW, Links, season

OWN = "https://own.kr"


def find(text: str, links: Links) -> tuple[Form, ...]:
    return find_forms(parsing.parse_page(text), gather_links(season(links), NOW, replacing=False))


def missing(text: str, links: Links) -> dict[tuple[str, int], tuple[str, ...]]:
    forms = find(text, links)
    return list_missing_links(forms, find_spots(forms), forms[0].season)


@pytest.mark.parametrize(
    ("cell", "links", "rest"),
    [
        ("", ["https://g.kr"], ("https://g.kr",)),
        ("[글](https://g.kr)", ["https://g.kr"], ()),
        ("[글](https://g.kr)", ["https://g.kr", "https://g.kr/2"], ("https://g.kr/2",)),
        ("[글](https://other.kr)", ["https://g.kr"], ("https://g.kr",)),
        ("O", ["https://g.kr"], ("https://g.kr",)),
        ("O", [OWN], ()),
        ("X", [OWN], (OWN,)),
        ("", [OWN], (OWN,)),
    ],
)
def test_in_a_table_of_links_a_mark_stands_only_for_a_link_that_several_have_in_common(
    cell: str, links: list[str], rest: tuple[str, ...]
) -> None:
    text = f"|주차|가람|나래|\n|-|-|-|\n|1주차|{cell}|[글](https://n.kr)|\n|2주차||O|\n"
    found = missing(
        text, {("가람", 1): links, ("나래", 1): ["https://n.kr"], ("나래", 2): [OWN], ("가람", 3): [OWN]}
    )
    assert found.get(("가람", 1), ()) == rest
    assert ("나래", 2) not in found


@pytest.mark.parametrize(("cell", "stands"), [("O", True), ("△", True), ("X", False), ("", False)])
def test_in_a_table_of_marks_a_mark_stands_for_all_links(cell: str, stands: bool) -> None:
    text = f"|주차|가람|나래|\n|-|-|-|\n|1주차|{cell}|O|\n"
    assert (("가람", 1) not in missing(text, {("가람", 1): ["https://g.kr"]})) is stands


def test_the_same_link_in_another_week_or_of_another_member_does_not_stand() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[나래](https://g.kr)|\n|2주차|[가람](https://g.kr)|\n"
    assert missing(text, {("가람", 1): ["https://g.kr"]}) == {("가람", 1): ("https://g.kr",)}


def test_stale_is_what_the_season_lacks_of_its_members() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람](https://old.kr) [나래](https://n.kr) [라온](https://r.kr)|\n"
    forms = find(text, {("나래", 1): ["https://n.kr"]})
    assert [place for place, _ in list_stale(find_spots(forms))] == [("가람", 1)]
    marks = find("|주차|가람|나래|\n|-|-|-|\n|1주차|O|O|\n|2주차|X||\n", {("나래", 1): ["https://n.kr"]})
    assert [place for place, _ in list_stale(find_spots(marks))] == [("가람", 1)]
