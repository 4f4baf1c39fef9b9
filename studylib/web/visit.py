"""One run of one page for one visitor."""

from dataclasses import dataclass
from datetime import datetime

from studylib.access.rights import Rights
from studylib.config import studies
from studylib.figures import palette
from studylib.figures.palette import Palette
from studylib.season import weeks
from studylib.season.study import Study
from studylib.source.reader import Reader, Reading
from studylib.source.season import Season
from studylib.stores.store import Store
from studylib.text.language import Language


@dataclass(frozen=True)
class Visit:
    """One run of one page for one visitor: the season, the reader's language, and the moment that is shown."""

    listing: studies.StudyConfig
    reader: Reader
    rights: Rights
    reading: Reading
    """As much of it as the visitor may know."""
    language: Language
    theme: str
    now: datetime
    """The moment that is shown, in UTC, so that what is left until another one is real time."""
    as_of: datetime | None
    """The moment asked for, ``None`` for the present."""
    event: int
    """Since when (ms since 1970 UTC) the board has stood as it does at ``now``."""

    @property
    def store(self) -> Store:
        """Where the workbook lies."""
        return self.reader.store

    @property
    def season(self) -> Season:
        """The season as it was last read."""
        return self.reading.season

    @property
    def study(self) -> Study:
        """The season's study."""
        return self.season.study

    @property
    def awaiting(self) -> bool:
        """Whether answers that came in time may still be on their way into the workbook."""
        ended = weeks.has_ended_within(weeks.DELIVERY, self.study.weeks, self.study.tiers, self.now)
        return self.store.remote and self.as_of is None and ended

    @property
    def palette(self) -> Palette:
        """The colours of the theme that the visitor sees."""
        return palette.PALETTES[self.theme]
