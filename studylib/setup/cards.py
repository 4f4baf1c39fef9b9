"""Cards of rules to choose from, each with an example that the judge computed."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from studylib.season.study import Member
from studylib.setup.book import make_workbook
from studylib.setup.examples import explain_cost
from studylib.setup.plan import Plan
from studylib.workbook import reader
from studylib.workbook.presets.preset import list_presets

COMMON = (
    *("post", "evening", "two_days", "five_problems"),
    *("twice_a_week", "meeting", "homework_and_meeting", "deposit"),
)
"""The commonest rules, which come first."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A preset as a card: its line in one language, and what it costs as a live example."""

    id: str
    line: str
    language: str
    common: bool

    @property
    def example(self) -> str:
        """What it costs. The first look takes a tenth of a second."""
        return explain_preset(self.id, self.language)


@cache
def list_cards(language: str) -> tuple[RuleCard, ...]:
    """List the presets as cards in a language, the commonest first."""
    lines = {each.id: each.lines[language] for each in list_presets(language)}
    order = [*COMMON, *(id for id in lines if id not in COMMON)]
    return tuple(RuleCard(id, lines[id], language, id in COMMON) for id in order)


@cache
def explain_preset(id: str, language: str) -> str:
    """Say what a preset costs, as ``explain_cost`` does."""
    members = (Member("가람", leader=True), Member("나래"))
    plan = Plan(date(2022, 4, 4), "-", members, weeks=4, preset=id, language=language)
    study, _ = reader.read(make_workbook(plan, identity="-"))
    return explain_cost(study, language)
