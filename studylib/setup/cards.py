"""Cards of rules to choose from, each with an example that the judge computed."""

from dataclasses import dataclass

from studylib.season.study import Study
from studylib.text.message import Sentence


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A preset as a card: its line in one language, and what it costs as a live example."""

    id: str
    line: str
    example: Sentence


COMMON = 8
"""How many cards come first, as the commonest. The others follow."""


def list_cards(language: str) -> tuple[RuleCard, ...]:
    """List the presets as cards in a language, the commonest first."""
    raise NotImplementedError


def explain_cost(study: Study) -> Sentence:
    """Say what being late costs under the study's rules, such as “10 hours late costs 3,000 won”.

    The real judge computes it.
    """
    raise NotImplementedError
