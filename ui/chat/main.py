"""The script that Streamlit runs for each page view; everything else is imported, and so loaded once."""

from ui.chat.page_frame import show

show()
