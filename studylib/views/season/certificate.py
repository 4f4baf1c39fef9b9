"""Draw a certificate of completion, or the line that there is none."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season.completion import find_season_end, is_over
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.views.season.bars import count_rate, draw_print
from studylib.web import anchors, look, markup, share
from studylib.web.address import write_query
from studylib.web.certificates import NOT_VALID, Certificate, LinkReach, find_completion, find_named
from studylib.web.lack import draw_lack, find_lack
from studylib.web.qr import draw_qr
from studylib.web.visit import Visit

REACHES: Mapping[LinkReach, Sentence] = {
    LinkReach.EVERYBODY: sentence("Whoever has the link sees this certificate, also without signing in."),
    LinkReach.GROUP: sentence(
        "This link opens to your group. The member and the leader get one here that opens to everybody."
    ),
    LinkReach.HERE: sentence("This server has no sign-in, so the link opens on this machine alone."),
}
"""What to say of a link by whom it opens to."""


def draw_certificate(certificate: Certificate) -> None:
    """Draw a certificate: first what is printed, then what one can do with it."""
    language, done = certificate.language, certificate.completion
    say = language.say
    st.html(draw_sheet(certificate))
    text = say("{member} completed {study}.", member=done.member, study=certificate.study)
    buttons = [
        draw_print(language, kind="share primary"),
        share.draw_copy(language, say("Copy the link"), certificate.link),
        share.draw_share(language, text, certificate.link),
    ]
    reach = markup.draw_paragraph(say(REACHES[certificate.reach]), kind="aside")
    st.html(markup.draw_block(markup.draw_row(*buttons), reach, kind="certificate-acts"))


def draw_sheet(certificate: Certificate) -> Markup:
    """Build the sheet of a certificate."""
    language, done = certificate.language, certificate.completion
    say = language.say
    days = say(
        "{opens} to {due}",
        opens=language.full_day(certificate.first_day),
        due=language.full_day(certificate.last_day),
    )
    rate = f"{done.rate.percent}% ({count_rate(done.rate)})" if done.rate.counted else ""
    figures = [
        (say("Season"), days),
        (say("Weeks done"), say("{done} of {asked}", done=done.done, asked=done.asked)),
        (say("On time"), rate),
    ]
    return markup.draw_block(
        markup.draw_element(
            "section",
            markup.draw_paragraph(certificate.study, kind="study"),
            markup.draw_heading(say("Certificate of completion"), level=1),
            markup.draw_paragraph(done.member, kind="member"),
            markup.draw_paragraph(say("completed this study to its end."), kind="lead"),
            markup.draw_terms(figures),
            draw_proof(certificate),
            kind="sheet",
        ),
        kind="certificate",
    )


def draw_proof(certificate: Certificate) -> Markup:
    """Build the code to scan, and what it proves."""
    language = certificate.language
    say = language.say
    today = language.full_day(certificate.as_of)
    told = [
        describe_rule(language, certificate.completion.least),
        say("The link behind this code shows the certificate as the study’s own records have it."),
        say("As of {day}", day=today),
    ]
    lines = (markup.draw_paragraph(line) for line in told)
    label = say("QR code of the link to this certificate")
    return markup.draw_element(
        "div", draw_qr(certificate.link, label), markup.draw_element("div", *lines), kind="proof"
    )


def describe_rule(language: Language, least: int) -> str:
    """Say what completes a season. ``least`` is the percent of the weeks."""
    return language.say(
        "To complete: at least {least} percent of the weeks done, and there until the end.", least=least
    )


def draw_none(visit: Visit) -> Markup:
    """Build the line that the address names no certificate."""
    say = visit.language.say
    if not visit.rights.may(Need.BOARD):
        return markup.draw_title(say("Certificate"), say(NOT_VALID))
    if why := find_lack(visit):
        return draw_lack(visit, why)
    back = anchors.draw_page_link(f"season?{write_query()}", say("To the season"), kind="action")
    title = markup.draw_title(say("Certificate"), describe_none(visit))
    return title + markup.draw_block(markup.draw_paragraph(back, kind="actions"))


def describe_none(visit: Visit) -> str:
    """Say to visitors of the board why there is no certificate."""
    say, now = visit.language.say, look.visit_now(visit)
    end, member = find_season_end(visit.study), find_named(visit)
    if end and not is_over(visit.study, now.now):
        return say("Certificates of completion come when the season is over: {moment}.", moment=end)
    done = find_completion(now, member)
    if done is None:
        return say(NOT_VALID)
    did = say("{member} has done {done} of {asked} weeks.", member=member, done=done.done, asked=done.asked)
    return f"{did} {describe_rule(visit.language, done.least)}"
