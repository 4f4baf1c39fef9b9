"""Random workbooks go through the reader: it raises nothing, and it loses and guesses no row.

``STUDYBOARD_FUZZ=20000`` makes so many workbooks. ``STUDYBOARD_FUZZ_FROM=4000`` begins with that seed.
"""

import os
from pprint import pformat

import pytest

from tests.workbook.fuzz_accounts import describe_fault, shrink
from tests.workbook.fuzz_books import make_book

pytestmark = pytest.mark.no_cover  # It takes half as long again, and other tests run the same branches.

COUNT = int(os.environ.get("STUDYBOARD_FUZZ", "150"))
FIRST = int(os.environ.get("STUDYBOARD_FUZZ_FROM", "0"))
AT_ONCE = 100


@pytest.mark.parametrize("first", range(FIRST, FIRST + COUNT, AT_ONCE))
def test_no_row_of_a_random_workbook_is_lost_or_guessed(first: int) -> None:
    for seed in range(first, min(first + AT_ONCE, FIRST + COUNT)):
        if describe_fault(make_book(seed)):
            book = shrink(make_book(seed))
            pytest.fail(f"Seed {seed}: {describe_fault(book)}\n{pformat(book.make())}", pytrace=False)
