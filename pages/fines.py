"""벌금: the fines of each month, and why each is what it is."""

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.access.rights import Need
from studylib.figures import money
from studylib.season import fines
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.views.fines import MOST_CARDS, choose_fines, describe_fines, draw_cards, draw_months
from studylib.web import banners, derived, foot, guard

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
rows = derived.judge_board(visit)
fined = fines.select_fined(rows)
totals = fines.total_fines(rows)
totals = totals.loc[:, totals.sum() > 0]
download = report.to_csv(fines.list_fines(visit.study, rows, Language(visit.study.language)))
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
    banners.draw_strip(visit, sentence("There are no fines yet."), quiet=True)
else:
    described = say("Fines by month and member; the table below has the figures.")
    figure = money.draw_fines(totals, visit.language, visit.palette)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="monthly", alt=described)
    table = draw_months(totals, visit.language)
    st.dataframe(table, hide_index=True, column_config=dict.fromkeys(table.columns[1:], won))
    st.html(Markup('<div class="sb"><h2>{}</h2></div>').format(say("Each fine and its reason")))
    words = choose_fines(describe_fines(visit, fined), labels, visit.language)
    if len(words) <= MOST_CARDS:
        st.html(draw_cards(visit, words))
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
foot.draw_foot(visit)
