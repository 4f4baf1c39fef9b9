import pytest

from studylib.text.chat import TOGETHER, defuse, write_plainly, write_quiet_link


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("@everyone", f"@{TOGETHER}everyone"),
        ("@here", f"@{TOGETHER}here"),
        ("＠everyone", f"＠{TOGETHER}everyone"),
        ("<!channel>", f"<{TOGETHER}!channel>"),
        ("<a href='https://x.kr'>", f"<{TOGETHER}a href='https://x.kr'>"),
        ("[here](https://x.kr)", f"[here]{TOGETHER}(https://x.kr)"),
        ("가람\u202e\n나래", "가람 나래"),
        ("가람", "가람"),
        ("<@123>", f"<{TOGETHER}@{TOGETHER}123>"),
        ("<@&7>", f"<{TOGETHER}@{TOGETHER}&7>"),
        ("\u202e@every\u200fone", f"@{TOGETHER}every one"),
        ("@\u2066here\u2069", f"@{TOGETHER} here"),
    ],
)
def test_a_members_text_mentions_nobody_and_stays_on_its_line(written: str, said: str) -> None:
    assert defuse(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**굵게**", "＊＊굵게＊＊"),
        ("# 제목", "＃ 제목"),
        ("||숨김|| ~~x~~ `y`", "｜｜숨김｜｜ ～～x～～ ｀y｀"),
        ("__밑줄__", "＿＿밑줄＿＿"),
        ("kim_dev_2", "kim_dev_2"),
        ("_kim_ @here", f"＿kim＿ @{TOGETHER}here"),
        ("[여기](https://x.kr)", f"[여기]{TOGETHER}(https://x.kr)"),
        ("가람", "가람"),
    ],
)
def test_no_chat_formats_a_name(written: str, said: str) -> None:
    assert write_plainly(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("https://x.kr/@everyone", "https://x.kr/%40everyone"),
        ("https://x.kr/@Here?a=@channel", "https://x.kr/%40Here?a=%40channel"),
        ("https://velog.io/@daon/1", "https://velog.io/@daon/1"),
        ("https://x.kr/@alliance", "https://x.kr/@alliance"),
    ],
)
def test_a_link_mentions_nobody(written: str, said: str) -> None:
    assert write_quiet_link(written) == said
