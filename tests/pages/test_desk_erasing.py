"""Addresses at the leader's desk, and erasing a member."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studylib.changes.draft import Draft
from studylib.config import studies
from studylib.stores.xlsx import write
from studylib.workbook.cells import Tab
from studylib.workbook.layouts import MEMBERS
from tests.pages.desks import desk, more, press, rows, said, save, save_as_another_leader, study, type_into
from tests.pages.drawn import NAMES, Open, bodies, elements, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def sent(app: AppTest) -> str:
    """All that the server sends to the browser for this run."""
    return "\n".join(each.proto.SerializeToString().decode(errors="replace") for each in elements(app.main))


def test_no_address_leaves_the_desk_whatever_part_of_it_is_looked_at(visit: Open) -> None:
    cells = group(
        answers=[(datetime(2022, 5, 10, 23), "hana@school.kr", 3, "hana@school.kr")],
        more=[
            *more(),
            Tab(
                "payments",
                (
                    ("paid_on", "month", "member", "amount", "note"),
                    (None, None, "두리", None, "hana@school.kr"),
                ),
            ),
        ],
    )
    app = desk(visit, cells, lang="en")
    delta: dict[str, Any] = {
        "edited_rows": {"0": {"email": "duri2@school.kr"}},
        "added_rows": [{"name": "n@school.kr"}],
    }
    app = save(app, "members", **delta)
    assert "Saved" in said(app)
    save_as_another_leader(Draft(MEMBERS, changed={3: {"email": "third@school.kr"}}))
    app = type_into(app, "members", edited_rows={"1": {"email": "fourth@school.kr"}})
    save_as_another_leader(Draft(MEMBERS, changed={3: {"email": "fifth@school.kr"}}))
    app = type_into(app, "members", press="members_save", edited_rows={"1": {"email": "fourth@school.kr"}})
    assert "has changed in the meantime" in said(app)
    told = sent(app) + text(app)
    told += "".join(each.value.to_csv() for each in app.dataframe)
    for name in ("hana@", "duri@", "duri2@", "n@school", "third@", "fourth@", "fifth@"):
        assert name not in told.replace("***@", ""), name
    assert "***@school.kr" in told


def test_an_address_is_replaced_and_left_and_a_mask_is_refused(visit: Open) -> None:
    app = save(
        desk(visit, lang="en"), "members", edited_rows={"0": {"email": "h***@school.kr", "github": "hana"}}
    )
    assert rows("members")[1][1] == "hana@school.kr"
    app = save(app, "members", edited_rows={"0": {"email": "new@school.kr"}})
    assert rows("members")[1][1] == "new@school.kr"
    app = save(app, "members", edited_rows={"0": {"email": "d***@school.kr"}})
    assert said(app).startswith("“d***@school.kr” is a masked address.")
    assert rows("members")[1][1] == "new@school.kr"


LEFT = (("하나", "hana@school.kr", None, date(2022, 5, 10)), ("두리", "duri@school.kr"))


def test_a_member_is_erased_once_the_name_is_typed(visit: Open) -> None:
    app = desk(visit, group(members=LEFT))
    assert "되돌릴 수 없습니다" in text(app)
    assert said(press(app, "erase_save")) == "먼저 멤버를 골라 주세요."
    app.selectbox(key="erase_member").set_value("하나")
    app.text_input(key="erase_name").set_value("두리")
    assert said(press(app, "erase_save")) == "확인을 위해 위에 보이는 이름을 그대로 적어 주세요."
    assert rows("members")[1][0] == "하나"
    app.text_input(key="erase_name").set_value("하나")
    assert said(press(app, "erase_save")) == "저장했습니다: 탈퇴한 멤버 1 정보 지움"
    assert [each.name for each in study().members] == ["탈퇴한 멤버 1", "두리"]
    assert app.text_input(key="erase_name").value == ""
    assert app.selectbox(key="erase_member").value is None
    for name in NAMES:
        assert "하나" not in text(visit(name, studies.resolve_address(None)))


def test_a_present_member_is_not_erased(visit: Open) -> None:
    app = desk(visit, group(members=LEFT), lang="en")
    app.selectbox(key="erase_member").set_value("두리")
    app.text_input(key="erase_name").set_value("두리")
    assert said(press(app, "erase_save")).startswith("두리 has not left yet")
    assert rows("members")[2][0] == "두리"


def test_the_desk_lists_each_cell_to_change_of_a_workbook_it_cannot_write(
    visit: Open, tmp_path: Path
) -> None:
    write.write_xlsx(group(members=LEFT), tmp_path / "season.xlsx")
    app = desk(visit, str(tmp_path / "season.xlsx"), lang="en")
    app.selectbox(key="erase_member").set_value("하나").run()
    found = re.sub("(<[^>]*>)+", "|", next(body for body in bodies(app) if "Cells to change" in body))
    assert "|members|2|name|Former member 1|" in found or "|members|2|name|탈퇴한 멤버 1|" in found
    assert "|members|2|email|nothing: empty the cell|" in found
    assert "|Form Responses 1|2|Link|https://erased.invalid/|" in found
    assert "version history" in text(app)
    app.selectbox(key="erase_member").set_value("두리").run()
    assert "두리 has not left yet" in text(app)


def test_the_cells_of_answers_that_an_address_alone_tells_are_listed_too(visit: Open, tmp_path: Path) -> None:
    own = Tab(
        "응답",
        (
            ("Timestamp", "Email Address", "Week", "Link"),
            (datetime(2022, 5, 3), "hana@school.kr", 2, "https://h.kr"),
        ),
    )
    write.write_xlsx(group(members=LEFT, more=[own]), tmp_path / "season.xlsx")
    app = desk(visit, str(tmp_path / "season.xlsx"), lang="en")
    app.selectbox(key="erase_member").set_value("하나").run()
    found = re.sub("(<[^>]*>)+", "|", next(body for body in bodies(app) if "Cells to change" in body))
    assert "|응답|2|Link|https://erased.invalid/|" in found
    assert "|응답|2|Email Address|nothing: empty the cell|" in found
