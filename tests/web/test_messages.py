"""What becomes of a message from a browser."""

from urllib.parse import parse_qs, quote

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from studylib.web import messages
from studylib.web.messages import NOT_BINARY, TOO_BIG, Verdict, cut_query, judge_message
from studylib.web.websocket import HEARD

MOST = 1000


def judge(message: BackMsg) -> Verdict:
    return judge_message(message.SerializeToString(), HEARD, 10_000_000)


def ask_for_file(file_id: str, request_id: str = "1") -> BackMsg:
    message = BackMsg()
    message.backend_operation_request.request_id = request_id
    message.backend_operation_request.deferred_file.file_id = file_id
    return message


def rerun(query: str = "", **fields: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = query
    for name, value in fields.items():
        setattr(message.rerun_script, name, value)
    return message


def read_query(message: BackMsg) -> str:
    verdict = judge(message)
    assert verdict.data is not None
    return str(BackMsg.FromString(verdict.data).rerun_script.query_string)


@pytest.mark.parametrize("size", [MOST - 1, MOST, MOST + 1])
def test_a_message_beyond_the_limit_closes_the_connection(size: int) -> None:
    verdict = judge_message(b"\xff" * size, HEARD, MOST)
    assert (verdict.data is None) is (size > MOST)
    assert verdict.code == (TOO_BIG if size > MOST else None)


def test_a_text_closes_the_connection() -> None:
    assert judge_message(None, HEARD, MOST).code == NOT_BINARY


@pytest.mark.parametrize("file_id", ["0" * 32, "0123456789abcdef" * 2])
def test_a_file_is_asked_for_by_its_id(file_id: str) -> None:
    assert judge(ask_for_file(file_id)).data


@pytest.mark.parametrize(
    "file_id",
    ["", "0" * 31, "0" * 33, "g" * 32, "A" * 32, "0" * 32 + "\n", "٠" * 32, "x" * 100_000, "a\nERROR forged"],
)
def test_any_other_id_is_dropped(file_id: str) -> None:
    assert judge(ask_for_file(file_id)) == Verdict(fault="file id")


def test_a_long_id_of_a_request_is_dropped() -> None:
    assert judge(ask_for_file("0" * 32, "x" * 100_000)) == Verdict(fault="request id")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "as_of=2022-05-11T00:30&lang=ko",
        "name=%EA%B0%80%EB%9E%8C&x=",
        "what_if=late%3A12%3A2000%2Cabsent%3A%3A5000&pot=keep",
        "desk=%EA%B3%A0%EC%B9%A0+%EA%B2%83",
    ],
)
def test_a_query_within_the_limits_stays_letter_by_letter(query: str) -> None:
    assert read_query(rerun(query)) == query


def test_each_parameter_is_cut_to_its_length() -> None:
    query = read_query(
        rerun("as_of=" + quote("a" + "\u0301\u0327" * 500) + "&name=" + "x" * 500 + "&lang=ko")
    )
    asked = parse_qs(query)
    assert {name: len(value[0]) <= 100 for name, value in asked.items()} == dict.fromkeys(
        ("as_of", "name", "lang"), True
    )
    assert asked["lang"] == ["ko"]
    assert len(asked["as_of"][0]) <= 40


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_query_has_a_length_and_a_number_of_parameters(more: int) -> None:
    longest = "x=" + "a" * (messages.LONGEST_QUERY - 2 + more)
    assert bool(cut_query(longest)) is (more <= 0)
    names = [f"p{place}=1" for place in range(messages.MOST_PARAMETERS + more)]
    assert len(parse_qs(cut_query("&".join(names)))) == messages.MOST_PARAMETERS + min(more, 0)


@pytest.mark.parametrize("field", ["page_name", "page_script_hash", "fragment_id"])
def test_a_long_name_of_a_page_counts_as_none(field: str) -> None:
    verdict = judge(rerun(**{field: "x" * (messages.LONGEST_FIELD + 1)}))
    assert verdict.data is not None
    assert getattr(BackMsg.FromString(verdict.data).rerun_script, field) == ""
    assert judge(rerun(**{field: "x" * messages.LONGEST_FIELD})).data == (
        rerun(**{field: "x" * messages.LONGEST_FIELD}).SerializeToString()
    )


def test_what_a_browser_tells_of_itself_is_short() -> None:
    message = rerun()
    message.rerun_script.context_info.url = "https://x/" + "a" * 100_000
    message.rerun_script.context_info.timezone = "Asia/Seoul"
    verdict = judge(message)
    assert verdict.data is not None
    context = BackMsg.FromString(verdict.data).rerun_script.context_info
    assert (context.url, context.timezone) == ("", "Asia/Seoul")


@pytest.mark.parametrize("more", [0, 1])
def test_a_message_has_a_number_of_widgets(more: int) -> None:
    message = rerun()
    for place in range(messages.MOST_WIDGETS + more):
        message.rerun_script.widget_states.widgets.add(id=str(place))
    assert (judge(message).data is None) is bool(more)
