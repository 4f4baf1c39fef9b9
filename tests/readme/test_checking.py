"""The last look at a written table before the file is replaced."""

from collections.abc import Sequence

import pytest

from studylib.readme import parsing
from studylib.readme.checking import check_fresh, check_over
from studylib.readme.form import Form, ReadmeError
from studylib.readme.forms import find_forms
from studylib.readme.grid import Page
from studylib.readme.season_links import Place, SeasonLinks, gather_links
from studylib.readme.stages import Stage, TextEdit, apply_edits
from tests.readme.writing_seasons import NOW, season

TEXT = "|a|b|\n|-|-|\n|1|2|\n\n|주차|과제|\n|-|-|\n|1주차|[가람](https://g.kr) [나래]()|\n|2주차||\n"
LINKS = {("가람", 1): ["https://g.kr"], ("나래", 1): ["https://n.kr"]}
PLACED = frozenset([("나래", 1)])


def gather(replacing: bool = False) -> SeasonLinks:
    return gather_links(season(LINKS), NOW, replacing)


def read(text: str, replacing: bool = False) -> tuple[Page, Sequence[Form]]:
    page = parsing.parse_page(text)
    return page, find_forms(page, gather(replacing))


def check(old: str, new: str, placed: frozenset[Place] = PLACED, replacing: bool = False) -> None:
    """Check the edit that writes ``new`` over ``old``, which is in the text once."""
    assert TEXT.count(old) == 1
    start = TEXT.index(old)
    edit = TextEdit(start, start + len(old), new, 1)
    before, after = read(TEXT, replacing), read(apply_edits(TEXT, [edit]), replacing)
    check_over(before[0], after[0], Stage((edit,), placed), (before[1], after[1]), gather(replacing))


@pytest.mark.parametrize(
    ("old", "new"), [("[나래]()", "[나래](https://n.kr)"), ("[나래]()|", "[나래]() [나래](https://n.kr)|")]
)
def test_a_link_that_was_added_reads_back(old: str, new: str) -> None:
    check(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[나래]()", "[나래](https://other.kr)"),
        ("[나래]()", "[나래](https://n.kr) [나래](https://m.kr)"),
        ("[나래]()", "[나래](https://n.kr) [가람](https://n.kr)"),
        ("[나래]()", "| [나래](https://n.kr)"),
        ("[나래]()", "\n[나래](https://n.kr)"),
        ("[가람](https://g.kr) [나래]()", "[나래](https://n.kr)"),
        ("[나래]()|\n", "[나래](https://n.kr)|\n\n"),
    ],
)
def test_what_loses_changes_or_adds_anything_else_is_refused(old: str, new: str) -> None:
    with pytest.raises(ReadmeError, match="would not read back"):
        check(old, new)


def test_a_cell_without_an_edit_of_another_table_has_to_stay() -> None:
    moved = TextEdit(0, 0, "`", 1)
    before, after = read(TEXT), read(apply_edits(TEXT, [moved]))
    with pytest.raises(ReadmeError, match="would not read back"):
        check_over(before[0], after[0], Stage((moved,)), (before[1], after[1]), gather())


def test_replacing_may_lose_a_link_of_a_placed_member() -> None:
    new = "[가람]() [나래](https://n.kr)"
    check("[가람](https://g.kr) [나래]()", new.replace("[가람]()", "[가람](https://g.kr)"), replacing=True)
    with pytest.raises(ReadmeError):
        check("[가람](https://g.kr) [나래]()", new, replacing=True)


def test_a_new_table_has_to_say_exactly_what_the_season_has() -> None:
    whole = TEXT.replace("[나래]()", "[나래](https://n.kr)")
    check_fresh(read(whole)[1], gather())
    for wrong in (TEXT, whole.replace("|2주차||", "|2주차|[가람](https://g.kr)|")):
        with pytest.raises(ReadmeError):
            check_fresh(read(wrong)[1], gather())
