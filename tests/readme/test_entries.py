"""What each cell says of one member and week, and what it gets wrong."""

from tests.readme.examples import read


def test_each_problem_names_its_line() -> None:
    text = (
        "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](http://a b) [나래](ftp://n.kr)|다온|\n|1주차|[가람](https://a.kr)||\n"
        "|2주차|[라온](https://r.kr) [가람](https://a.kr/(x)||\n"
    )
    found, problems = read(text, "가람", "나래")
    assert found.handed_in == ()
    assert [line for line, _ in problems] == [3, 3, 3, 4, 5, 5]
    together = " ".join(why for _, why in problems)
    for part in (
        "broken link",
        "“ftp://n.kr” is not a link",
        "“다온”",
        "twice",
        "“라온”",
        "(https://a.kr/(x)",
    ):
        assert part in together


def test_an_unknown_sign_is_a_problem() -> None:
    _, problems = read("|이름|1주차|2주차|\n|-|-|-|\n|가람|O|?!|\n|나래|X|O|\n")
    assert problems == [(3, "Studyboard does not know the mark “?!”. Write O, X or △, or a link.")]
