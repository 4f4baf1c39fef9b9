import pytest

from studylib.text.chat import TOGETHER, defuse


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
