"""A layout."""

from studylib.workbook.layout import Layout


def test_a_layout_is_equal_only_to_itself_so_that_it_can_be_a_key() -> None:
    one, other = Layout(("a", "b"), {}, ()), Layout(("a", "b"), {}, ())
    assert one == one  # noqa: PLR0124
    assert one != other
    assert {one: 1, other: 2}[one] == 1
