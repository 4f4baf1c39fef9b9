"""The fields of a page: drawn for one study, and read back only with what was offered.

A browser may send any value for a field. A click is handled before the page is drawn again, so Streamlit hands such a
value on. Every field is therefore drawn and read here.
"""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook.sizes import LONGEST_NAME, LONGEST_TEXT

T = TypeVar("T")

OFFERS = "offers"
"""The session's key for what each field takes, by the field's key."""

Offer = Callable[[object], None]
"""Raises a ``ForgedError`` for a value that the field does not take."""


class ForgedError(ChangeError):
    """A field holds what it never offered. Nothing was written."""


@dataclass(frozen=True)
class Fields(MutableMapping[str, Any]):
    """What a visitor chose and typed on the pages of one study, by the names of the fields.

    The keys of the session carry the study, so that nothing typed for one study meets another. ``study`` is ``None``
    for the only study of a deployment.
    """

    study: str | None

    def key(self, name: str) -> str:
        """Name the field for Streamlit."""
        return name if self.study is None else f"{self.study}.{name}"

    def __getitem__(self, name: str) -> Any:
        """Read a field. Raises a ``ForgedError`` for a value that was not offered.

        A message may leave out a field that was drawn. It counts as empty. Raises a KeyError for any other name.
        """
        key = self.key(name)
        check = st.session_state.get(OFFERS, {}).get(key)
        if check is None:
            return st.session_state[key]
        value = st.session_state.get(key)
        check(value)
        return value

    def __setitem__(self, name: str, value: Any) -> None:
        st.session_state[self.key(name)] = value

    def __delitem__(self, name: str) -> None:
        del st.session_state[self.key(name)]

    def __contains__(self, name: object) -> bool:
        return self.key(str(name)) in st.session_state

    def __iter__(self) -> Iterator[str]:
        start = self.key("")
        return (str(key).removeprefix(start) for key in list(st.session_state) if str(key).startswith(start))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _offer(self, name: str, check: Offer) -> str:
        """Note what the field takes, and return its key."""
        st.session_state.setdefault(OFFERS, {})[self.key(name)] = check
        return self.key(name)

    def find(self, name: str) -> Any:
        """Read a field while drawing. ``None`` without a value, or for one that was not offered."""
        with suppress(ForgedError):
            return self.get(name)
        return None

    # ---- to draw ----

    def choose(
        self,
        name: str,
        label: str,
        options: Sequence[T],
        *,
        index: int | None = 0,
        into: DeltaGenerator | None = None,
        **how: Any,
    ) -> T | None:
        """Draw a choice. ``None`` without one. No option is chosen at first if ``index`` is ``None``."""
        listed = list(options)
        key = self._offer(name, lambda value: _check_choice(value, listed))
        value: T | None = (into or st).selectbox(label, listed, index=index, key=key, **how)
        with suppress(ForgedError):
            _check_choice(value, listed)
            return value
        return None

    def choose_or_type(
        self, name: str, label: str, options: Sequence[str], *, most: int = LONGEST_NAME, **how: Any
    ) -> None:
        """Draw a choice that also takes another text. ``most``: its characters."""
        key = self._offer(name, lambda value: _check_written(value, most))
        st.selectbox(label, list(options), key=key, accept_new_options=True, **how)

    def choose_card(
        self, name: str, label: str, options: Sequence[str], captions: Sequence[str], **how: Any
    ) -> None:
        """Draw a choice of one of several options, each with a caption, which is Markdown."""
        listed = list(options)
        key = self._offer(name, lambda value: _check_choice(value, listed, needed=True))
        st.radio(label, listed, key=key, captions=list(captions), **how)

    def choose_several(self, name: str, label: str, options: Sequence[T], **how: Any) -> list[T]:
        """Draw a choice of any number of options."""
        listed = list(options)
        chosen = st.multiselect(label, listed, key=self.key(name), **how)
        return [each for each in chosen if each in listed]

    def choose_part(
        self, name: str, label: str, options: Sequence[T], into: DeltaGenerator, **how: Any
    ) -> None:
        """Draw a choice of one of a few options side by side."""
        listed = list(options)
        key = self._offer(name, lambda value: _check_choice(value, listed, needed=True))
        into.segmented_control(label, listed, key=key, **how)

    def fold(self, name: str, label: str) -> DeltaGenerator | None:
        """Draw a part that opens at a press. Return it only while it is open, so that nothing is computed for it."""
        part = st.expander(label, key=self.key(name), on_change="rerun")
        return part if part.open else None

    def tick(self, name: str, label: str) -> bool:
        """Draw a box to tick."""
        return bool(st.checkbox(label, key=self._offer(name, lambda value: _check_kind(value, bool))))

    def type_text(self, name: str, label: str, *, most: int = LONGEST_TEXT, **how: Any) -> str:
        """Draw a field of one line. ``most``: its characters."""
        key = self._offer(name, lambda value: _check_text(value, most))
        return str(st.text_input(label, key=key, **how))

    def type_lines(self, name: str, label: str, **how: Any) -> str:
        """Draw a field of several lines."""
        key = self._offer(name, lambda value: _check_text(value, LONGEST_TEXT))
        return str(st.text_area(label, key=key, **how))

    def type_number(
        self,
        name: str,
        label: str,
        least: float,
        most: float,
        *,
        into: DeltaGenerator | None = None,
        **how: Any,
    ) -> None:
        """Draw a field of a number in ``[least, most]``."""
        key = self._offer(name, lambda value: _check_number(value, least, most))
        (into or st).number_input(label, min_value=least, max_value=most, key=key, **how)

    def choose_day(self, name: str, label: str, *, into: DeltaGenerator | None = None, **how: Any) -> None:
        """Draw a choice of a day."""
        key = self._offer(name, lambda value: _check_kind(value, date))
        (into or st).date_input(label, key=key, format="YYYY-MM-DD", **how)

    def choose_time(self, name: str, label: str, value: time, **how: Any) -> None:
        """Draw a choice of a time of day, to the minute."""
        key = self._offer(name, lambda value: _check_kind(value, time))
        st.time_input(label, value, key=key, step=60, **how)


def _check_choice(value: object, options: Sequence[object], *, needed: bool = False) -> None:
    if (value is not None or needed) and not any(
        type(value) is type(each) and value == each for each in options
    ):
        raise ForgedError(sentence("“{cell}” is not on the list. Choose from the list.", cell=str(value)))


def _check_text(value: object, most: int) -> None:
    _check_kind(value, str)
    if len(str(value)) > most:
        raise ForgedError(explain_length(len(str(value)), most))


def _check_written(value: object, most: int) -> None:
    if value is not None:
        _check_text(value, most)


def explain_length(count: int, most: int) -> Sentence:
    """Say that a text is too long."""
    return sentence(
        "The text has {count} characters, and at most {most} are taken. Shorten it.", count=count, most=most
    )


def _check_number(value: object, least: float, most: float) -> None:
    if value is not None and not (isinstance(value, int | float) and least <= value <= most):
        raise ForgedError(
            sentence("Write a number from {least} to {most}.", least=str(least), most=str(most))
        )


def _check_kind(value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise ForgedError(sentence("A field of the form is empty. Fill it in, then try again."))
