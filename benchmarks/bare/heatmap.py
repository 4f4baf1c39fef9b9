"""Draw one Plotly heatmap and one dataframe, each as large as the sample's board."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

MEMBERS, WEEKS = 5, 12

members = [f"Member {number}" for number in range(1, MEMBERS + 1)]
weeks = [f"Week {number}" for number in range(1, WEEKS + 1)]
cells = np.arange(MEMBERS * WEEKS).reshape(MEMBERS, WEEKS) % 7

st.plotly_chart(go.Figure(go.Heatmap(z=cells, x=weeks, y=members)))
st.dataframe(pd.DataFrame(cells, index=members, columns=weeks))
