"""벌금: the fines of each month, and the reason of each."""

import streamlit as st

from studylib.access.rights import Need
from studylib.season.fines import select_fined
from studylib.text.message import sentence
from studylib.views import drifts, files
from studylib.views.fines import choice, lines, sums
from studylib.web import banners, derived, foot, guard, markup

visit = guard.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
rows = derived.judge_board(visit)
fined, unplaced = select_fined(rows), derived.list_unplaced(visit)
total = int(fined["fine"].sum()) + sum(each.fine for each in unplaced)
so_far = say("The season so far: {amount}", amount=visit.language.won(total))

st.html(markup.draw_title(say("Fines"), so_far))
if total:
    newest = lines.choose_newest(visit, fined)
    listed = lines.list_lines(visit, newest, unplaced)
    chosen, order = choice.choose_lines(visit, listed)
    if len(chosen) < len(listed):
        lines.draw_chosen(visit, chosen)
    lines.draw_lines(visit, lines.group_lines(visit, chosen, order), newest, unplaced)
    sums.draw_sums(visit, rows, unplaced)
else:
    banners.draw_strip(visit, sentence("There are no fines yet."), quiet=True)
drifts.draw_drifts(visit, derived.list_drifts(visit))
if total and len(fined) <= lines.MOST_LINES:
    files.draw_fine_files(visit, chosen.index, chosen["month"])
foot.draw_foot(visit)
