"""The page with a fake Assistant: a script for Streamlit, run by the browser tests."""

from fake_assistant import FakeAssistant

from ui.chat.page_frame import show

show(FakeAssistant)
