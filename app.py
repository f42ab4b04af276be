"""The app's script: `smertevejviser serve`. It only navigates."""

from pathlib import Path

import streamlit as st

from views.ask import write_waiting
from views.frame import close_frame, open_frame
from views.links import reader
from views.pages import pages
from views.strings import say

ICON = Path(__file__).parent / "views" / "icon.svg"

st.set_page_config(page_title=say("title"), page_icon=ICON, layout="wide")
st.logo(ICON, size="large")
there = pages()
page = st.navigation(there, position="hidden")
if page.url_path == "" and "sektion" in st.query_params:  # an address made for any page
    st.switch_page(reader(), query_params=st.query_params.to_dict())
open_frame(there)
page.run()
close_frame(page.url_path)
if page.url_path == "":  # a model takes its time: first the tab keeps what waits
    write_waiting()
