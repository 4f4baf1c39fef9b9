"""A signed-in member sends forged messages: values that no field offers, and fields that are not there."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from studylib.stores.opening import open_store
from tests.attacks.attacked import Attacked, run_apart
from tests.attacks.forging import CLICK, Drawn, Sent, forge, list_drawn, send, unharmed
from tests.servers import hosted
from tests.servers.websocket import Run, Session

LINK = {"string_value": "https://narae.example/1"}
TEXTS = ["=1+1", "999주차", "주" * 17_000, "9" * 5_000, "["]
"""No page offers these to choose."""
NUMBERS = [float("nan"), float("inf"), -float("inf"), 1e308, 2.0**63, -1.0]
FOREIGN: list[Sent] = [
    {"int_value": 2**63 - 1},
    {"double_value": float("nan")},
    {"bool_value": True},
    {"trigger_value": True},
    {"string_value": "[" * 100_000},
    {"string_value": '{"edited_rows":' + '{"a":' * 20_000},
    {"string_array_value": {"data": ["=1+1"]}},
    {"string_array_value": {"data": []}},
    {"double_array_value": {"data": [float("inf")]}},
    {"json_value": "[" * 100_000},
    {"json_value": "9" * 5_000},
    {"bytes_value": b"\xff" * 100},
    {"arrow_value": {"data": b"\xff" * 100}},
    {"file_uploader_state_value": {}},
    {"chat_input_value": {"data": "x"}},
]
"""A value of each kind. Every field has one kind alone."""
TABLES: list[Any] = [
    {"edited_rows": {"0": {"row": "7"}}},
    {"edited_rows": {"0": {"ghost": "1"}}},
    {"edited_rows": {"99": {"amount": "1"}}},
    {"edited_rows": {"-1": {"amount": "1"}}},
    {"edited_rows": {"0": {"amount": [1]}}},
    {"edited_rows": {"0": {"amount": float("nan")}}},
    {"edited_rows": {"0": {"amount": "\ud800"}}},
    {"added_rows": [{"ghost": "x"}]},
    {"added_rows": {"a": "b"}},
    {"deleted_rows": [5_000]},
    {"deleted_rows": [2**63]},
]


SAVES = {
    "excuse_save": {"excuse_member": "나래", "excuse_week": "3주차"},
    "swap_save": {"swap_writer": "나래"},
    "pay_save": {"pay_member": "나래"},
}
"""Forms of the desk, and what is chosen in each before its button can be pressed."""


def attack_in_vain(server: Attacked, attack: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Attack, and check that the server stands and that nothing was written."""
    with unharmed(server) as written:
        run_apart(attack)
    assert written() == []


def open_tab(server: Attacked, address: str) -> Session:
    return server.open_session(server.make_cookie(address))


async def list_fields(tab: Session, page: str) -> dict[str, Drawn]:
    return list_drawn(await tab.run(page))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("hand_in_week", TEXTS),
        ("hand_in_member", ["다온", "가람", "다른 스터디의 사람", *TEXTS]),
        ("hand_in_link", ["\n".join(f"https://n.example/{at}" for at in range(9_000)), "주" * 17_000]),
        ("hand_in_note", ["x" * 32_768, "\x00" * 40_000]),
    ],
)
def test_a_member_hands_in_nothing_that_was_not_offered(
    server: Attacked, field: str, values: list[str]
) -> None:
    async def attack() -> None:
        for value in values:
            async with open_tab(server, hosted.MEMBER) as tab:
                drawn = await list_fields(tab, "hand_in")
                rest: dict[str, Sent] = {"hand_in_note": {"string_value": ""}, "hand_in_link": LINK}
                await send(tab, "hand_in", drawn, **(rest | {field: {"string_value": value}, "제출": CLICK}))

    with unharmed(server) as written:
        run_apart(attack)
    if field == "hand_in_member":
        assert {row[1] for row in written()} <= {"나래"}
    else:
        assert written() == []


def test_a_message_without_most_fields_writes_nothing(server: Attacked) -> None:
    async def attack() -> None:
        for page, address in (
            ("hand_in", hosted.MEMBER),
            ("desk", hosted.LEADER),
            ("setup", hosted.LEADER),
        ):
            async with open_tab(server, address) as tab:
                drawn = await list_fields(tab, page)
                for key, each in drawn.items():
                    if each.kind == "button" and "sign_out" not in key:
                        await send(tab, page, drawn, **{key: CLICK})

    attack_in_vain(server, attack)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("hand_in", hosted.MEMBER),
        ("settlement", hosted.MEMBER),
        ("", hosted.MEMBER),
        ("fines", hosted.MEMBER),
        ("desk", hosted.LEADER),
        ("setup", hosted.LEADER),
    ],
)
def test_a_value_of_another_kind_is_not_heard_and_the_page_still_answers(
    server: Attacked, place: str, address: str
) -> None:
    async def attack() -> None:
        async with open_tab(server, address) as tab:
            drawn = await list_fields(tab, place)
            of_each_kind = {each.kind: each for key, each in drawn.items() if "sign_out" not in key}
            for at, each in enumerate(of_each_kind.values()):
                for value in FOREIGN[at % 3 :: 3]:  # a third of them each, to save time
                    if value != CLICK:
                        run = await tab.run(place, asked=forge({each.id: value}))
                        assert {other.id for other in list_drawn(run).values()}

    attack_in_vain(server, attack)


def test_fields_that_no_page_has_or_has_not_drawn_yet_change_nothing(server: Attacked) -> None:
    async def attack() -> None:
        async with open_tab(server, hosted.LEADER) as tab:
            known = {
                page: await list_fields(tab, page) for page in ("desk", "settlement", "hand_in", "setup")
            }
        ids = ["ghost", "$$ID-0-None", "$$ID-" + "0" * 10_000 + "-x", "\ud7ff\U0010ffff", ""]
        for address in (hosted.MEMBER, hosted.LEADER):
            for page, drawn in known.items():
                for value in (CLICK, *FOREIGN[:3], {"string_value": "[" * 3_000}):
                    async with open_tab(server, address) as tab:
                        forged = {each.id: value for each in drawn.values() if "sign_out" not in each.key}
                        await tab.run(page, asked=forge(forged | dict.fromkeys(ids, value)))

    attack_in_vain(server, attack)


@pytest.mark.parametrize("button", SAVES)
def test_no_forged_choice_is_saved_at_the_desk(server: Attacked, button: str) -> None:
    chosen: dict[str, Sent] = {key: {"string_value": value} for key, value in SAVES[button].items()}

    async def attack() -> None:
        for field in chosen:
            for text in TEXTS[:3]:
                async with open_tab(server, hosted.LEADER) as tab:
                    drawn = await list_fields(tab, "desk")
                    await send(tab, "desk", drawn, **chosen)
                    forged: dict[str, Sent] = chosen | {field: {"string_value": text}, button: CLICK}
                    await send(tab, "desk", drawn, **forged)

    attack_in_vain(server, attack)


def test_no_huge_number_is_saved_or_drawn(server: Attacked) -> None:
    async def attack() -> None:
        async with open_tab(server, hosted.LEADER) as tab:
            drawn = await list_fields(tab, "desk")
            rules = await list_fields(tab, "settlement")
            for number in NUMBERS:
                value = {"double_value": number}
                await send(tab, "desk", drawn, pay_amount=value, pay_save=CLICK)
                for key in ("what_if_amount_0", "what_if_hours_0"):
                    assert list_drawn(await send(tab, "settlement", rules, **{key: value}))

    attack_in_vain(server, attack)


def test_no_forged_cell_or_row_of_a_table_is_saved(server: Attacked) -> None:
    async def attack() -> None:
        for table in TABLES:
            async with open_tab(server, hosted.LEADER) as tab:
                drawn = await list_fields(tab, "desk")
                honest = {"string_value": json.dumps({"edited_rows": {"0": {"amount": "1000"}}})}
                await send(tab, "desk", drawn, desk_tiers_1=honest)
                forged = {"string_value": json.dumps(table)}
                await send(tab, "desk", drawn, desk_tiers_1=forged, tiers_save=CLICK)

    attack_in_vain(server, attack)


def test_an_honest_hand_in_is_written_after_all_that(server: Attacked) -> None:
    async def hand_in() -> Run:
        async with open_tab(server, hosted.MEMBER) as tab:
            drawn = await list_fields(tab, "hand_in")
            note = {"string_value": ""}
            return await send(tab, "hand_in", drawn, hand_in_link=LINK, hand_in_note=note, **{"제출": CLICK})

    before = open_store(server.workbook).fetch()
    assert not run_apart(hand_in).exceptions
    assert open_store(server.workbook).fetch() != before
