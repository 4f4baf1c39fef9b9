"""The code and the answers that a page asks for early, and our loader of Streamlit's parts."""

import json
import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse

from studylib.web import early, parts, policy
from studylib.web.parts import LOADER, PARTS, Parts
from tests.web.asgi import Answered, ask

FILES = {"preload-helper.A.js": "export{i as t};", "Html.A.js": "", "Button.A.js": ""}


def get(address: str) -> Answered:
    return ask(Parts(PlainTextResponse("another")), address)


def test_the_installed_streamlit_has_the_loader_and_each_part() -> None:
    assert set(parts.find_files()) == {LOADER, *PARTS}
    main = next((parts.FOLDER / "static/js").glob("index.*.js")).read_text(encoding="utf-8")
    for name in PARTS:  # the name by which the loader is asked for a part
        assert f'"./{parts.find_files()[name]}"' in main
    assert f'as H}}from"./{parts.find_files()[LOADER]}"' in main


def test_all_that_the_page_asks_for_early_is_there_under_a_name_of_its_content() -> None:
    asked = re.findall(r'modulepreload" crossorigin href="\.(/static/js/([^"]+))"', early.draw_early())
    assert {name.partition(".")[0] for _, name in asked} == {"parts", "Html", "Button", "purify"}
    own = get(asked[0][0])
    assert (own.status, own.headers["cache-control"]) == (200, parts.KEPT)
    assert own.text == parts.write_script()
    assert all((parts.FOLDER / "static/js" / name).is_file() for _, name in asked[1:])


def test_the_map_leads_to_our_loader_and_from_there_to_streamlits() -> None:
    led = json.loads(parts.write_map())
    ((theirs, ours),) = led["imports"].items()
    assert (theirs, ours) == (
        f"./static/js/{parts.find_files()[LOADER]}",
        f"./static/js/{parts.name_script()}",
    )
    assert led["scopes"] == {ours: {theirs: theirs}}
    assert parts.write_map() in list(policy.list_inline_scripts())
    assert early.draw_early().index("importmap") < early.draw_early().index("modulepreload")


@pytest.mark.parametrize("address", ["/", "/static/js/parts.js", f"/static/js/{parts.name_script()}/more"])
def test_all_else_is_left_to_the_server_behind(address: str) -> None:
    assert get(address).text == "another"


@pytest.mark.parametrize("base", ["", "board", "a/b"])
def test_our_loader_is_served_below_the_base_of_the_pages(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.get)
    below = f"/{base}".rstrip("/")
    assert get(f"{below}/static/js/{parts.name_script()}").text == parts.write_script()


@pytest.mark.parametrize(
    "other",
    [
        {"Html.A.js": None},
        {"Button.B.js": ""},
        {"preload-helper.A.js": "export{i as t,j as u};"},
        {"preload-helper.A.js": "export{i as e};"},
    ],
)
def test_another_streamlit_loads_its_parts_as_it_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, other: dict[str, str | None]
) -> None:
    monkeypatch.setattr(parts, "FOLDER", tmp_path)
    (tmp_path / "static/js").mkdir(parents=True)
    for name, text in (FILES | other).items():
        if text is not None:
            (tmp_path / "static/js" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(parts, "find_files", parts.find_files.__wrapped__)
    monkeypatch.setattr(parts, "write_map", parts.write_map.__wrapped__)
    assert parts.write_map() == ""
    assert parts.draw_hints.__wrapped__().count("<link") == len(parts.ANSWERS)
    assert get("/static/js/parts.js").text == "another"
    assert "" not in list(policy.list_inline_scripts())
