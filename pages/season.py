"""시즌: how the season went by member and week, who wrote which posts, and who completed it."""

import streamlit as st

from studylib.text.message import sentence
from studylib.views.season import completed, posts, summary, tables
from studylib.web import banners, foot, guard, markup, recaps, team_blog

visit = guard.enter(people=True, money=True)

recap = recaps.find_recap(visit)

st.html(summary.draw_season_title(visit, recap))
if recap.weeks:
    parts = (
        summary.draw_figures(visit, recap),
        completed.draw_completed(visit, recap),
        tables.draw_rates(visit, recap),
        posts.draw_posts(visit, team_blog.keep_turns(visit.season)),
    )
    st.html(markup.draw_block(*parts, kind="season"))
else:
    why = sentence("The first week is still open. Here you see how the season goes once it is due.")
    banners.draw_strip(visit, why, quiet=True)
foot.draw_foot(visit)
