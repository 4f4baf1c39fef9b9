"""The marks of the last writes."""

import pytest

from studylib.stores.google import marks
from studylib.stores.google.faults import NotGoogleError
from studylib.stores.google.marks import KEPT, Marks, make_word, plan_mark, read_marks


@pytest.mark.parametrize(
    ("numbers", "next_", "deleted"),
    [
        ([], 1, []),
        ([1], 2, []),
        (range(1, KEPT), KEPT, []),
        (range(1, KEPT + 1), KEPT + 1, [1]),
        (range(5, KEPT + 7), KEPT + 7, [7, 6, 5]),
    ],
)
def test_the_next_mark_is_one_higher_and_the_last_ones_stay(
    numbers: list[int], next_: int, deleted: list[int]
) -> None:
    made, *gone = plan_mark(Marks(dict.fromkeys(numbers, "x")), "word")
    mark = made["createDeveloperMetadata"]["developerMetadata"]
    assert (mark["metadataId"], mark["metadataValue"], mark["visibility"]) == (next_, "word", "DOCUMENT")
    lookups = [
        each["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]["metadataId"]
        for each in gone
    ]
    assert lookups == deleted


def test_another_programs_metadata_is_no_mark_and_its_ids_are_left_out() -> None:
    others = [{"metadataId": number, "metadataKey": "other"} for number in (4, 5, 900)]
    found = read_marks({"developerMetadata": [{"metadataId": 3, "metadataKey": marks.KEY}, *others]})
    assert (found.revision, found.next_revision) == (3, 6)


@pytest.mark.parametrize(
    "body", [{"developerMetadata": 1}, {"developerMetadata": [{}]}, {"developerMetadata": [[]]}]
)
def test_metadata_of_another_form_is_not_from_google(body: dict[str, object]) -> None:
    with pytest.raises(NotGoogleError):
        read_marks(body)


def test_no_two_words_are_the_same() -> None:
    assert len({make_word() for _ in range(100)}) == 100
