"""The plainest page with the same assistant, to measure the real one beside: a field, and a line for each event."""

import streamlit as st

from assistant.assistant import Assistant
from assistant.settings import Settings


@st.cache_resource
def assistant() -> Assistant:
    """The assistant that the settings ask for."""
    return Assistant(Settings.load())


question = st.chat_input("Ask")
if question:
    for event in assistant().stream(question):
        st.text(event)
    st.text("done")
