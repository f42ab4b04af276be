"""The pages: `streamlit run app.py`. This file only navigates."""

import streamlit as st

from views import ask

st.set_page_config(page_title="Smertevejviser", page_icon="🧭", layout="centered")
st.navigation([st.Page(ask.page, title="Spørg", url_path="spoerg", default=True)]).run()
