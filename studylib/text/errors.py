"""One error tree. Each error says in one sentence what is wrong and how to fix it."""

from studylib.text.message import Sentence


class StudyboardError(Exception):
    """Base of all errors that people read. ``why`` says what is wrong and how to fix it."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


class AccessError(StudyboardError):
    """A visitor without the right to see or do this."""


class ChangeError(StudyboardError):
    """A change that Studyboard did not save. Nothing was written."""


class ConfigError(StudyboardError):
    """An unusable secrets file or server setting."""


class DeliveryError(StudyboardError):
    """Undeliverable reminders, or an unusable record of those sent."""


class FileError(StudyboardError):
    """An unreadable or unwritable file of the user."""


class FormError(StudyboardError):
    """A failure to write the script for the Google Form."""


class HistoryError(StudyboardError):
    """An unreadable git history of a README."""


class QuestionsError(StudyboardError):
    """A failure to read or close GitHub issues."""


class RegistryError(StudyboardError):
    """A study that cannot be added to a deployment, or removed from it. Nothing was changed."""


class WorkbookError(StudyboardError):
    """An unreadable or unwritable workbook."""
