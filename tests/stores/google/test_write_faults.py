"""What a failed write is said to mean."""

import pytest
import requests

from studylib.stores.google.commit import NotWrittenError, UnknownOutcomeError
from studylib.stores.google.write_faults import explain_write

NOT_WRITTEN, UNKNOWN = "Nothing was written", "did not confirm"


@pytest.mark.parametrize(
    ("error", "sent", "said"),
    [
        (NotWrittenError(), False, NOT_WRITTEN),
        (UnknownOutcomeError(), False, UNKNOWN),
        (requests.ConnectionError(), False, NOT_WRITTEN),
        (requests.ConnectionError(), True, UNKNOWN),
        (requests.Timeout(), True, UNKNOWN),
    ],
)
def test_only_what_is_sure_is_said(error: Exception, sent: bool, said: str) -> None:
    assert said in str(explain_write(error, None, sent=sent))
