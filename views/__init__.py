"""The Streamlit pages, one a file. They ask the packages, show, and decide nothing."""
