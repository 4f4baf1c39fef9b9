"""One run of one page for one visitor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from markupsafe import Markup

from studylib.access.rights import Need, Rights
from studylib.config import studies
from studylib.figures import palette
from studylib.figures.palette import Palette
from studylib.season import weeks
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.source.reader import Reader, Reading
from studylib.source.season import Season
from studylib.stores.store import Store
from studylib.text.language import Language
from studylib.web.fields import Fields
from studylib.web.markup import NO_MARKUP

OLD_AFTER = timedelta(minutes=2)
"""The age from which on a page says how old its copy is, if the study waits for its turn."""


@dataclass(frozen=True)
class Visit:
    """One run of one page for one visitor: the season, the language and the moment shown."""

    listing: studies.StudyConfig
    reader: Reader
    rights: Rights
    reading: Reading
    """The last reading, without what the visitor may not know."""
    language: Language
    theme: str
    """``light`` or ``dark``."""
    present: datetime
    """The moment of the run (UTC). All its decisions use this one reading of the clock."""
    now: datetime
    """The moment shown, in UTC, so that differences are real time. It is ``present`` without ``as_of``."""
    as_of: datetime | None
    """The moment that the address asks for. ``None`` for the present."""
    event: int
    """Since when the board has looked as it does at ``now`` (ms since 1970, UTC)."""
    strips: Markup = NO_MARKUP
    """The strips that the page draws itself, above its first part."""

    @property
    def store(self) -> Store:
        """The store that holds the workbook."""
        return self.reader.store

    @property
    def season(self) -> Season:
        """The season as it was last read."""
        return self.reading.season

    @property
    def fields(self) -> Fields:
        """What the visitor chose and typed on the pages of this study."""
        return Fields(self.listing.id)

    @property
    def study(self) -> Study:
        """The season's study."""
        return self.season.study

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the workbook at ``now``."""
        return self.season.list_problems(self.now, self.present)

    @cached_property
    def notices(self) -> tuple[Problem, ...]:
        """The notices of the workbook at ``now``, for the leader alone."""
        return self.season.list_notices(self.now, self.present) if self.rights.may(Need.LEAD) else ()

    @property
    def may_begin(self) -> bool:
        """Whether the visitor may begin a season here, and there is none yet."""
        return self.rights.may(Need.LEAD) and is_unfilled(self.study)

    @property
    def waits(self) -> bool:
        """Whether the copy is old because its study waits for its turn among many."""
        is_old = self.present - self.reading.read_at >= OLD_AFTER
        return self.reader.pace is not None and self.as_of is None and is_old and not self.reading.failure

    @property
    def awaiting(self) -> bool:
        """Whether answers from just before a deadline may still be on their way into the workbook."""
        if not self.store.remote or self.as_of is not None:
            return False
        delay = weeks.DELIVERY + (self.present - self.reading.read_at if self.waits else timedelta())
        return weeks.has_ended_within(delay, self.study.duties, self.study.tiers, self.now)

    @property
    def palette(self) -> Palette:
        """The colours of the visitor's theme."""
        return palette.PALETTES[self.theme]


def is_unfilled(study: Study) -> bool:
    """Tell whether there is no season yet: the sample, or one without members or weeks."""
    return study.sample or not (study.members and study.weeks)
