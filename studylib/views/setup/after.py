"""Say what to do once a season was created: each step one click."""

import secrets

import streamlit as st

from studylib.config.program import word_command
from studylib.form.script import write_script
from studylib.source.predecessor import tell_backup
from studylib.text.errors import FormError
from studylib.views.desk.by_hand import read_whole
from studylib.views.setup.creating import BEGUN, DONE
from studylib.views.setup.inviting import draw_invitation
from studylib.views.setup.steps import draw_copy, draw_step, find_server
from studylib.web import anchors, banners, markup
from studylib.web.address import read_parameter, write_query
from studylib.web.sign_in import find_origin
from studylib.web.visit import Visit

SCRIPT_HEIGHT = 160
"""Pixels of the field that holds the form's script."""


def is_done(visit: Visit) -> bool:
    """Tell whether the address asks what to do next, of a season that is there."""
    return read_parameter(DONE) == "1" and not visit.may_begin


def draw_after(visit: Visit) -> None:
    """Draw that the season is there, then the steps in two columns."""
    say = visit.language.say
    lead = say(
        "{weeks} weeks, {members} members", weeks=len(visit.study.weeks), members=len(visit.study.members)
    )
    board = anchors.draw_page_link(f"./?{write_query()}", say("See the board"), kind="action")
    st.html(markup.draw_title(say("{name} has begun", name=visit.study.name), lead))
    st.html(markup.draw_block(markup.draw_paragraph(board, kind="actions")))
    begun = visit.fields.get(BEGUN)
    if begun and begun.backup:
        kept = say(tell_backup(begun.backup))
        st.html(markup.draw_block(markup.draw_paragraph(kept, kind="strip quiet")))
    columns = st.columns(2)
    steps = (draw_invitation, draw_form_step), (draw_reminders, draw_sign_in)
    for column, draws in zip(columns, steps, strict=True):
        for draw in draws:
            with column, st.container(border=True):
                draw(visit)


# ---- the steps ----


def draw_form_step(visit: Visit) -> None:
    """Draw how members hand in: the form's link, the form's script for a sheet, or the page itself."""
    say, title = visit.language.say, visit.language.say("2. Let them hand in")
    if visit.study.form:
        draw_step(title, anchors.draw_link(visit.study.form.url, say("Open the form")))
    elif visit.store.remote:
        draw_step(title, say("Paste this into the sheet, under Extensions > Apps Script, and run it once."))
        draw_script(visit)
    else:
        page = anchors.draw_page_link(f"hand_in?{write_query()}", say("Open the page to hand in"))
        draw_step(title, say("Members hand in on the board itself. You need no form."), page)


def draw_script(visit: Visit) -> None:
    """Draw the form's script, or why there is none yet."""
    try:
        draw_copy(write_script(visit.study, None, addresses=False), height=SCRIPT_HEIGHT)
    except FormError as error:
        banners.draw_strip(visit, error.why, quiet=True)


def draw_reminders(visit: Visit) -> None:
    """Draw what makes reminders, to be copied."""
    say = visit.language.say
    draw_step(
        say("3. Remind them before the deadline"),
        say("Write the chat’s address into .streamlit/secrets.toml, and run the command each hour."),
    )
    draw_copy('[reminders]\naddresses = ["discord://…"]')
    draw_copy(word_command("remind --scheduled --sent sent.json"))


def draw_sign_in(visit: Visit) -> None:
    """Draw how members sign in, with the address that the provider asks for."""
    say = visit.language.say
    with_address = sum(1 for member in read_whole(visit.season).study.members if member.email)
    known = say(
        "{count} of {members} members have an address to sign in with.",
        count=with_address,
        members=len(visit.study.members),
    )
    desk = anchors.draw_page_link(
        f"desk?{write_query(desk=say('Members'))}", say("Add addresses at the desk")
    )
    title = say("4. Let them sign in")
    if find_origin().sign_in:
        draw_step(title, say("The sign-in is set up."), markup.join_parts([known, desk], " "))
        return
    draw_step(
        title,
        markup.join_parts([known, desk], " "),
        say("Write this into .streamlit/secrets.toml, with the id and the secret of your provider."),
    )
    draw_copy(write_auth(find_server()))


def write_auth(server: str) -> str:
    """Write the table of the sign-in with a new cookie secret."""
    return "\n".join(
        [
            "[auth]",
            f'redirect_uri = "{server}/oauth2callback"',
            f'cookie_secret = "{secrets.token_hex(32)}"',
            'client_id = "….apps.googleusercontent.com"',
            'client_secret = "…"',
            'server_metadata_url = "https://accounts.google.com/.well-known/openid-configuration"',
        ]
    )
