"""The web app manifest of each study."""

import json
from datetime import datetime

import pytest
import streamlit as st
from starlette.applications import Starlette

from studylib.web import manifest, pictures
from tests.web.asgi import Answered, ask


def ask_manifest(query: str = "") -> Answered:
    return ask(
        Starlette(routes=list(manifest.list_routes())), f"/{manifest.FILE}", query=query, Host="localhost"
    )


@pytest.mark.usefixtures("sample_workbook")
def test_a_phone_gets_name_start_and_icons_of_the_study(now: datetime) -> None:
    assert ask_manifest().status == 200  # the first look opens the workbook
    st.cache_resource.clear()
    agent = "facebookexternalhit/1.1; kakaotalk-scrap/1.0"
    routes = list(manifest.list_routes())
    got = ask(Starlette(routes=routes), f"/{manifest.FILE}", Host="localhost", User_Agent=agent)
    assert got.headers["content-type"] == "application/manifest+json"
    said = json.loads(got.text)
    assert (said["name"], said["lang"], said["start_url"], said["scope"]) == ("예시 스터디", "ko", "./", "./")
    assert {
        each["src"].removeprefix(f"./{pictures.PLACE}/") for each in said["icons"]
    } <= pictures.FILES.keys()
    assert {each["purpose"] for each in said["icons"]} == {"any", "maskable"}


@pytest.mark.parametrize(
    ("study", "kept"),
    [("night", "?study=night"), ("NIGHT", ""), ("a%22%3E", ""), ("x" * 65, ""), ("%0d%0a", ""), ("", "")],
)
@pytest.mark.usefixtures("sample_workbook")
def test_it_starts_at_the_study_that_was_asked_for(study: str, kept: str) -> None:
    assert json.loads(ask_manifest(f"study={study}").text)["start_url"] == f"./{kept}"


def test_the_link_to_it_keeps_the_study_alone() -> None:
    link = manifest.draw_manifest_link({"study": "night", "lang": "en"})
    assert link == '<link rel="manifest" href="./app.webmanifest?study=night">'
