"""The errors that carry a sentence for people."""

from studylib.text.message import Sentence


class WorkbookError(Exception):
    """The workbook cannot be had, or not be written: one sentence for people says why and how to mend it."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why
