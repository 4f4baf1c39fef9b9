"""Draw the fines: by month, by tier, each with its reason."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.season import fines
from studylib.season.study import Status
from studylib.text.language import Language
from studylib.web import markup
from studylib.web.visit import Visit

MOST_CARDS = 200  # Fines that are shown one by one; more in a table that scrolls


def draw_months(totals: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Members by months, with the sums of both."""
    total = language.say("Total")
    shown = totals.set_axis([language.month(month) for month in totals.columns], axis=1)
    shown.insert(0, total, shown.sum(axis=1))
    shown.insert(0, language.say("Member"), shown.index.astype("str"))
    sums = pd.DataFrame([[total, *shown.iloc[:, 1:].sum()]], columns=shown.columns)
    return pd.concat([shown, sums], ignore_index=True)


def describe_fines(visit: Visit, fined: pd.DataFrame) -> pd.DataFrame:
    """The fines as people read them: member, month and tier in words, the fine in won, the reason."""
    language = visit.language
    judged = zip(fined["status"], fined["tier"], strict=True)
    return pd.DataFrame(
        {
            "month": [language.month(month) for month in fined["month"]],
            "member": fined["member"].astype("str"),
            "tier": [
                fines.name_judgement(visit.study, language, Status(status), tier) for status, tier in judged
            ],
            "fine": fined["fine"],
            "reason": fines.explain_fines(visit.study, fined, language),
            "status": fined["status"],
        }
    )


def choose_fines(words: pd.DataFrame, labels: dict[str, str], language: Language) -> pd.DataFrame:
    """The fines that the filters leave; a filter in which nothing is chosen leaves all."""
    with st.container(horizontal=True):
        for column in ("month", "member", "tier"):
            there = list(dict.fromkeys(words[column]))
            picked = st.multiselect(
                labels[column], there, key=f"fines_{column}", width=260, placeholder=language.say("All")
            )
            if picked:
                words = words[words[column].isin(picked)]
    return words


def draw_cards(visit: Visit, words: pd.DataFrame) -> Markup:
    """Each fine with its reason."""
    lines = (
        Markup(
            '<li><div class="row"><b>{}</b><span>{} <b>{}</b></span></div><p class="aside">{}</p></li>'
        ).format(
            member,
            markup.draw_status_badge(Status(status), tier),
            visit.language.won(fine),
            reason,
        )
        for member, status, tier, fine, reason in zip(
            words["member"], words["status"], words["tier"], words["fine"], words["reason"], strict=True
        )
    )
    return Markup('<div class="sb"><ul class="lines">{}</ul></div>').format(Markup("").join(lines))
