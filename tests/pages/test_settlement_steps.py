"""The settlement as steps: sent, paid, closed, each with one button for the leader alone."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.rights import INSIDE, Rights, Role
from studylib.changes import history
from studylib.config import studies
from studylib.money import payments, settlement
from studylib.season import board
from studylib.stores.xlsx import write
from studylib.views.settlement.receiving import MOST_TICKS
from studylib.web import look
from studylib.workbook.cells import Tab, Workbook
from tests.pages.desks import study
from tests.pages.drawn import Open, store, strips, text
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")

JUNE = datetime(2022, 6, 1, 12, tzinfo=SEOUL)
APRIL, MAY = {"month": "2022-04"}, {"month": "2022-05"}


@pytest.fixture(autouse=True)
def in_june(at: Callable[[datetime], None]) -> None:
    """April and May are final."""
    at(JUNE)


def open_page(visit: Open, on: Workbook | str | None = None, **query: str) -> AppTest:
    app = visit("settlement", on or group(), **query)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def again(visit: Open, **query: str) -> AppTest:
    return open_page(visit, studies.resolve_address(None), **query)


def find_primary(app: AppTest) -> list[str]:
    return [each.label for each in app.button if each.proto.type == "primary"]


def press(app: AppTest, label: str) -> AppTest:
    (button,) = (each for each in app.button if each.label.startswith(label))
    button.click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def list_ticks(app: AppTest) -> list[str]:
    return [each.label for each in app.checkbox if "→" in each.label]


def sum_ticks(app: AppTest) -> list[int]:
    return sorted(int(each.split()[-1].rstrip("원").replace(",", "")) for each in list_ticks(app))


def tick(app: AppTest, place: int) -> AppTest:
    boxes = [each for each in app.checkbox if "→" in each.label]
    return boxes[place].check().run()


def kitty_of(count: int, *, done: int = 0, pot: str) -> Workbook:
    """A week in April, which the last ``done`` of so many members did. They pay through the kitty."""
    names = [f"멤버{number}" for number in range(1, count + 1)]
    settings = (
        ("starts_on", date(2022, 4, 6)),
        ("pot", pot),
        ("pay_through", "kitty"),
        ("account", "은행 1-2"),
    )
    answers = [(datetime(2022, 4, 7), name, 1, f"https://n.kr/{name}") for name in names[count - done :]]
    return Workbook(
        (
            Tab("settings", (("key", "value"), *settings)),
            Tab("members", (("name",), *((name,) for name in names))),
            Tab("weeks", (("week",), (1,))),
            Tab("answers", (("Timestamp", "name", "week", "link"), *answers)),
        )
    )


def paid() -> list[tuple[str, str, int]]:
    return [(each.month, each.member, each.amount) for each in study().payments]


def count_changes() -> int:
    return len(history.read_history(store().fetch()))


def test_the_evening_of_a_treasurer_is_sent_received_closed_with_one_button_each(visit: Open) -> None:
    app = open_page(visit, **APRIL)
    assert find_primary(app) == ["글 보냄으로 표시"]
    press(app, "글 보냄으로 표시")
    assert study().sent == {"2022-04"}
    assert find_primary(app) == ["모두 받음 1건 · 4,000원"]
    assert "납부 0/1" in text(app)
    press(app, "모두 받음")
    assert paid() == [("2022-04", "두리", 4_000), ("2022-04", "하나", -4_000)]
    assert "납부 1/1" in text(app)
    assert find_primary(app) == ["정산 마치기"]
    press(app, "정산 마치기")
    assert {row.month for row in study().settlements} == {"2022-04"}
    assert find_primary(app) == []
    assert count_changes() == 3
    assert app.query_params["month"] == "2022-04", "the page stays at the month"


def test_only_ticked_rows_are_recorded_and_undo_takes_back_exactly_them(visit: Open) -> None:
    app = open_page(visit, **MAY)
    before = list_ticks(app)
    assert len(before) == 2
    press(tick(app, 1), "표시한 1건")
    assert len(paid()) == 2
    assert list_ticks(app) == before[:1]
    assert any("저장했습니다" in each for each in strips(app))
    press(app, "되돌리기")
    assert paid() == []
    assert list_ticks(app) == before


def test_two_treasurers_at_once_record_a_payment_once(visit: Open) -> None:
    first = open_page(visit, **APRIL)
    second = again(visit, **APRIL)
    press(first, "모두 받음")
    press(second, "모두 받음")
    assert paid() == [("2022-04", "두리", 4_000), ("2022-04", "하나", -4_000)]
    assert any("그사이" in each for each in strips(second))


def test_a_part_is_recorded_and_the_row_shows_the_rest(visit: Open) -> None:
    app = open_page(visit, **APRIL)
    (amount,) = (each for each in app.number_input if "part_" in str(each.key))
    assert amount.value == 4_000
    amount.set_value(1_500)
    press(app, "기록")
    assert list_ticks(app)[0].endswith("2,500원")


def test_a_member_sees_the_same_state_without_buttons(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    leader = open_page(visit, **APRIL)
    steps = text(leader)[text(leader).index("✓확정") :][:20]
    monkeypatch.setattr(look, "judge_rights", lambda *_: Rights(Role.MEMBER, INSIDE, "두리"))
    app = again(visit, **APRIL)
    assert steps in text(app)
    assert find_primary(app) == list_ticks(app) == []
    assert "두리 → 하나4,000원" in text(app)


def test_a_click_of_somebody_who_leads_no_more_writes_nothing(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(visit, **APRIL)
    monkeypatch.setattr(look, "judge_rights", lambda *_: Rights(Role.MEMBER, INSIDE, "두리"))
    press(app, "모두 받음")
    assert paid() == []


def test_a_file_that_is_only_read_shows_the_steps_and_says_how_to_write(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = open_page(visit, "season.xlsx", **APRIL)
    assert "✓확정글 보냄납부 0/1마침" in text(app)
    assert any("season.xlsx는 읽기 전용입니다." in each for each in strips(app))
    assert find_primary(app) == list_ticks(app) == []


def test_a_look_back_has_no_buttons(visit: Open) -> None:
    app = open_page(visit, as_of="2022-05-31T12:00", **APRIL)
    assert find_primary(app) == list_ticks(app) == []


def test_an_earlier_month_is_closed_first(visit: Open) -> None:
    app = open_page(visit, **MAY)
    assert "앞의 정산을 먼저 마쳐 주세요" in text(app)
    assert not any("정산 마치기" in each.label for each in app.button)


@pytest.mark.parametrize(
    "name", ["**b** [x](https://n.kr)", ":smile: $a$ `c`", "www.n.kr <i>", "a_b_c ~~d~~"]
)
def test_a_label_holds_a_name_letter_by_letter(visit: Open, name: str) -> None:
    answers = [(datetime(2022, 4, 12, 21), "하나", 1, "https://hana.example/1")]
    app = open_page(visit, group(members=[("하나",), (name,)], answers=answers), **APRIL)
    label = list_ticks(app)[0].replace("\u2060", "").replace("\u2004", " ")
    assert "".join(label.split("\\")).startswith(name)
    for sign in "*[$`<_~:":
        assert sign not in label.replace(f"\\{sign}", "")


def test_small_amounts_wait_and_the_page_says_so(visit: Open) -> None:
    rows = (("starts_on", "2022-04-06"), ("smallest_transfer", 5_000))
    app = open_page(visit, group(settings=rows), **APRIL)
    assert list_ticks(app) == []
    assert find_primary(app) == ["정산 마치기"]
    assert "다음 정산으로 넘김: 낼 돈 4,000원" in text(app)
    assert "금액이 적어 다음 정산으로 넘깁니다" in app.code[0].value
    may = again(visit, **MAY)
    assert sum_ticks(may) == [8_000, 12_000], "₩12,000 less ₩4,000 of April"


@pytest.mark.parametrize(
    "rules",
    [
        (("settle", "season"),),
        (("settle", "season"), ("fines_from", "deposit"), ("pay_through", "kitty")),
        (("pay_through", "kitty"), ("account", "토스 1"), ("pot", "equal")),
    ],
)
def test_each_kind_of_study_is_settled_step_by_step(visit: Open, rules: tuple[tuple[str, str], ...]) -> None:
    """A season at once, a deposit, a kitty: the primary button leads to the end."""
    settings = (("starts_on", "2022-04-06"), *rules)
    month = "season" if ("settle", "season") in rules else "2022-04"
    deposit = [(date(2022, 4, 6), None, "두리", 5_000, None, "deposit")]
    header = ("paid_on", "month", "member", "amount", "note", "account")
    more = [Tab("payments", (header, *deposit))] if ("fines_from", "deposit") in rules else []
    app = open_page(visit, group(settings=settings, more=more), month=month)
    steps = 0
    while primary := find_primary(app):
        press(app, *primary)
        steps += 1
        assert steps <= 4, "sent, received, paid out, closed"
    assert {row.month for row in study().settlements} == {month}
    assert list_ticks(app) == []
    chain = settlement.settle(study(), board.judge(study(), JUNE), JUNE)
    owed = [each for each in payments.list_outstanding(study(), chain, JUNE) if each.month == month]
    assert {each.amount for each in owed} == {0}


def test_all_at_once_records_the_rows_without_a_tick_too(visit: Open) -> None:
    rules = (
        ("starts_on", "2022-04-06"),
        ("pay_through", "kitty"),
        ("pot", "keep"),
        ("sent_settlements", "2022-04"),
    )
    members = [(f"멤버{number}",) for number in range(MOST_TICKS + 3)]
    app = open_page(visit, group(settings=rules, members=members, answers=[]), **APRIL)
    assert len(list_ticks(app)) == MOST_TICKS
    assert "외 3" in text(app)
    press(app, "모두 받음")
    assert [amount for *_, amount in paid()] == [4_000] * len(members)
    assert count_changes() == 1


@pytest.mark.parametrize(("count", "open_rows"), [(15, 15), (16, 12), (40, 12)])
def test_many_rows_are_folded_behind_the_first_and_their_ticks_count_all_the_same(
    visit: Open, count: int, open_rows: int
) -> None:
    on = kitty_of(count, pot="keep")
    app = open_page(visit, on, **APRIL)
    folded = [box for part in app.expander for box in part.checkbox if "→" in box.label]
    assert len(list_ticks(app)) == count
    assert len(list_ticks(app)) - len(folded) == open_rows
    app = press(tick(app, count - 1), "표시한 1건 기록")
    assert [member for _, member, _ in paid()] == [f"멤버{count}"]


def test_what_the_kitty_pays_out_is_folded_while_members_still_pay_in(visit: Open) -> None:
    app = open_page(visit, kitty_of(6, done=4, pot="equal"), **APRIL)
    (part,) = (each for each in app.expander if "모임통장" in each.label)
    assert part.label == "모임통장에서 보낼 4건"
    assert [box.label.split(" ")[0].startswith("모임통장") for box in part.checkbox] == [True] * 4
    press(app, "모두 받음 2건")
    assert not [each for each in again(visit, **APRIL).expander if "보낼" in each.label]
