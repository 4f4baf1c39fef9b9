"""Draw nothing: an empty page costs what Streamlit itself costs."""
