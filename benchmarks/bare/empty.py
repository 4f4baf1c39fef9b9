"""An empty page: what Streamlit itself takes."""
