"""The cards of rules."""

from studylib.setup.cards import COMMON, list_cards
from tests.setup.plans import PRESETS


def test_each_preset_is_on_one_card_and_the_commonest_come_first() -> None:
    for language in ("ko", "en"):
        cards = list_cards(language)
        assert sorted(each.id for each in cards) == sorted(PRESETS)
        assert tuple(each.id for each in cards[: len(COMMON)]) == COMMON
        assert [each.common for each in cards] == [True] * len(COMMON) + [False] * (
            len(PRESETS) - len(COMMON)
        )
        assert all(each.line for each in cards)


def test_a_card_says_what_its_rules_cost_in_its_language() -> None:
    card = list_cards("ko")[0]
    assert card.id == "post"
    assert "3,000원" in card.example
    assert "₩3,000" in list_cards("en")[0].example
