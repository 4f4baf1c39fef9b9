"""What a README keeps although the season says otherwise."""

import pytest

from studylib.readme.kept import MOST, list_kept
from tests.readme.writing_seasons import NOW, Links, season

SEASON: Links = {("가람", 1): ["https://g.kr"]}


def said(text: str, links: Links = SEASON) -> list[str]:
    return [str(why) for why in list_kept(text, season(links, turns=True), NOW)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("|주차|과제|\n|-|-|\n|1주차|[가람](https://g.kr)|\n", []),
        ("|주차|과제|\n|-|-|\n|1주차|[가람](https://g.kr) [나래]()|\n", []),
        (
            "\ufeff|주차|과제|\n|-|-|\n|1주차|[가람](https://g.kr) [나래](https://n.kr)|\n",
            ["Line 3: the season does not know the link https://n.kr of 나래 in week 1. It stays."],
        ),
        (
            "|주차|가람|나래|\n|-|-|-|\n|1주차|X|O|\n|2주차|O||\n",
            [
                "Line 3: the cell of 가람 in week 1 says “X”, and the season has a link. It stays.",
                "2 marks stand for links that the season does not have. They stay.",
            ],
        ),
        (
            "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](https://g.kr)|나래|\n|2주차||나래|\n",
            ["Line 3: the README has 나래 as the writer of week 1, the season has 가람. It stays."],
        ),
        ("# x\n", []),
    ],
)
def test_it_lists_what_differs_by_line(text: str, why: list[str]) -> None:
    assert said(text) == why


@pytest.mark.parametrize("links", [MOST - 1, MOST, MOST + 1])
def test_it_says_so_many_sentences_at_most_and_counts_the_rest(links: int) -> None:
    row = " ".join(f"[나래](https://n.kr/{at})" for at in range(links))
    listed = said(f"|주차|과제|\n|-|-|\n|1주차|{row}|\n")
    assert len(listed) == min(links, MOST) + (links > MOST)
    assert (listed[-1] == "1 more cells differ from the season.") is (links > MOST)
