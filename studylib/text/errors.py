"""The one error tree: each error says in one sentence what is wrong and how to fix it."""

from studylib.text.message import Sentence


class StudyboardError(Exception):
    """Base of all errors that people read. ``why`` is one sentence: what is wrong and how to fix it."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


class AccessError(StudyboardError):
    """The visitor may not see or do this."""


class ChangeError(StudyboardError):
    """The change cannot be made or saved. Nothing was written."""


class ConfigError(StudyboardError):
    """The secrets file, or a setting of this server, cannot be used."""


class DeliveryError(StudyboardError):
    """The reminders cannot be sent, or the record of what was sent cannot be used."""


class FileError(StudyboardError):
    """A file of the user's cannot be read or written."""


class FormError(StudyboardError):
    """The script for the Google Form cannot be written."""


class HistoryError(StudyboardError):
    """The git history of a README cannot be read."""


class QuestionsError(StudyboardError):
    """GitHub's issues cannot be read or closed."""


class WorkbookError(StudyboardError):
    """The workbook cannot be read or written."""
