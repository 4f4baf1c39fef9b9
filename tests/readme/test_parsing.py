"""Tables and lists of a file as grids: the contents and the places of their cells."""

from hypothesis import given
from hypothesis import strategies as st

from studylib.readme import parsing


@given(st.text(st.sampled_from("|-:\n\r\\[]()<>tabledrh/=\"' ` *가1&;!#"), max_size=60), st.booleans())
def test_any_text_can_be_parsed_and_each_place_is_within_it(text: str, html: bool) -> None:
    for found in parsing.parse_page(text, html=html).grids:
        assert len({len(row) for row in found.rows}) <= 1
        for cell in (cell for row in found.rows for cell in row):
            assert cell.start is None or 0 <= cell.start <= (cell.end or 0) <= len(text)
