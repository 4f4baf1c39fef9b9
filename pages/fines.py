"""벌금: the fines of each month, and the reason of each."""

import streamlit as st

from studylib.access.rights import Need
from studylib.season.fines import select_fined
from studylib.text.message import sentence
from studylib.views import drifts, files, fines
from studylib.web import banners, derived, foot, guard, markup

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
rows = derived.judge_board(visit)
fined, unplaced = select_fined(rows), derived.list_unplaced(visit)
total = int(fined["fine"].sum()) + sum(each.fine for each in unplaced)
so_far = say("The season so far: {amount}", amount=visit.language.won(total))

st.html(markup.draw_title(say("Fines"), so_far))
if total:
    fines.draw_sums(visit, rows, unplaced)
else:
    banners.draw_strip(visit, sentence("There are no fines yet."), quiet=True)
drifts.draw_drifts(visit, derived.list_drifts(visit))
if total:
    chosen = fines.draw_each(visit, fines.choose_newest(visit, fined), unplaced)
    if len(fined) <= fines.MOST_LINES:
        files.draw_fine_files(visit, chosen.index, chosen["at"])
foot.draw_foot(visit)
