"""The door of the page that adds a study: no study is chosen there, so no study's guard stands at it."""

from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from studylib import clock
from studylib.access import rights
from studylib.access.origin import Visitor
from studylib.access.rights import Role
from studylib.config import robot
from studylib.config.studies import StudyConfig
from studylib.source import catalogue, registering
from studylib.source.registering import Addition
from studylib.text.errors import AccessError, RegistryError, StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence, sentence
from studylib.web import look, readers
from studylib.web.address import read_language
from studylib.web.chooser import draw_closed, draw_end
from studylib.web.fields import Fields
from studylib.web.own_address import find_own_address
from studylib.web.page_titles import name_pages
from studylib.web.sign_in import find_origin, find_visitor
from studylib.web.tries import Tries

OF_PERSON, OF_ALL = Tries(), Tries(10)
"""The tries of each person and of all together in this process. Each may cost requests to Google."""

EVERYBODY = "everybody"

LATER = sentence(
    "This does not work at the moment. Try again in a few minutes, or tell whoever runs this server. Its log has the "
    "reason."
)
"""The reason that people get if the real one is for the operator."""


@dataclass(frozen=True)
class Newcomer:
    """A person with a verified address, who may add the study of their group."""

    language: Language
    account: str
    """The address of the service account, to share a sheet with."""
    address: str
    """The person's own."""

    @property
    def fields(self) -> Fields:
        """What the person types on the page."""
        return Fields("+")


@dataclass(frozen=True)
class Attempt:
    """The outcome of a try: the study, or why there is none."""

    addition: Addition | None = None
    why: Sentence | None = None


def enter() -> Newcomer:
    """Let a person with a verified address into the page. All others see it end with the reason."""
    language = Language(read_language() or CODES[0])
    try:
        visitor, reached = find_visitor(), find_origin()
        role = rights.find_role(visitor, reached, clock.now())
        why = rights.explain_no_addition(role)
        if robot.takes_studies() and not why:
            return Newcomer(language, registering.find_account(), (visitor.address or "").strip())
    except StudyboardError as error:
        role = Role.UNKNOWN
        why = _choose_reason(error)
    why = why or sentence("This server takes no further studies.")
    draw_closed(language, role, why, name=name_pages(language)["add_study"])


def try_to_add(pasted: str) -> Attempt:
    """Try to add the sheet at a pasted address. The person is looked at again, since the page may be old."""
    try:
        sheet = registering.check_address(pasted)
        visitor, reached = find_visitor(), find_origin()
        _count_try(visitor)
        added = registering.add_study(sheet, visitor, reached)
    except StudyboardError as error:
        return Attempt(why=_choose_reason(error))
    with suppress(StudyboardError):  # so that the list has it, and the board is there at the next click
        readers.find_reader(catalogue.choose_study(added.id)).read()
    return Attempt(added)


def try_to_remove(listing: StudyConfig) -> Sentence | None:
    """Try to take a study off the list. Return why it stays, ``None`` if it is off."""
    try:
        visitor, reached = find_visitor(), find_origin()
        _count_try(visitor)
        registering.remove_study(listing, visitor, reached)
    except StudyboardError as error:
        return _choose_reason(error)
    return None


def _count_try(visitor: Visitor) -> None:
    """Count a try. Raises a RegistryError if it is one too many."""
    now = clock.now()
    if not (OF_PERSON.count(visitor.address, now) and OF_ALL.count(EVERYBODY, now)):
        raise RegistryError(sentence("There were too many tries. Try again in a minute."))


def _choose_reason(error: StudyboardError) -> Sentence:
    """Choose the reason for the visitor. What may name the database or the key goes to the log."""
    if isinstance(error, AccessError | RegistryError):
        return error.why
    why = look.choose_reason(error.why, st.context.headers, st.context.ip_address)
    return LATER if why is look.OUT_OF_REACH else why


def write_study_link(id: str) -> str:
    """Write the whole address of a study, or its query if the sign-in does not say our address."""
    return f"{find_own_address() or ''}/?study={id}"


def draw_foot(newcomer: Newcomer) -> None:
    """Draw the last line of the page: languages, the other studies, the button to sign out."""
    draw_end(newcomer.language, Role.STRANGER, kind="tertiary")
