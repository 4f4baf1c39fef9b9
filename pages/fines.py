"""벌금: the fines of each month, and why each is what it is."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib import charts, fines, markup, page, report
from studylib.access import Need
from studylib.language import Language
from studylib.page import Visit
from studylib.sentence import sentence
from studylib.study import Status

MOST_CARDS = 200  # Fines that are shown one by one; more in a table that scrolls


def by_month(totals: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Members by months, with the sums of both."""
    total = language.say("Total")
    shown = totals.set_axis([language.month(month) for month in totals.columns], axis=1)
    shown.insert(0, total, shown.sum(axis=1))
    shown.insert(0, language.say("Member"), shown.index.astype("str"))
    sums = pd.DataFrame([[total, *shown.iloc[:, 1:].sum()]], columns=shown.columns)
    return pd.concat([shown, sums], ignore_index=True)


def in_words(visit: Visit, fined: pd.DataFrame) -> pd.DataFrame:
    """The fines as people read them: member, month and tier in words, the fine in won, the reason."""
    language = visit.language
    judged = zip(fined["status"], fined["tier"], strict=True)
    return pd.DataFrame(
        {
            "month": [language.month(month) for month in fined["month"]],
            "member": fined["member"].astype("str"),
            "tier": [fines.word(visit.study, language, Status(status), tier) for status, tier in judged],
            "fine": fined["fine"],
            "reason": fines.reasons(visit.study, fined, language),
            "status": fined["status"],
        }
    )


def chosen(words: pd.DataFrame, labels: dict[str, str], language: Language) -> pd.DataFrame:
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


def cards(visit: Visit, words: pd.DataFrame) -> Markup:
    """Each fine with its reason."""
    lines = (
        Markup(
            '<li><div class="row"><b>{}</b><span>{} <b>{}</b></span></div><p class="aside">{}</p></li>'
        ).format(
            row.member,
            markup.badge(visit.palette, Status(row.status), row.tier),
            visit.language.won(row.fine),
            row.reason,
        )
        for row in words.itertuples()
    )
    return Markup('<div class="sb"><ul class="lines">{}</ul></div>').format(Markup("").join(lines))


visit = page.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
rows = page.judged(visit)
fined = fines.fined(rows)
totals = fines.totals(rows)
totals = totals.loc[:, totals.sum() > 0]
download = report.to_csv(fines.lines(visit.study, rows, Language(visit.study.language)))
labels = {
    "month": say("Month"),
    "member": say("Member"),
    "tier": say("Status"),
    "fine": say("Fine"),
    "reason": say("Reason"),
}
won = st.column_config.NumberColumn(format=say("₩%,d"))

sum_so_far = say("The season so far: {amount}", amount=visit.language.won(int(fined["fine"].sum())))
st.html(Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(say("Fines"), sum_so_far))
if fined.empty:
    page.strip(visit, sentence("There are no fines yet."), quiet=True)
else:
    described = say("Fines by month and member; the table below has the figures.")
    figure = charts.monthly(totals, visit.language, visit.palette)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="monthly", alt=described)
    table = by_month(totals, visit.language)
    st.dataframe(table, hide_index=True, column_config=dict.fromkeys(table.columns[1:], won))
    st.html(Markup('<div class="sb"><h2>{}</h2></div>').format(say("Each fine and its reason")))
    words = chosen(in_words(visit, fined), labels, visit.language)
    if len(words) <= MOST_CARDS:
        st.html(cards(visit, words))
    else:
        shown = words[list(labels)].set_axis(list(labels.values()), axis=1)
        st.dataframe(shown, hide_index=True, column_config={labels["fine"]: won})
    st.download_button(
        say("Download all fines (CSV)"),
        download,
        "fines.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
page.foot(visit)
